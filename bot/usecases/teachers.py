"""Who teaches: unknown people confirmed or refused by a responsible, many in one press (R04, S03)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.usecases import enrollment
from bot.usecases.proposal import show_change
from storage import audit, outbox
from storage.people import Person, Role, unknown_people
from storage.proposal import proposals_of
from storage.standing import hold

ACCESS_ANSWERED = "access_answered"


@dataclass(frozen=True, slots=True)
class Judged:
    """How many people this press settled; those whom a colleague settled before do not count."""

    count: int


class NotResponsible:
    """Nothing was changed."""


def judge(
    session: Session, now: datetime, actor_id: int, person_ids: Collection[int], *, teach: bool
) -> Judged | NotResponsible:
    """Say of these people that they teach, or that they do not; nobody is deleted.

    Only people who wait for it are judged: a forged or stale press changes nobody else. The cards about
    their proposals, which say whether their author is confirmed, are redrawn.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotResponsible()
    judged = [person for person in unknown_people(session) if person.id in person_ids]
    asked = [person.id for person in judged if person.access_asked_at is not None]
    for person in judged:
        person.confirmed_teacher, person.not_teaching = teach, not teach
        person.access_asked_at = None
        audit.record(
            session,
            now,
            action="teacher_judged",
            subject=("person", person.id),
            person_id=actor_id,
            after="teaches" if teach else "does_not_teach",
        )
    session.flush()
    for person in judged:
        enrollment.judged(session, now, person.id, teaches=teach)
        for proposal in proposals_of(session, person.id):
            if proposal.version:
                show_change(session, now, proposal.id)
    for person_id in asked:
        outbox.add(
            session,
            once=f"{ACCESS_ANSWERED}:{person_id}:{now.isoformat()}",
            kind=ACCESS_ANSWERED,
            subject=("person", person_id),
            person_id=person_id,
            not_before=now,
        )
    return Judged(len(judged))


def ask_access(session: Session, now: datetime, person_id: int) -> bool:
    """« Demander l’accès »: who was said not to teach waits once more for a responsible's word, among the
    unknown people. False for anybody else; twice is once.
    """
    hold(session, person_id, [])
    person = session.get_one(Person, person_id, populate_existing=True)
    if not person.not_teaching:
        return False
    if person.access_asked_at is None:
        person.access_asked_at = now
        session.flush()
        audit.record(session, now, action="access_asked", subject=("person", person_id), person_id=person_id)
    return True
