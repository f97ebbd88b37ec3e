"""Reading and deciding an approval request (guide §3, §8.1; R12, R15, R24; S04–S08, S26)."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import approval as rules
from bot.rules.approval import DecisionMistake, Refusal, Standing, Verdict
from bot.rules.derogations import Rule
from bot.rules.proposal import is_late
from bot.settings import Settings
from bot.usecases import derogations
from bot.usecases.channel import want_channel
from bot.usecases.proposal import APPROVALS_OF_DAY, show_change
from storage import audit, outbox, posts
from storage import proposal as stored
from storage.approval import ApprovalRequest, Decision, accepted_elsewhere
from storage.catalog import ListName, entry
from storage.derogations import is_derogated
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
    """Recorded; `held` when the letter waits and nothing took effect yet."""

    request_id: int
    held: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was recorded but an audit line."""

    reason: Refusal


@dataclass(frozen=True, slots=True)
class Incomplete:
    mistakes: tuple[DecisionMistake, ...]


def decide(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    request_id: int,
    verdict: Verdict,
    *,
    hold: bool = False,
    correcting: str = "",
) -> Decided | Refused | Incomplete:
    """Record one decision on one version, once; unless it is to `hold`, it takes effect, its letter leaves.

    `correcting` is the mark of the held decision that this one takes the place of; another one found there
    stays. Two decisions at once wait for each other on the proposal's row: the second finds the first (S06).
    """
    today = now.astimezone(settings.zone).date()
    actor = session.get_one(Person, actor_id)
    found = locked(session, request_id)
    if found is None:
        return refuse(session, now, actor, Refusal.NOT_RESPONSIBLE, None)
    request, proposal = found
    corrects = request.held and correcting == request.mark
    standing = standing_of(session, actor, request, proposal, corrects=corrects)
    reason = rules.refusal(standing, verdict, today)
    if reason is Refusal.ALREADY_DECIDED and _says(request, actor_id, verdict, hold=hold):
        # Teams delivers a press twice at times: the same person is shown her or his decision, no refusal.
        return Decided(request.id, request.held)
    if reason is not None:
        return refuse(session, now, actor, reason, proposal)
    mistakes = rules.mistakes(verdict, today, settings.TEXT_LIMIT)
    if mistakes:
        return Incomplete(mistakes)
    before = request.decision or proposal.state
    _write(now, actor, request, verdict)
    if hold or corrects:
        action = "held_corrected" if corrects else "decided_held"
        note(session, now, actor, request, action=action, before=before, after=request.decision)
    if hold:
        show_deciders(session, now, request)
    else:
        take_effect(session, now, actor, request, proposal, action="decided")
    return Decided(request.id, hold)


def locked(session: Session, request_id: int) -> tuple[ApprovalRequest, Proposal] | None:
    """The request and its proposal, nobody else deciding, sending or withdrawing it until the end.

    The proposer's row first, then the proposal's: two acceptances of one person's proposals queue (S08).
    """
    request = session.get(ApprovalRequest, request_id)
    if request is None:
        return None
    session.get_one(Person, request.proposer_id, with_for_update={"of": Person}, populate_existing=True)
    proposal = stored.locked(session, request.proposal_id)
    assert proposal is not None
    session.refresh(request)
    return request, proposal


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


def standing_of(
    session: Session, actor: Person, request: ApprovalRequest, proposal: Proposal, *, corrects: bool
) -> Standing:
    """What the rules ask; `corrects` when the decision that stands is the one to be replaced."""
    return Standing(
        actor_id=actor.id,
        actor_roles=actor.roles,
        proposer_id=proposal.proposer_id,
        withdrawn=proposal.state == ProposalState.WITHDRAWN.value,
        is_current_version=proposal.version == request.version,
        decided=request.decision is not None and not corrects,
        animates_already=bool(animated_by(session, proposal.proposer_id, proposal.school_year)),
        accepted_elsewhere=accepted_elsewhere(session, request),
        proposer_teaches=not proposal.proposer.not_teaching,
        school_year=proposal.school_year,
        exempted=is_derogated(session, Rule.LATE_SELECTION, proposal.id),
    )


