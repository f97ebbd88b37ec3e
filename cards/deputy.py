"""« Je m’absente »: the form, the term that stands, what the two are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    text_input,
)
from cards.phrases import deputy as say
from cards.phrases import desk as say_desk


@dataclass(frozen=True, slots=True)
class Typed:
    """As typed: `deputy_id` 0 for nobody, the days as ISO."""

    search: str = ""
    deputy_id: int = 0
    first: str = ""
    last: str = ""


def read(data: Mapping[str, Any]) -> Typed:
    return Typed(
        actions.typed(data, "search").strip(),
        actions.number(data, "deputy"),
        actions.typed(data, "first"),
        actions.typed(data, "last"),
    )


def form(found: Sequence[tuple[int, str]], typed: Typed, *, errors: Sequence[str] = ()) -> Card:
    """`found` are (person, name and address): those who were searched for, or the likeliest."""
    people = [(str(number), name) for number, name in found]
    who = radio_input("deputy", say.WHO, str(typed.deputy_id), say.CHOOSE_WHO, people)
    return card(
        heading(say.TITLE),
        paragraph(say.HOW),
        text_input("search", say.SEARCH, typed.search, say.TYPE_NAME),
        buttons(button(say.FIND, actions.DEPUTY, inputs=True)),
        who if people else paragraph(say.NOBODY_FOUND),
        date_input("first", say.FIRST, typed.first, say.CHOOSE_FIRST),
        date_input("last", say.LAST, typed.last, say.CHOOSE_LAST),
        buttons(
            button(say.SAVE, actions.DEPUTY_NAME, primary=True, inputs=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_NAMED),
        fallback=f"{say.TITLE}. {say.HOW}",
    )


@dataclass(frozen=True, slots=True)
class Term:
    """`name` is the other one's; `absent`: the reader is who is absent. The days are written out."""

    term_id: int
    name: str
    first: str
    last: str
    absent: bool

    def line(self) -> str:
        told = say.stands if self.absent else say.stands_for
        return told(plain(self.name), self.first, self.last)


def standing(terms: Sequence[Term], *, notice: str = "") -> Card:
    """What stands, a row each with the way to end it."""
    rows = [
        part
        for one in terms
        for part in (
            paragraph(one.line()),
            buttons(button(say.END, actions.DEPUTY_END, {"term": one.term_id})),
        )
    ]
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        rows,
        buttons(button(say_desk.TITLE, actions.DESK, primary=True)),
        fallback=f"{say.TITLE}. {terms[0].line()}",
    )


def end(one: Term) -> Card:
    """Asked before it ends."""
    return card(
        heading(say.END_TITLE),
        paragraph(one.line()),
        paragraph(say.END_WHAT),
        buttons(
            button(say.END_SURE, actions.DEPUTY_END, {"term": one.term_id, "sure": 1}, destructive=True),
            button(say.END_KEEP, actions.DEPUTY),
        ),
        fallback=f"{say.END_TITLE} {one.line()}",
    )


def named(one: Term) -> Card:
    """To the deputy."""
    return card(
        heading(say.NAMED_TITLE),
        paragraph(one.line()),
        paragraph(say.NAMED_WHAT),
        buttons(
            button(say_desk.OPEN, actions.DESK, primary=True),
            button(say.END, actions.DEPUTY_END, {"term": one.term_id}),
        ),
        fallback=f"{say.NAMED_TITLE}. {one.line()}",
    )


def ended(one: Term) -> Card:
    """To the one who did not end it."""
    told = say.term_ended(plain(one.name), one.first, one.last)
    return card(
        heading(say.ENDED_TITLE),
        paragraph(told),
        paragraph(say.ENDED_ABSENT if one.absent else say.ENDED_DEPUTY),
        buttons(button(say_desk.OPEN, actions.DESK)) if one.absent else None,
        fallback=f"{say.ENDED_TITLE}. {told}",
    )
