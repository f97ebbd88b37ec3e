"""What the clock makes of attendance: the channel's card, and reminders until it is taken (R60; S24, B1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import attendance as rules
from bot.settings import Settings
from bot.usecases.quiet_time import follow_up
from storage import outbox
from storage.attendance import Untaken, untaken
from storage.network import places_of

IN_CHANNEL, OPEN, WANTED = "attendance_in_channel", "attendance_open", "attendance_wanted"


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Write what is due by now; nothing about a meeting that was moved, called off, or is recorded."""
    today = now.date()
    found = untaken(session, today - rules.LOOK_BACK, today)
    if not found:
        return
    # On the evening of the day nobody is asked any more: the working day after comes the reminder.
    asked = found if now.hour < settings.sending_hours[1] else []
    begun = [one for one in asked if one.day == today and now >= rules.card_moment(one.day, one.starts, now)]
    places: dict[int, list[int]] = {}
    for network_id, place_id in places_of(session, {one.network_id for one in begun}) if begun else []:
        places.setdefault(network_id, []).append(place_id)
    over = [one for one in begun if now >= rules.end_moment(one.day, one.ends, now)]
    due = [notice for one in begun for notice in _cards(one, places.get(one.network_id, []))]
    due += [notice for one in over for notice in _asked(one)]
    known = outbox.written_already(session, [one.once for one in due])
    for notice in due:
        if notice.once not in known:
            outbox.add(
                session,
                once=notice.once,
                kind=notice.kind,
                subject=("attendance", notice.meeting_id),
                person_id=notice.person_id,
                place_id=notice.place_id,
                not_before=now,
            )
    _next_day(session, now, settings, [one for one in found if one.day < today])


@dataclass(frozen=True, slots=True)
class _Notice:
    """`once` names it for good; it goes to a person or to a place."""

    once: str
    kind: str
    meeting_id: int
    person_id: int | None = None
    place_id: int | None = None


def _cards(one: Untaken, places: list[int]) -> Iterator[_Notice]:
    """In each place of the channel; without one, in the animator's chat."""
    name = f"{one.meeting_id}:{one.day}"
    for place_id in places:
        yield _Notice(f"{IN_CHANNEL}:{name}:{place_id}", IN_CHANNEL, one.meeting_id, place_id=place_id)
    if not places:
        yield _Notice(f"{OPEN}:{name}", OPEN, one.meeting_id, person_id=one.animator_id)


def _asked(one: Untaken) -> Iterator[_Notice]:
    """At the end of the day itself: who animates, and who was named."""
    for person_id in sorted({one.animator_id, one.keeper_id or one.animator_id}):
        once = f"{WANTED}:{one.meeting_id}:{one.day}:{person_id}"
        yield _Notice(once, WANTED, one.meeting_id, person_id=person_id)


def _next_day(session: Session, now: datetime, settings: Settings, found: list[Untaken]) -> None:
    """Once more to the animator, the working day after."""
    due = [(f"{WANTED}:{one.meeting_id}:{one.day}:next", one) for one in found]
    known = outbox.written_already(session, [once for once, _ in due])
    for once, one in due:
        if once not in known:
            follow_up(
                session,
                now,
                settings,
                once=once,
                kind=WANTED,
                subject=("attendance", one.meeting_id),
                person_id=one.animator_id,
                day=rules.recall_day(one.day),
            )
