"""Moving a meeting, or calling it off: days, reasons, numbers (S23, S24; B12; DOMAIN.md §1.8, 8)."""

from dataclasses import dataclass
from datetime import date, time

import pytest

from bot.rules.moves import (
    LONGEST,
    Mistake,
    Slot,
    cancel_mistakes,
    is_too_soon,
    numbers,
    reason_mistakes,
    slot,
    slot_of,
)
from bot.rules.schedule import Planned

TODAY = date(2026, 11, 23)
DAY, STARTS, ENDS = date(2027, 1, 20), time(8, 45), time(15, 45)


@pytest.mark.parametrize(
    ("day", "today", "too_soon"),
    [
        (date(2026, 12, 1), TODAY, False),  # eight days exactly
        (date(2026, 11, 30), TODAY, True),  # seven
        (date(2026, 11, 28), TODAY, True),  # S23: five
        (date(2027, 1, 20), TODAY, False),
        (TODAY, TODAY, True),
        # Clocks change between the two: days are days.
        (date(2026, 11, 5), date(2026, 10, 28), False),
        (date(2026, 11, 4), date(2026, 10, 28), True),
        (date(2027, 3, 18), date(2027, 3, 10), False),
        (date(2027, 3, 17), date(2027, 3, 10), True),
        (date(2027, 1, 5), date(2026, 12, 28), False),
        (date(2027, 1, 4), date(2026, 12, 28), True),
    ],
)
def test_s23_less_than_eight_days_needs_an_exemption(day: date, today: date, *, too_soon: bool) -> None:
    assert is_too_soon(day, today) is too_soon


@dataclass
class Met:
    day: date
    starts: time | None
    ends: time | None
    venue: str | None
    room: str


@pytest.mark.parametrize(
    ("meeting", "expected"),
    [
        (Met(DAY, STARTS, ENDS, "CEE", "2.04"), Slot(DAY, STARTS, ENDS, "CEE", "2.04")),
        (Met(DAY, None, None, None, ""), Slot(DAY, None, None, "", "")),
    ],
)
def test_where_a_meeting_stands(meeting: Met, expected: Slot) -> None:
    assert slot_of(meeting) == expected


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (Planned(DAY, STARTS, ENDS, "E1", "", 2), Slot(DAY, STARTS, ENDS, "E1", "")),
        (Planned(None, STARTS, ENDS, "E1", "", 2), None),
        (Planned(DAY, None, ENDS, "E1", "", 2), None),
        (Planned(DAY, STARTS, None, "E1", "", 2), None),
    ],
)
def test_what_was_typed_is_a_slot_with_a_day_and_hours(planned: Planned, expected: Slot | None) -> None:
    assert slot(planned) == expected


@pytest.mark.parametrize(
    ("reason", "needed", "found"),
    [
        ("", False, []),
        ("", True, [Mistake.NO_REASON]),
        (" \n\t", True, [Mistake.NO_REASON]),
        ("Le local est pris.", True, []),
        ("x" * LONGEST, True, []),
        ("x" * (LONGEST + 1), True, [Mistake.LONG_REASON]),
        ("x" * (LONGEST + 1), False, [Mistake.LONG_REASON]),
    ],
)
def test_a_reason_is_asked_where_it_is_needed(reason: str, found: list[Mistake], *, needed: bool) -> None:
    assert reason_mistakes(reason, needed=needed) == found


@pytest.mark.parametrize(
    ("reason", "words", "found"),
    [
        ("closed", "", []),
        ("animator", "", []),
        ("room", "", []),
        ("members", "Deux seulement.", []),
        ("other", "Une sortie.", []),
        ("other", "", [Mistake.NO_WORDS]),
        ("other", "  ", [Mistake.NO_WORDS]),
        ("", "", [Mistake.NO_CHOICE]),
        ("illness", "La grippe.", [Mistake.NO_CHOICE]),  # nobody is asked about health
        ("CLOSED", "", [Mistake.NO_CHOICE]),
        ("closed", "x" * LONGEST, []),
        ("closed", "x" * (LONGEST + 1), [Mistake.LONG_REASON]),
        ("other", "x" * (LONGEST + 1), [Mistake.LONG_REASON]),
    ],
)
def test_why_it_does_not_take_place_is_chosen(reason: str, words: str, found: list[Mistake]) -> None:
    assert cancel_mistakes(reason, words) == found


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([], {}),
        ([(7, date(2027, 1, 13)), (8, date(2027, 5, 5))], {7: 1, 8: 2}),
        # The first moved behind the second.
        ([(7, date(2027, 5, 12)), (8, date(2027, 5, 5))], {8: 1, 7: 2}),
        ([(9, date(2027, 3, 3)), (7, date(2027, 5, 12)), (8, date(2027, 5, 5))], {9: 1, 8: 2, 7: 3}),
        # One that was called off keeps its day, which another may take: the older row is first.
        ([(8, date(2027, 5, 5)), (7, date(2027, 5, 5))], {7: 1, 8: 2}),
        # From the day of the first one on, nothing is renumbered.
        ([(7, date(2026, 11, 24)), (9, date(2027, 5, 12)), (8, date(2027, 5, 5))], {7: 1, 8: 2, 9: 3}),
        ([(7, TODAY), (9, date(2027, 5, 12)), (8, date(2027, 5, 5))], {}),
        ([(7, date(2026, 11, 20)), (9, date(2027, 5, 12)), (8, date(2027, 5, 5))], {}),
    ],
)
def test_numbers_follow_the_days_until_the_first_one(
    days: list[tuple[int, date]], expected: dict[int, int]
) -> None:
    assert numbers(days, TODAY) == expected
