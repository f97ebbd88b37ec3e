"""The plan's steps, its first draft and what is wrong with one (R32, R53–R56; DOMAIN.md §2.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import plan as rules
from bot.rules.plan import Fault, Mistake, Prefill
from bot.rules.releases import HALF_DAYS

SAID = Prefill("le canal", "un\ndeux", "trois", "quatre", "cinq")
# The second meeting was cancelled: numbers stay as they were.
MIXED = ((1, 2), (3, 1), (4, 1))
LIMIT = 1500


def test_a_step_is_the_points_or_a_meeting_and_never_more_than_five_inputs() -> None:
    assert rules.fields_of(1, MIXED) == rules.POINTS
    assert rules.fields_of(2, MIXED) == ("m1b1", "m1b2", "m1b3", "m1b4")
    assert rules.fields_of(3, MIXED) == ("m3b1", "m3b2")
    assert (rules.last_step(MIXED), rules.fields_of(5, MIXED)) == (5, ())
    assert rules.fields_of(0, MIXED) == rules.fields_of(99, MIXED) == ()
    for modality in HALF_DAYS.values():
        shares = list(enumerate(modality, start=1))
        assert all(len(rules.fields_of(step, shares)) <= 5 for step in range(1, rules.last_step(shares)))


def test_the_first_draft_takes_the_proposal_and_the_guides_lines() -> None:
    assert rules.first_content("Lire.", "Nous lirons.", MIXED, SAID) == {
        "develop": "Lire.",
        "goals": "",
        "goal_other": "",
        "result": "Nous lirons.",
        "means": "le canal",
        "m1b1": "un\ndeux",
        "m1b4": "quatre",
        "m3b1": "trois",
        "m3b2": "quatre",
        "m4b1": "trois",
        "m4b2": "cinq",
    }


def test_only_what_belongs_to_the_step_is_kept() -> None:
    typed = {"m3b1": " a ", "m1b1": "x", "develop": "x", "forged": "x"}
    kept = rules.merged({"develop": "d", "m1b1": "m"}, 3, MIXED, typed)
    assert kept == {"develop": "d", "m1b1": "m", "m3b1": "a", "m3b2": ""}


def test_goals_are_kept_in_their_order_and_no_other() -> None:
    kept = rules.merged({}, 1, MIXED, {"goals": "EXCHANGE, FORGED,TRAINING"})
    assert kept["goals"] == "TRAINING,EXCHANGE"


def test_a_line_is_added_once() -> None:
    assert rules.with_lines({"b": "un\n\ndeux"}, "b", ["deux", "trois"]) == {"b": "un\ndeux\ntrois"}
    assert rules.with_lines({}, "b", ["un"]) == {"b": "un"}


def full() -> dict[str, str]:
    return rules.first_content("Lire.", "Nous lirons.", MIXED, SAID) | {"goals": "MATERIAL"}


def test_a_full_plan_has_no_mistake_and_an_own_goal_is_one() -> None:
    assert rules.mistakes(full(), MIXED, LIMIT) == []
    assert rules.mistakes(full() | {"goals": "", "goal_other": "Bouger"}, MIXED, LIMIT) == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"develop": " "}, Mistake(1, Fault.MISSING, "develop")),
        ({"goals": ""}, Mistake(1, Fault.MISSING, "goals")),
        ({"m3b1": "", "m3b2": " "}, Mistake(3, Fault.EMPTY_MEETING)),
        ({"goal_other": "x" * 201}, Mistake(1, Fault.TOO_LONG, "goal_other", 201, 200)),
        ({"result": "x" * 3001}, Mistake(1, Fault.TOO_LONG, "result", 3001, 3000)),
        ({"m4b2": "x" * 1501}, Mistake(4, Fault.TOO_LONG, "m4b2", 1501, LIMIT)),
    ],
)
def test_each_mistake_is_told_with_its_step(changed: dict[str, str], wrong: Mistake) -> None:
    content = full() | changed
    assert rules.mistakes(content, MIXED, LIMIT) == [wrong]
    assert rules.mistakes(content, MIXED, LIMIT, wrong.step) == [wrong]
    assert rules.mistakes(content, MIXED, LIMIT, wrong.step % 4 + 1) == []


@given(st.dictionaries(st.sampled_from(["develop", "m1b1", "m3b2"]), st.text(max_size=20)))
def test_saving_a_step_twice_changes_nothing_more(values: dict[str, str]) -> None:
    once = rules.merged({}, 2, MIXED, values)
    assert rules.merged(once, 2, MIXED, values) == once
