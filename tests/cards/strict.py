"""The properties of Adaptive Cards 1.5 for the elements that we use, and the house's own rules for a card.

Clients ignore what they do not know: a misspelt property is a missing one that nobody sees. The table holds
each element's properties of the published schema 1.5; what newer versions, or `microsoft-teams-cards`, add
is not in it and is a breach (design.md §3).
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

Check = Callable[[object], bool]
Properties = Mapping[str, Check]


def text(value: object) -> bool:
    return isinstance(value, str)


def filled(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def address(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"https?://[^\s]+", value) is not None


def truth(value: object) -> bool:
    return isinstance(value, bool)


def whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def quantity(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def pixels(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]+px", value) is not None


def day(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None


def mapping(value: object) -> bool:
    return isinstance(value, dict)


def one_of(*values: str) -> Check:
    """Names of the schema, in any case, as the schema allows."""
    return lambda value: isinstance(value, str) and value.lower() in {name.lower() for name in values}


def list_of(check: Check) -> Check:
    return lambda value: isinstance(value, list) and bool(value) and all(check(item) for item in value)


def record(required: Properties, optional: Properties | None = None) -> Check:
    allowed = {**required, **(optional or {})}
    return lambda value: (
        isinstance(value, dict)
        and required.keys() <= value.keys() <= allowed.keys()
        and all(allowed[name](part) for name, part in value.items())
    )


ANY: Properties = {
    "id": filled,
    "requires": mapping,
    "fallback": lambda value: value == "drop" or mapping(value),
}
ELEMENT: Properties = {
    **ANY,
    "height": one_of("auto", "stretch"),
    "separator": truth,
    "spacing": one_of("default", "none", "small", "medium", "large", "extraLarge", "padding"),
    "isVisible": truth,
}
# `isRequired`, `maxLength` and `regex` belong to 1.5 too, but a client would then cut or block what is typed
# without a word of ours (R43): the house does without them, and so does this table.
INPUT: Properties = {**ELEMENT, "label": filled, "errorMessage": filled}
ALIGNED = one_of("left", "center", "right")
UPRIGHT = one_of("top", "center", "bottom")
NESTED: Check = mapping  # elements and actions in a list are checked one by one, each by its own type
PARTS: Check = list_of(NESTED)
# Teams' own, beyond 1.5: a client that cannot draw one drops it, and a table beside it says the same.
CHART: Properties = {
    **ELEMENT,
    "title": filled,
    "showTitle": truth,
    "fallback": lambda value: value == "drop",
}

SCHEMA: Mapping[str, Properties] = {
    "AdaptiveCard": {
        "$schema": lambda value: value == "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": lambda value: value == "1.5",
        "lang": lambda value: value == "fr-CA",
        "fallbackText": filled,
        "speak": filled,
        "minHeight": pixels,
        "rtl": truth,
        "verticalContentAlignment": UPRIGHT,
        "body": PARTS,
        "actions": PARTS,
        # Microsoft Teams' own, outside the schema: TEAMS_FACTS.md §1.6.
        "msteams": record({"width": lambda value: value == "full"}),
    },
    "TextBlock": {
        **ELEMENT,
        "text": filled,
        "color": one_of("default", "dark", "light", "accent", "good", "warning", "attention"),
        "fontType": one_of("default", "monospace"),
        "horizontalAlignment": ALIGNED,
        "isSubtle": truth,
        "maxLines": whole,
        "size": one_of("default", "small", "medium", "large", "extraLarge"),
        "weight": one_of("default", "lighter", "bolder"),
        "wrap": truth,
        "style": one_of("default", "heading"),
    },
    "Container": {
        **ELEMENT,
        "items": PARTS,
        "style": one_of("default", "emphasis", "good", "attention", "warning", "accent"),
        "verticalContentAlignment": UPRIGHT,
        "bleed": truth,
        "minHeight": pixels,
        "rtl": truth,
    },
    "FactSet": {**ELEMENT, "facts": list_of(record({"title": filled, "value": filled}))},
    "Input.Text": {
        **INPUT,
        "isMultiline": truth,
        "placeholder": filled,
        "style": one_of("text", "tel", "url", "email"),
        "value": filled,
    },
    "Input.ChoiceSet": {
        **INPUT,
        "choices": list_of(record({"title": filled, "value": filled})),
        "isMultiSelect": truth,
        "placeholder": filled,
        "style": one_of("compact", "expanded", "filtered"),
        "value": filled,
        "wrap": truth,
    },
    "Input.Date": {**INPUT, "min": day, "max": day, "placeholder": filled, "value": day},
    "Input.Toggle": {
        **INPUT,
        "title": filled,
        "value": filled,
        "valueOn": filled,
        "valueOff": filled,
        "wrap": truth,
    },
    "Chart.Donut": {
        **CHART,
        "colorSet": one_of("categorical"),
        "data": list_of(record({"legend": filled, "value": quantity})),
    },
    "Chart.HorizontalBar": {
        **CHART,
        "displayMode": one_of("absoluteNoAxis"),
        "data": list_of(record({"x": filled, "y": quantity})),
    },
    "ActionSet": {**ELEMENT, "actions": PARTS},
    "Action.Execute": {
        **ANY,
        "title": filled,
        "verb": filled,
        "data": mapping,
        "associatedInputs": one_of("auto", "none"),
        "style": one_of("default", "positive", "destructive"),
        "tooltip": filled,
        "isEnabled": truth,
    },
    "Action.OpenUrl": {**ANY, "title": filled, "url": address},
}
# What our cards may not do without; most of it the schema itself leaves optional.
NEEDED: Mapping[str, Collection[str]] = {
    "AdaptiveCard": ("$schema", "version", "lang", "fallbackText", "body", "msteams"),
    "TextBlock": ("text", "wrap"),
    "Container": ("items",),
    "FactSet": ("facts",),
    "Input.Text": ("id", "label", "errorMessage"),
    "Input.ChoiceSet": ("id", "label", "errorMessage", "choices"),
    "Input.Date": ("id", "label", "errorMessage"),
    "Input.Toggle": ("id", "label", "errorMessage", "title"),
    "Chart.Donut": ("title", "data", "fallback"),
    "Chart.HorizontalBar": ("title", "data", "fallback"),
    "ActionSet": ("actions",),
    "Action.Execute": ("title", "verb", "data", "associatedInputs"),
    "Action.OpenUrl": ("title", "url"),
}
INPUTS = 5
BUTTONS = 5  # the library draws no more in a row unless told to; Teams was seen to draw six


def breaches(card: object, verbs: Collection[str]) -> list[str]:
    """Each breach as « path: what », none for a good card; `verbs` are those that somebody answers."""
    parts = list(_walk(card, ""))
    if not parts or parts[0][1].get("type") != "AdaptiveCard":
        return ["/: no AdaptiveCard"]
    found = [f"{path or '/'}: {what}" for path, part in parts for what in _of_part(part, verbs)]
    return found + [f"/: {what}" for what in _of_card([part for _, part in parts])]


def _walk(value: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The card and every element and action in it, whatever holds it."""
    if not isinstance(value, dict):
        return
    yield path, value
    for name in ("body", "items", "actions"):
        held = value.get(name)
        for index, part in enumerate(held if isinstance(held, list) else ()):
            yield from _walk(part, f"{path}/{name}/{index}")


