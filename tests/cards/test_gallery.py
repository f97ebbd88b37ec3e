"""Every card of the product, as on a common day and as long as it may get (issue 2, « What shows it »)."""

import importlib
import inspect
import json
import os
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cards
import cards.phrases
from bot.rules.proposal import Bounds, mistakes, word_count
from bot.teams.commands import PHRASES
from bot.teams.table import TABLE
from cards import people, proposal
from cards.elements import Card
from cards.elements import card as built
from tests.cards.gallery import STEPS, all_wrong, form_facts, gallery
from tests.cards.official import Judged, judge
from tests.cards.shown import Shown
from tests.cards.strict import breaches
from tests.cards.words import LONGEST, PLAIN, SUMMARY_LIMIT, SUMMARY_WORDS, TEXT_LIMIT, TITLE_LIMIT, Words

# Teams refuses a message that is larger (design.md §3); measured as the bot writes it.
LARGEST = 28_000
GOLDEN = Path(__file__).with_name("golden")
GOLDEN_CARDS = (
    "menu.menu: teacher",
    "menu.menu: all at once",
    "menu.welcome",
    "menu.in a channel: proposal.start",
    "menu.fault",
    "people.profile: filled",
    "proposal.form 1: filled",
    "proposal.form 3: mistakes",
    "proposal.form 5: filled",
    "proposal.state: CHANGES_REQUESTED",
    "approval.request: waits",
    "approval.decision: CHANGES_REQUESTED, mistakes",
    "letters.letter: accepted",
    "sitting.list: page 1",
    "sitting.letters: page 1",
    "network.channel: welcome",
    "plan.in the channel",
    "agenda.ready",
    "minutes.ready",
    "shared_documents.added",
)

SIZES = pytest.mark.parametrize("words", [PLAIN, LONGEST], ids=["plain", "longest"])


def size(card: Card) -> int:
    return len(json.dumps(card, ensure_ascii=False).encode())


def card_makers() -> Iterator[Callable[..., Card]]:
    """Every public function of cards/ that answers a card, but for the builder that they all share."""
    for found in pkgutil.iter_modules(cards.__path__):
        if found.ispkg:
            continue
        module = importlib.import_module(f"cards.{found.name}")
        for name, function in inspect.getmembers(module, inspect.isfunction):
            ours = function.__module__ == module.__name__ and not name.startswith("_")
            if ours and function is not built and inspect.signature(function).return_annotation is Card:
                yield function


def elements(card: Card) -> Iterator[dict[str, Any]]:
    for part in card["body"]:
        yield part
        yield from part.get("items", ())
        yield from part.get("actions", ())


def phrases() -> set[str]:
    """Every sentence that stands whole in cards/phrases."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(cards.phrases.__path__):
        for value in vars(importlib.import_module(f"cards.phrases.{module.name}")).values():
            if isinstance(value, str):
                found.add(value)
            elif isinstance(value, dict):
                found.update(one for one in value.values() if isinstance(one, str))
    return found


def test_no_card_is_missing() -> None:
    shown = gallery(PLAIN)
    assert {one.made_by.__qualname__ for one in shown} == {maker.__qualname__ for maker in card_makers()}
    assert {one.made_by for one in shown} == set(card_makers())
    assert len({one.name for one in shown}) == len(shown)


@SIZES
def test_every_card_keeps_the_strict_list(words: Words) -> None:
    assert {one.name: found for one in gallery(words) if (found := breaches(one.card, TABLE))} == {}


@SIZES
def test_the_official_library_complains_of_none(words: Words) -> None:
    """It keeps every property as written but the two that are Teams' affair: the language and `msteams`."""
    shown = gallery(words)
    verdicts = dict(zip([one.name for one in shown], judge([one.card for one in shown]), strict=True))
    assert {name: one for name, one in verdicts.items() if one != Judged((), ("/lang", "/msteams"))} == {}


@SIZES
def test_every_card_is_small_enough(words: Words) -> None:
    assert {one.name: size(one.card) for one in gallery(words) if size(one.card) > LARGEST} == {}


