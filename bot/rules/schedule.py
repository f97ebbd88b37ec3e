"""The dates of a network: what is refused, what is only pointed out (guide §8.2; R14, R18–R20, R44–R51; S18).

Days and hours are those of Montréal.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.rules.calendar import school_year
from bot.rules.quiet_time import SATURDAY
from bot.rules.releases import HALF_DAYS, PER_PARTICIPANT

FIRST_HOUR, LAST_HOUR = time(8), time(16)
# The guide's own example: a day of six hours beside an hour for dinner, a half-day of three.
DAY_HOURS, HALF_DAY_HOURS = (time(8, 45), time(15, 45)), (time(12, 45), time(15, 45))
USUAL_DAY, USUAL_HALF_DAY = timedelta(hours=7), timedelta(hours=3)
CEE = "CEE"
ROOM_LIMIT = 100


class Fault(StrEnum):
    """Why a meeting cannot be kept; each has its own sentence."""

    NO_DAY = "no_day"
    SAME_DAY = "same_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSED = "closed"
    PAST = "past"
    OUTSIDE_YEAR = "outside_year"
    NO_HOURS = "no_hours"
    END_BEFORE_START = "end_before_start"
    OUTSIDE_HOURS = "outside_hours"
    UNKNOWN_PLACE = "unknown_place"
    LONG_ROOM = "long_room"
    TOO_MUCH = "too_much"


class Warned(StrEnum):
    """What is pointed out and kept."""

    PEDAGOGICAL = "pedagogical"
    UNUSUAL_LENGTH = "unusual_length"
    ROOM_TAKEN = "room_taken"
    TAKES_PART = "takes_part"


@dataclass(frozen=True, slots=True)
class Planned:
    """One meeting as it was typed; None for what is missing or unreadable. `place`: CEE or a school's id."""

    day: date | None
    starts: time | None
    ends: time | None
    place: str
    room: str
    half_days: int


@dataclass(frozen=True, slots=True)
class Around:
    """What the calendar and the other networks say. `rooms` are (day, place, room, from, to) taken already,
    `takes_part` the days on which the animator is a member elsewhere.
    """

    year: str
    today: date
    holidays: Collection[date]
    closed: Collection[date]
    pedagogical: Collection[date]
    places: Collection[str]
    rooms: Sequence[tuple[date, str, str, time, time]]
    takes_part: Collection[date]


def read(typed: Mapping[str, str], half_days: int) -> Planned:
    """A meeting from what a form sent: an ISO day, hours as « 8:45 », « 08:45 » or « 8 h 45 »."""
    try:
        day = date.fromisoformat(typed.get("day", ""))
    except ValueError:
        day = None
    return Planned(
        day,
        _hour(typed.get("starts", "")),
        _hour(typed.get("ends", "")),
        typed.get("place", ""),
        typed.get("room", "").strip(),
        half_days,
    )


def _hour(written: str) -> time | None:
    parts = written.replace("\u00a0", " ").replace("h", ":").replace(" ", "").strip(":").split(":")
    try:
        return time(int(parts[0]), int(parts[1]) if len(parts) > 1 and parts[1] else 0)
    except (ValueError, IndexError):
        return None


def faults(meetings: Sequence[Planned], around: Around) -> list[tuple[int, Fault]]:
    """(number of the meeting from 1, what is wrong with it), all of them; empty when all may be kept."""
    found = [
        (number, fault)
        for number, one in enumerate(meetings, start=1)
        for fault in (_day_fault(one, around), _hours_fault(one), _place_fault(one, around))
        if fault is not None
    ]
    days = [one.day for one in meetings]
    found += [
        (number, Fault.SAME_DAY)
        for number, day in enumerate(days, start=1)
        if day is not None and day in days[: number - 1]
    ]
    if sum(one.half_days for one in meetings) > PER_PARTICIPANT:
        found.append((len(meetings), Fault.TOO_MUCH))
    return sorted(found)


def _day_fault(one: Planned, around: Around) -> Fault | None:
    if one.day is None:
        return Fault.NO_DAY
    if school_year(one.day) != around.year:
        return Fault.OUTSIDE_YEAR
    if one.day <= around.today:
        return Fault.PAST
    if one.day.weekday() >= SATURDAY:
        return Fault.WEEKEND
    if one.day in around.holidays:
        return Fault.HOLIDAY
    return Fault.CLOSED if one.day in around.closed else None


def _hours_fault(one: Planned) -> Fault | None:
    if one.starts is None or one.ends is None:
        return Fault.NO_HOURS
    if one.starts >= one.ends:
        return Fault.END_BEFORE_START
    return Fault.OUTSIDE_HOURS if one.starts < FIRST_HOUR or one.ends > LAST_HOUR else None


def _place_fault(one: Planned, around: Around) -> Fault | None:
    if one.place not in around.places and one.place != CEE:
        return Fault.UNKNOWN_PLACE
    return Fault.LONG_ROOM if len(one.room) > ROOM_LIMIT else None


def warnings(meetings: Sequence[Planned], around: Around) -> list[tuple[int, Warned]]:
    """(number of the meeting from 1, what is unusual about it); asked of meetings without a fault."""
    found = []
    for number, one in enumerate(meetings, start=1):
        if one.day in around.pedagogical:
            found.append((number, Warned.PEDAGOGICAL))
        if one.starts is not None and one.ends is not None and _length(one) != _usual(one):
            found.append((number, Warned.UNUSUAL_LENGTH))
        if any(_overlaps(one, taken) for taken in around.rooms):
            found.append((number, Warned.ROOM_TAKEN))
        if one.day in around.takes_part:
            found.append((number, Warned.TAKES_PART))
    return found


def _length(one: Planned) -> timedelta:
    assert one.starts is not None
    assert one.ends is not None
    return datetime.combine(date.min, one.ends) - datetime.combine(date.min, one.starts)


def _usual(one: Planned) -> timedelta:
    return USUAL_DAY if one.half_days > 1 else USUAL_HALF_DAY


def _overlaps(one: Planned, taken: tuple[date, str, str, time, time]) -> bool:
    day, place, room, starts, ends = taken
    same = (one.day, one.place, one.room.casefold()) == (day, place, room.casefold()) and bool(one.room)
    return (
        same and one.starts is not None and one.ends is not None and one.starts < ends and starts < one.ends
    )


def drafted(draft: Mapping[str, Any]) -> list[Planned]:
    """The meetings of a draft {"modality", "meetings"}, as many as its modality has."""
    shares = HALF_DAYS.get(draft.get("modality", ""), ())
    typed = draft.get("meetings", [])
    return [read(typed[at] if at < len(typed) else {}, share) for at, share in enumerate(shares)]


def usual_hours(half_days: int) -> tuple[time, time]:
    """The guide's hours, proposed and not imposed (R46, R47)."""
    return DAY_HOURS if half_days > 1 else HALF_DAY_HOURS


def missing(modality: str | None, days: Sequence[date | None]) -> list[int]:
    """The numbers of the meetings that have no date yet: nothing is published before all have (R50)."""
    if modality is None or modality not in HALF_DAYS:
        return [1]
    wanted = len(HALF_DAYS[modality])
    return [number for number in range(1, wanted + 1) if number > len(days) or days[number - 1] is None]
