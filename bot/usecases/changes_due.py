"""Changes asked for: recalled to the proposer, then late, given more time or declined by a person (B19)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import approval as approval_rules
from bot.rules import changes_due as rules
from bot.rules.approval import DECLINED, DecisionMistake, Refusal, Verdict
from bot.rules.changes_due import Recall
from bot.settings import Settings
from bot.usecases.approval import Refused, locked, note, refuse
from bot.usecases.proposal import show_change
from bot.usecases.quiet_time import remind
from storage import outbox
from storage.approval import ApprovalRequest, Decision, changes_awaited
from storage.people import Person, Role
from storage.proposal import Proposal, ProposalState

KINDS = {Recall.SOON: "changes_due_soon", Recall.TODAY: "changes_due_today"}
EXTENDED = "changes_extended"
CLOSING_LETTER = "closing_letter"


class NotLate(StrEnum):
    """Nothing is late here: answered, withdrawn, declined, or given more time meanwhile."""

    NOT_LATE = "not_late"


@dataclass(frozen=True, slots=True)
class Settled:
    request_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: tuple[DecisionMistake, ...]


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Recall what is awaited three days before its date and on the day, the most urgent only."""
    today = now.astimezone(settings.zone).date()
    for request in changes_awaited(session):
        assert request.answer_by is not None
        assert request.released_at is not None
        told_on = request.released_at.astimezone(settings.zone).date()
        due = rules.recall(request.answer_by, told_on, today, closed_around(session, today))
        if due is not None:
            remind(
                session,
                now,
                settings,
                once=f"{KINDS[due]}:{request.id}:{request.answer_by}",
                kind=KINDS[due],
                subject=("request", request.id),
                person_id=request.proposer_id,
                day=today,
            )


def extend(
    session: Session, now: datetime, actor_id: int, settings: Settings, request_id: int, until: str
) -> Settled | Refused | Mistaken | NotLate:
    """Give more time to late changes, until an ISO date; the proposer is told, and her letter says it too."""
    today = now.astimezone(settings.zone).date()
    found = _late(session, now, actor_id, request_id, today)
    if not isinstance(found, tuple):
        return found
    actor, request, _ = found
    mistake = approval_rules.date_mistake(until, today)
    if mistake is not None:
        return Mistaken((mistake,))
    before, request.answer_by = str(request.answer_by), date.fromisoformat(until)
    # What the proposer knows is as of now: no recall follows on the heels of this.
    request.released_at = now
    note(session, now, actor, request, action="changes_extended", before=before, after=until)
    outbox.add(
        session,
        once=f"{EXTENDED}:{request.id}:{until}",
        kind=EXTENDED,
        subject=("request", request.id),
        person_id=request.proposer_id,
        not_before=now,
    )
    show_change(session, now, request.proposal_id)
    return Settled(request.id)


def decline(
    session: Session, now: datetime, actor_id: int, settings: Settings, request_id: int, reason: str
) -> Settled | Refused | Mistaken | NotLate:
    """Close a proposal whose changes are late, with a reason; a second letter says it to the proposer."""
    today = now.astimezone(settings.zone).date()
    found = _late(session, now, actor_id, request_id, today)
    if not isinstance(found, tuple):
        return found
    actor, request, proposal = found
    mistakes = approval_rules.mistakes(Verdict(DECLINED, reason, ""), today, settings.TEXT_LIMIT)
    if mistakes:
        return Mistaken(mistakes)
    before, proposal.state, proposal.updated_at = proposal.state, ProposalState.DECLINED.value, now
    # The date stays: it tells that changes were asked for before.
    request.decision, request.message = Decision.DECLINED.value, reason.strip()
    request.decided_by, request.decided_by_id, request.decided_at = actor, actor.id, now
    request.released_at = now
    note(session, now, actor, request, action="late_changes_declined", before=before, after=proposal.state)
    outbox.add(
        session,
        once=f"{CLOSING_LETTER}:{request.id}",
        kind=CLOSING_LETTER,
        subject=("request", request.id),
        person_id=request.proposer_id,
        not_before=now,
    )
    show_change(session, now, proposal.id)
    return Settled(request.id)


def _late(
    session: Session, now: datetime, actor_id: int, request_id: int, today: date
) -> tuple[Person, ApprovalRequest, Proposal] | Refused | NotLate:
    """The actor, the locked request and its proposal, while its changes are late and this person may act."""
    actor = session.get_one(Person, actor_id)
    found = locked(session, request_id)
    if found is None or Role.CEE_RESPONSIBLE not in actor.roles:
        return refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, found[1] if found else None)
    request, proposal = found
    if actor_id == proposal.proposer_id:
        return refuse(session, now, actor, Refusal.OWN_PROPOSAL, proposal)
    awaited = (
        proposal.state == ProposalState.CHANGES_REQUESTED.value
        and proposal.version == request.version
        and request.answer_by is not None
        and rules.overdue(request.answer_by, today)
    )
    return (actor, request, proposal) if awaited else NotLate.NOT_LATE
