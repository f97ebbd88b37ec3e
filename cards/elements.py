"""Small builders over Microsoft's typed cards, so that every card has the same bones.

`microsoft-teams-cards` lets a misspelt argument through and writes whole numbers as floats
(TEAMS_FACTS.md §1.7): `card` refuses the first and mends the second.
"""

import re
from collections.abc import Sequence
from typing import Any, Literal

from microsoft_teams.cards import (
    ActionSet,
    AdaptiveCard,
    CardElement,
    Choice,
    ChoiceSetInput,
    Container,
    DateInput,
    DonutChart,
    DonutChartData,
    ExecuteAction,
    Fact,
    FactSet,
    HorizontalBarChart,
    HorizontalBarChartDataValue,
    OpenUrlAction,
    TeamsCardProperties,
    TextBlock,
    TextInput,
    ToggleInput,
)
from pydantic import BaseModel

Card = dict[str, Any]
Element = CardElement

_MARKDOWN = re.compile(r"([\\`*_\[\]<])")
_BRACES = re.compile(r"\{(?=\{)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Bidirectional marks could make a title read as something else; the others are not legal in XML either.
_UNSEEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def plain(text: str) -> str:
    """What somebody typed, shown as typed: no link, mention, bold or template; lines stay lines (B2)."""
    shown = _BRACES.sub("{\u200b", _MARKDOWN.sub(r"\\\1", _UNSEEN.sub("", text)))
    return re.sub(r"\n+", "\n\n", shown.strip())


def heading(text: str) -> Element:
    return TextBlock(text=text, size="Large", weight="Bolder", wrap=True, style="heading")


def subheading(text: str) -> Element:
    return TextBlock(text=text, size="Default", weight="Bolder", wrap=True, style="heading", spacing="Medium")


def paragraph(text: str, *, subtle: bool = False) -> Element:
    return TextBlock(text=text, wrap=True, is_subtle=subtle or None)


def note(text: str) -> Element:
    """A sentence in a box of its own: what happens next, or what was just done."""
    return Container(style="accent", items=[TextBlock(text=text, wrap=True)], spacing="Medium")


def framed(elements: Sequence[Element]) -> Element:
    """Something that somebody else will read, apart from what the card says itself."""
    return Container(style="emphasis", items=list(elements), spacing="Medium")


def mistakes(sentences: Sequence[str], title: str) -> list[Element]:
    """The error block; it goes last, so that the inputs above keep their place (PLAYGROUND.md §5)."""
    if not sentences:
        return []
    lines = [TextBlock(text=sentence, wrap=True, color="Attention") for sentence in sentences]
    first = TextBlock(text=title, wrap=True, weight="Bolder", color="Attention")
    return [Container(style="attention", items=[first, *lines], spacing="Medium")]


def facts(pairs: Sequence[tuple[str, str]]) -> Element:
    return FactSet(facts=[Fact(title=title, value=value) for title, value in pairs])


def label(text: str) -> str:
    """What somebody typed, as a chart shows it: charts read no Markdown, so nothing is escaped."""
    return " ".join(_BRACES.sub("{\u200b", _UNSEEN.sub("", text)).split()) or "—"


def donut(title: str, shares: Sequence[tuple[str, float]]) -> Element:
    """(legend, value) of each share. Teams alone draws charts: elsewhere nothing stands there, so a table
    beside it must say the same.
    """
    return DonutChart(
        title=title,
        show_title=True,
        color_set="categorical",
        data=[DonutChartData(legend=legend, value=value) for legend, value in shares],
        fallback="drop",
    )


def bars(title: str, listed: Sequence[tuple[str, float]]) -> Element:
    """(name, value) of each bar, under each other; as with `donut`, a table says the same."""
    return HorizontalBarChart(
        title=title,
        show_title=True,
        display_mode="AbsoluteNoAxis",
        data=[HorizontalBarChartDataValue(x=name, y=value) for name, value in listed],
        fallback="drop",
    )


def text_input(
    name: str, label: str, value: str, error: str, *, long: bool = False, placeholder: str | None = None
) -> Element:
    """No `max_length`: a client would cut a pasted text without a word (R43, DOMAIN.md §2)."""
    return TextInput(
        id=name,
        label=label,
        value=value or None,
        error_message=error,
        is_multiline=long or None,
        placeholder=placeholder,
    )


def choice_input(
    name: str,
    label: str,
    value: str,
    error: str,
    choices: Sequence[tuple[str, str]],
    *,
    placeholder: str,
    search: bool = False,
) -> Element:
    """`choices` are (value, title). With `search` the client filters as one types."""
    listed = {choice for choice, _ in choices}
    return ChoiceSetInput(
        id=name,
        label=label,
        value=value if value in listed else None,
        error_message=error,
        choices=[Choice(title=title, value=choice) for choice, title in choices],
        style="filtered" if search else None,
        placeholder=placeholder,
        wrap=True,
    )


def radio_input(name: str, label: str, value: str, error: str, choices: Sequence[tuple[str, str]]) -> Element:
    listed = {choice for choice, _ in choices}
    return ChoiceSetInput(
        id=name,
        label=label,
        value=value if value in listed else None,
        error_message=error,
        style="expanded",
        wrap=True,
        choices=[Choice(title=title, value=choice) for choice, title in choices],
    )


def several_input(
    name: str, label: str, error: str, choices: Sequence[tuple[str, str]], value: str = ""
) -> Element:
    """A list of which several may be chosen; `value` are those chosen at first, parted by commas.

    Numbers are read with `actions.several`.
    """
    return ChoiceSetInput(
        id=name,
        label=label,
        value=value or None,
        error_message=error,
        choices=[Choice(title=title, value=choice) for choice, title in choices],
        style="expanded",
        is_multi_select=True,
        wrap=True,
    )


def date_input(name: str, label: str, value: str, error: str) -> Element:
    """`value` is an ISO date; no client can show anything else, so anything else is left out."""
    return DateInput(
        id=name, label=label, value=value if _DAY.fullmatch(value) else None, error_message=error
    )


def toggle(name: str, label: str, title: str, error: str, *, on: bool) -> Element:
    return ToggleInput(
        id=name, label=label, title=title, value="true" if on else "false", error_message=error, wrap=True
    )


def button(
    title: str,
    verb: str,
    data: dict[str, Any] | None = None,
    *,
    primary: bool = False,
    destructive: bool = False,
    inputs: bool = False,
) -> ExecuteAction:
    """A button. It sends the card's inputs only when `inputs` is set: a link carries no half-typed form."""
    style: Literal["positive", "destructive"] | None = (
        "positive" if primary else "destructive" if destructive else None
    )
    return ExecuteAction(
        title=title, verb=verb, data=data or {}, style=style, associated_inputs="auto" if inputs else "none"
    )


def link(title: str, url: str) -> OpenUrlAction:
    """A button that opens an address in the browser; anybody who has the card can read the address."""
    return OpenUrlAction(title=title, url=url)


def buttons(*actions: ExecuteAction | OpenUrlAction) -> Element:
    return ActionSet(actions=list(actions))


def card(*elements: Element | Sequence[Element] | None, fallback: str) -> Card:
    """The card's JSON. `fallback` is its title and first sentence, for a client that cannot draw it.

    Raises ValueError for an argument that the typed package did not know.
    """
    body: list[Any] = []
    for element in elements:
        if element is None:
            continue
        body.extend(element if isinstance(element, Sequence) else [element])
    drawn = AdaptiveCard(
        version="1.5",
        lang="fr-CA",
        fallback_text=fallback,
        body=body,
        msteams=TeamsCardProperties(width="full"),
    )
    _refuse_unknown(drawn)
    dumped: Card = drawn.model_dump(by_alias=True, exclude_none=True)
    _whole_numbers(dumped)
    dumped["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json"
    return dumped


def _refuse_unknown(value: Any) -> None:
    if isinstance(value, BaseModel):
        if value.model_extra and type(value).__name__ != "SubmitActionData":
            raise ValueError(f"{type(value).__name__} has no {', '.join(value.model_extra)}")
        # What nobody gave is the package's own default: a block has thirty of these, and gives three.
        for name in value.model_fields_set:
            _refuse_unknown(getattr(value, name))
    elif isinstance(value, list):
        for item in value:
            _refuse_unknown(item)


_BRANCHES = (dict, list)


def _whole_numbers(value: dict[Any, Any] | list[Any]) -> None:
    """Mend them where they stand."""
    for place, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, float) and item.is_integer():
            value[place] = int(item)
        elif isinstance(item, _BRANCHES):
            _whole_numbers(item)
