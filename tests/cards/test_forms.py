"""A form and its reader, each drawn and pressed as a client does it (PLAYGROUND §2)."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.proposal import fields_of
from bot.teams.table import TABLE
from cards import approval, people, proposal
from cards.elements import Card
from cards.phrases import approval as say_approval
from cards.phrases import people as say_people
from cards.phrases import proposal as say
from tests.cards.gallery import STEPS, all_wrong, form_facts, request_facts
from tests.cards.strict import breaches
from tests.cards.words import LONGEST, PLAIN, Words

HOSTILE = (
    "<at>Ada</at>",
    "**gras** _penché_ `code`",
    "](javascript:alert(1))",
    "[lien](https://exemple.invalid)",
    "{{7*7}}",
    "{{{DATE(2026-11-23T10:00:00Z, SHORT)}}}",
    "\u202eégaré\u202c",
    "\\",
    'une "citation"\net une suite',
    "é" * 5000,
)
WRITTEN = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), max_size=40)


def press(card: Card, title: str) -> dict[str, Any]:
    """What Teams sends when the button of this title is pressed: its data, and the inputs that are filled."""
    button = next(
        action for part in card["body"] for action in part.get("actions", ()) if action["title"] == title
    )
    inputs = {part["id"]: part.get("value") for part in card["body"] if part["type"].startswith("Input.")}
    typed = {name: value for name, value in inputs.items() if value is not None}
    sent: dict[str, Any] = json.loads(
        json.dumps(button["data"] | (typed if button["associatedInputs"] == "auto" else {}))
    )
    return sent


@pytest.mark.parametrize("words", [PLAIN, LONGEST], ids=["plain", "longest"])
@pytest.mark.parametrize("step", STEPS)
def test_a_step_comes_back_as_it_was_shown(step: int, words: Words) -> None:
    facts = form_facts(words, step)
    pressed = proposal.read(press(proposal.form(facts), say.SAVE_AND_QUIT))
    assert pressed == proposal.StepForm(
        facts.proposal_id, 99, step, 0, {name: words.values()[name] for name in fields_of(step)}
    )


@pytest.mark.parametrize("step", STEPS)
def test_an_empty_step_comes_back_empty(step: int) -> None:
    """Ticks excepted, which every client sends: an untouched one is « false »."""
    pressed = proposal.read(press(proposal.form(form_facts(PLAIN, step, filled=False)), say.SAVE_AND_QUIT))
    assert pressed.values == {name: "false" if name in say.TICKS else "" for name in fields_of(step)}


def test_each_button_leads_where_it_says() -> None:
    """« Continuer » one further, « Revenir » one back, « Enregistrer et quitter » nowhere."""
    way = []
    for step in STEPS:
        card = proposal.form(form_facts(PLAIN, step))
        titles = [action["title"] for part in card["body"] for action in part.get("actions", ())]
        way.append([(title, proposal.read(press(card, title)).to) for title in titles])
    quitting = (say.SAVE_AND_QUIT, 0)
    assert way == [
        [(say.CONTINUE, 2), quitting],
        [(say.CONTINUE, 3), (say.BACK, 1), quitting],
        [(say.CONTINUE, 4), (say.BACK, 2), quitting],
        [(say.CONTINUE, 5), (say.BACK, 3), quitting],
        [(say.SEND, 0), (say.BACK, 4), quitting],
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_come_back_whole(text: str) -> None:
    """B2: what somebody typed is neither cut nor changed on its way out and back."""
    facts = form_facts(PLAIN, 3)
    shown = proposal.FormFacts(
        **{name: getattr(facts, name) for name in facts.__slots__ if name != "values"},
        values=dict.fromkeys(fields_of(3), text),
    )
    pressed = proposal.read(press(proposal.form(shown), say.CONTINUE))
    asked = [name for name in fields_of(3) if name != "priority_id"]
    assert [pressed.values[name] for name in asked] == [text] * 4
    # A code that is not in the list chooses nothing.
    assert pressed.values["priority_id"] == ""


@given(st.lists(WRITTEN, min_size=5, max_size=5))
def test_whatever_is_typed_makes_a_good_card_and_comes_back(typed: list[str]) -> None:
    facts = form_facts(PLAIN, 4)
    shown = proposal.FormFacts(
        **{name: getattr(facts, name) for name in facts.__slots__ if name != "values"},
        values=dict(zip(fields_of(4), typed, strict=True)),
    )
    card = proposal.form(shown, errors=all_wrong(4), notice=say.CONFLICT)
    # A client shows white space alone as it is; our own rule calls it empty.
    assert [one for one in breaches(card, TABLE) if "value cannot be" not in one] == []
    pressed = proposal.read(press(card, say.CONTINUE)).values
    texts = ("availability", "bio", "comments")
    assert [pressed[name] for name in texts] == [
        dict(zip(fields_of(4), typed, strict=True))[name] for name in texts
    ]


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ({"step": 9, "to": 9}, (1, 0)),
        ({"step": 0, "to": -1}, (1, 0)),
        ({"step": "4", "to": "5"}, (4, 5)),
        ({"step": [2], "to": None}, (1, 0)),
        ({}, (1, 0)),
    ],
)
def test_a_step_that_does_not_exist_is_the_first(data: dict[str, Any], read: tuple[int, int]) -> None:
    form = proposal.read(data)
    assert (form.step, form.to) == read


def test_fields_of_other_steps_are_not_read() -> None:
    """A forged press cannot write into a step that its form does not show (S27)."""
    form = proposal.read(
        {"id": 3, "step": 1, "title": "x", "proposer_id": 9, "state": "ACCEPTED", "bio": "y"}
    )
    assert set(form.values) == set(fields_of(1))
    assert set(form.values.values()) == {""}


def decision(words: Words, choice: str, day: str) -> approval.DecisionForm:
    return approval.DecisionForm(7, choice, words.text, day)


@pytest.mark.parametrize("words", [PLAIN, LONGEST], ids=["plain", "longest"])
@pytest.mark.parametrize("choice", list(say_approval.CHOICES))
def test_a_decision_comes_back_as_it_was_shown(choice: str, words: Words) -> None:
    shown = decision(words, choice, "2026-12-04")
    card = approval.decision_form(7, words.title, shown, ["À corriger."])
    read = approval.read(press(card, say_approval.SAVE_DECISION))
    assert read == approval.DecisionForm(7, choice, words.text.strip(), "2026-12-04")


def test_an_empty_decision_comes_back_empty() -> None:
    card = approval.decision_form(7, "Lire dehors")
    assert approval.read(press(card, say_approval.SAVE_DECISION)) == approval.DecisionForm(7, "", "", "")


@pytest.mark.parametrize(
    ("choice", "day"),
    [("REFUSER", "demain"), ("accepted", "2026-12-4"), ("", "2026-12-04T10:00"), ("ACCEPTED ", "20261204")],
)
def test_what_no_client_can_show_is_not_chosen(choice: str, day: str) -> None:
    """A forged choice or day would make a card that clients refuse to draw."""
    card = approval.decision_form(7, "Lire dehors", decision(PLAIN, choice, day), ["À corriger."])
    assert breaches(card, TABLE) == []
    read = approval.read(press(card, say_approval.SAVE_DECISION))
    assert (read.decision, read.answer_by) == ("", "")


def test_the_reader_keeps_whatever_was_sent_for_the_rules_to_judge() -> None:
    data = {"request": "7", "decision": "REFUSER", "message": " non \r\n", "answer_by": "demain"}
    assert approval.read(data) == approval.DecisionForm(7, "REFUSER", "non", "demain")


def profile_facts(school: str, function: str) -> people.ProfileFacts:
    return people.ProfileFacts(
        "Ada", "ada@exemple.invalid", school, function, confirmed=True, schools=PLAIN.schools
    )


@pytest.mark.parametrize("function", ["Orthopédagogue", *HOSTILE])
def test_a_profile_comes_back_as_it_was_shown(function: str) -> None:
    card = people.profile(profile_facts("002", function))
    assert people.read_profile(press(card, say_people.SAVE)) == ("002", function)


def test_a_school_that_left_the_list_is_not_chosen() -> None:
    card = people.profile(profile_facts("999", ""))
    assert people.read_profile(press(card, say_people.SAVE)) == ("", "")


def test_links_carry_no_half_typed_form() -> None:
    """« Revenir à la demande » sends its number alone."""
    card = approval.decision_form(7, "Lire dehors", decision(PLAIN, "DECLINED", "2026-12-04"))
    assert press(card, say_approval.BACK) == {"request": 7}


def test_one_may_not_decide_one_s_own() -> None:
    """S04: the button does not stand on one's own request, and the rules refuse the press as well."""
    facts = request_facts(PLAIN)
    rows = [
        [
            action["verb"]
            for part in approval.request(facts, may_decide=may)["body"]
            for action in part.get("actions", ())
        ]
        for may in (True, False)
    ]
    assert rows == [["approval.form", "approval.sheet"], ["approval.sheet"]]