def test_the_longest_words_are_the_longest_allowed() -> None:
    """Nothing in them is refused, and one character or word more would be: no longer card can be sent."""
    values = LONGEST.values()
    choices = {name: {code for code, _ in listed} for name, listed in LONGEST.choices().items()}
    bounds = Bounds(TEXT_LIMIT, {"cssdm.gouv.qc.ca"}, choices | {"duration": {values["duration"]}})
    assert mistakes(values, bounds) == ()
    assert (len(LONGEST.title), len(LONGEST.text)) == (TITLE_LIMIT, TEXT_LIMIT)
    assert (len(LONGEST.summary), word_count(LONGEST.summary)) == (SUMMARY_LIMIT, SUMMARY_WORDS)


@pytest.mark.parametrize("step", STEPS)
def test_inputs_keep_their_place(step: int) -> None:
    """PLAYGROUND §5: an input that moves by one place pops up its neighbour's choices."""
    facts = form_facts(PLAIN, step)
    before = proposal.form(facts)["body"]
    after = proposal.form(facts, errors=all_wrong(step), notice="Un mot")["body"]
    assert after[: len(before)] == before
    assert [part["type"] for part in after[len(before) :]] == ["Container", "Container"]


def test_the_profile_s_inputs_keep_their_place() -> None:
    facts = people.ProfileFacts("Ada", "", "001", "", confirmed=True, schools=PLAIN.schools)
    before, saved = people.profile(facts)["body"], people.profile(facts, saved=True)["body"]
    after = people.profile(facts, errors=["Choisissez."])["body"]
    assert after[: len(before)] == before
    assert [part["type"] for part in saved[2:]] == [part["type"] for part in before[2:]]


def test_what_an_input_says_stands_among_the_phrases() -> None:
    """Its label and its error are French sentences of ours, never the client's English ones."""
    known = phrases()
    inputs = [part for one in gallery(PLAIN) for part in elements(one.card) if "errorMessage" in part]
    assert {part["label"] for part in inputs} | {part["errorMessage"] for part in inputs} <= known
    assert {part["errorMessage"][-1] for part in inputs} == {"."}


def test_every_verb_is_pressed_or_typed() -> None:
    """No handler without a way to it, no command without a handler."""
    pressed = {part["verb"] for one in gallery(PLAIN) for part in elements(one.card) if "verb" in part}
    assert pressed | set(PHRASES) == set(TABLE)


def test_help_stands_on_every_menu() -> None:
    """Issue 2, point 6, whatever else is offered; at most five buttons a row, the first one primary."""
    for one in gallery(LONGEST):
        if one.name.startswith("menu.menu"):
            rows = [part["actions"] for part in one.card["body"] if part["type"] == "ActionSet"]
            assert [button["verb"] for button in rows[-1]][-2:] == ["profile.open", "help"]
            assert [button.get("style") for row in rows for button in row].index("positive") == 0


def test_the_channel_s_card_is_the_same_for_everybody() -> None:
    """Point 6: nothing personal in a channel, only a button that opens one's own answer."""
    bodies = [one.card["body"][0] for one in gallery(PLAIN) if one.name.startswith("menu.in a channel")]
    assert len(bodies) == len(PHRASES)
    assert {body["text"] for body in bodies} == {bodies[0]["text"]}


@pytest.mark.parametrize("name", GOLDEN_CARDS)
def test_golden(name: str) -> None:
    """The whole card as it was agreed; `UPDATE_GOLDEN=1` rewrites it, and the change is read in the diff."""
    shown = {one.name: one for one in gallery(PLAIN)}[name]
    path = GOLDEN / f"{''.join(c if c.isalnum() else '_' for c in name)}.json"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        _rewrite(path, shown)
    assert json.loads(path.read_text("utf-8")) == shown.card


def test_no_golden_card_is_left_over() -> None:
    assert len(list(GOLDEN.glob("*.json"))) == len(GOLDEN_CARDS)


def _rewrite(path: Path, shown: Shown) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(shown.card, ensure_ascii=False, indent=2) + "\n", "utf-8")
