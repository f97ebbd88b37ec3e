"""Writing, sending, withdrawing and taking up a proposal (guide §2, §3, §8.1; R04–R17, R43)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import proposal as rules
from bot.rules.year_dates import Window, window
from bot.settings import Settings
from bot.usecases import draft
from bot.usecases.year_dates import current
from storage import audit, outbox, posts, ticks
from storage import draft as drafts
from storage import proposal as stored
from storage.approval import ApprovalRequest, requests_about
from storage.people import Person, Role, people_with_role
from storage.proposal import Proposal, ProposalState, ProposalVersion

APPROVAL_REQUEST = "approval_request"
APPROVALS_OF_DAY = "approvals_of_day"


@dataclass(frozen=True, slots=True)
class Opened:
    """A working copy to write in, at the step last saved."""

    proposal_id: int
    step: int


@dataclass(frozen=True, slots=True)
class NotTheirs:
    """No such proposal for this person: absent and somebody else's look the same."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing can be written any more; the card of its state says why."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`mistakes` of the saved step; the text is kept all the same."""

    proposal_id: int
    mistakes: tuple[rules.Mistake, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Another device saved something else meanwhile; what was typed here is not kept yet."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class YearMoved:
    """The draft was for a year that is no longer the next one; it is for `school_year` from now on (R15)."""

    proposal_id: int
    school_year: str


@dataclass(frozen=True, slots=True)
class NotTeaching:
    """A responsible, or the list, says that this person does not teach; the draft is kept (R04, S03)."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class OutsideWindow:
    """Proposals are not received on this day; the working copy is kept (B19)."""

    proposal_id: int


@dataclass(frozen=True, slots=True)
class Submitted:
    proposal_id: int
    version: int


def start(session: Session, now: datetime, person_id: int) -> Opened:
    """Open the draft begun before, or a new one filled with what is known (DOMAIN.md §2.1, « Prefill »)."""
    # Two presses at once wait for each other here, and the second finds the first one's draft.
    person = _locked_person(session, person_id)
    begun = stored.new_draft_of(session, person_id)
    if begun is None:
        begun = draft.begin(session, now, person, draft.prefilled(session, person))
    return Opened(begun.id, begun.step)


def resume(session: Session, now: datetime, person_id: int, proposal_id: int) -> Opened | Settled | NotTheirs:
    """Open the working copy: the draft, or the next version of a proposal that is not decided."""
    proposal = _own(session, person_id, proposal_id)
    if proposal is None:
        return NotTheirs()
    if proposal.state == ProposalState.DRAFT.value:
        return Opened(proposal.id, proposal.step)
    if proposal.state not in draft.EDITABLE:
        return Settled(proposal.id)
    if draft.working_copy(session, proposal) is None:
        sent = stored.version_of(session, proposal.id, proposal.version)
        content = dict(sent.content) if sent else {}
        draft.add_working_copy(session, now, proposal, content)
        proposal.step = 1
    return Opened(proposal.id, proposal.step)


def save(
    session: Session,
    now: datetime,
    person_id: int,
    settings: Settings,
    proposal_id: int,
    *,
    revision: int,
    step: int,
    next_step: int,
    values: Mapping[str, str],
) -> Saved | Conflict | Settled | NotTheirs:
    """Keep what was typed in one step, right or wrong, and remember where to go on (S02)."""
    working = drafts.locked(session, proposal_id)
    if working is None or working.proposer_id != person_id:
        return NotTheirs()
    if working.content is None or working.state not in draft.WRITABLE:
        return Settled(proposal_id)
    content = draft.merged(working.content, step, values)
    if revision != working.revision and content != working.content:
        return Conflict(proposal_id)
    found = rules.mistakes(content, draft.bounds(session, settings, step), step=step)
    drafts.keep(session, now, working, content, step if found and next_step > step else next_step)
    return Saved(proposal_id, found)


def submit(
    session: Session,
    now: datetime,
    person_id: int,
    settings: Settings,
    proposal_id: int,
    *,
    revision: int,
    values: Mapping[str, str],
) -> Submitted | Saved | Conflict | YearMoved | OutsideWindow | NotTeaching | Settled | NotTheirs:
    """Send the working copy to the responsibles as the next version; Saved with mistakes sends nothing.

    The year is next year's on the day of sending (R15, S07); a later version keeps its year.
    """
    proposal = _own(session, person_id, proposal_id)
    if proposal is None:
        return NotTheirs()
    working = draft.working_copy(session, proposal)
    if working is None:
        return Settled(proposal.id)
    if not draft.keep(proposal, working, now, revision, rules.LAST_STEP, values):
        return Conflict(proposal.id)
    proposal.step = rules.LAST_STEP
    found = rules.mistakes(working.content, draft.bounds(session, settings))
    if found:
        return Saved(proposal.id, found)
    if proposal.proposer.not_teaching:
        return NotTeaching(proposal.id)
    today = now.astimezone(settings.zone).date()
    year = rules.target_year(today)
    if proposal.version == 0 and window(current(session, year), today) is not Window.OPEN:
        return OutsideWindow(proposal.id)
    if proposal.version == 0 and proposal.school_year != year:
        proposal.school_year = year
        return YearMoved(proposal.id, year)
    _send(session, now, proposal, working, today)
    return Submitted(proposal.id, proposal.version)


def withdraw(session: Session, now: datetime, person_id: int, proposal_id: int) -> Settled | NotTheirs:
    """Take the proposal, or the draft, back; a decided one stays as it is, and so does a withdrawn one."""
    proposal = _own(session, person_id, proposal_id)
    if proposal is None:
        return NotTheirs()
    if proposal.state in draft.EDITABLE or proposal.state == ProposalState.DRAFT.value:
        _move(session, now, proposal, ProposalState.WITHDRAWN, person_id=person_id, action="withdrawn")
        show_change(session, now, proposal.id)
    return Settled(proposal.id)


def take_up_again(
    session: Session, now: datetime, person_id: int, settings: Settings, proposal_id: int
) -> Opened | NotTheirs:
    """A new draft for the next year from a proposal that is over; pressed again, the same draft."""
    proposal = _own(session, person_id, proposal_id)
    today = now.astimezone(settings.zone).date()
    if proposal is None or not rules.may_take_up_again(proposal.state, proposal.school_year, today):
        return NotTheirs()
    begun = stored.draft_taken_from(session, proposal.id)
    if begun is None:
        source = stored.version_of(session, proposal.id, proposal.version) or draft.working_copy(
            session, proposal
        )
        content = {name: str(value) for name, value in (source.content if source else {}).items()}
        # A promise is made anew each time.
        content |= {"mission_ack": "false", "attendance_ack": "false"}
        begun = draft.begin(session, now, proposal.proposer, content, taken_from_id=proposal.id)
        begun.school_year = rules.target_year(today)
    return Opened(begun.id, begun.step)


def show_change(session: Session, now: datetime, proposal_id: int) -> None:
    """Have every card posted about this proposal and its requests redrawn."""
    session.flush()
    posts.changed(session, ("proposal", proposal_id), now)
    requests = requests_about(session, proposal_id)
    for request in requests:
        posts.changed(session, ("request", request.id), now)
    for ordinal in sorted({one.opened_at.astimezone(now.tzinfo).date().toordinal() for one in requests}):
        posts.changed(session, (APPROVALS_OF_DAY, ordinal), now)


def readers(session: Session, proposer_id: int) -> list[Person]:
    """Who gets the approval card of somebody's proposal: responsibles and committee, never its author."""
    found = {
        person.id: person
        for role in (Role.CEE_RESPONSIBLE, Role.COMMITTEE_MEMBER)
        for person in people_with_role(session, role)
    }
    return [person for number, person in sorted(found.items()) if number != proposer_id]


def _push(session: Session, now: datetime, request: ApprovalRequest, person: Person, today: date) -> None:
    """The day's first request goes out as its own card; all further ones of the day as one list."""
    if ticks.take(session, f"pushed:{person.id}", str(today), now):
        kind, once = APPROVAL_REQUEST, f"approval:{request.id}:{person.id}"
        subject = ("request", request.id)
    else:
        kind, once = APPROVALS_OF_DAY, f"{APPROVALS_OF_DAY}:{today}:{person.id}"
        subject = (APPROVALS_OF_DAY, today.toordinal())
    outbox.add(session, once=once, kind=kind, subject=subject, person_id=person.id, not_before=now)


def _send(session: Session, now: datetime, proposal: Proposal, working: ProposalVersion, today: date) -> None:
    working.submitted_at = now
    proposal.version = working.version
    proposal.submitted_at = proposal.submitted_at or now
    request = ApprovalRequest(
        proposal_id=proposal.id, version=working.version, proposer_id=proposal.proposer_id, opened_at=now
    )
    session.add(request)
    _move(
        session,
        now,
        proposal,
        ProposalState.SUBMITTED,
        person_id=proposal.proposer_id,
        action="submitted",
        why=f"version {working.version}",
    )
    for person in readers(session, proposal.proposer_id):
        _push(session, now, request, person, today)
    show_change(session, now, proposal.id)


def _move(
    session: Session,
    now: datetime,
    proposal: Proposal,
    state: ProposalState,
    *,
    person_id: int,
    action: str,
    why: str = "",
) -> None:
    before, proposal.state, proposal.updated_at = proposal.state, state.value, now
    session.flush()
    audit.record(
        session,
        now,
        action=action,
        subject=("proposal", proposal.id),
        person_id=person_id,
        before=before,
        after=state.value,
        why=why,
    )


def _own(session: Session, person_id: int, proposal_id: int) -> Proposal | None:
    proposal = stored.locked(session, proposal_id)
    return proposal if proposal is not None and proposal.proposer_id == person_id else None


def _locked_person(session: Session, person_id: int) -> Person:
    return session.get_one(Person, person_id, with_for_update={"of": Person}, populate_existing=True)
