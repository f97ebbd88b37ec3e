"""A list of the CEE's, a page of its lines; the card of one line."""

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
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import kept_settings as say_settings
from cards.phrases import lists as say

SHOWN = 8
SCHOOL = "SCHOOL"


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    label: str
    active: bool
    example: bool
    level: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class LineForm:
    """As typed."""

    code: str = ""
    label: str = ""
    level: str = ""


NOTHING_TYPED = LineForm()


def read(data: Mapping[str, Any]) -> LineForm:
    return LineForm(*(actions.typed(data, name) for name in ("code", "label", "level")))


def shown(
    listing: str,
    lines: Sequence[Line],
    page: int = 1,
    typed: LineForm = NOTHING_TYPED,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """A page of the list and, below, the form of a new line."""
    pages = max(1, -(-len(lines) // SHOWN))
    at = min(max(page, 1), pages)
    title = say.NAMES[listing]
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(say.WHY),
        _listed(listing, lines[(at - 1) * SHOWN : at * SHOWN], at) or paragraph(say.EMPTY),
        paragraph(say.list_page(at, pages, len(lines)), subtle=True) if lines else None,
        _turns(listing, at, pages),
        subheading(say.ADD_TITLE),
        text_input("code", say.CODE, typed.code, say.WRITE_CODE),
        text_input("label", say.LABEL, typed.label, say.WRITE_LABEL),
        text_input("level", say.LEVEL, typed.level, say.WRITE_LEVEL) if listing == SCHOOL else None,
        paragraph(say.by_file(say.FILES[listing]), subtle=True),
        buttons(
            button(say.ADD, actions.LIST_ADD, {"list": listing, "page": at}, primary=True, inputs=True),
            button(say_settings.BACK, actions.SETTINGS),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{title}. {say.WHY}",
    )


def _turns(listing: str, at: int, pages: int) -> Element | None:
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.LIST, {"list": listing, "page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.LIST, {"list": listing, "page": at - 1}))
    return buttons(*turns) if turns else None


def _marks(one: Line) -> str:
    return " ".join(
        mark for mark, holds in ((say.EXAMPLE, one.example), (say.INACTIVE, not one.active)) if holds
    )


def _listed(listing: str, lines: Sequence[Line], page: int) -> list[Element]:
    elements: list[Element] = []
    for one in lines:
        data = {"list": listing, "line": one.code, "page": page}
        elements += [
            paragraph(plain(say.list_line(one.code, one.label, _marks(one)))),
            buttons(button(say.EDIT, actions.LIST_LINE, data)),
        ]
    return elements


def line(
    listing: str,
    one: Line,
    page: int = 1,
    typed: LineForm | None = None,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """One line as it stands, or as it was typed; every press carries its mark."""
    here = {"list": listing, "line": one.code, "mark": one.mark, "page": page}
    form = typed or LineForm(one.code, one.label, one.level)
    turn = (say.DEACTIVATE, 0) if one.active else (say.REACTIVATE, 1)
    return card(
        heading(say.EDIT_TITLE),
        note(notice) if notice else None,
        paragraph(plain(say.code_line(one.code))),
        paragraph(say.IS_EXAMPLE) if one.example else None,
        paragraph(say.IS_INACTIVE) if not one.active else None,
        text_input("label", say.LABEL, form.label, say.WRITE_LABEL),
        text_input("level", say.LEVEL, form.level, say.WRITE_LEVEL) if listing == SCHOOL else None,
        buttons(
            button(
                say.CONFIRM if one.example else say.SAVE, actions.LIST_SAVE, here, primary=True, inputs=True
            ),
            button(turn[0], actions.LIST_ACTIVE, {**here, "active": turn[1]}),
            button(say.BACK, actions.LIST, {"list": listing, "page": page}),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{say.EDIT_TITLE}. {say.code_line(one.code)}",
    )
