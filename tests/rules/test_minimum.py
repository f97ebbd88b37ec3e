"""Six members or a decision (R21, S16), on tables; the closed days are those of the sample calendar."""

from datetime import date, timedelta

import pytest

from bot.rules.minimum import Mistake, extension, half_time, is_due, latest, usual

FIRST = date(2027, 1, 13)
# The winter holidays of the sample calendar, weekends apart.
WINTER = frozenset(date(2026, 12, 21) + timedelta(days=n) for n in range(16))
TODAY = date(2026, 11, 30)
CLOSES = date(2026, 11, 27)


def test_the_last_extension_is_a_working_day_eight_days_before() -> None:
    """S16: 5 January itself; with the sample calendar, 18 December."""
    assert latest(FIRST, frozenset()) == date(2027, 1, 5)
    assert latest(FIRST, WINTER) == date(2026, 12, 18)


@pytest.mark.parametrize(
    ("day", "wrong"),
    [
        (None, Mistake.NO_DAY),
        (date(2026, 11, 27), Mistake.NOT_LATER),
        (date(2026, 11, 30), Mistake.NOT_LATER),
        (date(2026, 12, 1), None),
        (date(2026, 12, 18), None),
        (date(2026, 12, 19), Mistake.TOO_LATE),
        (date(2027, 1, 5), Mistake.TOO_LATE),
    ],
)
def test_an_extension_is_later_and_not_too_late(day: date | None, wrong: Mistake | None) -> None:
    assert extension(day, CLOSES, FIRST, TODAY, WINTER) is wrong


@pytest.mark.parametrize(
    ("state", "members", "kept", "closes_on", "today", "due"),
    [
        ("OPEN", 5, False, CLOSES, CLOSES, False),  # the day itself is not over
        ("OPEN", 5, False, CLOSES, TODAY, True),
        ("OPEN", 6, False, CLOSES, TODAY, False),
        ("OPEN", 5, True, CLOSES, TODAY, False),
        ("OPEN", 5, False, None, TODAY, False),
        ("CONFIRMED", 5, False, CLOSES, TODAY, False),  # one who leaves later is no new decision
        ("CANCELLED", 0, False, CLOSES, TODAY, False),
    ],
)
def test_when_a_responsible_must_decide(
    state: str, members: int, kept: bool, closes_on: date | None, today: date, due: bool
) -> None:
    found = is_due(state=state, members=members, kept=kept, closes_on=closes_on, today=today)
    assert found is due


def test_the_usual_deadline_is_fifteen_working_days_before() -> None:
    assert usual(FIRST, 15, WINTER) == date(2026, 12, 7)
    assert usual(FIRST, 15, frozenset()) == date(2026, 12, 23)


def test_half_time_falls_on_a_working_day() -> None:
    assert half_time(date(2026, 11, 2), date(2026, 11, 27), frozenset()) == date(2026, 11, 13)
    assert half_time(date(2026, 11, 2), date(2026, 11, 28), frozenset()) == date(2026, 11, 13)
    closed = frozenset({date(2026, 11, 13)})
    assert half_time(date(2026, 11, 2), date(2026, 11, 27), closed) == date(2026, 11, 12)
