"""« Rencontre avec le CEE »: which moments may be proposed (guide §8.5; R19, R64).

Days and hours are those of Montréal.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rules.quiet_time import SATURDAY
from bot.rules.schedule import FIRST_HOUR, LAST_HOUR
from bot.rules.schedule import read as read_meeting

LASTS = timedelta(hours=1)
LONGEST_PLACE = 200
# Nobody knows the calendar of a day further away.
AHEAD = timedelta(days=365)


class Fault(StrEnum):
    NO_DAY = "no_day"
    NO_HOUR = "no_hour"
    PAST = "past"
    TOO_FAR = "too_far"
    WEEKEND = "weekend"
    CLOSED = "closed"
    OUTSIDE_HOURS = "outside_hours"
    NO_PLACE = "no_place"
    LONG_PLACE = "long_place"


@dataclass(frozen=True, slots=True)
class Proposed:
    day: date
    starts: time
    place: str


def read(
    day: str, starts: str, place: str, now: datetime, closed: Collection[date]
) -> Proposed | list[Fault]:
    """A moment as typed (an ISO day, an hour as « 9 h 30 »), or everything that is wrong with it. It lasts an
    hour, within the working hours of a working day.
    """
    typed, place = read_meeting({"day": day, "starts": starts}, 1), " ".join(place.split())
    found = [_day_fault(typed.day, typed.starts, now, closed), _hour_fault(typed.starts)]
    found.append(Fault.NO_PLACE if not place else Fault.LONG_PLACE if len(place) > LONGEST_PLACE else None)
    faults = [one for one in found if one is not None]
    if faults or typed.day is None or typed.starts is None:
        return faults
    return Proposed(typed.day, typed.starts, place)


def _day_fault(
    day: date | None, starts: time | None, now: datetime, closed: Collection[date]
) -> Fault | None:
    if day is None:
        return Fault.NO_DAY
    if is_past(day, starts or time.max, now):
        return Fault.PAST
    if day > now.date() + AHEAD:
        return Fault.TOO_FAR
    if day.weekday() >= SATURDAY:
        return Fault.WEEKEND
    return Fault.CLOSED if day in closed else None


def _hour_fault(starts: time | None) -> Fault | None:
    if starts is None:
        return Fault.NO_HOUR
    return None if starts >= FIRST_HOUR and ends(starts) <= LAST_HOUR else Fault.OUTSIDE_HOURS


def ends(starts: time) -> time:
    """An hour later; in the last hour of the day, its last minute."""
    later = datetime.combine(date.min, starts) + LASTS
    return later.time() if later.date() == date.min else time.max


def is_past(day: date, starts: time, now: datetime) -> bool:
    return now >= datetime.combine(day, starts, tzinfo=now.tzinfo)
