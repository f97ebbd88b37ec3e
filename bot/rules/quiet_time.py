"""When notices that the clock causes may leave: on working days, in the sending hours (design.md §4; B9).

Days are days in the settings' time zone; `closed` are the days, weekends apart, on which nobody works.
"""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


SendingHours = tuple[int, int]
"""From the first o’clock, inclusive, to the last, exclusive."""


def is_working_day(day: date, closed: Collection[date]) -> bool:
    return day.weekday() < SATURDAY and day not in closed


def on_or_before(day: date, closed: Collection[date]) -> date:
    """The day itself, or the last working day before it: where a reminder that falls elsewhere goes."""
    while not is_working_day(day, closed):
        day -= ONE_DAY
    return day


def on_or_after(day: date, closed: Collection[date]) -> date:
    """The day itself, or the first working day after it: where a follow-up that falls elsewhere goes."""
    while not is_working_day(day, closed):
        day += ONE_DAY
    return day


def opening(day: date, hours: SendingHours, now: datetime) -> datetime:
    """The first moment of the sending hours of a day, in the zone of `now`."""
    return datetime.combine(day, time(hours[0]), tzinfo=now.tzinfo)


def may_send(now: datetime, hours: SendingHours, closed: Collection[date]) -> bool:
    return is_working_day(now.date(), closed) and hours[0] <= now.hour < hours[1]


def working_days_after(day: date, count: int, closed: Collection[date]) -> date:
    """The working day that lies `count` working days after this one."""
    found = day
    for _ in range(count):
        found = on_or_after(found + ONE_DAY, closed)
    return found


def working_days_before(day: date, count: int, closed: Collection[date]) -> date:
    """The working day that lies `count` working days before this one."""
    found = on_or_before(day, closed)
    for _ in range(count):
        found = on_or_before(found - ONE_DAY, closed)
    return found