def _of_part(part: Mapping[str, Any], verbs: Collection[str]) -> Iterator[str]:
    kind = str(part.get("type"))
    if kind not in SCHEMA:
        yield f"element {kind!r} is not one of ours"
        return
    known = SCHEMA[kind]
    for name, value in part.items():
        if name == "type":
            continue
        if name not in known:
            yield f"{kind} has no property {name}"
        elif not known[name](value):
            yield f"{kind} {name} cannot be {value!r}"
    yield from (f"{kind} lacks {name}" for name in NEEDED[kind] if name not in part)
    if kind == "Action.Execute" and part.get("verb") not in verbs:
        yield f"nobody answers the verb {part.get('verb')!r}"
    if kind == "ActionSet" and len(part.get("actions", ())) > BUTTONS:
        yield f"{len(part['actions'])} buttons in a row"


def _of_card(parts: list[dict[str, Any]]) -> Iterator[str]:
    inputs = [part for part in parts if str(part.get("type")).startswith("Input.")]
    buttons = [part for part in parts if part.get("type") == "Action.Execute"]
    names = [part.get("id") for part in inputs]
    if len(inputs) > INPUTS:
        yield f"{len(inputs)} inputs"
    if len(set(names)) < len(names):
        yield "two inputs share an id"
    if inputs and not any(
        part.get("type") == "TextBlock" and part.get("style") == "heading" for part in parts
    ):
        yield "a form without a heading"
    if sum(part.get("style") == "positive" for part in buttons) > 1:
        yield "two primary buttons"
    if inputs and not any(part.get("associatedInputs") == "auto" for part in buttons):
        yield "a form that no button sends"
    yield from _told_by_a_chart_alone(parts)
    # A button's data and the inputs arrive merged: one would silently take the other's place.
    for button in buttons:
        data = button.get("data")
        yield from (f"data and an input share {name}" for name in names if name in (data or {}))


_NUMBERS = re.compile(r"[0-9]+(?:,[0-9]+)?")
_PARTED = re.compile(r"(?<=[0-9])\u00a0(?=[0-9])")


def _told_by_a_chart_alone(parts: list[dict[str, Any]]) -> Iterator[str]:
    """Charts are pictures, and Teams alone draws them: a fact of the same name holds each number too."""
    facts = [fact for part in parts if part.get("type") == "FactSet" for fact in part.get("facts", ())]
    told = {(_bare(fact["title"]), one) for fact in facts for one in _numbers(fact["value"])}
    for name, value in _charted(parts):
        if (name, _number(value)) not in told:
            yield f"a chart alone says {name}: {value}"


def _numbers(text: str) -> list[str]:
    return _NUMBERS.findall(_PARTED.sub("", text))


def _charted(parts: list[dict[str, Any]]) -> Iterator[tuple[str, float]]:
    """(name, number) of each bar and share."""
    for part in parts:
        data = part.get("data")
        if str(part.get("type")).startswith("Chart.") and isinstance(data, list):
            yield from (
                (str(one.get("legend", one.get("x"))), one.get("value", one.get("y"))) for one in data
            )


def _bare(title: str) -> str:
    """As a chart, which reads no Markdown, says it."""
    return " ".join(re.sub(r"\\(.)", r"\1", title).split())


def _number(value: float) -> str:
    return str(value).removesuffix(".0").replace(".", ",")
