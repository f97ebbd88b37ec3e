"""The dates of a year and the window of proposals (B19; DOMAIN.md §7, Q1)."""

from datetime import date

import pytest

from bot.rules.year_dates import DateMistake, Dates, Window, read, window

FIRST, LAST, SITTING = date(2026, 11, 2), date(2027, 1, 15), date(2027, 2, 10)


@pytest.mark.parametrize(
    ("dates", "today", "expected"),
    [
        (Dates(), FIRST, Window.OPEN),
        (Dates(FIRST, LAST), date(2026, 11, 1), Window.NOT_YET),
        (Dates(FIRST, LAST), FIRST, Window.OPEN),
        (Dates(FIRST, LAST), LAST, Window.OPEN),
        (Dates(FIRST, LAST), date(2027, 1, 16), Window.CLOSED),
        (Dates(opens=FIRST), date(2027, 6, 30), Window.OPEN),
        (Dates(closes=LAST), date(2026, 7, 1), Window.OPEN),
        (Dates(committee=SITTING), date(2027, 6, 30), Window.OPEN),
    ],
)
def test_both_days_are_inside_the_window(dates: Dates, today: date, expected: Window) -> None:
    assert window(dates, today) is expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("2026-11-02", "2027-01-15", "2027-02-10"), Dates(FIRST, LAST, SITTING)),
        (("", "", ""), Dates()),
        (("", "2027-01-15", ""), Dates(closes=LAST)),
        (("2026-11-02", "2026-11-02", ""), Dates(FIRST, FIRST)),
        (("x", "15/01/2027", ""), (DateMistake.BAD_OPENS, DateMistake.BAD_CLOSES)),
        (("", "", "2027-02-30"), (DateMistake.BAD_COMMITTEE,)),
        (
            ("", "", "2027-02-10", "2027-08-30", "2026-12-01"),
            Dates(committee=SITTING, enrollment=date(2027, 8, 30), enrollment_now=date(2026, 12, 1)),
        ),
        (("", "", "2027-02-10", "2027-02-10"), (DateMistake.ENROLLMENT_BEFORE_COMMITTEE,)),
        (("", "", "", "x", "y"), (DateMistake.BAD_ENROLLMENT, DateMistake.BAD_ENROLLMENT_NOW)),
        (("2027-01-16", "2027-01-15", ""), (DateMistake.CLOSES_BEFORE_OPENS,)),
        (("", "2027-01-15", "2027-01-15"), (DateMistake.COMMITTEE_BEFORE_CLOSES,)),
        (
            ("2027-03-01", "2027-02-15", "2027-02-10"),
            (DateMistake.CLOSES_BEFORE_OPENS, DateMistake.COMMITTEE_BEFORE_CLOSES),
        ),
    ],
)
def test_dates_are_read_or_each_mistake_is_named(
    typed: tuple[str, ...], expected: Dates | tuple[DateMistake, ...]
) -> None:
    assert read(*typed) == expected
