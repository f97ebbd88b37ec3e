"""What a responsible may say of the school calendar (R19; DOMAIN.md §3.1, §3.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.rules.calendar import following, school_year

KINDS = ("CLOSED", "PEDAGOGICAL", "OPEN")
MOST_DAYS = 60
LABEL_LIMIT = 100
SATURDAY = 5
ONE_DAY = timedelta(days=1)


class CalendarMistake(StrEnum):
    BAD_FIRST = "bad_first"
    BAD_LAST = "bad_last"
    END_BEFORE_START = "end_before_start"
    TOO_LONG = "too_long"
    OUTSIDE = "outside"
    ONLY_WEEKEND = "only_weekend"
    NO_KIND = "no_kind"
    NO_LABEL = "no_label"
    LONG_LABEL = "long_label"


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both inclusive."""

    first: date
    last: date
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Known:
    """One day of the calendar; `source` tells who said so, and a public holiday from what was written."""

    day: date
    kind: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Working days in a row, weekends apart, of which the same was said."""

    first: date
    last: date
    kind: str
    label: str
    source: str


def read(first: str, last: str, kind: str, label: str, today: date) -> Span | tuple[CalendarMistake, ...]:
    """What was typed, or everything that is wrong with it. Without a last day it is the first alone."""
    begins, ends = _day(first), _day(last or first)
    said = " ".join(label.split())
    found = []
    if begins is None:
        found.append(CalendarMistake.BAD_FIRST)
    elif ends is None:
        found.append(CalendarMistake.BAD_LAST)
    else:
        found += _of_days(begins, ends, today)
    if kind not in KINDS:
        found.append(CalendarMistake.NO_KIND)
    if not said:
        found.append(CalendarMistake.NO_LABEL)
    elif len(said) > LABEL_LIMIT:
        found.append(CalendarMistake.LONG_LABEL)
    if found or begins is None or ends is None:
        return tuple(found)
    return Span(begins, ends, kind, said)


def weekdays(first: date, last: date) -> list[date]:
    """The days of a span, both ends inclusive, weekends apart: nobody works on those anyway."""
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    return [day for day in days if day.weekday() < SATURDAY]


def within(day: date, today: date) -> bool:
    """Whether the day is one of the current school year or of the next."""
    current = school_year(today)
    return school_year(day) in {current, following(current)}


def last_day(today: date) -> date:
    """The last day that may be edited."""
    return date(int(following(school_year(today))[5:]), 6, 30)


def stretches(known: Iterable[Known]) -> list[Stretch]:
    """Days in order, gathered; a stretch ends with its month, so that each month can be read alone."""
    found: list[Stretch] = []
    for one in known:
        before = found[-1] if found else None
        if before and _goes_on(before, one):
            found[-1] = Stretch(before.first, one.day, one.kind, one.label, one.source)
        else:
            found.append(Stretch(one.day, one.day, one.kind, one.label, one.source))
    return found


def months(found: Sequence[Stretch]) -> list[tuple[int, int]]:
    """(year, month) of each month in which there is one, in order."""
    return sorted({(one.first.year, one.first.month) for one in found})


def _goes_on(before: Stretch, one: Known) -> bool:
    following_day = before.last + ONE_DAY
    while following_day.weekday() >= SATURDAY:
        following_day += ONE_DAY
    same = (before.kind, before.label, before.source) == (one.kind, one.label, one.source)
    return same and one.day == following_day and one.day.month == before.first.month


def _of_days(begins: date, ends: date, today: date) -> list[CalendarMistake]:
    if ends < begins:
        return [CalendarMistake.END_BEFORE_START]
    if not (within(begins, today) and within(ends, today)):
        return [CalendarMistake.OUTSIDE]
    if (ends - begins).days + 1 > MOST_DAYS:
        return [CalendarMistake.TOO_LONG]
    return [] if weekdays(begins, ends) else [CalendarMistake.ONLY_WEEKEND]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        return None
