"""Approval requests as a responsible sees them now."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from rapidfuzz import fuzz, utils
from sqlalchemy.orm import Session

from bot.rules.approval import DecisionMistake
from bot.rules.calendar import following, last_three
from bot.rules.proposal import target_year
from bot.rules.roles import may_decide
from bot.views import proposal as proposal_view
from bot.views import rating
from cards import approval as cards
from cards.elements import Card
from cards.phrases import approval as say
from cards.phrases import continuation as say_continuation
from cards.phrases import rating as say_rating
from cards.phrases.dates import short_date
from storage import proposal as stored
from storage.approval import (
    ApprovalRequest,
    held_requests,
    in_review,
    open_requests,
    request_for,
    requests_opened,
)
from storage.audit import refusals_since
from storage.continuation import Continuation, open_continuations
from storage.network import titles
from storage.people import Person, Role
from storage.proposal import ProposalState
from storage.rating import to_rate

# Two titles that share this much of their words are shown side by side (R24); tried on the demo year's.
ALIKE = 60
FORGED = "refused_role"
# A page of the sheet stays far under a card's 28 KB, whatever was typed (3 bytes a character at worst).
PAGE_CHARACTERS = 3200


def request(
    session: Session, now: datetime, viewer_id: int, request_id: int, *, notice: str = ""
) -> Card | None:
    """The request's card as things stand; None when there is no such request."""
    found = session.get(ApprovalRequest, request_id)
    if found is None:
        return None
    facts, decision = _facts(session, now, found), _decision(now, found)
    if decision is not None and not found.held:
        return cards.decided(facts, decision, notice)
    if found.proposal.state == ProposalState.WITHDRAWN.value:
        return cards.withdrawn(facts.title)
    if found.version != found.proposal.version:
        current = request_for(session, found.proposal_id, found.proposal.version)
        return cards.replaced(facts.title, found.proposal.version, current.id if current else 0)
    viewer = session.get_one(Person, viewer_id)
    allowed = may_decide(viewer.roles, proposer_id=found.proposer_id, actor_id=viewer_id)
    if decision is not None and viewer_id != found.proposer_id:
        return cards.held(facts, decision, found.mark, notice=notice, may_decide=allowed)
    # A held decision on one's own proposal is not there yet: its letter tells it.
    return cards.request(
        facts, notice=notice, may_decide=allowed, committee=rating.beside(session, viewer, found)
    )


def _decision(now: datetime, found: ApprovalRequest) -> cards.DecisionFacts | None:
    if found.decision is None or found.decided_by is None or found.decided_at is None:
        return None
    day = short_date(found.decided_at.astimezone(now.tzinfo).date())
    return cards.DecisionFacts(found.decided_by.name, day, found.decision, found.message)


def current_request_id(session: Session, _now: datetime, request_id: int) -> int:
    """The request of the current version of the same proposal."""
    found = session.get_one(ApprovalRequest, request_id)
    current = request_for(session, found.proposal_id, found.proposal.version)
    return current.id if current else request_id


def sheet(session: Session, _now: datetime, request_id: int, page: int) -> Card | None:
    """One page of the whole sheet of the request's own version; the nearest page to the one asked for."""
    found = session.get(ApprovalRequest, request_id)
    version = stored.version_of(session, found.proposal_id, found.version) if found else None
    if found is None or version is None:
        return None
    content = proposal_view.content_of(version.content)
    pages = paged(proposal_view.sheet(session, found.proposal, content))
    at = min(max(page, 1), len(pages))
    return cards.sheet(request_id, content.get("title", ""), at, len(pages), pages[at - 1])


