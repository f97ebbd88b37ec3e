"""Who may take over a network (R04, R12, R31; DOMAIN.md §1.8, 14; B13)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.rules.replacement import Mistake, Refusal, Standing, found_by, mistake, refusal
from bot.rules.texts import TooLong

GOOD = Standing(
    responsible=True,
    state="IN_PROGRESS",
    animator_id=1,
    expected_id=1,
    person_id=2,
    known=True,
    teaches=True,
    animates=False,
)
CASES: list[tuple[Refusal, dict[str, Any]]] = [
    (Refusal.NOT_RESPONSIBLE, {"responsible": False}),
    (Refusal.OVER, {"state": "CANCELLED"}),
    (Refusal.CHANGED, {"expected_id": 3}),
    (Refusal.NO_PERSON, {"known": False}),
    (Refusal.SAME, {"person_id": 1}),
    (Refusal.NOT_TEACHING, {"teaches": False}),
    (Refusal.ANIMATES, {"animates": True}),
]


@pytest.mark.parametrize(("why", "change"), CASES)
def test_each_refuses_by_itself(why: Refusal, change: dict[str, Any]) -> None:
    assert refusal(GOOD) is None
    assert refusal(replace(GOOD, **change)) is why


def test_of_several_the_first_is_told_and_a_stranger_learns_nothing() -> None:
    for at in range(len(CASES)):
        several = {name: value for _, change in CASES[at:] for name, value in change.items()}
        assert refusal(replace(GOOD, **several)) is CASES[at][0]
    assert {why for why, _ in CASES} == set(Refusal)


@pytest.mark.parametrize("state", ["ACCEPTED", "SCHEDULED", "OPEN", "CONFIRMED", "IN_PROGRESS"])
def test_a_network_that_is_not_over_may_change_hands(state: str) -> None:
    assert refusal(replace(GOOD, state=state)) is None


def test_a_reason_is_needed_and_a_shared_day_needs_a_derogation() -> None:
    clash = replace(GOOD, shared_days=(date(2027, 1, 13),))
    assert mistake(GOOD, " ", despite_days=True) is Mistake.NO_REASON
    assert mistake(GOOD, "x" * 1001, despite_days=True) == TooLong(1001, 1000)
    assert mistake(GOOD, "Congé.", despite_days=False) is None
    assert mistake(clash, "Congé.", despite_days=False) is Mistake.CLASH
    assert mistake(clash, "Congé.", despite_days=True) is None


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("rosalie", True),
        ("PREFONT", True),
        ("préfontaine ros", True),
        ("d’amours", True),
        ("damours", False),
        ("rosalie tanguay", False),
        ("ROSALIE@exemple.invalid", True),
        ("@exemple.invalid", False),
        ("r", False),
        ("", False),
        ("  ", False),
    ],
)
def test_a_person_is_found_by_the_beginning_of_each_word(typed: str, found: bool) -> None:
    assert found_by(typed, "Rosalie Préfontaine-D’Amours", "rosalie@exemple.invalid") is found
