"""The controls of the strict list: each kind of breach is caught, each by its own words."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from microsoft_teams.cards import TextBlock

from tests.cards.strict import NEEDED, SCHEMA, breaches

VERBS = {"menu", "profile.save"}
NAMED = {"title": "Nom", "value": "Ada"}
TOLD = [
    {"title": "Utilisé", "value": "21,5\u00a0jours"},
    {"title": "Lire\\_dehors", "value": "1\u00a0500\u00a0%"},
]
GOOD: dict[str, Any] = {
    "type": "AdaptiveCard",
    "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
    "version": "1.5",
    "lang": "fr-CA",
    "fallbackText": "Mon profil",
    "msteams": {"width": "full"},
    "body": [
        {"type": "TextBlock", "text": "Mon profil", "wrap": True, "style": "heading", "size": "Large"},
        {
            "type": "FactSet",
            "facts": [NAMED, *TOLD],
        },
        {"type": "Input.Text", "id": "job", "label": "Fonction", "errorMessage": "Écrivez-la."},
        {
            "type": "Input.ChoiceSet",
            "id": "school",
            "label": "École",
            "errorMessage": "Choisissez.",
            "choices": [{"title": "École du Parc", "value": "E1"}],
        },
        {
            "type": "Input.Date",
            "id": "day",
            "label": "Date",
            "errorMessage": "Choisissez.",
            "value": "2026-12-01",
        },
        {"type": "Input.Toggle", "id": "ok", "label": "Accord", "errorMessage": "Cochez.", "title": "Oui"},
        {
            "type": "Container",
            "style": "attention",
            "items": [{"type": "TextBlock", "text": "À corriger", "wrap": True}],
        },
        {
            "type": "Chart.Donut",
            "title": "Jours",
            "showTitle": True,
            "colorSet": "categorical",
            "data": [{"legend": "Utilisé", "value": 21.5}],
            "fallback": "drop",
        },
        {
            "type": "Chart.HorizontalBar",
            "title": "Présences",
            "showTitle": True,
            "displayMode": "AbsoluteNoAxis",
            "data": [{"x": "Lire_dehors", "y": 1500}],
            "fallback": "drop",
        },
        {
            "type": "ActionSet",
            "actions": [
                {
                    "type": "Action.Execute",
                    "title": "Enregistrer",
                    "verb": "profile.save",
                    "data": {"id": 3},
                    "associatedInputs": "auto",
                    "style": "positive",
                },
                {"type": "Action.OpenUrl", "title": "Ouvrir", "url": "https://exemple.invalid/documents/x"},
            ],
        },
    ],
}
HEADING, FACTS, TEXT, CHOICE, DAY, TICK, BOX, DONUT, BARS, ROW = range(10)

Change = Callable[[dict[str, Any]], object]


def test_the_good_card_has_no_breach() -> None:
    assert breaches(GOOD, VERBS) == []
    actions = {"Action.Execute", "Action.OpenUrl"}
    assert {part["type"] for part in GOOD["body"]} | {"AdaptiveCard", *actions} == set(SCHEMA)


def put(path: str, value: object) -> Change:
    """A change that sets what stands at « 2/label » of the body (« / » is the card itself)."""

    def change(card: dict[str, Any]) -> None:
        at: Any = card if path.startswith("/") else card["body"]
        *way, last = path.strip("/").split("/")
        for step in way:
            at = at[int(step) if step.isdigit() else step]
        at[last] = value

    return change


def take(path: str) -> Change:
    def change(card: dict[str, Any]) -> None:
        at: Any = card if path.startswith("/") else card["body"]
        *way, last = path.strip("/").split("/")
        for step in way:
            at = at[int(step) if step.isdigit() else step]
        del at[last]

    return change


def twice(index: int, times: int = 1) -> Change:
    return lambda card: card["body"].extend(deepcopy(card["body"][index]) for _ in range(times))


PRESS = f"{ROW}/actions/0"
BREACHES: list[tuple[Change, list[str]]] = [
    # Unknown properties: misspelt, of a newer schema, of Microsoft's package, of the house's own black list.
    (put("0/wrapp", value=True), ["/body/0: TextBlock has no property wrapp"]),
    (put("0/is_subtle", value=True), ["/body/0: TextBlock has no property is_subtle"]),
    (put("0/targetWidth", "Narrow"), ["/body/0: TextBlock has no property targetWidth"]),
    (put("6/roundedCorners", value=True), ["/body/6: Container has no property roundedCorners"]),
    (put("6/showBorder", value=True), ["/body/6: Container has no property showBorder"]),
    (put("2/maxLength", 1500), ["/body/2: Input.Text has no property maxLength"]),
    (put("2/isRequired", value=True), ["/body/2: Input.Text has no property isRequired"]),
    (put("2/regex", ".+"), ["/body/2: Input.Text has no property regex"]),
    (put("3/choices.data", {}), ["/body/3: Input.ChoiceSet has no property choices.data"]),
    (put("3/minColumnWidth", "9px"), ["/body/3: Input.ChoiceSet has no property minColumnWidth"]),
    (put("5/showTitle", value=True), ["/body/5: Input.Toggle has no property showTitle"]),
    (put(f"{PRESS}/mode", "secondary"), [f"/body/{PRESS}: Action.Execute has no property mode"]),
    (put("/metadata", {}), ["/: AdaptiveCard has no property metadata"]),
    (put("/refresh", {}), ["/: AdaptiveCard has no property refresh"]),
    # Wrong types and values.
    (put("0/wrap", "yes"), ["/body/0: TextBlock wrap cannot be 'yes'"]),
    (put("0/size", "Huge"), ["/body/0: TextBlock size cannot be 'Huge'"]),
    (put("0/maxLines", 2.0), ["/body/0: TextBlock maxLines cannot be 2.0"]),
    (put("0/maxLines", value=True), ["/body/0: TextBlock maxLines cannot be True"]),
    (put("0/text", ""), ["/body/0: TextBlock text cannot be ''"]),
    (put("0/text", None), ["/body/0: TextBlock text cannot be None"]),
    (put("0/separator", 1), ["/body/0: TextBlock separator cannot be 1"]),
    (
        put("1/facts", []),
        [
            "/body/1: FactSet facts cannot be []",
            "/: a chart alone says Utilisé: 21.5",
            "/: a chart alone says Lire_dehors: 1500",
        ],
    ),
    (put("1/facts/0/value", " "), [f"/body/1: FactSet facts cannot be {[NAMED | {'value': ' '}, *TOLD]}"]),
    (put("1/facts/0/key", "x"), [f"/body/1: FactSet facts cannot be {[NAMED | {'key': 'x'}, *TOLD]}"]),
    (take("3/choices/0/value"), ["/body/3: Input.ChoiceSet choices cannot be [{'title': 'École du Parc'}]"]),
    (put("3/value", 1), ["/body/3: Input.ChoiceSet value cannot be 1"]),
    (put("3/style", "tiles"), ["/body/3: Input.ChoiceSet style cannot be 'tiles'"]),
    (put("4/value", "1er décembre"), ["/body/4: Input.Date value cannot be '1er décembre'"]),
    (put("5/value", value=True), ["/body/5: Input.Toggle value cannot be True"]),
    (put("6/minHeight", "12"), ["/body/6: Container minHeight cannot be '12'"]),
    (put("6/items", []), ["/body/6: Container items cannot be []"]),
    (put("6/items", ["text"]), ["/body/6: Container items cannot be ['text']"]),
    (put("/version", "1.6"), ["/: AdaptiveCard version cannot be '1.6'"]),
    (put("/lang", "en"), ["/: AdaptiveCard lang cannot be 'en'"]),
    (put("/fallbackText", ""), ["/: AdaptiveCard fallbackText cannot be ''"]),
    (put("/msteams", {"width": "Full"}), ["/: AdaptiveCard msteams cannot be {'width': 'Full'}"]),
    (put("/msteams", {}), ["/: AdaptiveCard msteams cannot be {}"]),
    (put("/$schema", "x"), ["/: AdaptiveCard $schema cannot be 'x'"]),
    (put(f"{PRESS}/data", []), [f"/body/{PRESS}: Action.Execute data cannot be []"]),
    (put(f"{PRESS}/style", "primary"), [f"/body/{PRESS}: Action.Execute style cannot be 'primary'"]),
    (put("0/fallback", "hide"), ["/body/0: TextBlock fallback cannot be 'hide'"]),
    # Elements that are not ours, wherever they hide.
    (
        put("0/type", "RichTextBlock"),
        ["/body/0: element 'RichTextBlock' is not one of ours", "/: a form without a heading"],
    ),
    (
        put(f"{PRESS}/type", "Action.Submit"),
        [f"/body/{PRESS}: element 'Action.Submit' is not one of ours", "/: a form that no button sends"],
    ),
    (put("6/items/0/type", "Image"), ["/body/6/items/0: element 'Image' is not one of ours"]),
    # Inputs.
    (put("2/label", ""), ["/body/2: Input.Text label cannot be ''"]),
    (put("2/errorMessage", ""), ["/body/2: Input.Text errorMessage cannot be ''"]),
    (put("3/id", "job"), ["/: two inputs share an id"]),
    (twice(TEXT), ["/: two inputs share an id"]),
    (put("0/style", "default"), ["/: a form without a heading"]),
    # Charts, which Teams alone draws.
    (put("7/fallback", {}), ["/body/7: Chart.Donut fallback cannot be {}"]),
    (put("7/data", []), ["/body/7: Chart.Donut data cannot be []"]),
    (
        put("7/data/0/value", "21,5"),
        [
            "/body/7: Chart.Donut data cannot be [{'legend': 'Utilisé', 'value': '21,5'}]",
        ],
    ),
    (put("7/data/0/value", 2.5), ["/: a chart alone says Utilisé: 2.5"]),
    (put("7/data/0/legend", "Prévu"), ["/: a chart alone says Prévu: 21.5"]),
    (put("8/data/0/y", 500), ["/: a chart alone says Lire_dehors: 500"]),
    (put("8/color", "good"), ["/body/8: Chart.HorizontalBar has no property color"]),
    (put("8/type", "Chart.Line"), ["/body/8: element 'Chart.Line' is not one of ours"]),
    (put("1/facts/1/value", "21 jours"), ["/: a chart alone says Utilisé: 21.5"]),
    # Buttons.
    (put(f"{PRESS}/verb", "profile.sav"), [f"/body/{PRESS}: nobody answers the verb 'profile.sav'"]),
    (twice(ROW), ["/: two primary buttons"]),
    (put(f"{PRESS}/associatedInputs", "none"), ["/: a form that no button sends"]),
    (put(f"{PRESS}/data", {"job": "x"}), ["/: data and an input share job"]),
]


@pytest.mark.parametrize(("change", "said"), BREACHES)
def test_each_breach_is_caught(change: Change, said: list[str]) -> None:
    card = deepcopy(GOOD)
    change(card)
    assert breaches(card, VERBS) == said


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind in NEEDED for name in NEEDED[kind]])
def test_what_is_needed_is_missed(kind: str, name: str) -> None:
    """Without each property that our cards must have, there is one breach that names it."""
    card = deepcopy(GOOD)
    at = {part["type"]: part for part in card["body"]} | {"AdaptiveCard": card}
    at |= {part["type"]: part for part in at["ActionSet"]["actions"]}
    del at[kind][name]
    assert any(one.endswith(f"{kind} lacks {name}") for one in breaches(card, VERBS))


def test_six_inputs_are_too_many() -> None:
    """design.md §3: a phone that sleeps empties what is being typed, so a step holds five at most."""
    card = deepcopy(GOOD)
    for number in range(2):
        card["body"].append(card["body"][TEXT] | {"id": f"more{number}"})
    assert breaches(card, VERBS) == ["/: 6 inputs"]
    del card["body"][-1]
    assert breaches(card, VERBS) == []


def test_six_buttons_in_a_row_are_too_many() -> None:
    card = deepcopy(GOOD)
    row = card["body"][ROW]["actions"]
    del row[1:]
    plain = {name: value for name, value in row[0].items() if name != "style"}
    row.extend([plain] * 5)
    assert breaches(card, VERBS) == [f"/body/{ROW}: 6 buttons in a row"]
    del row[-1]
    assert breaches(card, VERBS) == []


@pytest.mark.parametrize("value", [None, [], "text", 3, {}, {"type": "Container"}])
def test_what_is_no_card_is_one_breach(value: object) -> None:
    assert breaches(value, VERBS) == ["/: no AdaptiveCard"]


def test_what_the_typed_package_lets_through_is_caught() -> None:
    """TEAMS_FACTS §1.7: an unknown argument is written out as it stands, and a whole number as a float."""
    written = TextBlock.model_validate({"text": "Bonjour", "wrap": True, "maxLines": 2, "is_sutble": True})
    card = deepcopy(GOOD)
    card["body"].append(written.model_dump(by_alias=True, exclude_none=True))
    assert breaches(card, VERBS) == [
        "/body/10: TextBlock maxLines cannot be 2.0",
        "/body/10: TextBlock has no property is_sutble",
    ]