def paged(blocks: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The sheet cut into pages between two fields, never within one."""
    pages: list[list[tuple[str, str]]] = [[]]
    size = 0
    for label, text in blocks:
        shown = (label, text or "—")
        if pages[-1] and size + len(label) + len(text) > PAGE_CHARACTERS:
            pages.append([])
            size = 0
        pages[-1].append(shown)
        size += len(label) + len(text)
    return pages


def decision_form(
    session: Session,
    now: datetime,
    viewer_id: int,
    request_id: int,
    *,
    sitting: int = 0,
    typed: cards.DecisionForm | None = None,
    errors: Sequence[str] = (),
) -> Card | None:
    """The form while this person may decide, or correct what is held; else the request's card.

    `sitting` is the page of the sitting to go back to, 0 for none.
    """
    found = session.get(ApprovalRequest, request_id)
    if found is None:
        return None
    viewer = session.get_one(Person, viewer_id)
    waits = (
        (found.decision is None or found.held)
        and found.version == found.proposal.version
        and found.proposal.state != ProposalState.WITHDRAWN.value
    )
    if not waits or not may_decide(viewer.roles, proposer_id=found.proposer_id, actor_id=viewer_id):
        return request(session, now, viewer_id, request_id)
    version = stored.version_of(session, found.proposal_id, found.version)
    title = str(version.content.get("title", "")) if version else ""
    late = found.decision is None and found.proposal.school_year == target_year(now.date())
    return cards.decision_form(request_id, title, typed or _blank(found, sitting), errors, late=late)


def _blank(found: ApprovalRequest, sitting: int) -> cards.DecisionForm:
    """The form as it opens: what is held already, else nothing; in the sitting letters are held."""
    until = found.answer_by.isoformat() if found.answer_by else ""
    letter = cards.HELD if sitting or found.held else cards.NOW
    return cards.DecisionForm(
        found.id, found.decision or "", found.message, until, letter, sitting, found.mark
    )


def mistake_sentences(mistakes: Sequence[DecisionMistake], text_limit: int) -> list[str]:
    return [
        say.too_long(text_limit) if mistake is DecisionMistake.TOO_LONG else say.MISTAKES[mistake.value]
        for mistake in mistakes
    ]


def requests(session: Session, now: datetime, viewer_id: int) -> Card:
    """What waits for a decision, oldest first, and the security line of the last seven days (S26)."""
    listed = []
    # A held decision must not show by the absence of one's own proposal.
    own = [one for one in held_requests(session) if one.proposer_id == viewer_id and in_review(one)]
    waiting = sorted([*open_requests(session), *own], key=lambda one: (one.opened_at, one.id))
    unrated = _unrated(session, viewer_id)
    for one in sorted(waiting, key=lambda one: one.id not in unrated):
        facts = _facts(session, now, one, with_similar=False)
        line = say.request_line(facts.proposal_id, facts.year, facts.version, facts.day)
        if one.id in unrated:
            line = f"{say_rating.TO_RATE} {line}"
        listed.append(cards.ListedRequest(one.id, facts.title, line, own=one.proposer_id == viewer_id))
    listed += [
        cards.ListedRequest(
            0, continued.network.title, continuation_line(now, continued), own, continued.network_id
        )
        for continued in open_continuations(session)
        for own in [viewer_id in {continued.asker_id, continued.network.animator_id}]
    ]
    return cards.requests(listed, _security_line(session, now))


def continuation_line(now: datetime, one: Continuation) -> str:
    day = short_date(one.asked_at.astimezone(now.tzinfo).date())
    return say_continuation.continuation_line(following(one.network.school_year), day, one.bilan_version)


def _unrated(session: Session, viewer_id: int) -> set[int]:
    """What waits for this member's marks; nothing for who does not sit on the committee."""
    member = Role.COMMITTEE_MEMBER in session.get_one(Person, viewer_id).roles
    return {one.id for one in to_rate(session, viewer_id)} if member else set()


def is_last_page(session: Session, _now: datetime, request_id: int, page: int) -> bool:
    """Whether the sheet of this request ends on this page, or before it."""
    found = session.get(ApprovalRequest, request_id)
    version = stored.version_of(session, found.proposal_id, found.version) if found else None
    if found is None or version is None:
        return False
    content = proposal_view.content_of(version.content)
    return page >= len(paged(proposal_view.sheet(session, found.proposal, content)))


def of_day(session: Session, now: datetime, viewer_id: int, ordinal: int) -> Card:
    """The requests that came on one day, those that still wait each with its button."""
    day = date.fromordinal(ordinal)
    began = datetime.combine(day, time.min, tzinfo=now.tzinfo)
    opened = requests_opened(session, began, began + timedelta(days=1))
    waiting = {one.id for one in open_requests(session)}
    listed = []
    for one in opened:
        if one.id in waiting and one.proposer_id != viewer_id:
            facts = _facts(session, now, one, with_similar=False)
            line = say.request_line(facts.proposal_id, facts.year, facts.version, facts.day)
            listed.append(cards.ListedRequest(one.id, facts.title, line, own=False))
    return cards.of_day(listed, short_date(day))


def similar_titles(session: Session, request: ApprovalRequest, title: str) -> list[tuple[str, str]]:
    """Networks and proposals of this year and the three before whose titles are alike, most alike first."""
    years = last_three(request.proposal.school_year)
    others = [
        (name, year)
        for number, name, year in stored.submitted_titles(session, years)
        if number != request.proposal_id
    ]
    others += [(name, year) for _, name, year, proposal_id in titles(session, years) if proposal_id is None]
    scored = [
        (fuzz.token_set_ratio(title, name, processor=utils.default_process), name, year)
        for name, year in others
    ]
    alike = sorted((one for one in scored if one[0] >= ALIKE), key=lambda one: -one[0])
    return [(name, year) for _, name, year in alike[:5]]


def _facts(
    session: Session, now: datetime, found: ApprovalRequest, *, with_similar: bool = True
) -> cards.RequestFacts:
    proposal = found.proposal
    version = stored.version_of(session, proposal.id, found.version)
    values = proposal_view.content_of(version.content) if version else {}

    def shown(name: str) -> str:
        return proposal_view.shown_value(session, name, values.get(name, ""))

    title = values.get("title", "")
    return cards.RequestFacts(
        request_id=found.id,
        proposal_id=proposal.id,
        version=found.version,
        year=proposal.school_year,
        day=short_date(found.opened_at.astimezone(now.tzinfo).date()),
        title=title,
        animator=proposal.proposer.name,
        school=values.get("school_other") or shown("school_id"),
        target_group=shown("target_group"),
        discipline=shown("discipline"),
        modality=shown("duration"),
        summary=values.get("summary", ""),
        similar=similar_titles(session, found, title) if with_similar else (),
        confirmed=proposal.proposer.confirmed_teacher,
    )


def _security_line(session: Session, now: datetime) -> str:
    attempts = refusals_since(session, now - timedelta(days=7), FORGED)
    if not attempts:
        return ""
    return say.security(len(attempts), short_date(attempts[-1].at.astimezone(now.tzinfo).date()))
