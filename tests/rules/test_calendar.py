"""School years run from 1 July to 30 June (R14; DOMAIN.md §0.5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.calendar import following, last_three, school_year


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 6, 30), "2025-2026"),
        (date(2026, 7, 1), "2026-2027"),
        (date(2026, 11, 23), "2026-2027"),
        (date(2026, 12, 31), "2026-2027"),
        (date(2027, 1, 1), "2026-2027"),
        (date(2027, 6, 30), "2026-2027"),
        (date(2027, 7, 1), "2027-2028"),
        (date(2028, 2, 29), "2027-2028"),
        (date(1999, 12, 31), "1999-2000"),
    ],
)
def test_school_year(day: date, year: str) -> None:
    assert school_year(day) == year


@pytest.mark.parametrize(
    ("year", "after"), [("2026-2027", "2027-2028"), ("1999-2000", "2000-2001"), ("2098-2099", "2099-2100")]
)
def test_following(year: str, after: str) -> None:
    assert following(year) == after


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_year_later_is_the_following_school_year(day: date) -> None:
    later = day.replace(year=day.year + 1, day=min(day.day, 28))
    assert school_year(later) == following(school_year(day))


def test_the_year_and_the_three_before_it() -> None:
    """R24: similar titles of three years, beside the proposal's own."""
    assert last_three("2027-2028") == ["2027-2028", "2026-2027", "2025-2026", "2024-2025"]
