"""The forms of the plan and the agenda, drawn and pressed as a client does it (PLAYGROUND §2; B2)."""

import re
from dataclasses import replace

import pytest

from bot.rules import agenda as agenda_rules
from bot.rules import plan as rules
from bot.teams.table import TABLE
from cards import agenda, deadlines, plan
from cards.phrases import agenda as say_agenda
from cards.phrases import deadlines as say_deadlines
from cards.phrases import plan as say
from tests.cards.gallery_agenda import points
from tests.cards.gallery_plan import SHARES, form, values
from tests.cards.strict import breaches
from tests.cards.test_forms import HOSTILE, press
from tests.cards.words import LONGEST, PLAIN, Words

# What a client would read as a mention, bold, a link, a template or a turned line.
RAW = re.compile(r"(?<!\\)(?:<at>|\*\*|\]\(|\[lien)|\{\{|\u202e")


@pytest.mark.parametrize("words", [PLAIN, LONGEST], ids=["plain", "longest"])
@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_step_of_the_plan_comes_back_as_it_was_shown(step: int, words: Words) -> None:
    pressed = plan.read(press(plan.form(form(words, step)), say.CONTINUE))
    names = rules.fields_of(step, SHARES)
    assert {name: pressed.values[name] for name in names} == {name: values(words)[name] for name in names}
    assert (pressed.network_id, pressed.revision, pressed.step, pressed.to) == (
        2147483647,
        99,
        step,
        step + 1,
    )


def test_inputs_keep_their_place_whatever_is_said() -> None:
    """PLAYGROUND §5: an input that moves by one place pops up its neighbour's choices."""
    for step in (1, 2):
        before = plan.form(form(PLAIN, step))["body"]
        after = plan.form(form(PLAIN, step), errors=["Corrigez."], notice=say.CONFLICT)["body"]
        assert after[: len(before)] == before


@pytest.mark.parametrize("text", HOSTILE)
def test_b2_hostile_words_come_back_whole_and_are_shown_as_typed(text: str) -> None:
    facts = form(PLAIN, 2)
    shown = replace(facts, values=dict.fromkeys(rules.fields_of(2, SHARES), text))
    pressed = plan.read(press(plan.form(shown), say.CONTINUE))
    assert {pressed.values[name] for name in rules.fields_of(2, SHARES)} == {text}
    column = replace(facts.columns[0], line=text)
    read = plan.ReadFacts(7, text, "", [(text, [(text, ""), ("Un", text)])], mine=True, paper=True)
    week = deadlines.Week(7, 3, text, text, text, agenda=True, plan=True)
    drawn = [
        plan.review(replace(shown, columns=[column], title=text)),
        plan.read_plan(replace(read, line="Version 1.")),
        plan.in_channel(7, text, 1, "le 14 octobre 2026"),
        deadlines.week_before(week),
    ]
    for card in drawn:
        assert breaches(card, TABLE) == []
        spoken = "\n".join(str(part.get("text", "")) for part in card["body"])
        assert RAW.search(spoken) is None


@pytest.mark.parametrize("step", [1, 2])
def test_a_step_of_the_agenda_comes_back_as_it_was_shown(step: int) -> None:
    typed = dict.fromkeys(agenda_rules.LISTS, "Essais (40 min)\nBilan") | dict(agenda_rules.MINUTES)
    draft = agenda.Draft(3, 7, 5, 0, "Lire", "Rencontre 1", "Attendu.", points(PLAIN), "40 min", "")
    pressed = agenda.read(press(agenda.form(draft, step, typed), say_agenda.CONTINUE))
    names = agenda_rules.STEPS[step]
    assert {name: pressed.values[name] for name in names} == {name: typed[name] for name in names}
    assert (pressed.meeting_id, pressed.revision, pressed.step, pressed.to) == (3, 5, step, step + 1)


def test_a_delay_comes_back_as_it_was_shown() -> None:
    typed = deadlines.DelayForm("AGENDA", 3, "2026-11-27", "Une absence.")
    late = deadlines.Late("AGENDA", 3, "Lire", "En retard.")
    card = deadlines.late(late, reminded="Aucun.", animator="Ada", address="", typed=typed)
    assert deadlines.read(press(card, say_deadlines.GRANT)) == typed
    assert deadlines.read(press(card, say_deadlines.PAPER)) == deadlines.DelayForm("AGENDA", 3)
