"""Moving a meeting: the animator asks, a responsible confirms (guide §8.2; R31, R33, R50; S23, B12)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import moves as rules
from bot.rules import schedule as schedule_rules
from bot.rules.moves import Mistake, Slot
from bot.rules.schedule import Fault, Planned, Warned
from bot.usecases import moved
from bot.usecases.schedule import around, slot_warnings
from storage import audit, outbox, posts, seats
from storage.moves import MeetingMove, MoveState, asked_move
from storage.network import OVER, Network
from storage.people import Person, Role, people_with_role
from storage.schedule import HELD, Meeting, MeetingState, meetings_of

ASKED, DECLINED = "move_asked", "move_declined"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    OVER = "over"  # the meeting began, was held, or its network is over
    ASKED_ALREADY = "asked_already"  # somebody's request for it waits
    NOT_ASKED = "not_asked"  # nothing waits for an answer any more
    OWN = "own"  # nobody confirms what she or he asked, or the dates of her or his own network


@dataclass(frozen=True, slots=True)
class Mistaken:
    faults: Sequence[Fault]
    mistakes: Sequence[Mistake] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """What was typed may be sent: `new_day`, or hours and place alone; `too_soon` asks for an exemption."""

    meeting_id: int
    new_day: bool
    too_soon: bool


@dataclass(frozen=True, slots=True)
class Asked:
    move_id: int


@dataclass(frozen=True, slots=True)
class Moved:
    move_id: int


@dataclass(frozen=True, slots=True)
class Settled:
    """Declined or withdrawn."""

    move_id: int


def _movable(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Meeting | Refused:
    """The meeting, its network held, while this person may move it: to come, or called off before."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Refused.NOT_ALLOWED
    seats.hold_networks(session, [meeting.network_id])
    network = session.get_one(Network, meeting.network_id, populate_existing=True)
    session.refresh(meeting)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    if not responsible and network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    if network.published_at is None or network.state in OVER:
        return Refused.OVER
    if meeting.state == MeetingState.CANCELLED.value:
        return meeting
    begins = datetime.combine(meeting.day, meeting.starts or time.min, tzinfo=now.tzinfo)
    return meeting if meeting.state == MeetingState.PLANNED.value and now < begins else Refused.OVER


