"""Each condition of an enrollment by itself, and which of two is told (R11, R12, R20–R23)."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.enrollment import (
    Closed,
    Condition,
    clash,
    closed,
    may_exchange,
    no_room,
    obstacle,
    obstacles,
    refusal,
)

TODAY = date(2026, 11, 23)
FIRST = date(2027, 1, 13)


@dataclass(frozen=True)
class Meets:
    day: date


@dataclass(frozen=True)
class There:
    first_day: date | None


@dataclass(frozen=True)
class Standing:
    """A person who may enroll, but for what a case changes."""

    not_teaching: bool = False
    person_id: int = 1
    animator_id: int = 2
    state: str = "OPEN"
    opens_on: date | None = None
    closes_on: date | None = None
    kept: bool = False
    enrolled: int = 7
    elsewhere: There | None = None
    year_used: bool = False
    meetings: tuple[Meets, ...] = (Meets(FIRST), Meets(date(2027, 5, 5)))
    animated_days: frozenset[date] = field(default_factory=frozenset)
    school_taken: int = 0
    seat_free: bool = True
    first_day: date | None = FIRST


GOOD = Standing()
# In the order in which they are told.
CASES: list[tuple[Condition, dict[str, Any]]] = [
    (Condition.NOT_TEACHING, {"not_teaching": True}),
    (Condition.CLOSED, {"state": "CANCELLED"}),
    (Condition.OWN_NETWORK, {"animator_id": 1}),
    (Condition.ALREADY_IN, {"elsewhere": There(FIRST)}),
    (Condition.YEAR_USED, {"year_used": True}),
    (Condition.CLASH, {"animated_days": frozenset({date(2027, 5, 5)})}),
    (Condition.SAME_SCHOOL, {"school_taken": 2}),
    (Condition.FULL, {"seat_free": False}),
]


def test_the_cases_are_all_the_conditions_in_their_order() -> None:
    assert [condition for condition, _ in CASES] == list(Condition)
    assert refusal(GOOD, TODAY) is None


@pytest.mark.parametrize(("condition", "change"), CASES)
def test_each_condition_refuses_by_itself(condition: Condition, change: dict[str, Any]) -> None:
    assert refusal(replace(GOOD, **change), TODAY) is condition


@given(st.sets(st.sampled_from(range(len(CASES))), min_size=1))
def test_of_several_the_first_is_told(which: set[int]) -> None:
    changes: dict[str, Any] = {}
    for at in which:
        changes |= CASES[at][1]
    assert refusal(replace(GOOD, **changes), TODAY) is CASES[min(which)][0]


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ({}, None),
        ({"state": "CONFIRMED"}, None),
        ({"state": "ACCEPTED"}, Closed.NOT_YET),
        ({"state": "SCHEDULED"}, Closed.NOT_YET),
        ({"opens_on": date(2026, 11, 24)}, Closed.NOT_YET),
        ({"opens_on": TODAY}, None),
        ({"state": "CANCELLED"}, Closed.CANCELLED),
        ({"state": "IN_PROGRESS"}, Closed.OVER),
        ({"state": "ARCHIVED"}, Closed.OVER),
        ({"closes_on": TODAY}, None),  # inclusively
        ({"closes_on": date(2026, 11, 22)}, Closed.OVER),
        # Below six it stays open until a responsible has decided (S16).
        ({"closes_on": date(2026, 11, 22), "enrolled": 5}, None),
        ({"closes_on": date(2026, 11, 22), "enrolled": 5, "kept": True}, Closed.OVER),
        ({"closes_on": date(2026, 11, 22), "enrolled": 5, "state": "CONFIRMED"}, Closed.OVER),
        ({"first_day": TODAY}, Closed.OVER),
        ({"first_day": TODAY, "enrolled": 5}, Closed.OVER),
        ({"first_day": None}, None),
    ],
)
def test_when_a_network_takes_people(change: dict[str, Any], how: Closed | None) -> None:
    assert closed(replace(GOOD, **change), TODAY) is how


@pytest.mark.parametrize(("taken", "wrong"), [(0, None), (1, None), (2, Condition.SAME_SCHOOL)])
def test_two_of_a_school_and_no_third(taken: int, wrong: Condition | None) -> None:
    """R23: two may be there before a third is refused; the animator is not among them."""
    assert no_room(replace(GOOD, school_taken=taken)) is wrong


def test_no_room_is_no_obstacle() -> None:
    assert obstacle(replace(GOOD, seat_free=False, school_taken=2), TODAY) is None


def test_the_clash_names_the_first_day() -> None:
    """S12: refused with the date."""
    busy = replace(GOOD, animated_days=frozenset({FIRST, date(2027, 5, 5)}))
    assert (clash(busy), clash(GOOD)) == (FIRST, None)


@pytest.mark.parametrize(
    ("first_day", "may"),
    [(None, True), (date(2026, 11, 24), True), (TODAY, False), (date(2026, 10, 1), False)],
)
def test_a_network_that_has_met_is_not_left_for_another(first_day: date | None, may: bool) -> None:
    """R11: what was attended is the year's."""
    assert may_exchange(There(first_day), TODAY) is may


def test_what_a_responsible_sets_aside_lets_the_next_obstacle_speak() -> None:
    """Hard rules hold whoever admits: one network a year, never one’s own, ten, two of a school."""
    aside = {Condition.CLOSED, Condition.YEAR_USED, Condition.CLASH}
    late: dict[str, Any] = {
        "state": "ARCHIVED",
        "year_used": True,
        "animated_days": frozenset({date(2027, 5, 5)}),
    }
    assert obstacles(replace(GOOD, **late), TODAY) == [
        Condition.CLOSED,
        Condition.YEAR_USED,
        Condition.CLASH,
    ]
    assert refusal(replace(GOOD, **late), TODAY, aside) is None
    assert refusal(replace(GOOD, **late), TODAY, {Condition.CLOSED}) is Condition.YEAR_USED
    for condition, change in CASES:
        told = refusal(replace(GOOD, **{**late, **change}), TODAY, aside)
        assert told is (None if condition in aside else condition)
