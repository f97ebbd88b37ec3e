"""A meeting that does not take place: the form, what everybody reads, who was reached (S24; B11)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.rules.moves import CALLED_OFF, Slot, slot_of
from bot.rules.names import alphabetical
from bot.views.moves import line_of
from cards import cancellation as cards
from cards.cancellation import Cancelled, Reach
from cards.desk import DeskTask, Pending
from cards.elements import Card
from storage.conversations import chat_of, reachable_people
from storage.moves import Cancellation, cancellations_since, done_moves, last_cancellation
from storage.network import Network
from storage.outbox import OutboxState, rows_about, rows_about_any
from storage.people import Person
from storage.places import active_of
from storage.schedule import Meeting, MeetingState, networks_of_meetings

# Whom no message reached by then is no task any more: the meeting's day is long past.
LISTED = timedelta(days=7)
FAILED = frozenset({OutboxState.UNREACHABLE.value, OutboxState.FAILED.value, OutboxState.MISSED.value})


def form(
    session: Session,
    now: datetime,
    meeting_id: int,
    reason: str = "",
    words: str = "",
    errors: Sequence[str] = (),
) -> Card:
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    line = line_of(session, meeting_id, slot_of(meeting))
    past = _begun(slot_of(meeting), now, now)
    return cards.form(meeting_id, network.title, line, reason, words, errors, past=past)


def _begun(slot: Slot, moment: datetime, now: datetime) -> bool:
    """Whether a meeting of this slot was to have begun by a moment; `now` gives the zone."""
    return moment >= datetime.combine(slot.day, slot.starts or time.min, tzinfo=now.tzinfo)


def _slot(session: Session, meeting: Meeting, found: Cancellation) -> Slot:
    """As it stood when it was called off, also once it was put off."""
    moved = next(
        (one for one in done_moves(session, meeting.id) if one.decided_at and one.decided_at >= found.at),
        None,
    )
    if moved is None:
        return slot_of(meeting)
    return Slot(moved.old_day, moved.old_starts, moved.old_ends, moved.old_venue or "", moved.old_room)


def _cancelled(session: Session, now: datetime, found: Cancellation | None) -> Cancelled | None:
    if found is None:
        return None
    meeting = session.get_one(Meeting, found.meeting_id)
    network = session.get_one(Network, meeting.network_id)
    slot = _slot(session, meeting, found)
    line, past = line_of(session, meeting.id, slot), _begun(slot, found.at, now)
    return Cancelled(network.id, network.title, line, found.reason, found.words, past)


def told(session: Session, now: datetime, person_id: int, cancellation_id: int) -> Card | None:
    facts = _cancelled(session, now, session.get(Cancellation, cancellation_id))
    if facts is None:
        return None
    return cards.told(facts, member=facts.network_id in active_of(session, person_id))


def in_channel(session: Session, now: datetime, _person_id: int, cancellation_id: int) -> Card | None:
    facts = _cancelled(session, now, session.get(Cancellation, cancellation_id))
    return cards.in_channel(facts) if facts else None


def reach(session: Session, now: datetime, meeting_id: int) -> Card | None:
    """Who was told of the last cancellation; None when there is none."""
    found = last_cancellation(session, meeting_id)
    what = _cancelled(session, now, found)
    if found is None or what is None:
        return None
    meeting = session.get_one(Meeting, meeting_id)
    everybody, sent, missed = _reached(session, found)
    return cards.reach(
        Reach(
            meeting_id=meeting_id,
            what=what,
            everybody=everybody,
            sent=sent,
            missed=[(one.name, one.email or "") for one in missed],
            may_put_off=meeting.state == MeetingState.CANCELLED.value,
        )
    )


def _reached(session: Session, found: Cancellation) -> tuple[int, int, list[Person]]:
    """(how many were to be told, how many were, who has no chat or whose message failed)."""
    told_rows = [row for row in rows_about(session, ("cancellation", found.id)) if row.kind == CALLED_OFF]
    sent = sum(row.state == OutboxState.SENT.value for row in told_rows)
    missed = []
    for row in told_rows:
        if row.person_id is None or row.state == OutboxState.SENT.value:
            continue
        chat = chat_of(session, row.person_id)
        if row.state in FAILED or chat is None or not chat.reachable:
            missed.append(session.get_one(Person, row.person_id))
    return len(told_rows), sent, sorted(missed, key=lambda one: (alphabetical(one.name), one.id))


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """The cancellations of the last days that somebody has not heard of."""
    last = {found.meeting_id: found for found in cancellations_since(session, now - LISTED)}
    standing = [found for found in last.values() if found.day >= now.date()]
    missed = _missed(session, [found.id for found in standing]) if standing else {}
    networks = networks_of_meetings(session, [found.meeting_id for found in standing]) if missed else {}
    return [
        Pending(
            "cancelled_unreached",
            found.meeting_id,
            found.at,
            partial(_task, session, found, count),
            networks[found.meeting_id],
        )
        for found in standing
        if (count := missed.get(found.id, 0))
    ]


def _missed(session: Session, cancellation_ids: Sequence[int]) -> Mapping[int, int]:
    """How many of each have no chat, or got no message: `_reached` of many, in two statements."""
    told = [
        row for row in rows_about_any(session, "cancellation", cancellation_ids) if row.kind == CALLED_OFF
    ]
    waiting = [row for row in told if row.person_id is not None and row.state != OutboxState.SENT.value]
    there = reachable_people(session, {row.person_id for row in waiting if row.person_id is not None})
    return Counter(row.subject_id for row in waiting if row.state in FAILED or row.person_id not in there)


def _task(session: Session, found: Cancellation, count: int) -> DeskTask:
    meeting = session.get_one(Meeting, found.meeting_id)
    title = session.get_one(Network, meeting.network_id).title
    return cards.task(meeting.id, found.at, title, count)
