"""The controls of the official library's verdict: what it complains of, and what it silently leaves out."""

import subprocess
from copy import deepcopy
from typing import Any

import pytest

from tests.cards.official import SCRIPT, Judged, judge, judge_as_sent
from tests.cards.test_strict import DONUT, GOOD

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


def test_a_chart_is_dropped_and_nothing_else() -> None:
    """The library knows no chart: one with `fallback: "drop"` is left out, any other is complained of."""
    drawn = {"body": [GOOD["body"][DONUT], GOOD["body"][0]]}
    dropped = GOOD | drawn
    stays = GOOD | {"body": [{**drawn["body"][0], "fallback": {"type": "Nope"}}, drawn["body"][1]]}
    said = UNKNOWN.replace("Nope", "Chart.Donut")
    assert judge_as_sent([dropped]) == [Judged((said,), (*KEPT_BY_TEAMS, "/body"))]
    assert judge([dropped]) == [Judged((), KEPT_BY_TEAMS)]
    assert judge([stays])[0].events[0] == said


def test_what_is_no_list_of_cards_breaks() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run(["node", str(SCRIPT)], input="{", capture_output=True, text=True, check=True)
