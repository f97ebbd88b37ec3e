"""What a responsible does for somebody who phoned, each with its source; and the word to all teachers."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.rules.texts import TooLong, too_long
from bot.settings import Settings
from bot.usecases import schools
from bot.usecases.enrollment import (
    Asked,
    Enrolled,
    Left,
    OfferWaits,
    Refused,
    Unready,
    Waitlisted,
    enroll,
    judged,
    withdraw,
)
from bot.usecases.quiet_time import follow_up
from storage import audit, outbox
from storage.conversations import people_with_chats
from storage.enrollment import enrollments_of
from storage.network import Network
from storage.people import Person, Role, School, person_by_email
from storage.places import seats_held, waits_of

RESPONSIBLE = "responsible"
ENROLLED_FOR, WITHDRAWN_FOR, SCHOOL_CORRECTED = "enrolled_for", "withdrawn_for", "school_corrected"
ENROLLMENT_OPEN = "enrollment_open"
REASON_LIMIT = 500


class Action(StrEnum):
    ENROLL = "enroll"
    ADMIT = "admit"
    WITHDRAW = "withdraw"
    SCHOOL = "school"
    LEFT = "left"
    TEACHES = "teaches"


# A responsible sets these aside in one press, each kept as a derogation; the others hold for everybody.
DESPITE = frozenset({Condition.CLOSED, Condition.YEAR_USED, Condition.CLASH})


class Mistake(StrEnum):
    UNKNOWN_PERSON = "unknown_person"
    NO_ACTION = "no_action"
    NO_NETWORK = "no_network"
    NO_SCHOOL = "no_school"
    NO_REASON = "no_reason"
    NOTHING_TO_LEAVE = "nothing_to_leave"


class NotResponsible:
    """Nothing was changed."""


class Done(StrEnum):
    ENROLLED = "enrolled"
    WAITING = "waiting"
    OFFERED = "offered"
    ALREADY = "already"
    WITHDRAWN = "withdrawn"
    SCHOOL = "school"
    LEFT = "left"
    TEACHES = "teaches"


@dataclass(frozen=True, slots=True)
class Wanted:
    """As typed: an address, one of Action, a network, a school's id, where the request comes from."""

    email: str
    action: str
    network_id: int
    school_id: str
    reason: str


Outcome = Done | Mistake | TooLong | Condition | NotResponsible


def act(session: Session, now: datetime, actor_id: int, wanted: Wanted) -> Outcome:
    """Do it in the person's name, and tell her or him; a Condition when a rule stands in the way.

    Ten seats, two of a school and one network a year hold for a responsible too.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotResponsible()
    person, reason = person_by_email(session, wanted.email.strip().lower()), wanted.reason.strip()
    if person is None:
        return Mistake.UNKNOWN_PERSON
    wrong = _wrong(wanted.action, reason)
    if wrong is not None:
        return wrong
    audit.record(
        session,
        now,
        action="acted_for",
        subject=("person", person.id),
        person_id=actor_id,
        after=wanted.action,
        why=reason,
    )
    if wanted.action == Action.SCHOOL:
        return _correct_school(session, now, person, wanted.school_id)
    if wanted.action in {Action.LEFT, Action.TEACHES}:
        return _teaches(session, now, actor_id, person, teaches=wanted.action == Action.TEACHES, why=reason)
    if session.get(Network, wanted.network_id) is None:
        return Mistake.NO_NETWORK
    if wanted.action == Action.WITHDRAW:
        return _withdraw(session, now, person, wanted.network_id, reason)
    return _enroll(session, now, actor_id, person, wanted, reason)


def _wrong(action: str, reason: str) -> Mistake | TooLong | None:
    if action not in {one.value for one in Action}:
        return Mistake.NO_ACTION
    return too_long(reason, REASON_LIMIT) if reason else Mistake.NO_REASON


def _enroll(
    session: Session, now: datetime, actor_id: int, person: Person, wanted: Wanted, reason: str
) -> Outcome:
    asked = Asked(
        teaches=True,
        schoolless=True,
        despite=DESPITE if wanted.action == Action.ADMIT else frozenset(),
        actor_id=actor_id,
        source=RESPONSIBLE,
        reason=reason,
    )
    outcome = enroll(session, now, person.id, wanted.network_id, asked)
    match outcome:
        case Refused(condition):
            return condition
        case Unready():
            return Mistake.NO_NETWORK
        case OfferWaits():
            return Done.OFFERED
        case Enrolled(_, True) | Waitlisted(_, True):
            return Done.ALREADY
        case Enrolled(enrollment_id) | Waitlisted(enrollment_id):
            _tell(session, now, ENROLLED_FOR, ("enrollment", enrollment_id), person.id)
            return Done.ENROLLED if isinstance(outcome, Enrolled) else Done.WAITING


def _withdraw(session: Session, now: datetime, person: Person, network_id: int, reason: str) -> Outcome:
    theirs = [one.id for one in enrollments_of(session, network_id) if one.person_id == person.id]
    if withdraw(session, now, person.id, network_id, why=reason) is Left.NOTHING:
        return Mistake.NOTHING_TO_LEAVE
    _tell(session, now, WITHDRAWN_FOR, ("enrollment", max(theirs)), person.id)
    return Done.WITHDRAWN


def _teaches(
    session: Session, now: datetime, actor_id: int, person: Person, *, teaches: bool, why: str
) -> Outcome:
    """She or he left the CSSDM, or teaches there after all: seats and ranks end, the history stays, and a
    network that she or he animates comes to the desk (R04; DOMAIN.md §1.8, 12).
    """
    if person.confirmed_teacher == teaches and person.not_teaching != teaches:
        return Done.ALREADY
    person.confirmed_teacher, person.not_teaching = teaches, not teaches
    audit.record(
        session,
        now,
        action="teacher_judged",
        subject=("person", person.id),
        person_id=actor_id,
        after="teaches" if teaches else "does_not_teach",
        why=why,
    )
    judged(session, now, person.id, teaches=teaches)
    if not teaches:
        for network_id in sorted(set(waits_of(session, person.id)) | set(seats_held(session, person.id))):
            withdraw(session, now, person.id, network_id, why=why)
    return Done.TEACHES if teaches else Done.LEFT


def _correct_school(session: Session, now: datetime, person: Person, school_id: str) -> Outcome:
    school = session.get(School, school_id)
    if school is None or not school.active:
        return Mistake.NO_SCHOOL
    schools.move(session, now, person, school.id)
    _tell(session, now, SCHOOL_CORRECTED, ("person", person.id), person.id)
    return Done.SCHOOL


def _tell(session: Session, now: datetime, kind: str, subject: tuple[str, int], person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{subject[1]}:{now.isoformat()}",
        kind=kind,
        subject=subject,
        person_id=person_id,
        not_before=now,
    )


def announce(session: Session, now: datetime, actor_id: int, settings: Settings) -> int | NotResponsible:
    """Tell everybody whom the bot reaches that enrollments are open; how many, 0 when that was done today."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotResponsible()
    written = [
        follow_up(
            session,
            now,
            settings,
            once=f"{ENROLLMENT_OPEN}:{now.date()}:{person_id}",
            kind=ENROLLMENT_OPEN,
            subject=("day", now.date().toordinal()),
            person_id=person_id,
            day=now.date(),
        )
        for person_id in people_with_chats(session)
    ]
    if any(written):
        audit.record(session, now, action="enrollment_announced", subject=("day", None), person_id=actor_id)
    return sum(written)
