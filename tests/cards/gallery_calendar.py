"""The school calendar, and « Mon calendrier »."""

from collections.abc import Iterator
from datetime import date, timedelta

from bot.rules.school_calendar import LABEL_LIMIT, MOST_DAYS, CalendarMistake
from bot.views.school_calendar import changed
from cards import documents, my_calendar, school_calendar
from cards.phrases import documents as say_documents
from cards.phrases import school_calendar as say
from cards.phrases.dates import short_date
from cards.school_calendar import Days, DaysForm, Month
from tests.cards.shown import Shown, show
from tests.cards.words import Words

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 5)
EMPTY = DaysForm()
# A month of 31 days has 23 working days at most, each perhaps another.
MOST_LINES = 23


def cards(words: Words) -> Iterator[Shown]:
    label = words.text[:LABEL_LIMIT].strip()
    week = say.span(short_date(FIRST), short_date(LAST))
    kinds = [*say.KINDS.values(), say.HOLIDAY]
    days = [
        Days(str(FIRST), str(LAST), label, week, kinds[number % len(kinds)], number % len(kinds) == 2)
        for number in range(MOST_LINES)
    ]
    title = say.month(2027, 3)
    typed = DaysForm(str(FIRST), str(LAST), "CLOSED", label)
    yield show("nothing known", school_calendar.calendar, None, EMPTY)
    yield show("one month", school_calendar.calendar, Month(1, 1, title, days[:4]), EMPTY)
    yield show("first of three", school_calendar.calendar, Month(1, 3, title, days[:1]), EMPTY)
    yield show("last of three", school_calendar.calendar, Month(3, 3, title, days[:1]), EMPTY)
    full = Month(2, 3, title, days)
    for count in (0, 1, 5):
        notice = changed(FIRST, FIRST + timedelta(days=MOST_DAYS), count)
        yield show(f"full month, {count} changed", school_calendar.calendar, full, EMPTY, notice=notice)
    wrong = [say.MISTAKES[one.value] for one in CalendarMistake]
    yield show("all wrong", school_calendar.calendar, full, typed, errors=wrong)
    yield from _mine(words)


def _mine(words: Words) -> Iterator[Shown]:
    url = f"https://exemple.invalid/calendar/{'a' * 90}.ics"
    named = [(7, words.title), (8, words.title)]
    yield show("no network", my_calendar.calendar, url, [])
    yield show("two networks", my_calendar.calendar, url, named)
    yield show("new address", my_calendar.calendar, url, named, renewed=True)
    back = ("my_calendar", dict[str, int]())
    day = short_date(FIRST)
    yield show("calendar", documents.ready, url, day, "10\u00a0h", back, say_documents.OPEN_CALENDAR)
