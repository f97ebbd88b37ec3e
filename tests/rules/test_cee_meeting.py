"""Which moments may be proposed for « rencontre avec le CEE » (R19, R64)."""

from datetime import date, datetime, time

import pytest

from bot.closed_days import closed_days
from bot.rules import cee_meeting as rules
from bot.rules.cee_meeting import Fault, Proposed
from tests.factories import TORONTO

NOW = datetime(2027, 6, 7, 10, tzinfo=TORONTO)
CLOSED = closed_days(2027)


@pytest.mark.parametrize(
    ("day", "starts", "place", "found"),
    [
        ("2027-06-08", "9 h 30", " Au  CEE ", Proposed(date(2027, 6, 8), time(9, 30), "Au CEE")),
        ("2027-06-07", "10:01", "CEE", Proposed(date(2027, 6, 7), time(10, 1), "CEE")),
        ("2027-06-07", "10 h", "CEE", [Fault.PAST]),
        ("2027-06-04", "9 h", "CEE", [Fault.PAST]),
        ("2027-06-08", "8 h", "CEE", Proposed(date(2027, 6, 8), time(8), "CEE")),
        ("2027-06-08", "7 h 59", "CEE", [Fault.OUTSIDE_HOURS]),
        ("2027-06-08", "15 h", "CEE", Proposed(date(2027, 6, 8), time(15), "CEE")),
        ("2027-06-08", "15 h 01", "CEE", [Fault.OUTSIDE_HOURS]),
        ("2027-06-08", "23 h 30", "CEE", [Fault.OUTSIDE_HOURS]),
        ("2027-06-12", "9 h", "CEE", [Fault.WEEKEND]),
        ("2027-06-24", "9 h", "CEE", [Fault.CLOSED]),
        ("2028-06-08", "9 h", "CEE", [Fault.TOO_FAR]),
        ("demain", "bientôt", " ", [Fault.NO_DAY, Fault.NO_HOUR, Fault.NO_PLACE]),
        ("2027-06-08", "9 h", "a" * 201, [Fault.LONG_PLACE]),
    ],
)
def test_a_working_day_in_the_future_within_the_hours(
    day: str, starts: str, place: str, found: Proposed | list[Fault]
) -> None:
    assert rules.read(day, starts, place, NOW, CLOSED) == found
