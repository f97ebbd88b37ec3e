"""When a member who said nothing of the release procedure is asked (R61; B1)."""

from datetime import date, datetime

import pytest

from bot.rules.releases import ask_due
from tests.factories import TORONTO

# Wednesday 27 January 2027: asked on the 13th, and on Friday 22nd for Sunday 24th.
MEETING = date(2027, 1, 27)
EARLY = datetime(2026, 11, 23, 10, tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("today", "asked"),
    [
        (date(2027, 1, 12), None),
        (date(2027, 1, 13), date(2027, 1, 13)),
        (date(2027, 1, 21), date(2027, 1, 13)),
        (date(2027, 1, 22), date(2027, 1, 22)),
        (date(2027, 1, 26), date(2027, 1, 22)),
    ],
)
def test_the_latest_day_that_came(today: date, asked: date | None) -> None:
    assert ask_due(MEETING, EARLY, today, frozenset()) == asked


@pytest.mark.parametrize(
    ("enrolled", "asked"),
    [
        (datetime(2027, 1, 12, 23, 59, tzinfo=TORONTO), date(2027, 1, 13)),
        (datetime(2027, 1, 13, 0, 0, tzinfo=TORONTO), None),
        (datetime(2027, 1, 20, 9, 0, tzinfo=TORONTO), None),
    ],
)
def test_who_came_on_the_day_or_after_it_is_not_asked_for_it(enrolled: datetime, asked: date | None) -> None:
    assert ask_due(MEETING, enrolled, date(2027, 1, 21), frozenset()) == asked


def test_on_a_closed_day_the_working_day_before() -> None:
    closed = frozenset({date(2027, 1, 13), date(2027, 1, 12)})
    assert ask_due(MEETING, EARLY, date(2027, 1, 11), closed) == date(2027, 1, 11)
