"""Meetings that move, as the animator, the responsibles, the members and the channel see it (S23, B12)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import partial

from sqlalchemy.orm import Session

from bot.rules import moves as rules
from bot.rules import schedule as schedule_rules
from bot.views.network_dates import spoken
from cards import menu as menu_cards
from cards import moves as cards
from cards.desk import DeskTask, Pending
from cards.elements import Card
from cards.moves import Answered, Change, Listed, Moved, Request
from cards.phrases import moves as say
from cards.phrases import schedule as say_schedule
from cards.phrases.dates import hour, short_date
from storage.minutes import was_held
from storage.moves import MeetingMove, MoveState, asked_move, asked_moves, cancellations_of, done_moves
from storage.network import OVER, Network, animated_by
from storage.people import Person, Role, active_schools
from storage.places import active_of
from storage.posts import posts_about
from storage.schedule import Meeting, MeetingState, meetings_of
from storage.standing import MeetingFact

ASKED = "move_asked"


def line_of(session: Session, meeting_id: int, slot: rules.Slot) -> str:
    """« le mardi 1er décembre 2026, de 8 h 45 à 15 h 45, au CEE (2.04) »"""
    fact = MeetingFact(meeting_id, 0, slot.day, slot.starts, slot.ends, 0, slot.venue or None, slot.room)
    return spoken(session, [fact])[0]


def was(session: Session, move: MeetingMove) -> str:
    slot = rules.Slot(move.old_day, move.old_starts, move.old_ends, move.old_venue or "", move.old_room)
    return line_of(session, move.meeting_id, slot)


def becomes(session: Session, move: MeetingMove) -> str:
    slot = rules.Slot(move.day, move.starts, move.ends, move.venue, move.room)
    return line_of(session, move.meeting_id, slot)


def changing(session: Session, _now: datetime, person_id: int) -> int:
    """The network whose meetings this person may change, when only typed; 0 when there is none."""
    found = [one for one in animated_by(session, person_id) if one.published_at and one.state not in OVER]
    return found[0].id if found else 0


def meetings(session: Session, now: datetime, person_id: int, network_id: int, *, notice: str = "") -> Card:
    """Each meeting with what may be done about it; for its animator and the responsibles."""
    network = session.get(Network, network_id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles
    if network is None or not (responsible or network.animator_id == person_id):
        return menu_cards.sentence(say.REFUSED["not_allowed"])
    live = network.published_at is not None and network.state not in OVER
    listed = sorted(meetings_of(session, network_id), key=lambda one: (one.day, one.id)) if live else []
    return cards.meetings(network.title, [_listed(session, now, person_id, one) for one in listed], notice)


def _listed(session: Session, now: datetime, person_id: int, meeting: Meeting) -> Listed:
    asked = asked_move(session, meeting.id)
    called_off = meeting.state == MeetingState.CANCELLED.value
    planned = meeting.state == MeetingState.PLANNED.value
    standing = "past" if _is_past(meeting, now) else "asked" if asked is not None else "to_come"
    standing = "called_off" if called_off else standing
    return Listed(
        meeting_id=meeting.id,
        line=line_of(session, meeting.id, rules.slot_of(meeting)),
        standing=standing,
        may_move=asked is None and (called_off or standing == "to_come"),
        may_call_off=planned and not was_held(session, meeting.id),
        move_id=asked.id if asked is not None and asked.asked_by == person_id else 0,
    )


def form(
    session: Session,
    _now: datetime,
    meeting_id: int,
    typed: Mapping[str, str] | None = None,
    errors: Sequence[str] = (),
) -> Card:
    """As the meeting stands, or as typed."""
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    places = [
        (schedule_rules.CEE, say_schedule.CEE),
        *((one.id, one.name) for one in active_schools(session)),
    ]
    shown = typed or {
        "day": meeting.day.isoformat(),
        "starts": _hour(meeting.starts),
        "ends": _hour(meeting.ends),
        "place": meeting.venue or schedule_rules.CEE,
        "room": meeting.room,
    }
    line = line_of(session, meeting_id, rules.slot_of(meeting))
    return cards.form(meeting_id, network.title, line, shown, places, errors)


def _hour(at: time | None) -> str:
    return hour(datetime.combine(date.min, at)) if at else ""


def summary(
    session: Session,
    now: datetime,
    person_id: int,
    meeting_id: int,
    typed: Mapping[str, str],
    warnings: Sequence[str],
    *,
    reason: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """The second step, for what `usecases.moves.check` found ready."""
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    slot = rules.slot(schedule_rules.read(typed, meeting.half_days))
    assert slot is not None
    new_day = slot.day != meeting.day or meeting.state == MeetingState.CANCELLED.value
    change = Change(
        meeting_id=meeting_id,
        title=network.title,
        was=line_of(session, meeting_id, rules.slot_of(meeting)),
        becomes=line_of(session, meeting_id, slot),
        typed=dict(typed),
        new_day=new_day,
        too_soon=new_day and rules.is_too_soon(slot.day, now.date()),
        now=(
            network.animator_id != person_id
            and Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles
        ),
    )
    return cards.summary(change, warnings, reason, errors)


def _request(session: Session, now: datetime, move: MeetingMove, network: Network) -> Request:
    return Request(
        move_id=move.id,
        title=network.title,
        animator=network.animator.name,
        reason=move.reason,
        was=was(session, move),
        becomes=becomes(session, move),
        too_soon=rules.is_too_soon(move.day, now.date()),
    )


def request(
    session: Session,
    now: datetime,
    move_id: int,
    warnings: Sequence[str] = (),
    answer: str = "",
    errors: Sequence[str] = (),
) -> Card | None:
    """To a responsible, also once it has its answer: who gave it; None when there is none such."""
    move = session.get(MeetingMove, move_id)
    if move is None:
        return None
    network = session.get_one(Network, session.get_one(Meeting, move.meeting_id).network_id)
    if move.state != MoveState.ASKED.value:
        by = session.get_one(Person, move.decided_by).name if move.decided_by else ""
        day = short_date(move.decided_at.astimezone(now.tzinfo).date()) if move.decided_at else ""
        answered = Answered(network.title, was(session, move), becomes(session, move), move.state, by, day)
        return cards.answered(answered, errors)
    return cards.request(_request(session, now, move, network), warnings, answer, errors)


def asked(session: Session, now: datetime, move_id: int) -> Card | None:
    """The notice of a request: one that has its answer before it left is not sent, only redrawn."""
    move = session.get(MeetingMove, move_id)
    waits = move is not None and move.state == MoveState.ASKED.value
    shown = any(one.kind == ASKED for one in posts_about(session, ("move", move_id)))
    return request(session, now, move_id) if waits or shown else None


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """Every move that waits for an answer, of the meetings that may still be moved."""
    return [
        Pending("move", move.id, move.asked_at, partial(_task, session, now, move, network), network.id)
        for move, meeting, network in asked_moves(session)
        if network.state not in OVER and not _is_past(meeting, now)
    ]


def _is_past(meeting: Meeting, now: datetime) -> bool:
    """Whether it began, or was held: nobody moves it any more; one that was called off still may be."""
    begins = datetime.combine(meeting.day, meeting.starts or time.min, tzinfo=now.tzinfo)
    held = meeting.state == MeetingState.HELD.value
    return held or (meeting.state == MeetingState.PLANNED.value and now >= begins)


def _task(session: Session, now: datetime, move: MeetingMove, network: Network) -> DeskTask:
    return cards.task(_request(session, now, move, network), move.asked_at, network.id)


def declined(session: Session, _now: datetime, move_id: int) -> Card | None:
    move = session.get(MeetingMove, move_id)
    if move is None or move.state != MoveState.DECLINED.value:
        return None
    meeting = session.get_one(Meeting, move.meeting_id)
    network = session.get_one(Network, meeting.network_id)
    return cards.declined(meeting.id, network.title, was(session, move), move.answer)


def moved(session: Session, _now: datetime, person_id: int, move_id: int) -> Card | None:
    """To a member or the animator, also after a later move: each says what it changed."""
    facts = _moved(session, move_id)
    if facts is None:
        return None
    return cards.moved(facts, member=facts.network_id in active_of(session, person_id))


def moved_in_channel(session: Session, _now: datetime, _person_id: int, move_id: int) -> Card | None:
    facts = _moved(session, move_id)
    return cards.moved_in_channel(facts) if facts else None


def _moved(session: Session, move_id: int) -> Moved | None:
    move = session.get(MeetingMove, move_id)
    if move is None or move.state != MoveState.DONE.value:
        return None
    network = session.get_one(Network, session.get_one(Meeting, move.meeting_id).network_id)
    new_day = move.day != move.old_day
    put_back = not new_day and _was_called_off(session, move)
    return Moved(network.id, network.title, was(session, move), becomes(session, move), new_day, put_back)


def _was_called_off(session: Session, move: MeetingMove) -> bool:
    """Whether the meeting was called off when this move was carried out."""
    earlier = [one.decided_at for one in done_moves(session, move.meeting_id) if one.id < move.id]
    since = max((moment for moment in earlier if moment), default=None)
    until = move.decided_at
    said = [one.at for one in cancellations_of(session, move.meeting_id)]
    return any((since is None or since < at) and until is not None and at <= until for at in said)


def network_of(session: Session, _now: datetime, meeting_id: int) -> int:
    return session.get_one(Meeting, meeting_id).network_id


def meeting_of(session: Session, _now: datetime, move_id: int) -> int:
    return session.get_one(MeetingMove, move_id).meeting_id
