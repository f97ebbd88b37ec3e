"""Who teaches: unknown people confirmed or refused by a responsible, many in one press (R04, S03)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.usecases import enrollment
from bot.usecases.proposal import show_change
from storage import audit
from storage.people import Person, Role, unknown_people
from storage.proposal import proposals_of


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
    for person in judged:
        person.confirmed_teacher, person.not_teaching = teach, not teach
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
    return Judged(len(judged))
