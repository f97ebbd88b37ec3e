"""The bones of a card: what was typed stays plain, no unknown argument passes (B2; TEAMS_FACTS §1.7)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from microsoft_teams.cards import ActionSet, Container, ExecuteAction, TextBlock

from cards.elements import button, card, date_input, paragraph, plain, radio_input, text_input, toggle


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Lire dehors", "Lire dehors"),
        ("<at>Ada</at>", "\\<at>Ada\\</at>"),
        ("**gras**", "\\*\\*gras\\*\\*"),
        ("_penché_", "\\_penché\\_"),
        ("`code`", "\\`code\\`"),
        ("[ici](javascript:alert(1))", "\\[ici\\](javascript:alert(1))"),
        ("](javascript:", "\\](javascript:"),
        ("C:\\dossier", "C:\\\\dossier"),
        ("{{7*7}}", "{\u200b{7\\*7}}"),
        ("{{{DATE(x)}}}", "{\u200b{\u200b{DATE(x)}}}"),
        ("{{{{", "{\u200b{\u200b{\u200b{"),
        ("{seul}", "{seul}"),
        ("un\u202eégaré\u202cdeux", "unégarédeux"),
        ("\u200f\u2066x\u2069\ufeff", "x"),
        ("a\x07b\x1bc\x85d", "abcd"),
        ("une\ndeux\n\n\ntrois", "une\n\ndeux\n\ntrois"),
        ("  bords\n", "bords"),
        ("\ttabulation", "tabulation"),
        ("", ""),
        ("\u200e", ""),
    ],
)
def test_plain(typed: str, shown: str) -> None:
    assert plain(typed) == shown


@given(st.text(st.sampled_from("a{}*_`[]<\\\n\u202e\x07 ")))
def test_nothing_typed_opens_a_template_a_mention_or_a_link(typed: str) -> None:
    shown = plain(typed)
    assert "{{" not in shown
    assert "\u202e" not in shown
    # With its escapes taken away, nothing is left that Markdown reads.
    bare = shown.replace("\\\\", "")
    for mark in "*_`[]<":
        assert bare.replace(f"\\{mark}", "").count(mark) == 0


def test_a_misspelt_argument_is_refused_wherever_it_hides() -> None:
    misspelt = TextBlock.model_validate({"text": "x", "wrapp": True})
    with pytest.raises(ValueError, match="TextBlock has no wrapp"):
        card(misspelt, fallback="x")
    with pytest.raises(ValueError, match="TextBlock has no wrapp"):
        card(Container(items=[misspelt]), fallback="x")
    press = ExecuteAction.model_validate({"title": "x", "verb": "menu", "stile": "positive"})
    with pytest.raises(ValueError, match="ExecuteAction has no stile"):
        card(ActionSet(actions=[press]), fallback="x")
    assert card(paragraph("x"), fallback="x")["body"] == [{"type": "TextBlock", "text": "x", "wrap": True}]


def test_a_button_s_data_is_not_taken_for_an_argument() -> None:
    """What a button carries is free: its names are ours, not the schema's."""
    drawn = card(
        ActionSet(actions=[button("Ouvrir", "proposal.open", {"id": 3, "sure": "yes"})]), fallback="x"
    )
    assert drawn["body"][0]["actions"][0]["data"] == {"id": 3, "sure": "yes"}


def test_whole_numbers_are_written_whole() -> None:
    """TEAMS_FACTS §1.7: the package writes 2 as 2.0; a true fraction stays one."""
    block = TextBlock.model_validate({"text": "x", "maxLines": 2})
    drawn = card(
        block, ActionSet(actions=[button("Ouvrir", "menu", {"part": 1.5, "page": 2.0})]), fallback="x"
    )
    assert [drawn["body"][0]["maxLines"], type(drawn["body"][0]["maxLines"])] == [2, int]
    assert drawn["body"][1]["actions"][0]["data"] == {"part": 1.5, "page": 2}


def test_what_was_given_stays_as_it_was() -> None:
    """Numbers are mended in the card's own JSON, wherever they stand, not in what the caller keeps."""
    given = {"pages": [1.0, {"next": 2.0}]}
    drawn = card(ActionSet(actions=[button("Ouvrir", "menu", given)]), fallback="x")
    assert repr(drawn["body"][0]["actions"][0]["data"]) == "{'pages': [1, {'next': 2}]}"
    assert repr(given) == "{'pages': [1.0, {'next': 2.0}]}"


def test_none_leaves_its_place_empty() -> None:
    assert card(None, paragraph("x"), None, [paragraph("y")], fallback="x")["body"] == [
        {"type": "TextBlock", "text": "x", "wrap": True},
        {"type": "TextBlock", "text": "y", "wrap": True},
    ]


def test_the_button_s_look() -> None:
    looks = [
        button("a", "menu"),
        button("a", "menu", primary=True),
        button("a", "menu", destructive=True),
        button("a", "menu", inputs=True),
    ]
    assert [(look.style, look.associated_inputs) for look in looks] == [
        (None, "none"),
        ("positive", "none"),
        ("destructive", "none"),
        (None, "auto"),
    ]


def test_inputs_hold_what_they_may() -> None:
    inputs = [
        text_input("t", "T", "", "Écrivez.", placeholder="ici"),
        text_input("t", "T", "x", "Écrivez.", long=True),
        radio_input("r", "R", "2", "Choisissez.", [("1", "un")]),
        date_input("d", "D", "2026-12-1", "Choisissez."),
        toggle("k", "K", "Oui", "Cochez.", on=True),
    ]
    assert [part.get("value") for part in card(inputs, fallback="x")["body"]] == [
        None,
        "x",
        None,
        None,
        "true",
    ]
