"""Reading and deciding an approval request (guide §3, §8.1; R12, R15, R24; S04–S08, S26)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import approval as rules
from bot.rules.approval import DecisionMistake, Refusal, Standing, Verdict
from bot.settings import Settings
from bot.usecases.channel import want_channel
from bot.usecases.proposal import show_change
from storage import audit, outbox
from storage import proposal as stored
from storage.approval import ApprovalRequest, Decision
from storage.network import Network, animated_by
from storage.people import Person, Role
from storage.proposal import Proposal, ProposalState

LETTER = "letter"
FORGED = "refused_role"

STATES = {
    Decision.ACCEPTED: ProposalState.ACCEPTED,
    Decision.DECLINED: ProposalState.DECLINED,
    Decision.CHANGES_REQUESTED: ProposalState.CHANGES_REQUESTED,
}


@dataclass(frozen=True, slots=True)
class Decided:
    request_id: int


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was recorded but an audit line."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Incomplete:
    mistakes: tuple[DecisionMistake, ...]


def decide(
    session: Session, now: datetime, actor_id: int, settings: Settings, request_id: int, verdict: Verdict
) -> Decided | Refused | Incomplete:
    """Record one decision on one version, once; the proposer's letter leaves with it.

    Two decisions at once wait for each other on the proposal's row: the second finds the first (S06).
    """
    today = now.astimezone(settings.zone).date()
    actor = session.get_one(Person, actor_id)
    request = session.get(ApprovalRequest, request_id)
    if request is None:
        return _refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None)
    # The proposer's row first, then the proposal's: two acceptances of one person's proposals queue (S08).
    session.get_one(Person, request.proposer_id, with_for_update={"of": Person}, populate_existing=True)
    proposal = stored.locked(session, request.proposal_id)
    assert proposal is not None
    session.refresh(request)
    reason = rules.refusal(_standing(session, actor, request, proposal), verdict, today)
    if reason is Refusal.ALREADY_DECIDED and request.decided_by_id == actor_id:
        # Teams delivers a press twice at times: the same person is shown her or his decision, no refusal.
        return Decided(request.id)
    if reason is not None:
        return _refuse(session, now, actor, reason, proposal)
    mistakes = rules.mistakes(verdict, today, settings.TEXT_LIMIT)
    if mistakes:
        return Incomplete(mistakes)
    _record(session, now, actor, request, proposal, verdict)
    return Decided(request.id)


def begin_review(session: Session, now: datetime, actor_id: int, request_id: int) -> None:
    """A responsible opens the whole sheet: the proposer sees « à l’étude » from now on."""
    actor, request = session.get_one(Person, actor_id), session.get(ApprovalRequest, request_id)
    if request is None or Role.CEE_RESPONSIBLE not in actor.roles:
        return
    proposal = stored.locked(session, request.proposal_id)
    if (
        proposal is None
        or proposal.state != ProposalState.SUBMITTED.value
        or proposal.version != request.version
        or proposal.proposer_id == actor_id
    ):
        return
    proposal.state = ProposalState.UNDER_REVIEW.value
    audit.record(
        session,
        now,
        action="review_begun",
        subject=("proposal", proposal.id),
        person_id=actor_id,
        before=ProposalState.SUBMITTED.value,
        after=ProposalState.UNDER_REVIEW.value,
    )


def _standing(session: Session, actor: Person, request: ApprovalRequest, proposal: Proposal) -> Standing:
    return Standing(
        actor_id=actor.id,
        actor_roles=actor.roles,
        proposer_id=proposal.proposer_id,
        withdrawn=proposal.state == ProposalState.WITHDRAWN.value,
        is_current_version=proposal.version == request.version,
        decided=request.decision is not None,
        animates_already=bool(animated_by(session, proposal.proposer_id, proposal.school_year)),
        school_year=proposal.school_year,
    )


def _refuse(
    session: Session, now: datetime, actor: Person, reason: Refusal, proposal: Proposal | None
) -> Refused:
    # A press without the role is a forged card: the responsible sees a security line (S26).
    action = FORGED if reason is Refusal.NOT_RESPONSIBLE else "refused_decision"
    audit.record(
        session,
        now,
        action=action,
        subject=("proposal", proposal.id if proposal else None),
        person_id=actor.id,
        why=reason.value,
    )
    return Refused(reason)


def _record(
    session: Session,
    now: datetime,
    actor: Person,
    request: ApprovalRequest,
    proposal: Proposal,
    verdict: Verdict,
) -> None:
    decision = Decision(verdict.decision)
    before = proposal.state
    request.decision, request.decided_by_id, request.decided_at = decision.value, actor.id, now
    request.message = verdict.message.strip()
    if decision is Decision.CHANGES_REQUESTED:
        request.answer_by = date.fromisoformat(verdict.answer_by)
    proposal.state, proposal.updated_at = STATES[decision].value, now
    session.flush()
    audit.record(
        session,
        now,
        action="decided",
        subject=("proposal", proposal.id),
        person_id=actor.id,
        before=before,
        after=decision.value,
        why=request.message,
    )
    if decision is Decision.ACCEPTED:
        _open_network(session, now, proposal)
    outbox.add(
        session,
        once=f"letter:{request.id}",
        kind=LETTER,
        subject=("request", request.id),
        person_id=proposal.proposer_id,
        not_before=now,
    )
    show_change(session, now, proposal.id)


def _open_network(session: Session, now: datetime, proposal: Proposal) -> None:
    version = stored.version_of(session, proposal.id, proposal.version)
    assert version is not None
    network = Network(
        proposal_id=proposal.id,
        title=str(version.content["title"]),
        animator_id=proposal.proposer_id,
        school_year=proposal.school_year,
        accepted_at=now,
    )
    session.add(network)
    session.flush()
    audit.record(session, now, action="network_accepted", subject=("network", network.id))
    want_channel(session, now, network)
