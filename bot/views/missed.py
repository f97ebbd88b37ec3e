"""Notices that could not leave before a meeting was over, on the responsibles' desk (issue 5, point 5)."""

from collections import defaultdict
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from cards import missed as cards
from cards.desk import DeskTask, Pending
from cards.phrases.dates import short_date
from storage.missed import Missed
from storage.missed import missed as missed_notices
from storage.network import Network
from storage.schedule import Meeting


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[Pending]:
    """One row a meeting, until somebody notes it."""
    by_meeting: dict[int, list[Missed]] = defaultdict(list)
    for one in missed_notices(session):
        by_meeting[one.meeting_id].append(one)
    return [_pending(session, meeting_id, found) for meeting_id, found in by_meeting.items()]


def _pending(session: Session, meeting_id: int, found: list[Missed]) -> Pending:
    since = min(one.since for one in found)
    draw = partial(_task, session, meeting_id, since, found)
    return Pending("missed", meeting_id, since, draw, found[0].network_id)


def _task(session: Session, meeting_id: int, since: datetime, found: list[Missed]) -> DeskTask:
    meeting = session.get_one(Meeting, meeting_id)
    title = session.get_one(Network, meeting.network_id).title
    counts = {one.kind: one.count for one in found}
    return cards.task(meeting_id, since, title, short_date(meeting.day), counts)
