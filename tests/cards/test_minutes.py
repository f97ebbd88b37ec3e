"""The form of the minutes, drawn and pressed as a client does it (PLAYGROUND §2)."""

import pytest

from bot.rules import minutes as rules
from cards import minutes
from cards.phrases import minutes as say
from tests.cards.gallery_minutes import cards, filled
from tests.cards.test_forms import HOSTILE, press
from tests.cards.words import LONGEST, PLAIN, Words

FORMS = {name: one for words in (PLAIN,) for one in cards(words) if (name := one.name)}


def test_the_form_asks_for_what_the_rules_read() -> None:
    new = {rules.FOLLOW_UP_STEP: rules.NEW}
    assert {step: set(names) for step, names in minutes.FIELDS.items()} == {
        step: {*names, *new.get(step, ())} for step, names in rules.STEPS.items()
    }
    assert max(map(len, minutes.FIELDS.values())) == 5


@pytest.mark.parametrize("words", [PLAIN, LONGEST], ids=["plain", "longest"])
@pytest.mark.parametrize("step", rules.STEPS)
def test_a_step_comes_back_as_it_was_shown(step: int, words: Words) -> None:
    (shown,) = [one for one in cards(words) if one.name == f"minutes.form {step}"]
    read = minutes.read(press(shown.card, say.CONTINUE))
    assert (read.step, read.to, read.remove) == (step, step + 1, 0)
    kept = {name: value for name, value in read.values.items() if value}
    assert kept == {name: filled(words)[name] for name in rules.STEPS[step]}


@pytest.mark.parametrize("text", HOSTILE)
def test_b2_hostile_words_come_back_whole_and_are_shown_as_typed(text: str) -> None:
    (shown,) = [one for one in cards(PLAIN) if one.name == "minutes.form 2"]
    form = minutes.read(press(shown.card, say.CONTINUE) | {"summary": text})
    assert form.values["summary"] == text


def test_an_input_keeps_its_place_whatever_is_said_below() -> None:
    """PLAYGROUND §5."""
    bodies = {
        name: [part["id"] for part in one.card["body"] if part["type"].startswith("Input.")]
        for name, one in FORMS.items()
    }
    for step in rules.STEPS:
        assert bodies[f"minutes.form {step}: conflict"] == bodies[f"minutes.form {step}"]
        kinds = [part["type"] for part in FORMS[f"minutes.form {step}: conflict"].card["body"]]
        assert kinds[-2:] == ["Container", "Container"]