def may_move(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Ready | Refused:
    """Whether the form may be opened; what is typed in it is checked afterwards."""
    meeting = _movable(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    if asked_move(session, meeting_id) is not None:
        return Refused.ASKED_ALREADY
    return Ready(meeting_id, new_day=False, too_soon=False)


def check(
    session: Session, now: datetime, actor_id: int, meeting_id: int, typed: Mapping[str, str]
) -> Ready | Mistaken | Refused:
    """Whether this slot may be asked for, by the rules of the schedule; changes nothing."""
    allowed = may_move(session, now, actor_id, meeting_id)
    if isinstance(allowed, Refused):
        return allowed
    meeting = session.get_one(Meeting, meeting_id)
    planned = schedule_rules.read(typed, meeting.half_days)
    wrong = _wrong(session, now, meeting, planned)
    if wrong is not None:
        return wrong
    assert planned.day is not None
    new_day = planned.day != meeting.day or meeting.state == MeetingState.CANCELLED.value
    return Ready(meeting_id, new_day, new_day and rules.is_too_soon(planned.day, now.date()))


def _wrong(session: Session, now: datetime, meeting: Meeting, planned: Planned) -> Mistaken | None:
    """The faults of the schedule; a day that stays is not asked about again."""
    network = session.get_one(Network, meeting.network_id)
    others = [
        Planned(one.day, time(8), time(16), schedule_rules.CEE, "", 0)
        for one in meetings_of(session, network.id)
        if one.id != meeting.id and one.state in HELD
    ]
    found = schedule_rules.faults([*others, planned], around(session, now, network, [planned]))
    own = [fault for at, fault in found if at == len(others) + 1]
    stays = planned.day == meeting.day and meeting.state == MeetingState.PLANNED.value
    if stays:
        own = [one for one in own if one not in DAY_FAULTS]
    if own:
        return Mistaken(own)
    if stays and rules.slot(planned) == rules.slot_of(meeting):
        return Mistaken((), [Mistake.NOTHING_CHANGED])
    return None


DAY_FAULTS = frozenset({Fault.PAST, Fault.WEEKEND, Fault.HOLIDAY, Fault.CLOSED, Fault.OUTSIDE_YEAR})


def ask(
    session: Session, now: datetime, actor_id: int, meeting_id: int, typed: Mapping[str, str], reason: str
) -> Asked | Moved | Mistaken | Refused:
    """Hours and place change at once; a new day waits for a responsible, who decides it at once her- or
    himself, unless it is her or his own network’s. A day nearer than eight days needs a reason: the
    exemption’s.
    """
    ready = check(session, now, actor_id, meeting_id, typed)
    if not isinstance(ready, Ready):
        return ready
    mistakes = rules.reason_mistakes(reason, needed=ready.too_soon)
    if mistakes:
        return Mistaken((), mistakes)
    meeting = session.get_one(Meeting, meeting_id)
    slot = rules.slot(schedule_rules.read(typed, meeting.half_days))
    assert slot is not None
    move = _add(session, now, actor_id, meeting, slot, reason.strip())
    if not ready.new_day or decides_at_once(session, actor_id, meeting):
        move.exemption = ready.too_soon
        moved.carry_out(session, now, actor_id, move)
        return Moved(move.id)
    audit.about_network(
        session,
        now,
        meeting.network_id,
        "move_asked",
        person_id=actor_id,
        before=str(meeting.day),
        after=str(move.day),
        why=move.reason,
    )
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        if person.id != actor_id:
            _tell(session, now, ASKED, move.id, person.id)
    return Asked(move.id)


def decides_at_once(session: Session, actor_id: int, meeting: Meeting) -> bool:
    """A responsible, for a network that somebody else animates."""
    animator_id = session.get_one(Network, meeting.network_id).animator_id
    return animator_id != actor_id and Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles


def _add(
    session: Session, now: datetime, actor_id: int, meeting: Meeting, slot: Slot, reason: str
) -> MeetingMove:
    move = MeetingMove(
        meeting_id=meeting.id,
        old_day=meeting.day,
        old_starts=meeting.starts,
        old_ends=meeting.ends,
        old_venue=meeting.venue,
        old_room=meeting.room,
        day=slot.day,
        starts=slot.starts,
        ends=slot.ends,
        venue=slot.venue,
        room=slot.room,
        reason=reason,
        asked_by=actor_id,
        asked_at=now,
    )
    session.add(move)
    session.flush()
    return move


def _waiting(session: Session, move_id: int) -> MeetingMove | Refused:
    """The request, its network held, while it waits for an answer."""
    move = session.get(MeetingMove, move_id)
    meeting = session.get(Meeting, move.meeting_id) if move else None
    if move is None or meeting is None:
        return Refused.NOT_ASKED
    seats.hold_networks(session, [meeting.network_id])
    session.refresh(move)
    session.refresh(meeting)
    return move if move.state == MoveState.ASKED.value else Refused.NOT_ASKED


def confirm(
    session: Session, now: datetime, actor_id: int, move_id: int, answer: str
) -> Moved | Mistaken | Refused:
    """A responsible says yes; what has become wrong meanwhile, or near without a reason, is said instead."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    move = _waiting(session, move_id)
    if isinstance(move, Refused):
        return move
    meeting = _movable(session, now, actor_id, move.meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    if move.asked_by == actor_id or not decides_at_once(session, actor_id, meeting):
        return Refused.OWN
    planned = Planned(move.day, move.starts, move.ends, move.venue, move.room, meeting.half_days)
    wrong = _wrong(session, now, meeting, planned)
    if wrong is not None:
        return wrong
    too_soon = rules.is_too_soon(move.day, now.date())
    mistakes = rules.reason_mistakes(answer, needed=too_soon)
    if mistakes:
        return Mistaken((), mistakes)
    move.answer, move.exemption = answer.strip(), too_soon
    moved.carry_out(session, now, actor_id, move)
    return Moved(move.id)


def decline(
    session: Session, now: datetime, actor_id: int, move_id: int, answer: str
) -> Settled | Mistaken | Refused:
    """A responsible says no, and why: the animator reads it."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    move = _waiting(session, move_id)
    if isinstance(move, Refused):
        return move
    mistakes = rules.reason_mistakes(answer, needed=True)
    if mistakes:
        return Mistaken((), mistakes)
    move.answer = answer.strip()
    _settle(session, now, actor_id, move, MoveState.DECLINED)
    _tell(session, now, DECLINED, move.id, move.asked_by)
    return Settled(move.id)


def withdraw(session: Session, now: datetime, actor_id: int, move_id: int) -> Settled | Refused:
    """Who asked takes the request back."""
    move = _waiting(session, move_id)
    if isinstance(move, Refused):
        return move
    if move.asked_by != actor_id:
        return Refused.NOT_ALLOWED
    _settle(session, now, actor_id, move, MoveState.WITHDRAWN)
    return Settled(move.id)


Decide = Callable[[Session, datetime, int, int, str], Moved | Settled | Mistaken | Refused]


def warnings(session: Session, now: datetime, move_id: int) -> list[tuple[int, Warned]]:
    """What is unusual about a slot that was asked for."""
    move = session.get(MeetingMove, move_id)
    if move is None:
        return []
    planned = Planned(move.day, move.starts, move.ends, move.venue, move.room, 0)
    return slot_warnings(session, now, move.meeting_id, planned)


def _settle(session: Session, now: datetime, actor_id: int, move: MeetingMove, state: MoveState) -> None:
    move.state, move.decided_by, move.decided_at = state.value, actor_id, now
    session.flush()
    posts.changed(session, ("move", move.id), now)
    network_id = session.get_one(Meeting, move.meeting_id).network_id
    action = f"move_{state.value.lower()}"
    audit.about_network(session, now, network_id, action, person_id=actor_id, why=move.answer)


def _tell(session: Session, now: datetime, kind: str, move_id: int, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{move_id}:{person_id}",
        kind=kind,
        subject=("move", move_id),
        person_id=person_id,
        not_before=now,
    )
