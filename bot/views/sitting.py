"""The sitting as a responsible sees it: what waits, what is held, the letters. Never one's own decision."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.rules import approval as rules
from bot.rules.approval import Standing, Verdict
from bot.rules.derogations import Rule
from bot.views import letters as letter_views
from bot.views.letters import title_of
from cards import actions
from cards import sitting as cards
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.phrases import approval as say_approval
from cards.phrases import rating as say_rating
from cards.phrases import sitting as say
from storage.approval import (
    ApprovalRequest,
    accepted_elsewhere,
    held_requests,
    in_review,
    open_requests,
)
from storage.derogations import is_derogated
from storage.network import animated_by
from storage.people import Person, Role, people_with_role
from storage.proposal import ProposalState
from storage.rating import ratings_of


def sitting(
    session: Session,
    _now: datetime,
    viewer_id: int,
    page: int = 1,
    *,
    recorded: int = 0,
    notice: str = "",
) -> Card:
    """The list; `recorded` is the request whose decision was just recorded, which the card says."""
    waiting, held = _waiting(session, viewer_id), _held(session, viewer_id)
    opinions = _opinions(session, [*waiting, *held])
    void = {one.proposal_id: one for one in held if not in_review(one)}
    rows = [_waiting_row(session, one, viewer_id, opinions, void.get(one.proposal_id)) for one in waiting]
    rows += [_held_row(session, one, opinions) for one in held if in_review(one) or _withdrawn(one)]
    if recorded:
        notice = _recorded(session, session.get_one(ApprovalRequest, recorded))
    letters = sum(in_review(one) for one in held)
    return cards.sitting(rows, (len(waiting), letters), page, notice)


def letters(
    session: Session,
    now: datetime,
    viewer_id: int,
    page: int = 1,
    *,
    sent: int | None = None,
    notice: str = "",
) -> Card:
    """The held letters as they will be read; `sent` is how many a press has just let go."""
    previews = [_preview(session, now, one, viewer_id) for one in _held(session, viewer_id)]
    if sent is not None:
        notice = " ".join(part for part in (say.sent(sent, len(previews)), notice) if part)
    return cards.letters(previews, page, notice)


def title(session: Session, _now: datetime, request_id: int) -> str:
    """The title of a request's version, as typed; empty when there is no such request."""
    found = session.get(ApprovalRequest, request_id)
    return title_of(session, found) if found else ""


def tasks(session: Session, _now: datetime, viewer_id: int) -> Sequence[DeskTask | Pending]:
    """A row for each request to decide, and one for all the held letters; nothing of one's own."""
    found: list[DeskTask | Pending] = [
        Pending("decide", one.id, one.opened_at, partial(_task, session, one))
        for one in open_requests(session)
        if one.proposer_id != viewer_id
    ]
    held = [one for one in _held(session, viewer_id) if in_review(one)]
    since = min((one.decided_at for one in held if one.decided_at is not None), default=None)
    if since is not None:
        found.append(
            DeskTask(
                kind="letters",
                subject_id=0,
                since=since,
                title=say.letters_waiting(len(held)),
                line=say.LETTERS_TASK,
                buttons=[TaskButton(say.SEE_LETTERS, actions.LETTERS)],
            )
        )
    return found


def _task(session: Session, one: ApprovalRequest) -> DeskTask:
    return DeskTask(
        kind="decide",
        subject_id=one.id,
        since=one.opened_at,
        title=say_approval.request_title(plain(title_of(session, one))),
        line=_line(one),
        buttons=[
            TaskButton(say_approval.RECORD, actions.APPROVAL_FORM, {"request": one.id}),
            TaskButton(say_approval.READ_ALL, actions.APPROVAL_SHEET, {"request": one.id, "page": 1}),
        ],
    )


def _waiting(session: Session, viewer_id: int) -> list[ApprovalRequest]:
    """What waits for a decision; the viewer's own stands there until its letter has left."""
    own = [one for one in held_requests(session) if one.proposer_id == viewer_id and in_review(one)]
    return sorted([*open_requests(session), *own], key=lambda one: (one.opened_at, one.id))


