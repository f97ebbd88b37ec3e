"""What the outbox remembers of a delivery: taken, sent, tried again, given up (design.md §4).

Posting is at least once: whoever dies between the post and its record leaves a row that is sent again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.services import Fault, NotPosted, Place
from storage import audit, outbox, posts
from storage.conversations import Conversation, chat_of
from storage.network import ChannelPlace
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person
from storage.posts import Post, Subject

SHORTEST_WAIT = timedelta(seconds=2)
LONGEST_WAIT = timedelta(minutes=15)
AFTER_UNSURE = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Due:
    """One message to send now. `activity_id` is set for a redraw; `place` is None when no chat is known.

    `object_id` opens a chat with somebody who never spoke; `gone` says that the person left.
    """

    row_id: int
    kind: str
    subject: Subject
    person_id: int | None
    place: Place | None
    activity_id: str
    object_id: str
    gone: bool
    attempts: int

    @property
    def recipient(self) -> tuple[int | None, Place | None]:
        """Messages of one recipient leave one after the other."""
        return self.person_id, self.place


def claim(session: Session, now: datetime, *, lease: timedelta, limit: int) -> tuple[Due, ...]:
    """Take what is due."""
    return tuple(_due(session, row) for row in outbox.claim(session, now, lease=lease, limit=limit))


def posted(session: Session, now: datetime, row_id: int, place: Place, activity_id: str, change: int) -> None:
    """Record a message and where it stands; when its subject changed since it was drawn, redraw it."""
    row = session.get_one(OutboxRow, row_id)
    _end(row, now, OutboxState.SENT)
    subject = (row.subject_type, row.subject_id)
    post = Post(
        kind=row.kind,
        subject_type=subject[0],
        subject_id=subject[1],
        person_id=row.person_id,
        service_url=place.service_url,
        conversation_id=place.conversation_id,
        activity_id=activity_id,
        drawn=change,
        posted_at=now,
    )
    session.add(post)
    if row.person_id is not None and session.get(Conversation, place.conversation_id) is None:
        session.add(
            Conversation(
                id=place.conversation_id,
                person_id=row.person_id,
                service_url=place.service_url,
                heard_at=now,
            )
        )
    session.flush()
    latest = posts.changes(session, subject)
    if latest > change:
        posts.redraw(session, post, latest, now)


def redrawn(session: Session, now: datetime, row_id: int, change: int) -> None:
    row = session.get_one(OutboxRow, row_id)
    _end(row, now, OutboxState.SENT)
    post = session.get_one(Post, row.post_id)
    post.drawn = max(post.drawn, change)


def dropped(session: Session, now: datetime, row_id: int) -> None:
    """There is nothing left to say."""
    _end(session.get_one(OutboxRow, row_id), now, OutboxState.MISSED, "no_longer_holds")


def not_posted(session: Session, now: datetime, row_id: int, outcome: NotPosted, jitter: float) -> None:
    """Apply the retry policy of design.md §4; `jitter`, 0 to 1, spreads tries over half as much again."""
    row = session.get_one(OutboxRow, row_id)
    match outcome.fault:
        case Fault.LATER:
            _wait(row, now + _wait_for(row.attempts, outcome.retry_after, jitter), outcome.code)
        case Fault.UNSURE:
            row.ambiguous += 1
            if row.ambiguous > 1:
                _fail(session, row, now, outcome.code)
            else:
                _wait(row, now + AFTER_UNSURE, outcome.code)
        case Fault.UNREACHABLE:
            _leave(session, row, now, outcome.code)
        case Fault.GONE:
            _lost(session, row, now, outcome.code)
        case Fault.REFUSED:
            _fail(session, row, now, outcome.code)
        case Fault.NOBODY:
            _end(row, now, OutboxState.SENT, "nobody")


def _due(session: Session, row: OutboxRow) -> Due:
    place, activity_id, person, gone = None, "", None, False
    if row.post_id is not None:
        post = session.get_one(Post, row.post_id)
        place, activity_id = Place(post.service_url, post.conversation_id), post.activity_id
    elif row.place_id is not None:
        thread = session.get_one(ChannelPlace, row.place_id)
        place = Place(thread.service_url, thread.conversation_id)
    else:
        person = session.get_one(Person, row.person_id)
        chat = chat_of(session, person.id)
        gone = chat is not None and not chat.reachable
        place = Place(chat.service_url, chat.id) if chat is not None else None
    reader = session.get_one(Post, row.post_id).person_id if row.post_id is not None else row.person_id
    return Due(
        row_id=row.id,
        kind=row.kind,
        subject=(row.subject_type, row.subject_id),
        person_id=reader,
        place=place,
        activity_id=activity_id,
        object_id=(person.object_id or "") if person else "",
        gone=gone,
        attempts=row.attempts,
    )


def _wait_for(attempts: int, retry_after: float | None, jitter: float) -> timedelta:
    if retry_after is not None:
        return timedelta(seconds=retry_after) * (1 + jitter / 10)
    doubled: timedelta = SHORTEST_WAIT * 2 ** min(attempts - 1, 10)
    wait = min(doubled, LONGEST_WAIT)
    return wait * (1 + jitter / 2)


def _wait(row: OutboxRow, until: datetime, cause: str) -> None:
    row.state, row.not_before, row.cause, row.claimed_at = OutboxState.WAITING.value, until, cause, None


def _end(row: OutboxRow, now: datetime, state: OutboxState, cause: str | None = None) -> None:
    row.state, row.done_at, row.cause, row.claimed_at = state.value, now, cause, None


def _fail(session: Session, row: OutboxRow, now: datetime, cause: str) -> None:
    _end(row, now, OutboxState.FAILED, cause)
    audit.record(session, now, action="message_failed", subject=(row.subject_type, row.subject_id), why=cause)


def _leave(session: Session, row: OutboxRow, now: datetime, cause: str) -> None:
    """The person is away: the message waits for her or him. A redraw does not: the next one comes with it."""
    if row.person_id is None:
        _fail(session, row, now, cause)
        return
    chat = chat_of(session, row.person_id)
    if chat is not None:
        chat.reachable = False
    _end(row, now, OutboxState.UNREACHABLE, cause)


def _lost(session: Session, row: OutboxRow, now: datetime, cause: str) -> None:
    """The chat or the message is not there any more: forget it, and say it anew to the person, once."""
    if row.post_id is not None:
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
        return
    chat = chat_of(session, row.person_id) if row.person_id is not None else None
    if chat is None:
        _fail(session, row, now, cause)
        return
    session.delete(chat)
    _wait(row, now, cause)
    session.info["wake"] = True
