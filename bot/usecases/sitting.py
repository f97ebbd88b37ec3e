"""The sitting: held decisions are put back, or released, each letter once (guide §8.1; B19, S04–S08).

One letter, one transaction: it takes the very locks that a decision takes, for as short a time, so that
neither two people who send at once nor a decision meanwhile can stand in each other's way, and one letter
that cannot leave holds back none of the others.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import approval as rules
from bot.rules.approval import DecisionMistake, Refusal
from bot.settings import Settings
from bot.usecases.approval import (
    Refused,
    locked,
    note,
    refuse,
    show_deciders,
    standing_of,
    take_effect,
    verdict_of,
)
from storage.approval import held_requests, in_review
from storage.people import Person, Role


class Unchanged(StrEnum):
    """The press was about a decision that does not stand like that any more; nothing was done."""

    GONE = "gone"
    CHANGED_MEANWHILE = "changed_meanwhile"


@dataclass(frozen=True, slots=True)
class PutBack:
    """It waits for a decision again; one that is `over` (replaced, withdrawn) only left the list."""

    request_id: int
    over: bool = False


@dataclass(frozen=True, slots=True)
class Released:
    request_id: int


@dataclass(frozen=True, slots=True)
class Stays:
    """The letter is held as before: today it could not be decided like that."""

    request_id: int
    reason: Refusal | DecisionMistake


def put_back(
    session: Session, now: datetime, actor_id: int, request_id: int, mark: str
) -> PutBack | Refused | Unchanged:
    """Forget the held decision that `mark` names; the audit keeps it."""
    actor = session.get_one(Person, actor_id)
    found = locked(session, request_id)
    if found is None:
        return refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None)
    request, proposal = found
    if reason := _may_not(actor, proposal.proposer_id):
        return refuse(session, now, actor, reason, proposal)
    if not request.held:
        return Unchanged.GONE
    if request.mark != mark:
        return Unchanged.CHANGED_MEANWHILE
    note(session, now, actor, request, action="held_put_back", before=request.decision, after=proposal.state)
    request.decision = request.decided_by_id = request.decided_by = request.decided_at = None
    request.message, request.answer_by = "", None
    show_deciders(session, now, request)
    return PutBack(request.id, over=not in_review(request))


def releasable(session: Session, _now: datetime, actor_id: int) -> list[int]:
    """The requests whose held letters this person may send, oldest first: never her or his own."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return []
    return [one.id for one in held_requests(session) if one.proposer_id != actor_id]


def release(
    session: Session, now: datetime, actor_id: int, settings: Settings, request_id: int, mark: str
) -> Released | Stays | Refused | Unchanged:
    """Let one held decision take effect and its letter leave, if it could still be taken today.

    `mark` names the decision that was read: another one in its place does not leave.
    """
    actor = session.get_one(Person, actor_id)
    found = locked(session, request_id)
    if found is None:
        return refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None)
    request, proposal = found
    if reason := _may_not(actor, proposal.proposer_id):
        return refuse(session, now, actor, reason, proposal)
    if not request.held:
        return Unchanged.GONE
    if request.mark != mark:
        return Unchanged.CHANGED_MEANWHILE
    standing = standing_of(session, actor, request, proposal, corrects=True)
    today = now.astimezone(settings.zone).date()
    obstacle = rules.obstacle(standing, verdict_of(request), today)
    if obstacle is not None:
        note(
            session, now, actor, request, action="letter_stays", before=request.decision, after=obstacle.value
        )
        return Stays(request.id, obstacle)
    take_effect(session, now, actor, request, proposal, action="released")
    return Released(request.id)


def _may_not(actor: Person, proposer_id: int) -> Refusal | None:
    if Role.CEE_RESPONSIBLE not in actor.roles:
        return Refusal.NOT_RESPONSIBLE
    return Refusal.OWN_PROPOSAL if actor.id == proposer_id else None
