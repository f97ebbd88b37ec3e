"""The committee's marks (guide §4; R24–R30) and what a network commits (R38–R40, S19)."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules import rating as rules
from bot.rules import releases
from bot.rules.rating import CRITERIA, Mark, RatingRefusal, RatingStanding
from cards.phrases.numbers import days

FREE = RatingStanding(
    actor_id=1,
    actor_roles={"COMMITTEE_MEMBER"},
    proposer_id=2,
    withdrawn=False,
    is_current_version=True,
    decided=False,
)
MARKS = st.sampled_from([mark.value for mark in Mark])
RATINGS = st.lists(st.dictionaries(st.sampled_from(CRITERIA), MARKS), max_size=6)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"actor_roles": {"CEE_RESPONSIBLE"}}, RatingRefusal.NOT_COMMITTEE),
        ({"actor_roles": set()}, RatingRefusal.NOT_COMMITTEE),
        ({"proposer_id": 1}, RatingRefusal.OWN_PROPOSAL),
        ({"decided": True}, RatingRefusal.ALREADY_DECIDED),
        ({"is_current_version": False}, RatingRefusal.REPLACED),
        ({"withdrawn": True}, RatingRefusal.WITHDRAWN),
        ({"actor_roles": set(), "proposer_id": 1, "decided": True}, RatingRefusal.NOT_COMMITTEE),
        ({"decided": True, "is_current_version": False}, RatingRefusal.ALREADY_DECIDED),
    ],
)
def test_who_may_rate_what(change: dict[str, object], expected: RatingRefusal | None) -> None:
    assert rules.refusal(replace(FREE, **change)) is expected  # type: ignore[arg-type]


def test_the_seven_priorities_are_asked_in_two_steps_of_five_inputs_at_most() -> None:
    assert [name for step in (1, 2) for name in rules.STEPS[step]] == [f"R{n}" for n in range(24, 31)]
    assert [len(rules.STEPS[1]), len(rules.STEPS[2]) + 1] == [4, 4]  # the comment beside the last


@pytest.mark.parametrize(
    ("step", "typed", "expected"),
    [
        (2, {"R28": "YES", "R29": "NO"}, {"R28": "YES", "R29": "NO", "R30": "NO_OPINION"}),
        (2, {"R28": "12", "R30": "yes", "R24": "YES"}, dict.fromkeys(("R28", "R29", "R30"), "NO_OPINION")),
        (3, {"R28": "YES"}, {}),
        (0, {}, {}),
    ],
)
def test_what_is_not_chosen_is_no_opinion(step: int, typed: dict[str, str], expected: dict[str, str]) -> None:
    assert rules.read_marks(step, typed) == expected


@given(RATINGS)
def test_the_tally_counts_each_complete_rating_once_and_no_other(ratings: list[dict[str, str]]) -> None:
    complete = [marks for marks in ratings if set(marks) == set(CRITERIA)]
    counted = rules.tally(ratings)
    assert list(counted) == list(CRITERIA)
    for name in CRITERIA:
        assert counted[name] == Counter(marks[name] for marks in complete)


@pytest.mark.parametrize("modality", ["FULL_2", "FULL_1_HALF_2", "HALF_4"])
def test_s19_every_modality_is_two_days_and_a_network_21_5(modality: str) -> None:
    assert sum(releases.HALF_DAYS[modality]) == releases.PER_PARTICIPANT == 4
    assert [releases.committed(number) for number in (6, 10)] == [27, 43]
    assert [days(n) for n in (43, 40, 4, 3, 2, 1, 0)] == [
        "21,5\u00a0jours",
        "20\u00a0jours",
        "2\u00a0jours",
        "1,5\u00a0jour",
        "1\u00a0jour",
        "0,5\u00a0jour",
        "0\u00a0jour",
    ]