def verdict_of(request: ApprovalRequest) -> Verdict:
    """The decision that is recorded; of an undecided request, one that says nothing."""
    until = request.answer_by.isoformat() if request.answer_by else ""
    return Verdict(request.decision or "", request.message, until)


def refuse(
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


def take_effect(
    session: Session,
    now: datetime,
    actor: Person,
    request: ApprovalRequest,
    proposal: Proposal,
    *,
    action: str,
) -> None:
    """Everything that the recorded decision causes: the state, the network, its channel, the letter."""
    assert request.decision is not None
    decision, before = Decision(request.decision), proposal.state
    request.released_at = now
    proposal.state, proposal.updated_at = STATES[decision].value, now
    session.flush()
    note(session, now, actor, request, action=action, before=before, after=decision.value)
    if decision is Decision.ACCEPTED:
        _exempt(session, now, request, proposal)
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


def _exempt(session: Session, now: datetime, request: ApprovalRequest, proposal: Proposal) -> None:
    """A late selection is an exemption, whose reason is the message, unless one was written before (S07)."""
    known = is_derogated(session, Rule.LATE_SELECTION, proposal.id)
    if known or not is_late(proposal.school_year, now.date()) or request.decided_by_id is None:
        return
    about = {"proposal_id": proposal.id, "person_id": proposal.proposer_id}
    derogations.record(session, now, request.decided_by_id, Rule.LATE_SELECTION, request.message, **about)


def note(
    session: Session,
    now: datetime,
    actor: Person,
    request: ApprovalRequest,
    *,
    action: str,
    before: str | None,
    after: str | None,
) -> None:
    """The audit line of what somebody did to a request."""
    audit.record(
        session,
        now,
        action=action,
        subject=("proposal", request.proposal_id),
        person_id=actor.id,
        before=before,
        after=after,
        why=request.message,
    )


def show_deciders(session: Session, now: datetime, request: ApprovalRequest) -> None:
    """Redraw the cards of those who decide and rate, and nothing that the proposer has (R24, S04)."""
    session.flush()
    posts.changed(session, ("request", request.id), now)
    day = request.opened_at.astimezone(now.tzinfo).date()
    posts.changed(session, (APPROVALS_OF_DAY, day.toordinal()), now)


def _says(request: ApprovalRequest, actor_id: int, verdict: Verdict, *, hold: bool) -> bool:
    """Whether this very press was recorded already."""
    typed = Verdict(verdict.decision, verdict.message.strip(), verdict.answer_by)
    if verdict.decision != Decision.CHANGES_REQUESTED.value:
        typed = Verdict(typed.decision, typed.message, "")
    return (request.decided_by_id, verdict_of(request), request.held) == (actor_id, typed, hold)


def _write(now: datetime, actor: Person, request: ApprovalRequest, verdict: Verdict) -> None:
    decision = Decision(verdict.decision)
    request.decision, request.decided_by_id, request.decided_at = decision.value, actor.id, now
    request.decided_by = actor
    request.message = verdict.message.strip()
    dated = decision is Decision.CHANGES_REQUESTED
    request.answer_by = date.fromisoformat(verdict.answer_by) if dated else None


def _label(session: Session, listed: ListName, code: str) -> str:
    """What the list says now; the network keeps it whatever becomes of the list."""
    found = entry(session, listed, str(code))
    return found.label if found else ""


def _open_network(session: Session, now: datetime, proposal: Proposal) -> None:
    version = stored.version_of(session, proposal.id, proposal.version)
    assert version is not None
    network = Network(
        proposal_id=proposal.id,
        title=str(version.content["title"]),
        animator_id=proposal.proposer_id,
        school_year=proposal.school_year,
        accepted_at=now,
        summary=str(version.content.get("summary", "")),
        target_group=_label(session, ListName.TARGET_GROUP, version.content.get("target_group", "")),
        discipline=_label(session, ListName.DISCIPLINE, version.content.get("discipline", "")),
        material=str(version.content.get("required_material", "")),
        prerequisites=str(version.content.get("prerequisites", "")),
    )
    session.add(network)
    session.flush()
    audit.record(session, now, action="network_accepted", subject=("network", network.id))
    want_channel(session, now, network)
