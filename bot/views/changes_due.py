"""Changes that are awaited: the proposer's recalls, and what a responsible sees once they are late (B19)."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import changes_due as rules
from bot.rules.changes_due import Recall
from bot.views import proposal as proposal_view
from bot.views.letters import title_of
from cards import actions
from cards import changes_due as cards
from cards.changes_due import LateChanges
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.phrases import changes_due as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.approval import ApprovalRequest, changes_awaited


def soon(session: Session, now: datetime, _person_id: int, request_id: int) -> Reminder | None:
    return _recall(session, now, request_id, Recall.SOON, say.SOON_TITLE)


def last_day(session: Session, now: datetime, _person_id: int, request_id: int) -> Reminder | None:
    return _recall(session, now, request_id, Recall.TODAY, say.TODAY_TITLE)


def extended(session: Session, now: datetime, request_id: int) -> Card | None:
    """The new date as the proposer reads it; once it is answered or over, where the proposal stands."""
    one = _awaited(session, request_id)
    if one is None or one.answer_by is None:
        found = session.get(ApprovalRequest, request_id)
        return proposal_view.sent(session, now, found.proposal_id) if found else None
    return cards.extended(title_of(session, one), short_date(one.answer_by), one.proposal_id)


def tasks(session: Session, now: datetime, viewer_id: int) -> Sequence[Pending]:
    """A row for each proposal whose changes are late, since the day after their date; none of one's own."""
    found = []
    for one in changes_awaited(session):
        if one.answer_by is not None and _is_late(one, now, viewer_id):
            since = datetime.combine(one.answer_by + timedelta(days=1), time.min, tzinfo=now.tzinfo)
            draw = partial(_task, session, one, short_date(one.answer_by), since)
            found.append(Pending("changes_overdue", one.id, since, draw))
    return found


def _task(session: Session, one: ApprovalRequest, until: str, since: datetime) -> DeskTask:
    here = {"request": one.id}
    return DeskTask(
        kind="changes_overdue",
        subject_id=one.id,
        since=since,
        title=say.overdue_title(plain(title_of(session, one))),
        line=say.overdue(plain(one.proposal.proposer.name), until),
        buttons=[
            TaskButton(say.EXTEND, actions.CHANGES_EXTEND, here),
            TaskButton(say.DECLINE, actions.CHANGES_DECLINE, here),
        ],
    )


def late(session: Session, now: datetime, viewer_id: int, request_id: int) -> LateChanges | None:
    """What a form about late changes says; None when nothing is late, or not this person's to settle."""
    one = _awaited(session, request_id)
    return _late(session, now, one, viewer_id) if one else None


def granted(session: Session, _now: datetime, request_id: int) -> str:
    one = session.get_one(ApprovalRequest, request_id)
    until = short_date(one.answer_by) if one.answer_by else ""
    return say.granted(plain(title_of(session, one)), until)


def declined(session: Session, _now: datetime, request_id: int) -> str:
    return say.declined(plain(title_of(session, session.get_one(ApprovalRequest, request_id))))


def _recall(session: Session, now: datetime, request_id: int, kind: Recall, heading: str) -> Reminder | None:
    one = _awaited(session, request_id)
    if one is None or one.answer_by is None or one.released_at is None:
        return None
    today, told_on = now.date(), one.released_at.astimezone(now.tzinfo).date()
    if rules.recall(one.answer_by, told_on, today, closed_around(session, today)) is not kind:
        return None
    title = plain(title_of(session, one))
    text = say.recall_today(title) if today == one.answer_by else say.recall(title, short_date(one.answer_by))
    return Reminder(
        title=heading,
        text=[text],
        buttons=[TaskButton(say.EDIT, actions.PROPOSAL_EDIT, {"id": one.proposal_id})],
    )


def _awaited(session: Session, request_id: int) -> ApprovalRequest | None:
    return next((one for one in changes_awaited(session) if one.id == request_id), None)


def _is_late(one: ApprovalRequest, now: datetime, viewer_id: int) -> bool:
    return (
        one.answer_by is not None
        and one.proposer_id != viewer_id
        and rules.overdue(one.answer_by, now.date())
    )


def _late(session: Session, now: datetime, one: ApprovalRequest, viewer_id: int) -> LateChanges | None:
    if one.answer_by is None or not _is_late(one, now, viewer_id):
        return None
    return LateChanges(one.id, title_of(session, one), one.proposal.proposer.name, short_date(one.answer_by))
