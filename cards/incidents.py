"""The register of privacy incidents: its list, an incident, its two steps, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    date_input,
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    subheading,
    text_input,
)
from cards.phrases import incidents as say
from cards.phrases import menu
from cards.phrases import privacy as say_privacy

SHOWN = 6
HISTORY_SHOWN = 1
STEPS: Mapping[int, Sequence[str]] = {
    1: ("data", "circumstances", "period", "discovered_on", "people"),
    2: ("risk", "serious", "notices", "measures"),
}
LONG = frozenset({"data", "circumstances", "risk", "notices", "measures"})


@dataclass(frozen=True, slots=True)
class Incident:
    """`content` by field, as it is to be read; `line` is its line in the list, `by` who and when."""

    incident_id: int
    version: int
    content: Mapping[str, str]
    line: str
    by: str


def register(listed: Sequence[Incident], page: int = 1) -> Card:
    pages = max(1, -(-len(listed) // SHOWN))
    at = min(max(page, 1), pages)
    turns = []
    if at > 1:
        turns.append(button(say.NEWER, actions.INCIDENTS, {"page": at - 1}))
    if at < pages:
        turns.append(button(say.OLDER, actions.INCIDENTS, {"page": at + 1}))
    lines: list[Element] = []
    for one in listed[(at - 1) * SHOWN : at * SHOWN]:
        opens = button(say.OPEN, actions.INCIDENT, {"incident": one.incident_id})
        lines += [paragraph(one.line), buttons(opens)]
    return card(
        heading(say.TITLE),
        paragraph(say.WHAT, subtle=True),
        lines or paragraph(say.NONE),
        buttons(*turns) if turns else None,
        buttons(
            button(say.ADD, actions.INCIDENT_FORM, primary=True),
            *([button(say.EXPORT, actions.DOCUMENT_INCIDENTS)] if listed else []),
            button(say_privacy.TITLE, actions.PRIVACY),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLE}. {say.WHAT}",
    )


def form(
    incident_id: int, version: int, step: int, values: Mapping[str, str], errors: Sequence[str] = ()
) -> Card:
    here = {"incident": incident_id, "version": version, "step": step}
    title = say.FORM_TITLES[step]
    return card(
        heading(title),
        [_input(name, values.get(name, "")) for name in STEPS[step]],
        paragraph(say.NEXT_STEPS, subtle=True) if step > 1 else None,
        buttons(
            button(say.SAVE, actions.INCIDENT_SAVE, here, primary=True, inputs=True),
            button(say.CANCEL, actions.INCIDENTS),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=title,
    )


def _input(name: str, value: str) -> Element:
    if name == "discovered_on":
        return date_input(name, say.FIELDS[name], value, say.HINTS[name])
    if name == "serious":
        return radio_input(name, say.FIELDS[name], value, say.HINTS[name], list(say.SERIOUS.items()))
    return text_input(name, say.FIELDS[name], value, say.HINTS[name], long=name in LONG)


def incident(one: Incident, notice: str = "") -> Card:
    here = {"incident": one.incident_id}
    return card(
        heading(say.incident_title(one.incident_id)),
        note(notice) if notice else None,
        _facts(one),
        paragraph(one.by, subtle=True),
        buttons(
            *(
                button(say.EDIT[step], actions.INCIDENT_FORM, {**here, "step": step}, primary=step == 1)
                for step in STEPS
            ),
            button(say.HISTORY, actions.INCIDENT_HISTORY, here),
            button(say.CANCEL, actions.INCIDENTS),
        ),
        fallback=say.incident_title(one.incident_id),
    )


def history(versions: Sequence[Incident], page: int = 1) -> Card:
    """Every version, the latest first, one on a page."""
    pages = max(1, -(-len(versions) // HISTORY_SHOWN))
    at = min(max(page, 1), pages)
    here: dict[str, Any] = {"incident": versions[0].incident_id}
    turns = []
    if at > 1:
        turns.append(button(say.NEWER, actions.INCIDENT_HISTORY, {**here, "page": at - 1}))
    if at < pages:
        turns.append(button(say.OLDER, actions.INCIDENT_HISTORY, {**here, "page": at + 1}))
    lines: list[Element] = []
    for one in versions[(at - 1) * HISTORY_SHOWN : at * HISTORY_SHOWN]:
        lines += [subheading(one.by), _facts(one)]
    title = say.incident_title(versions[0].incident_id)
    return card(
        heading(say.history_title(versions[0].incident_id)),
        lines,
        buttons(*turns, button(say.BACK, actions.INCIDENT, here), button(menu.MENU, actions.MENU)),
        fallback=title,
    )


def _facts(one: Incident) -> Element:
    return facts([(say.FIELDS[name], plain(text) or say.UNKNOWN) for name, text in one.content.items()])