def _held(session: Session, viewer_id: int) -> list[ApprovalRequest]:
    """The held decisions of others that a responsible still has to know of.

    One on an older version goes with the decision on the newer one.
    """
    undecided = {one.proposal_id for one in open_requests(session)}
    return [
        one
        for one in held_requests(session)
        if one.proposer_id != viewer_id
        and (in_review(one) or _withdrawn(one) or one.proposal_id in undecided)
    ]


def _withdrawn(one: ApprovalRequest) -> bool:
    return one.proposal.state == ProposalState.WITHDRAWN.value and one.version == one.proposal.version


def _waiting_row(
    session: Session,
    one: ApprovalRequest,
    viewer_id: int,
    opinions: dict[int, str],
    void: ApprovalRequest | None,
) -> cards.SittingRow:
    lines = [_line(one)]
    if one.proposer_id == viewer_id:
        return cards.SittingRow(one.id, title_of(session, one), [*lines, say.OWN], own=True)
    if one.id in opinions:
        lines.append(opinions[one.id])
    if void is not None and void.decision is not None:
        lines.append(say.void(void.version, void.decision))
    return cards.SittingRow(one.id, title_of(session, one), lines)


def _held_row(session: Session, one: ApprovalRequest, opinions: dict[int, str]) -> cards.SittingRow:
    assert one.decision is not None
    assert one.decided_by is not None
    lines = [_line(one)]
    if one.id in opinions:
        lines.append(opinions[one.id])
    over = _withdrawn(one)
    lines.append(say.over(one.decision) if over else say.held(plain(one.decided_by.name), one.decision))
    return cards.SittingRow(one.id, title_of(session, one), lines, mark=one.mark, over=over)


def _line(one: ApprovalRequest) -> str:
    return say.line(one.proposal_id, one.version, plain(one.proposal.proposer.name))


def _opinions(session: Session, requests: Sequence[ApprovalRequest]) -> dict[int, str]:
    """« 4 avis reçus sur 5 » for each request that somebody rated whole."""
    members = {person.id for person in people_with_role(session, Role.COMMITTEE_MEMBER)}
    by_request: dict[int, set[int]] = defaultdict(set)
    for rating in ratings_of(session, [one.id for one in requests]):
        if rating.complete:
            by_request[rating.request_id].add(rating.person_id)
    # Those who answered count although they may have left the committee since.
    asked = {one.id: (members | by_request[one.id]) - {one.proposer_id} for one in requests}
    return {
        one.id: f"{say_rating.opinions(len(by_request[one.id]), len(asked[one.id]))}."
        for one in requests
        if by_request[one.id]
    }


def _recorded(session: Session, one: ApprovalRequest) -> str:
    assert one.decision is not None
    said = say.recorded if one.held else say.recorded_and_sent
    return said(plain(title_of(session, one)), one.decision)


def _preview(session: Session, now: datetime, one: ApprovalRequest, viewer_id: int) -> cards.Preview:
    proposal = one.proposal
    standing = Standing(
        actor_id=viewer_id,
        actor_roles=session.get_one(Person, viewer_id).roles,
        proposer_id=proposal.proposer_id,
        withdrawn=proposal.state == ProposalState.WITHDRAWN.value,
        is_current_version=one.version == proposal.version,
        decided=True,
        animates_already=bool(animated_by(session, proposal.proposer_id, proposal.school_year)),
        accepted_elsewhere=accepted_elsewhere(session, one),
        school_year=proposal.school_year,
        exempted=is_derogated(session, Rule.LATE_SELECTION, proposal.id),
    )
    until = one.answer_by.isoformat() if one.answer_by else ""
    obstacle = rules.obstacle(standing, Verdict(one.decision or "", one.message, until), now.date())
    return cards.Preview(
        request_id=one.id,
        mark=one.mark,
        name=proposal.proposer.name,
        words=letter_views.words(session, one),
        stays=obstacle.value if obstacle else "",
        over=not in_review(one),
    )
