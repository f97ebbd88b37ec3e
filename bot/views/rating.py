"""What the committee and the responsible see of a request beside its essentials, and the rating form."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy.orm import Session

from bot.rules import rating as rules
from bot.rules import releases
from bot.rules.proposal import FIELDS
from bot.rules.rating import Mark, RatingStanding
from bot.rules.roles import may_read
from bot.views import proposal as proposal_view
from cards import actions
from cards import rating as cards
from cards.desk import TaskButton
from cards.elements import Card
from cards.phrases import proposal as say_proposal
from cards.phrases import rating as say
from cards.phrases.dates import long_date
from cards.phrases.numbers import days
from cards.rating import Beside, RatingForm
from cards.reminders import Reminder
from storage import proposal as stored
from storage.approval import ApprovalRequest, earlier_requests, held_requests, in_review
from storage.network import count_networks
from storage.people import Person, Role, people_with_role
from storage.proposal import ProposalState
from storage.rating import rating_by, ratings_of, to_rate, version_read
from storage.school_year import dates_of

Block = TypeVar("Block", bound=tuple[str, ...])

# A page of comments, or of changes, stays far under a card's 28 KB (3 bytes a character at worst).
PAGE_CHARACTERS = 3200


def beside(session: Session, viewer: Person, found: ApprovalRequest) -> Beside:
    """For one reader of one request; its proposer sees nothing of it (DOMAIN.md §1.9)."""
    if viewer.id == found.proposer_id or not may_read(viewer.roles):
        return Beside()
    read, changed = _changed(session, found, viewer.id)
    rated = rating_by(session, found.id, viewer.id)
    return Beside(
        release=release_of(session, viewer, found) if Role.CEE_RESPONSIBLE in viewer.roles else "",
        version_read=read,
        changed=[label for label, _, _ in changed],
        tally=tally_of(session, found) if Role.CEE_RESPONSIBLE in viewer.roles else (),
        answered=_answered(session, found),
        members=_members(session, found),
        sees_opinions=True,
        may_rate=rules.refusal(_standing(viewer, found)) is None,
        has_rated=rated is not None and rated.complete,
    )


def form(
    session: Session,
    _now: datetime,
    viewer_id: int,
    request_id: int,
    step: int,
    *,
    typed: RatingForm | None = None,
    errors: Sequence[str] = (),
) -> Card | None:
    """One step of this member's rating; a new version starts from her or his marks on the one before.

    None when this person cannot rate this request now.
    """
    viewer, found = session.get_one(Person, viewer_id), session.get(ApprovalRequest, request_id)
    if found is None or rules.refusal(_standing(viewer, found)) is not None:
        return None
    at = min(max(step, 1), rules.LAST_STEP)
    marks, comment = _last_marks(session, found, viewer_id)
    shown = typed or RatingForm(request_id, at, marks, comment)
    return cards.form(_title(session, found), rules.STEPS[at], shown, errors)


def opinions(session: Session, _now: datetime, viewer_id: int, request_id: int, page: int) -> Card | None:
    """The tally and the comments; None for who may not read them, or when there is nothing to read."""
    viewer, found = session.get_one(Person, viewer_id), session.get(ApprovalRequest, request_id)
    if found is None or viewer_id == found.proposer_id or not may_read(viewer.roles):
        return None
    written = [(one.person.name, one.comment) for one in ratings_of(session, [request_id]) if one.comment]
    pages = paged(written)
    at = min(max(page, 1), len(pages))
    shown = Beside(
        tally=tally_of(session, found),
        answered=_answered(session, found),
        members=_members(session, found),
    )
    return cards.opinions(request_id, _title(session, found), shown, at, len(pages), pages[at - 1])


def changes(
    session: Session, _now: datetime, viewer_id: int, request_id: int, page: int
) -> tuple[Card, bool] | None:
    """(one page of what changed since the version that this person read, whether it is the last page).

    None when nothing did, or for who may not read it.
    """
    viewer, found = session.get_one(Person, viewer_id), session.get(ApprovalRequest, request_id)
    if found is None or viewer_id == found.proposer_id or not may_read(viewer.roles):
        return None
    read, changed = _changed(session, found, viewer_id)
    if not changed:
        return None
    pages = paged(changed)
    at = min(max(page, 1), len(pages))
    card = cards.changes(request_id, _title(session, found), read, at, len(pages), pages[at - 1])
    return card, at == len(pages)


def recall(session: Session, now: datetime, person_id: int, first_year: int) -> Reminder | None:
    """None once everything is rated, or the sitting is over."""
    dates = dates_of(session, f"{first_year}-{first_year + 1}")
    waiting = len(to_rate(session, person_id))
    if dates is None or dates.committee_on is None or now.date() > dates.committee_on or not waiting:
        return None
    return Reminder(
        title=say.RECALL_TITLE,
        text=[say.recall_to_rate(waiting, long_date(dates.committee_on))],
        buttons=[TaskButton(say.RECALL_BUTTON, actions.APPROVALS)],
    )


def received(session: Session, found: ApprovalRequest) -> tuple[int, int]:
    """(complete ratings, members who may rate) of a request."""
    return _answered(session, found), _members(session, found)


def _standing(viewer: Person, found: ApprovalRequest) -> RatingStanding:
    return RatingStanding(
        actor_id=viewer.id,
        actor_roles=viewer.roles,
        proposer_id=found.proposer_id,
        withdrawn=found.proposal.state == ProposalState.WITHDRAWN.value,
        is_current_version=found.version == found.proposal.version,
        decided=found.decision is not None,
    )


def _last_marks(session: Session, found: ApprovalRequest, person_id: int) -> tuple[Mapping[str, str], str]:
    own = rating_by(session, found.id, person_id)
    earlier = earlier_requests(session, found)
    before = next(filter(None, (rating_by(session, one, person_id) for one in earlier)), None)
    marks = {**(before.marks if before else {}), **(own.marks if own else {})}
    kept = own if own is not None and own.complete else before
    return marks, kept.comment if kept else ""


def tally_of(session: Session, found: ApprovalRequest) -> list[tuple[str, list[tuple[str, int]]]]:
    counted = rules.tally([one.marks for one in ratings_of(session, [found.id])])
    return [(name, [(mark.value, counted[name][mark.value]) for mark in Mark]) for name in rules.CRITERIA]


def _answered(session: Session, found: ApprovalRequest) -> int:
    return sum(one.complete for one in ratings_of(session, [found.id]))


def _members(session: Session, found: ApprovalRequest) -> int:
    """Those who answered count although they may have left the committee since."""
    asked = {person.id for person in people_with_role(session, Role.COMMITTEE_MEMBER)}
    answered = {one.person_id for one in ratings_of(session, [found.id]) if one.complete}
    return len((asked | answered) - {found.proposer_id})


def release_of(session: Session, viewer: Person, found: ApprovalRequest) -> str:
    """What accepting commits against what the year has committed, letters that are held included.

    But for one on the reader's own proposal: the number must not tell her or him of it (S04).
    """
    year = found.proposal.school_year
    held = sum(
        one.decision == ProposalState.ACCEPTED.value and one.proposal.school_year == year
        for one in held_requests(session)
        if one.id != found.id and one.proposer_id != viewer.id and in_review(one)
    )
    networks = count_networks(session, year) + held
    already = (
        say.release_committed(year, days(networks * releases.committed()), networks, held)
        if networks
        else say.release_none(year)
    )
    said = f"{say.release(days(releases.committed()))} {already}"
    return f"{said} {left}" if (left := _left(session, year, networks + 1)) else said


def _left(session: Session, year: str, networks: int) -> str:
    """What so many networks, all their seats taken, leave of the envelope; "" where nobody set one."""
    kept = dates_of(session, year)
    if kept is None or kept.envelope_half_days is None:
        return ""
    left = kept.envelope_half_days - networks * releases.committed()
    envelope = days(kept.envelope_half_days)
    return say.release_left(days(left), envelope) if left >= 0 else say.release_over(days(-left), envelope)


def _changed(
    session: Session, found: ApprovalRequest, person_id: int
) -> tuple[int, list[tuple[str, str, str]]]:
    """(the version that this person read, (label, before, after) of each field that differs since)."""
    read = version_read(session, found.proposal_id, person_id)
    if not 0 < read < found.version:
        return read, []
    older = stored.version_of(session, found.proposal_id, read)
    newer = stored.version_of(session, found.proposal_id, found.version)
    if older is None or newer is None:
        return read, []
    before, after = (proposal_view.content_of(one.content) for one in (older, newer))
    shown = proposal_view.shown_value
    return read, [
        (
            say_proposal.read_label(name),
            shown(session, name, before.get(name, "")) or "—",
            shown(session, name, after.get(name, "")) or "—",
        )
        for name in FIELDS
        if before.get(name, "") != after.get(name, "")
    ]


def paged(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks cut into pages between two of them, never within one; one empty page at least."""
    pages: list[list[Block]] = [[]]
    size = 0
    for block in blocks:
        length = sum(map(len, block))
        if pages[-1] and size + length > PAGE_CHARACTERS:
            pages.append([])
            size = 0
        pages[-1].append(block)
        size += length
    return pages


def _title(session: Session, found: ApprovalRequest) -> str:
    version = stored.version_of(session, found.proposal_id, found.version)
    return str(version.content.get("title", "")) if version else ""
