"""« Réglages », the card that edits one of them, and the lines that others read of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.desk import TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import derogations as say_derogations
from cards.phrases import desk as say_desk
from cards.phrases import kept_settings as say


@dataclass(frozen=True, slots=True)
class Line:
    """One setting. `values` are shown as they are: what somebody typed in them has passed `plain`."""

    name: str
    values: Sequence[str]
    changed: str
    way: TaskButton


def settings(lines: Sequence[Line], *, notice: str = "") -> Card:
    shown: list[Element] = []
    for one in lines:
        shown += [
            subheading(one.name),
            *(paragraph(value) for value in one.values),
            paragraph(one.changed, subtle=True),
            buttons(button(one.way.title, one.way.verb, one.way.data)),
        ]
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.WHY),
        shown,
        buttons(
            button(say_derogations.OPEN, actions.DEROGATIONS),
            button(say_desk.TITLE, actions.DESK),
        ),
        fallback=f"{say.TITLE}. {say.WHY}",
    )


@dataclass(frozen=True, slots=True)
class Form:
    """`values` are (key, what stands in its input), `holds` what holds now, in words; `mark` names what was
    kept when it was drawn.
    """

    group: str
    holds: Sequence[str]
    values: Sequence[tuple[str, str]]
    mark: str


DATES, LONG = frozenset({"bilan_due_on"}), frozenset({"release_text"})


def form(shown: Form, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    title, here = say.NAMES[shown.group], {"group": shown.group, "mark": shown.mark}
    return card(
        heading(title),
        note(notice) if notice else None,
        [paragraph(say.NOW), *(paragraph(one) for one in shown.holds)] if shown.holds else None,
        paragraph(say.EFFECTS[shown.group]),
        [_input(key, value) for key, value in shown.values],
        paragraph(say.EMPTY_IS_DEFAULT, subtle=True),
        buttons(
            button(say.SAVE, actions.SETTING_SAVE, here, primary=True, inputs=True),
            button(say.BACK, actions.SETTINGS),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{title}. {say.EFFECTS[shown.group]}",
    )


def _input(key: str, value: str) -> Element:
    if key in DATES:
        return date_input(key, say.LABELS[key], value, say.HINTS[key])
    return text_input(key, say.LABELS[key], value, say.HINTS[key], long=key in LONG)


def read(data: Mapping[str, Any]) -> dict[str, str]:
    """What was typed, by key."""
    return {key: actions.typed(data, key) for key in say.LABELS}


@dataclass(frozen=True, slots=True)
class Procedure:
    """How one is released, as the responsible wrote it; either may be empty. `link` is an https address."""

    text: str = ""
    link: str = ""


NO_PROCEDURE = Procedure()


def procedure(found: Procedure) -> list[Element]:
    """Beside every question whether the procedure was followed (R61); nothing while nothing is set."""
    return [paragraph(line) for line in procedure_lines(found)]


def procedure_lines(found: Procedure) -> list[str]:
    lines = [say.procedure(plain(found.text))] if found.text else []
    return lines + ([say.linked(say.PROCEDURE_LINK, found.link)] if found.link else [])


def pay_line(alliance: str, adagio: str) -> str:
    """How the animation is paid: as the trainings are, with the two links that are set (R42)."""
    links = ((say.ALLIANCE, alliance), (say.ADAGIO, adagio))
    return say.pay(", ".join(say.linked(name, address) for name, address in links if address))
