"""Attendance by half-day, and its moments (guide §8.4; R60; DOMAIN.md §1.5)."""

from collections.abc import Mapping
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import attendance as rules
from bot.rules.attendance import ABSENT, PARTLY, PRESENT, Choice, Standing
from tests.factories import TORONTO

DAY = date(2026, 12, 1)


@pytest.mark.parametrize(
    ("marks", "standing", "used"),
    [
        ({}, Standing.UNKNOWN, 0),
        ({1: PRESENT}, Standing.PRESENT, 1),
        ({1: PARTLY}, Standing.PARTLY, 1),
        ({1: ABSENT}, Standing.ABSENT, 0),
        ({1: PRESENT, 2: PRESENT}, Standing.PRESENT, 2),
        ({1: PARTLY, 2: PARTLY}, Standing.PARTLY, 2),
        ({1: PRESENT, 2: PARTLY}, Standing.PARTLY, 2),
        ({1: ABSENT, 2: ABSENT}, Standing.ABSENT, 0),
        ({1: PRESENT, 2: ABSENT}, Standing.MORNING, 1),
        ({1: PARTLY, 2: ABSENT}, Standing.MORNING, 1),
        ({1: ABSENT, 2: PRESENT}, Standing.AFTERNOON, 1),
    ],
)
def test_what_marks_say(marks: Mapping[int, str], standing: Standing, used: int) -> None:
    assert (rules.standing(marks), rules.used(marks)) == (standing, used)


@given(st.sampled_from(Choice), st.sampled_from((1, 2)))
def test_a_choice_marks_every_half_day_and_is_read_back_as_said(choice: Choice, half_days: int) -> None:
    read = rules.read_choice(choice.value, half_days)
    if half_days == 1 and choice in {Choice.MORNING, Choice.AFTERNOON}:
        assert read is None
        return
    assert read is choice
    marks = rules.marks_for(choice, half_days)
    assert sorted(marks) == list(range(1, half_days + 1))
    assert rules.standing(marks).value == choice.value


@pytest.mark.parametrize("typed", ["", "PRESENT", "unknown", "présent"])
def test_what_is_no_choice_is_none(typed: str) -> None:
    assert rules.read_choice(typed, 2) is None


@pytest.mark.parametrize(
    ("now", "pressed"),
    [
        (Standing.UNKNOWN, Choice.PRESENT),
        (Standing.ABSENT, Choice.PRESENT),
        (Standing.MORNING, Choice.PRESENT),
        (Standing.AFTERNOON, Choice.PRESENT),
        (Standing.PRESENT, Choice.ABSENT),
        (Standing.PARTLY, Choice.ABSENT),
    ],
)
def test_what_a_press_of_the_name_says(now: Standing, pressed: Choice) -> None:
    assert rules.next_choice(now) is pressed


@pytest.mark.parametrize(
    ("day", "taken", "escalated"),
    [
        (date(2026, 11, 30), False, False),
        (DAY, True, False),
        (date(2026, 12, 3), True, False),
        (date(2026, 12, 4), True, True),
    ],
)
def test_from_which_day_it_is_taken_and_escalated(day: date, taken: bool, escalated: bool) -> None:
    assert (rules.may_take(DAY, day), rules.is_escalated(DAY, day)) == (taken, escalated)


@pytest.mark.parametrize(
    ("starts", "ends", "card", "end"),
    [
        (time(8, 45), time(15, 45), (9, 0), (15, 45)),
        (time(12, 45), time(15, 45), (13, 0), (15, 45)),
        (None, None, (9, 15), (16, 0)),
    ],
)
def test_the_card_comes_a_quarter_of_an_hour_after_the_start(
    starts: time | None, ends: time | None, card: tuple[int, int], end: tuple[int, int]
) -> None:
    now = datetime(2026, 12, 1, 6, tzinfo=TORONTO)
    assert rules.card_moment(DAY, starts, now) == datetime(2026, 12, 1, *card, tzinfo=TORONTO)
    assert rules.end_moment(DAY, ends, now) == datetime(2026, 12, 1, *end, tzinfo=TORONTO)
    assert rules.recall_day(DAY) == date(2026, 12, 2)
