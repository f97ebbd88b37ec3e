"""What may be said of the school calendar, each refusal with its own reason (issue 4, point 3)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import school_calendar as rules
from bot.rules.school_calendar import CalendarMistake, Known, Span, Stretch

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("first", "last", "kind", "label", "expected"),
    [
        (
            *("2027-03-01", "2027-03-05", "CLOSED", "  Semaine  de relâche "),
            Span(date(2027, 3, 1), date(2027, 3, 5), "CLOSED", "Semaine de relâche"),
        ),
        ("2027-03-01", "", "OPEN", "Ouvert", Span(date(2027, 3, 1), date(2027, 3, 1), "OPEN", "Ouvert")),
        # Sixty days are let through, and both ends of the two school years.
        ("2027-01-01", "2027-03-01", "CLOSED", "x", Span(date(2027, 1, 1), date(2027, 3, 1), "CLOSED", "x")),
        ("2027-01-01", "2027-03-02", "CLOSED", "x", (CalendarMistake.TOO_LONG,)),
        ("2026-07-01", "", "CLOSED", "x", Span(date(2026, 7, 1), date(2026, 7, 1), "CLOSED", "x")),
        ("2026-06-30", "", "CLOSED", "x", (CalendarMistake.OUTSIDE,)),
        ("2028-06-30", "", "CLOSED", "x", Span(date(2028, 6, 30), date(2028, 6, 30), "CLOSED", "x")),
        ("2028-06-30", "2028-07-03", "CLOSED", "x", (CalendarMistake.OUTSIDE,)),
        ("2027-03-05", "2027-03-04", "CLOSED", "x", (CalendarMistake.END_BEFORE_START,)),
        ("2027-03-06", "2027-03-07", "CLOSED", "x", (CalendarMistake.ONLY_WEEKEND,)),
        ("demain", "", "CLOSED", "x", (CalendarMistake.BAD_FIRST,)),
        ("2027-03-05", "x", "CLOSED", "x", (CalendarMistake.BAD_LAST,)),
        ("2027-03-05", "", "CLOSED", " ", (CalendarMistake.NO_LABEL,)),
        ("2027-03-05", "", "CLOSED", "x" * 101, (CalendarMistake.LONG_LABEL,)),
        (
            *("", "", "FERMÉ", ""),
            (CalendarMistake.BAD_FIRST, CalendarMistake.NO_KIND, CalendarMistake.NO_LABEL),
        ),
        ("9999-12-31", "", "CLOSED", "x", (CalendarMistake.OUTSIDE,)),
    ],
)
def test_what_is_kept_and_what_is_refused(
    first: str, last: str, kind: str, label: str, expected: Span | tuple[CalendarMistake, ...]
) -> None:
    assert rules.read(first, last, kind, label, TODAY) == expected


def test_the_last_day_is_that_of_the_next_school_year() -> None:
    assert rules.last_day(date(2027, 6, 30)) == date(2028, 6, 30)
    assert rules.last_day(date(2027, 7, 1)) == date(2029, 6, 30)


def test_days_are_gathered_over_weekends_but_not_over_months() -> None:
    days = rules.weekdays(date(2026, 12, 21), date(2027, 1, 5))
    known = [Known(day, "CLOSED", "Vacances", "import") for day in days]
    found = rules.stretches([*known, Known(date(2027, 1, 6), "PEDAGOGICAL", "Journée", "import")])
    assert [(one.first, one.last, one.label) for one in found] == [
        (date(2026, 12, 21), date(2026, 12, 31), "Vacances"),
        (date(2027, 1, 1), date(2027, 1, 5), "Vacances"),
        (date(2027, 1, 6), date(2027, 1, 6), "Journée"),
    ]
    assert rules.months(found) == [(2026, 12), (2027, 1)]


@given(st.sets(st.integers(0, 120)), st.integers(1, 3))
def test_no_day_is_lost_or_made_by_gathering(offsets: set[int], labels: int) -> None:
    days = [TODAY + timedelta(days=number) for number in sorted(offsets)]
    working = [day for day in days if day.weekday() < rules.SATURDAY]
    found = rules.stretches(
        Known(day, "CLOSED", str(day.toordinal() // 5 % labels), "import") for day in working
    )
    assert [day for one in found for day in _of(one)] == working


def _of(one: Stretch) -> list[date]:
    return rules.weekdays(one.first, one.last)
