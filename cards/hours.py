"""« Mes heures »: hours present by school year, a line a meeting; the attestation."""

from collections.abc import Sequence
from dataclasses import dataclass

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
from cards.phrases import hours as say
from cards.phrases import menu

SHOWN = 2
"""School years on a page."""


@dataclass(frozen=True, slots=True)
class Line:
    """`day` written out, `total` as `say.hours` says it, `how` one of the three ways to be there."""

    day: str
    title: str
    total: str
    how: str


@dataclass(frozen=True, slots=True)
class YearOfHours:
    year: str
    total: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class HoursFacts:
    """`years` newest first; `total` is that of `earlier` and `later` together. `for_others`: the reader may
    prepare somebody else's attestation.
    """

    years: Sequence[YearOfHours]
    total: str
    earlier: str
    later: str
    for_others: bool


def mine(facts: HoursFacts, page: int = 1, typed: str = "", errors: Sequence[str] = ()) -> Card:
    pages = max(1, -(-len(facts.years) // SHOWN))
    at = min(max(page, 1), pages)
    turns = []
    if at < pages:
        turns.append(button(say.OLDER, actions.HOURS, {"page": at + 1}))
    if at > 1:
        turns.append(button(say.NEWER, actions.HOURS, {"page": at - 1}))
    total = say.over_two_years(facts.total, facts.earlier, facts.later)
    return card(
        heading(say.TITLE),
        note(total) if facts.years else paragraph(say.NONE),
        [line for year in facts.years[(at - 1) * SHOWN : at * SHOWN] for line in _year(year)],
        paragraph(say.WHAT, subtle=True) if facts.years else None,
        paragraph(say.COUNTS, subtle=True),
        buttons(*turns) if turns else None,
        buttons(
            *([button(say.ATTESTATION, actions.DOCUMENT_HOURS, primary=True)] if facts.years else []),
            button(menu.MENU, actions.MENU),
        ),
        _for_one(typed) if facts.for_others else None,
        mistakes(errors, say.NOT_PREPARED),
        fallback=f"{say.TITLE}. {total}",
    )


def _year(year: YearOfHours) -> list[Element]:
    return [
        subheading(say.year_total(year.year, year.total)),
        *(paragraph(say.hours_line(one.day, plain(one.title), one.total, one.how)) for one in year.lines),
    ]


def _for_one(typed: str) -> list[Element]:
    return [
        subheading(say.OF_ONE),
        text_input("who", say.WHO, typed, say.WRITE_WHO),
        buttons(button(say.FOR_ONE, actions.DOCUMENT_HOURS, {"other": 1}, inputs=True)),
    ]
