"""The controls of the official library's verdict: what it complains of, and what it silently leaves out."""

import subprocess
from copy import deepcopy
from typing import Any

import pytest

from tests.cards.official import SCRIPT, Judged, judge
from tests.cards.test_strict import GOOD

KEPT_BY_TEAMS = ("/lang", "/msteams")
UNKNOWN = 'Unknown element type "Nope". Fallback will be used if present.'


def changed(index: int, **values: object) -> dict[str, Any]:
    card = deepcopy(GOOD)
    card["body"][index].update(values)
    return card


CASES: list[tuple[dict[str, Any], Judged]] = [
    (GOOD, Judged((), KEPT_BY_TEAMS)),
    (
        changed(0, size="Huge"),
        Judged(('Invalid value "Huge" for property "size".',), (*KEPT_BY_TEAMS, "/body/0/size")),
    ),
    (changed(0, wrapp=True), Judged((), (*KEPT_BY_TEAMS, "/body/0/wrapp"))),
    (
        GOOD | {"body": [{"type": "Nope"}]},
        Judged((UNKNOWN,), (*KEPT_BY_TEAMS, "/body")),
    ),
    (
        changed(3, id="job"),
        Judged(('Duplicate Id "job".',), KEPT_BY_TEAMS),
    ),
    (changed(2, id=""), Judged(("All inputs must have a unique Id.",), (*KEPT_BY_TEAMS, "/body/2/id"))),
    (GOOD | {"lang": "français"}, Judged(('Invalid value "français" for property "lang".',), KEPT_BY_TEAMS)),
]


def test_the_library_says_what_it_sees() -> None:
    """One process for all: each card's verdict is its own, and `lang: fr-CA` alone is tolerated."""
    assert judge([card for card, _ in CASES]) == [verdict for _, verdict in CASES]


def test_what_is_no_list_of_cards_breaks() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(["node", str(SCRIPT)], input="{", capture_output=True, text=True, check=True)
