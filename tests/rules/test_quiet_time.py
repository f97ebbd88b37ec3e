"""Working days and sending hours (design.md §4, « Quiet time »; B9; DOMAIN.md §1.8, 9)."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.closed_days import closed_days
from bot.rules import quiet_time as rules
from tests.factories import TORONTO

CLOSED = closed_days(2027) | closed_days(2026)
DAYS = st.dates(date(2026, 7, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("day", "before", "after"),
    [
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),  # a Monday
        (date(2026, 11, 28), date(2026, 11, 27), date(2026, 11, 30)),  # a Saturday
        (date(2026, 10, 12), date(2026, 10, 9), date(2026, 10, 13)),  # Action de grâce, a Monday
        (date(2027, 3, 28), date(2027, 3, 25), date(2027, 3, 30)),  # Easter: Friday and Monday are closed
        (date(2027, 5, 24), date(2027, 5, 21), date(2027, 5, 25)),  # Patriotes
        (date(2026, 12, 25), date(2026, 12, 24), date(2026, 12, 28)),
        (date(2027, 1, 1), date(2026, 12, 31), date(2027, 1, 4)),  # New Year, seen from both years
    ],
)
def test_a_reminder_moves_before_and_a_follow_up_after(day: date, before: date, after: date) -> None:
    assert (rules.on_or_before(day, CLOSED), rules.on_or_after(day, CLOSED)) == (before, after)


@given(DAYS)
def test_what_moves_lands_on_the_nearest_working_day(day: date) -> None:
    before, after = rules.on_or_before(day, CLOSED), rules.on_or_after(day, CLOSED)
    assert before <= day <= after
    assert [rules.is_working_day(one, CLOSED) for one in (before, after)] == [True, True]
    between = [before + timedelta(days=n) for n in range(1, (after - before).days)]
    assert [one for one in between if rules.is_working_day(one, CLOSED)] == []


@given(DAYS, st.integers(0, 30))
def test_so_many_working_days_before(day: date, count: int) -> None:
    found = rules.working_days_before(day, count, CLOSED)
    span = [found + timedelta(days=n) for n in range((rules.on_or_before(day, CLOSED) - found).days)]
    assert sum(rules.is_working_day(one, CLOSED) for one in span) == count
    assert rules.is_working_day(found, CLOSED)


@pytest.mark.parametrize(
    ("written", "allowed"),
    [
        ("2026-11-23 07:59", False),
        ("2026-11-23 08:00", True),
        ("2026-11-23 16:59", True),
        ("2026-11-23 17:00", False),
        ("2026-11-28 10:00", False),  # Saturday
        ("2026-10-12 10:00", False),  # Action de grâce
    ],
)
def test_sending_hours(written: str, allowed: bool) -> None:
    now = datetime.fromisoformat(written).replace(tzinfo=TORONTO)
    assert rules.may_send(now, (8, 17), CLOSED) is allowed


def test_the_opening_is_in_the_zone_of_now_over_a_clock_change() -> None:
    now = datetime(2026, 10, 31, 12, tzinfo=TORONTO)
    opening = rules.opening(date(2026, 11, 2), (8, 17), now)
    assert opening.isoformat() == "2026-11-02T08:00:00-05:00"


def test_the_closed_days_are_those_of_quebec() -> None:
    """DOMAIN.md §3.1: Patriotes, Saint-Jean and Easter Monday, not Remembrance Day."""
    assert {day for day in closed_days(2027) if day.year == 2027} == {
        date(2027, 1, 1),
        date(2027, 3, 26),
        date(2027, 3, 29),
        date(2027, 5, 24),
        date(2027, 6, 24),
        date(2027, 7, 1),
        date(2027, 9, 6),
        date(2027, 10, 11),
        date(2027, 12, 25),
        date(2027, 12, 27),
    }
