"""What the outbox remembers of a delivery: taken, sent, tried again, given up (design.md §4).

Posting is at least once: whoever dies between the post and its record leaves a row that is sent again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.errors import ChannelCause
from bot.rules.quiet_time import SendingHours, may_send
from bot.services import Fault, NotPosted, Place
from bot.usecases import channel, people
from storage import audit, conversations, outbox, posts, privacy
from storage.conversations import Conversation, chat_of
from storage.network import ChannelPlace
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person
from storage.posts import Post, Subject

TOGETHER = "together"
SHORTEST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
AFTER_UNSURE = timedelta(seconds=30)
# A channel may be unknown for a while after it was made (TEAMS_FACTS.md §6): two minutes, in tries.
TRIES_WHEN_GONE = 7


@dataclass(frozen=True, slots=True)
class Due:
    """One message to send now. `post_id` and `activity_id` are set for a redraw; `place` is None when no
    chat is known.

    `object_id` opens a chat with somebody who never spoke; `gone` says that the person left. `attempt`
    tells this claim of the row from a later one.
    """

    row_id: int
    attempt: int
    claimed_at: datetime
    kind: str
    subject: Subject
    facts: Mapping[str, Any]
    person_id: int | None
    place: Place | None
    post_id: int | None = None
    activity_id: str = ""
    object_id: str = ""
    gone: bool = False

    @property
    def recipient(self) -> int | Place | None:
        """Messages of one recipient, her or his redraws too, leave one after the other."""
        return self.place if self.person_id is None else self.person_id


def claim(
    session: Session, now: datetime, *, lease: timedelta, limit: int, hours: SendingHours
) -> tuple[Due, ...]:
    """Take what is due, oldest first; `hours` are the sending hours in the zone of `now`.

    What the clock causes leaves on working days in those hours; several to one person are one message.
    """
    rows = outbox.claim(
        session,
        now,
        lease=lease,
        limit=limit,
        quiet=not may_send(now, hours, closed_around(session, now.date())),
        day_began=datetime.combine(now.date(), time.min, tzinfo=now.tzinfo),
    )
    first: dict[int | None, OutboxRow] = {}
    for row in rows:
        if row.by_clock and first.setdefault(row.person_id, row) is not row:
            row.together_with_id = first[row.person_id].id
    session.flush()
    return tuple(_due(session, row) for row in rows if row.together_with_id is None)


def keep(session: Session, now: datetime, row_id: int, attempt: int) -> Due | None:
    """Take a message again that waited its turn: its lease starts anew. None when another process has it."""
    row = _held(session, row_id, attempt)
    if row is None:
        return None
    for each in (row, *_carried(session, row)):
        each.claimed_at = now
    return _due(session, row)


def put_back(session: Session, now: datetime, row_id: int, attempt: int) -> None:
    """It was not tried: an earlier message to the same recipient has to wait."""
    row = _held(session, row_id, attempt)
    if row is not None:
        for each in (row, *_carried(session, row)):
            each.attempts -= 1
            _wait(each, now, each.cause)


def posted(session: Session, now: datetime, row_id: int, place: Place, activity_id: str, change: int) -> None:
    """Record a message and where it stands; when its subject changed since it was drawn, redraw it."""
    row = session.get_one(OutboxRow, row_id)
    carried = _carried(session, row)
    for each in (row, *carried):
        _end(each, now, OutboxState.SENT)
    if row.person_id is not None:
        if row.kind == people.WELCOME:
            privacy.mark_shown(session, row.person_id, now)
        conversations.remember(session, row.person_id, place.service_url, place.conversation_id, now)
    if not activity_id or carried:
        # Teams did not say where the card stands, or it is about several things: it cannot be redrawn.
        return
    post = Post(
        kind=row.kind,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        person_id=row.person_id,
        service_url=place.service_url,
        conversation_id=place.conversation_id,
        activity_id=activity_id,
        drawn=change,
        posted_at=now,
    )
    session.add(post)
    posts.catch_up(session, post, now)


def redrawn(session: Session, now: datetime, row_id: int, change: int) -> None:
    """A change since then needs nothing here: it wrote a redraw of its own."""
    row = session.get_one(OutboxRow, row_id)
    _end(row, now, OutboxState.SENT)
    post = session.get_one(Post, row.post_id)
    post.drawn = max(post.drawn, change)


def dropped(session: Session, now: datetime, row_id: int) -> None:
    """There is nothing left to say."""
    row = session.get_one(OutboxRow, row_id)
    for each in (row, *_carried(session, row)):
        _end(each, now, OutboxState.MISSED, "no_longer_holds")


def not_posted(
    session: Session, now: datetime, row_id: int, attempt: int, outcome: NotPosted, jitter: float
) -> bool:
    """Apply the retry policy of design.md §4; `jitter`, 0 to 1, spreads tries over half as much again.

    True when it will be tried again, and what comes after it has to wait. A row that another process
    took over meanwhile is left to that process.
    """
    row = _held(session, row_id, attempt)
    if row is None:
        return False
    carried = _carried(session, row)
    match outcome.fault:
        case Fault.LATER:
            _wait(row, now + _wait_for(attempt, outcome.retry_after, jitter), outcome.code)
        case Fault.UNSURE:
            row.ambiguous += 1
            if row.ambiguous > 1:
                _fail(session, row, now, outcome.code)
            else:
                _wait(row, now + AFTER_UNSURE, outcome.code)
        case Fault.UNREACHABLE:
            _leave(session, row, now, outcome.code, jitter)
        case Fault.GONE:
            _lost(session, row, now, outcome.code, jitter)
        case Fault.REFUSED:
            _fail(session, row, now, outcome.code)
        case Fault.NOBODY:
            _end(row, now, OutboxState.SENT, "nobody")
    for each in carried:
        each.state, each.not_before, each.cause = row.state, row.not_before, row.cause
        each.done_at, each.claimed_at, each.ambiguous = row.done_at, row.claimed_at, row.ambiguous
    return row.state == OutboxState.WAITING.value


def _carried(session: Session, row: OutboxRow) -> list[OutboxRow]:
    return outbox.carried_by(session, row) if row.by_clock else []


def _held(session: Session, row_id: int, attempt: int) -> OutboxRow | None:
    """The row, locked, if it is still being sent by the claim of this number."""
    row = session.get(OutboxRow, row_id, with_for_update=True, populate_existing=True)
    if row is None or (row.state, row.attempts) != (OutboxState.SENDING.value, attempt):
        return None
    return row


def _due(session: Session, row: OutboxRow) -> Due:
    assert row.claimed_at is not None
    due: dict[str, Any] = {
        "row_id": row.id,
        "attempt": row.attempts,
        "claimed_at": row.claimed_at,
        "kind": row.kind,
        "subject": (row.subject_type, row.subject_id),
        "facts": row.facts,
    }
    if carried := _carried(session, row):
        due["kind"] = TOGETHER
        due["facts"] = {"notices": [(each.kind, each.subject_id) for each in (row, *carried)]}
    if row.post_id is not None:
        post = session.get_one(Post, row.post_id)
        chat = session.get(Conversation, post.conversation_id)
        return Due(
            **due,
            person_id=post.person_id,
            place=Place(post.service_url, post.conversation_id),
            post_id=post.id,
            activity_id=post.activity_id,
            gone=chat is not None and not chat.reachable,
        )
    if row.place_id is not None:
        thread = session.get_one(ChannelPlace, row.place_id)
        return Due(**due, person_id=None, place=Place(thread.service_url, thread.conversation_id))
    person = session.get_one(Person, row.person_id)
    chat = chat_of(session, person.id)
    return Due(
        **due,
        person_id=person.id,
        place=Place(chat.service_url, chat.id) if chat is not None else None,
        object_id=person.object_id or "",
        gone=chat is not None and not chat.reachable,
    )


def _wait_for(attempt: int, retry_after: float | None, jitter: float) -> timedelta:
    if retry_after is not None:
        # Somebody else's number: it may be absurd.
        asked = timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
        return asked * (1 + jitter / 10)
    doubled: timedelta = SHORTEST_WAIT * 2 ** min(attempt - 1, 10)
    return min(doubled, LONGEST_WAIT / 1.5) * (1 + jitter / 2)


def _wait(row: OutboxRow, until: datetime, cause: str | None) -> None:
    row.state, row.not_before, row.cause, row.claimed_at = OutboxState.WAITING.value, until, cause, None


def _end(row: OutboxRow, now: datetime, state: OutboxState, cause: str | None = None) -> None:
    row.state, row.done_at, row.cause, row.claimed_at = state.value, now, cause, None


def _fail(session: Session, row: OutboxRow, now: datetime, cause: str) -> None:
    _end(row, now, OutboxState.FAILED, cause)
    audit.record(session, now, action="message_failed", subject=(row.subject_type, row.subject_id), why=cause)


def _leave(session: Session, row: OutboxRow, now: datetime, cause: str, jitter: float) -> None:
    """The person is away, or the bot is not in the Team: the message waits (`wake_for`, `wake_place`)."""
    if row.place_id is not None:
        _end(row, now, OutboxState.UNREACHABLE, cause)
        channel.unheard(session, now, row.place_id, ChannelCause.NOT_IN_TEAM)
        return
    chat = chat_of(session, row.person_id) if row.person_id is not None else None
    if chat is not None:
        assert row.claimed_at is not None
        if chat.reachable and chat.heard_at > row.claimed_at:
            # She or he came back while this was being tried: nobody would wake this row any more.
            _wait(row, now + _wait_for(row.attempts, None, jitter), cause)
            return
        chat.reachable = False
    _end(row, now, OutboxState.UNREACHABLE, cause)


def _lost(session: Session, row: OutboxRow, now: datetime, cause: str, jitter: float) -> None:
    """The chat or the message is not there any more: forget it, and say it anew to the person, once."""
    if row.post_id is not None:
        _lost_post(session, row, now, cause)
        return
    chat = chat_of(session, row.person_id) if row.person_id is not None else None
    if chat is not None:
        session.delete(chat)
        _wait(row, now, cause)
    elif row.attempts < TRIES_WHEN_GONE:
        _wait(row, now + _wait_for(row.attempts, None, jitter), cause)
    elif row.place_id is not None:
        _end(row, now, OutboxState.UNREACHABLE, cause)
        channel.unheard(session, now, row.place_id, ChannelCause.CHANNEL_GONE)
    else:
        _fail(session, row, now, cause)


def _lost_post(session: Session, row: OutboxRow, now: datetime, cause: str) -> None:
    post = session.get_one(Post, row.post_id)
    post.gone = True
    _end(row, now, OutboxState.SENT, cause)
    if post.person_id is not None:
        outbox.add(
            session,
            once=f"repost:{post.id}",
            kind=post.kind,
            subject=(post.subject_type, post.subject_id),
            person_id=post.person_id,
            not_before=now,
        )
