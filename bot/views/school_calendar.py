"""The school calendar as a responsible edits it: the coming days, a month a page."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.closed_days import holiday_names
from bot.rules import school_calendar as rules
from bot.rules.school_calendar import CalendarMistake, Known, Stretch
from cards import school_calendar as cards
from cards.elements import Card
from cards.phrases import school_calendar as say
from cards.phrases.dates import short_date
from cards.school_calendar import DaysForm, Month
from storage.school_calendar import DayKind, calendar_days

HOLIDAY = "holiday"
NOTHING_TYPED = DaysForm()


def calendar(
    session: Session,
    now: datetime,
    page: int = 1,
    *,
    day: date | None = None,
    typed: DaysForm = NOTHING_TYPED,
    notice: str = "",
    mistakes: tuple[CalendarMistake, ...] = (),
) -> Card:
    """The month of this page, counted from 1; with `day`, the month of that day when it has anything."""
    found = rules.stretches(_known(session, now.date()))
    listed = rules.months(found)
    at = min(max(page, 1), max(len(listed), 1))
    if day is not None and (day.year, day.month) in listed:
        at = listed.index((day.year, day.month)) + 1
    shown = _month(found, listed, at) if listed else None
    return cards.calendar(shown, typed, notice=notice, errors=[say.MISTAKES[one.value] for one in mistakes])


def changed(first: date, last: date, days: int) -> str:
    """What a change did, in words."""
    return say.days_changed(say.span(short_date(first), short_date(last)), days) if days else say.UNCHANGED


def _month(found: list[Stretch], listed: list[tuple[int, int]], at: int) -> Month:
    year, number = listed[at - 1]
    days = [_days(one) for one in found if (one.first.year, one.first.month) == (year, number)]
    return Month(at, len(listed), say.month(year, number), days)


def _days(one: Stretch) -> cards.Days:
    kind = say.HOLIDAY if one.source == HOLIDAY else say.KINDS[one.kind]
    return cards.Days(
        first=one.first.isoformat(),
        last=one.last.isoformat(),
        label=one.label,
        days=say.span(short_date(one.first), short_date(one.last)),
        kind=kind,
        is_open=one.kind == DayKind.OPEN.value,
    )


def _known(session: Session, today: date) -> list[Known]:
    """What was said of the coming days, and the holidays of which nothing was; an open day that is no
    holiday is a day like any other.
    """
    last = rules.last_day(today)
    holidays = {
        day: name
        for day, name in holiday_names(today.year + 1).items()
        if today <= day <= last and day in rules.weekdays(day, day)
    }
    known = {day: Known(day, DayKind.CLOSED.value, name, HOLIDAY) for day, name in holidays.items()}
    for one in calendar_days(session, today, last):
        known[one.day] = Known(one.day, one.kind, one.label, one.source)
    shown = (one for one in known.values() if one.kind != DayKind.OPEN.value or one.day in holidays)
    return sorted(shown, key=lambda one: one.day)
