"""The seven days (R32, R33; S21, S22; DOMAIN.md §1.8, 9)."""

from datetime import date

import pytest

from bot.closed_days import closed_days
from bot.rules.deadlines import due_on, is_late, target_on

# The relâche of the school calendar, which no law names.
CLOSED = closed_days(2026) | closed_days(2027) | {date(2027, 3, day) for day in range(1, 6)}


@pytest.mark.parametrize(
    ("meeting", "due", "target"),
    [
        (date(2026, 12, 1), date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 10, 19), date(2026, 10, 12), date(2026, 10, 9)),
        (date(2027, 3, 8), date(2027, 3, 1), date(2027, 2, 26)),
        (date(2027, 4, 5), date(2027, 3, 29), date(2027, 3, 25)),
        (date(2027, 5, 31), date(2027, 5, 24), date(2027, 5, 21)),
        # Clocks change between the due day and the meeting.
        (date(2026, 11, 4), date(2026, 10, 28), date(2026, 10, 28)),
        (date(2027, 3, 17), date(2027, 3, 10), date(2027, 3, 10)),
    ],
)
def test_s22_the_due_day_stays_and_the_target_is_a_working_day(
    meeting: date, due: date, target: date
) -> None:
    assert (due_on(meeting), target_on(meeting, CLOSED)) == (due, target)


def test_control_without_the_calendar_easter_monday_would_be_the_target() -> None:
    assert target_on(date(2027, 4, 5), frozenset()) == date(2027, 3, 29)


@pytest.mark.parametrize(("day", "late"), [(23, False), (24, False), (25, True)])
def test_s21_on_time_to_the_end_of_the_seventh_day_before(day: int, late: bool) -> None:
    assert is_late(date(2026, 11, day), date(2026, 12, 1)) is late
