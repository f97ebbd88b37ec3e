"""Hours present, in whole minutes (Loi sur l’instruction publique, s. 22.0.1; Q18; R46, R47)."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.hours import minutes_of, net_minutes, two_years

DAY, HALF = (time(8, 45), time(15, 45)), (time(12, 45), time(15, 45))


@pytest.mark.parametrize(
    ("hours", "half_days", "net"),
    [
        (DAY, 2, 360),
        (HALF, 1, 180),
        ((time(8, 30), time(11, 45)), 1, 195),
        ((time(9), time(15)), 2, 300),
        ((time(9), time(9, 30)), 2, 0),
        ((None, None), 2, 360),
        ((None, None), 1, 180),
    ],
)
def test_a_meeting_lasts_its_hours_without_dinner(
    hours: tuple[time | None, time | None], half_days: int, net: int
) -> None:
    assert net_minutes(*hours, half_days) == net


@pytest.mark.parametrize(("there", "minutes"), [(0, 0), (1, 180), (2, 360), (3, 360)])
def test_a_half_day_of_a_whole_day_is_half_of_it(there: int, minutes: int) -> None:
    assert minutes_of(*DAY, 2, there) == minutes


@given(st.times(), st.times(), st.integers(1, 2), st.integers(0, 2))
def test_nobody_is_there_longer_than_the_meeting(first: time, last: time, half_days: int, there: int) -> None:
    starts, ends = sorted([first.replace(second=0, microsecond=0), last.replace(second=0, microsecond=0)])
    assert 0 <= minutes_of(starts, ends, half_days, there) <= net_minutes(starts, ends, half_days)


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2026, 6, 30), ("2025-2026", "2024-2025")),
        (date(2026, 7, 1), ("2026-2027", "2025-2026")),
    ],
)
def test_two_school_years_are_this_one_and_the_one_before(day: date, years: tuple[str, str]) -> None:
    assert two_years(day) == years
