"""« Demander de l’aide » says from which card it was asked (R06)."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bot.rules.questions import About
from cards import actions
from cards.phrases.questions import ABOUT
from tests.cards.gallery import gallery
from tests.cards.words import PLAIN

# These are about nothing in particular, or their own words say about what.
OF_NOTHING = ("acting.", "guide.", "mailing.", "menu.", "network.mine")
VIEWS = Path(__file__).parents[2] / "bot" / "views"
REMINDED = re.compile(r"TaskButton\(\s*\w+\.HELP,\s*actions\.HELP(?:,\s*\{\"about\": \"(\w+)\")?")


def _asked(part: object) -> Iterator[dict[str, Any]]:
    """What each button of help sends, in a card or a part of one."""
    if isinstance(part, list):
        for one in part:
            yield from _asked(one)
    if isinstance(part, dict):
        if part.get("verb") == actions.HELP:
            yield part.get("data", {})
        for one in part.values():
            yield from _asked(one)


def test_every_button_of_help_says_from_which_card_it_is() -> None:
    asked = [(one.name, data.get("about", "")) for one in gallery(PLAIN) for data in _asked(one.card)]
    assert [name for name, about in asked if not about and not name.startswith(OF_NOTHING)] == []
    said = {about for _, about in asked if about}
    assert {"animation", "attendance", "bilan", "continuation", "invitation", "letter"} <= said <= set(About)


def test_so_does_every_button_of_a_reminder() -> None:
    found = [
        about for each in sorted(VIEWS.glob("*.py")) for about in REMINDED.findall(each.read_text("utf-8"))
    ]
    assert {"agenda", "attendance", "bilan", "invitation", "minutes", "plan", "schedule", "seat"} <= set(
        found
    )
    assert set(found) <= set(About) - {About.NOTHING}


def test_every_card_that_one_may_ask_from_has_its_words() -> None:
    assert set(ABOUT) == set(About) - {About.NOTHING}
