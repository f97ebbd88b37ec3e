"""The bilan: the draft with its two texts to write, the steps of its other points, what its readers see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.bilan_read import SHORT, beginning, continues, work_lines
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    subheading,
    text_input,
    toggle,
)
from cards.phrases import bilan as say
from cards.phrases import cee_meeting as say_cee
from cards.phrases import menu
from cards.phrases import minutes as say_minutes
from cards.phrases.annexe5 import EXACT

FIELDS: Mapping[int, Sequence[str]] = {
    1: ("dates", "purpose"),
    2: ("summary", "achievement"),
    3: ("questions", "work", "no_work", "work_shared"),
    4: ("continuation", "continuation_reasons"),
}
OTHERS = (1, 3, 4)
"""The steps of the points that the first card does not ask for, in their order."""
LONG = frozenset({"dates", "purpose", "summary", "achievement", "questions", "continuation_reasons"})


@dataclass(frozen=True, slots=True)
class Draft:
    """The bilan as who writes it sees it. `state` says by when it is due, or its version; `there` the members
    and how many came; `missing` which minutes are not in yet, or nothing, and `minutes` the first one's
    meeting; `intended` what the plan meant to result in. `animates` is False for a responsible who corrects.
    """

    network_id: int
    revision: int
    version: int
    line: str
    state: str
    there: str
    values: Mapping[str, str]
    intended: str
    second_year: bool
    animates: bool
    missing: str = ""
    minutes: int = 0
    comments: int = 0
    archived: bool = False


def overview(
    shown: Draft,
    values: Mapping[str, str],
    *,
    errors: Sequence[str] = (),
    notice: str = "",
    thanks: str = "",
    meanwhile: Sequence[tuple[str, str]] = (),
) -> Card:
    """All that is known, the two texts to write, and the deposit. `values` stand in the inputs; `meanwhile`
    are (label, text) that somebody else saved. `thanks` answer a deposit, where it was pressed: the card is
    long, and nobody should deposit once more to be sure.
    """
    here = {"network": shown.network_id, "revision": shown.revision}
    minutes = button(say_minutes.DO, actions.MINUTES, {"meeting": shown.minutes})
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(plain(shown.line)),
        paragraph(shown.state),
        None if shown.version else paragraph(say.DRAFT_HOW, subtle=True),
        [paragraph(shown.missing), buttons(minutes)] if shown.missing else None,
        _point(1, "dates", shown.values),
        paragraph(shown.there, subtle=True),
        _point(2, "purpose", shown.values),
        _written("summary", values),
        _intended(shown.intended),
        _written("achievement", values),
        # Both texts of a conflict are what matters, and a card holds so much.
        None if meanwhile else _others(shown.values),
        note(thanks)
        if thanks
        else paragraph(say.CORRECT_NEXT if shown.archived else say.DEPOSIT_NEXT, subtle=True),
        buttons(
            button(
                say.DEPOSIT_AGAIN if shown.version else say.DEPOSIT,
                actions.BILAN_DEPOSIT,
                here,
                primary=not thanks,
                inputs=True,
            ),
            button(say.COMPLETE, actions.BILAN_STEP, {**here, "step": 2, "to": 1}, inputs=True),
        ),
        _more(shown),
        mistakes(errors, say.NOT_YET),
        framed(_kept(meanwhile)) if meanwhile else None,
        fallback=f"{say.TITLE}. {shown.line}",
    )


def _label(number: int, name: str) -> str:
    return say.bilan_point(number, say.LABELS[name])


def _point(number: int, name: str, values: Mapping[str, str]) -> list[Element]:
    return [subheading(_label(number, name)), paragraph(beginning(values.get(name, ""), SHORT))]


def _written(name: str, values: Mapping[str, str]) -> Element:
    return text_input(name, say.WRITTEN[name], values.get(name, ""), say.WRITE_TEXT, long=True)


def _intended(text: str) -> Element:
    """Beside the answer, never in it (R55)."""
    how = paragraph(say.INTENDED_HOW, subtle=True)
    return framed([subheading(say.INTENDED), paragraph(beginning(text, SHORT) if text else say.NO_PLAN), how])


def _others(values: Mapping[str, str]) -> list[Element]:
    return [
        *_point(5, "questions", values),
        subheading(say.bilan_point(6, EXACT["continuation"])),
        paragraph(continues(values, SHORT)),
        *work_lines(values),
    ]


def _more(shown: Draft) -> list[Element]:
    here = {"network": shown.network_id}
    ways = [button(say.WORD, actions.DOCUMENT_BILAN, here)]
    if shown.animates and not shown.version:
        ways.insert(0, button(say.ASK_COMMENTS, actions.BILAN_INVITE, here))
    if shown.comments and shown.animates:
        ways.insert(0, button(say.read_comments(shown.comments), actions.BILAN_COMMENTS, here))
    if not shown.animates:
        return [buttons(*ways, button(menu.MENU, actions.MENU))]
    return [
        buttons(*ways),
        buttons(
            button(say.CHOOSE_DAY, actions.BILAN_DAY, here),
            button(say_cee.OPEN, actions.CEE_MEETING, here),
            button(menu.MENU, actions.MENU),
        ),
    ]


def _kept(meanwhile: Sequence[tuple[str, str]]) -> list[Element]:
    drawn: list[Element] = [subheading(say.KEPT_MEANWHILE)]
    for label, text in meanwhile:
        drawn += [paragraph(label, subtle=True), paragraph(beginning(text, SHORT * 2))]
    return drawn


def form(
    shown: Draft,
    step: int,
    values: Mapping[str, str],
    *,
    errors: Sequence[str] = (),
    notice: str = "",
    meanwhile: Sequence[tuple[str, str]] = (),
) -> Card:
    """One of the OTHERS."""
    at = OTHERS.index(step)
    title = say.bilan_step(say.STEP_TITLES[step], at + 1, len(OTHERS))
    here = {"network": shown.network_id, "revision": shown.revision, "step": step}

    def go(name: str, to: int, *, primary: bool = False) -> Any:
        return button(name, actions.BILAN_STEP, {**here, "to": to}, primary=primary, inputs=True)

    return card(
        heading(title),
        paragraph(plain(shown.line)),
        None if _is_last(step, shown) else paragraph(say.STEP_HOW[step], subtle=True),
        [note(say.THIRD_YEAR)] if _is_last(step, shown) else _inputs(step, values),
        buttons(
            go(say.CONTINUE, OTHERS[at + 1] if at + 1 < len(OTHERS) else 0, primary=True),
            go(say.BACK, OTHERS[at - 1] if at else 0),
        ),
        mistakes(errors, say.NOT_YET),
        note(notice) if notice else None,
        framed(_kept(meanwhile)) if meanwhile else None,
        fallback=f"{title}. {shown.line}",
    )


def _is_last(step: int, shown: Draft) -> bool:
    """Where a second year would be asked for, which a network in its second has none of (R17)."""
    return step == max(OTHERS) and shown.second_year


def _inputs(step: int, values: Mapping[str, str]) -> list[Element]:
    drawn = []
    for name in FIELDS[step]:
        if name == "work_shared":
            drawn.append(paragraph(say.SHARE_WARNING))
        drawn.append(_input(name, values.get(name, "")))
    return drawn


def _input(name: str, value: str) -> Element:
    label = say.LABELS[name]
    if name == "continuation":
        return radio_input(name, label, value or "no", say.CHOOSE, list(say.CONTINUES.items()))
    if name == "work_shared":
        return toggle(name, label, say.SHARE_TITLE, say.TICK, on=bool(value))
    if name == "work":
        return text_input(name, label, value, say.PASTE_LINK, placeholder=say.PLACEHOLDER)
    return text_input(name, label, value, say.WRITE_TEXT, long=name in LONG)


@dataclass(frozen=True, slots=True)
class StepForm:
    """A pressed form; `to` is the step to show next, 0 the whole."""

    network_id: int
    revision: int
    step: int
    to: int
    values: Mapping[str, str]


def read(data: Mapping[str, Any]) -> StepForm:
    numbers = {name: actions.number(data, name) for name in ("network", "revision", "step", "to")}
    return StepForm(
        network_id=numbers["network"],
        revision=numbers["revision"],
        step=numbers["step"],
        to=numbers["to"],
        values={name: actions.typed(data, name) for names in FIELDS.values() for name in names},
    )
