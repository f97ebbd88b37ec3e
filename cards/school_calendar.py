"""The school calendar: its coming days, month by month, and the form that changes it."""

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
    choice_input,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import desk as say_desk
from cards.phrases import school_calendar as say


@dataclass(frozen=True, slots=True)
class DaysForm:
    """What was typed: two ISO dates or whatever was sent, a kind's code, a label."""

    first: str = ""
    last: str = ""
    kind: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Days:
    """`first` and `last` are ISO, `days` and `kind` in words; `is_open`: a holiday on which people work."""

    first: str
    last: str
    label: str
    days: str
    kind: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One page; `number` counts from 1. `title` is « Mars 2027 »."""

    number: int
    pages: int
    title: str
    days: Sequence[Days]


def calendar(shown: Month | None, typed: DaysForm, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    """`shown` is None when nothing is known of any coming day."""
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.WHY),
        _listed(shown) if shown else paragraph(say.EMPTY),
        subheading(say.ADD_TITLE),
        date_input("first", say.FIRST, typed.first, say.CHOOSE),
        date_input("last", say.LAST, typed.last, say.CHOOSE),
        choice_input(
            "kind",
            say.KIND,
            typed.kind,
            say.CHOOSE_KIND,
            list(say.CHOICES.items()),
            placeholder=say.CHOOSE_KIND,
        ),
        text_input("label", say.LABEL, typed.label, say.WRITE_LABEL),
        paragraph(say.NEXT, subtle=True),
        buttons(
            button(say.ADD, actions.SCHOOL_CALENDAR_ADD, _at(shown), primary=True, inputs=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{say.TITLE}. {say.WHY}",
    )


def read(data: Mapping[str, Any]) -> DaysForm:
    return DaysForm(*(actions.typed(data, name) for name in ("first", "last", "kind", "label")))


def _at(shown: Month | None) -> dict[str, Any]:
    return {"page": shown.number} if shown else {}


def _listed(shown: Month) -> list[Element]:
    lines: list[Element] = [subheading(shown.title)]
    for one in shown.days:
        title = say.CLOSE_DAY if one.is_open else say.OPEN_DAY
        data = {"from": one.first, "to": one.last, "work": int(not one.is_open), "page": shown.number}
        lines += [
            paragraph(say.days_line(plain(one.label), one.days, one.kind)),
            buttons(button(title, actions.SCHOOL_CALENDAR_REMOVE, data)),
        ]
    turns = []
    if shown.number < shown.pages:
        turns.append(button(say.NEXT_MONTH, actions.SCHOOL_CALENDAR, {"page": shown.number + 1}))
    if shown.number > 1:
        turns.append(button(say.PREVIOUS_MONTH, actions.SCHOOL_CALENDAR, {"page": shown.number - 1}))
    if turns:
        lines += [paragraph(say.page(shown.number, shown.pages), subtle=True), buttons(*turns)]
    return lines
