"""A meeting that does not take place: said by the animator or a responsible alone, at any hour (S24; B11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import moves as rules
from bot.rules.moves import CALLED_OFF, Mistake
from bot.usecases import folio, moved
from storage import audit, posts, seats
from storage.attendance import forget_attendance
from storage.minutes import deposited_minutes, was_held
from storage.moves import Cancellation, MoveState, asked_move, give_back, last_cancellation
from storage.network import OVER, Network
from storage.people import Person, Role
from storage.schedule import Meeting, MeetingState


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    HELD = "held"  # its attendance was taken
    MINUTES = "minutes"  # its minutes were deposited
    OVER = "over"  # its network is over, or not published


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class CalledOff:
    """`first_time` is False when it was called off already."""

    cancellation_id: int
    first_time: bool


def may_call_off(
    session: Session, _now: datetime, actor_id: int, meeting_id: int
) -> Meeting | CalledOff | Refused:
    """The meeting while this person may call it off, also after its day when nobody took the attendance."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Refused.NOT_ALLOWED
    network = session.get_one(Network, meeting.network_id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    if not responsible and network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    before = last_cancellation(session, meeting_id)
    if meeting.state == MeetingState.CANCELLED.value and before is not None:
        return CalledOff(before.id, first_time=False)
    if network.published_at is None or network.state in OVER:
        return Refused.OVER
    if deposited_minutes(session, meeting_id) is not None:
        return Refused.MINUTES
    held = meeting.state != MeetingState.PLANNED.value or was_held(session, meeting_id)
    return Refused.HELD if held else meeting


def call_off(
    session: Session, now: datetime, actor_id: int, meeting_id: int, reason: str, words: str
) -> CalledOff | Mistaken | Refused:
    """Everybody is told at once, the half-days go back, nothing more is asked about it; twice is once."""
    known = session.get(Meeting, meeting_id)
    if known is not None:
        seats.hold_networks(session, [known.network_id])
        session.refresh(known)
    meeting = may_call_off(session, now, actor_id, meeting_id)
    if not isinstance(meeting, Meeting):
        return meeting
    mistakes = rules.cancel_mistakes(reason, words)
    if mistakes:
        return Mistaken(mistakes)
    written = Cancellation(
        meeting_id=meeting_id,
        day=meeting.day,
        reason=reason,
        words=words.strip(),
        person_id=actor_id,
        at=now,
    )
    session.add(written)
    meeting.state = MeetingState.CANCELLED.value
    waiting = asked_move(session, meeting_id)
    if waiting is not None:
        waiting.state, waiting.decided_by, waiting.decided_at = MoveState.WITHDRAWN.value, actor_id, now
        posts.changed(session, ("move", waiting.id), now)
    session.flush()
    forget_attendance(session, meeting_id, actor_id, now)
    give_back(session, now, actor_id, meeting_id)
    folio.open_task(session, now, meeting.network_id)
    audit.about_network(
        session,
        now,
        meeting.network_id,
        "meeting_cancelled",
        person_id=actor_id,
        before=str(written.day),
        after=reason,
        why=written.words,
    )
    network = session.get_one(Network, meeting.network_id)
    moved.tell_everybody(session, now, actor_id, network, CALLED_OFF, ("cancellation", written.id))
    moved.show_dates(session, now, meeting)
    posts.changed(session, ("attendance", meeting_id), now)
    return CalledOff(written.id, first_time=True)
