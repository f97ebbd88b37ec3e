"""Former members are invited first, privately, until a day; nobody is enrolled by itself (R17; B14, S30).

An invitation is an offer (usecases.waiting) that comes before anybody waits: it holds its seat and a place
of its school, ends by the clock, and is answered like one.
"""

from datetime import datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import continuation as rules
from bot.rules.continuation import Held
from bot.rules.quiet_time import working_days_before
from bot.settings import Settings
from bot.usecases import waiting
from bot.usecases.quiet_time import remind
from storage import audit, outbox, seats
from storage.enrollment import EnrollmentState
from storage.invitation import INVITATION, former_members, silent
from storage.network import Network
from storage.people import Person
from storage.places import PROMOTING
from storage.standing import hold, standing

INVITED, NO_PLACE, WAITS = "invitation", "invitation_no_place", "invitation_waits"
# So many working days before the last one, who has not answered is asked once more.
RECALL = 3
HORIZON = timedelta(days=14)


def invite(session: Session, now: datetime, settings: Settings, first: Network, second: Network) -> None:
    """Hold a seat for each former member who may have one, on today's schools, and write to each.

    Both networks are held, or the second one is new.
    """
    assert second.invited_until is not None
    # The last day is inclusive: the offer ends as it does.
    until = datetime.combine(second.invited_until + timedelta(days=1), time.min, tzinfo=settings.zone)
    former = {one.person_id: one for one in former_members(session, first.id)}
    for one in rules.invitations(list(former.values()), second.capacity):
        school_id = former[one.person_id].school_id
        if isinstance(one, Held):
            _hold_seat(session, now, second, one.person_id, school_id, until)
        else:
            _tell(session, now, NO_PLACE, ("network", second.id), one.person_id)


def _hold_seat(
    session: Session, now: datetime, second: Network, person_id: int, school_id: str | None, until: datetime
) -> None:
    enrollment_id = seats.add_enrollment(
        session,
        network_id=second.id,
        person_id=person_id,
        school_year=second.school_year,
        state=EnrollmentState.OFFERED.value,
        school_at_enrollment_id=school_id,
        position=None,
        source=INVITATION,
        reason="",
        created_at=now,
        to_confirm=not session.get_one(Person, person_id).confirmed_teacher,
        offered_until=until,
    )
    taken = seats.seats_of(session, second.id)
    seats.take_seat(session, second.id, enrollment_id, school_id, taken)
    audit.about_network(
        session,
        now,
        second.id,
        "invited",
        person_id=person_id,
        after=EnrollmentState.OFFERED.value,
        why=f"until {until.isoformat(timespec='minutes')}",
    )
    _tell(session, now, INVITED, ("enrollment", enrollment_id), person_id)


def _tell(session: Session, now: datetime, kind: str, subject: tuple[str, int], person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{subject[1]}:{person_id}",
        kind=kind,
        subject=subject,
        person_id=person_id,
        not_before=now,
    )


class Wait(StrEnum):
    """What became of « M’ajouter à la liste d’attente » of a former member without a place."""

    WAITS = "waits"
    KNOWN = "known"  # a seat, an offer or a rank is there already
    NOT_FORMER = "not_former"


def wait(session: Session, now: datetime, person_id: int, network_id: int) -> Wait:
    """A former member, whose school had its two, takes a rank before anybody else may enroll."""
    hold(session, person_id, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    if network is None or network.continued_from_id is None or network.state not in PROMOTING:
        return Wait.NOT_FORMER
    if person_id not in {one.person_id for one in former_members(session, network.continued_from_id)}:
        return Wait.NOT_FORMER
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.not_teaching:
        return Wait.NOT_FORMER
    if found.own_id is not None:
        return Wait.KNOWN
    seats.add_enrollment(
        session,
        network_id=network_id,
        person_id=person_id,
        school_year=found.school_year,
        state=EnrollmentState.WAITING.value,
        school_at_enrollment_id=found.school_id,
        position=found.last_position + 1,
        source=INVITATION,
        reason="",
        created_at=now,
        to_confirm=not found.confirmed,
    )
    after = EnrollmentState.WAITING.value
    audit.about_network(session, now, network_id, "waits", person_id=person_id, after=after, why=INVITATION)
    waiting.promote(session, now, network_id)
    return Wait.WAITS


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Recall an invitation without an answer, once, a few days before its last one."""
    today = now.date()
    for enrollment_id, person_id, last in silent(session, today, today + HORIZON):
        day = working_days_before(last, RECALL, closed_around(session, last))
        if day <= today:
            remind(
                session,
                now,
                settings,
                once=f"{WAITS}:{enrollment_id}",
                kind=WAITS,
                subject=("enrollment", enrollment_id),
                person_id=person_id,
                day=max(day, today),
            )
