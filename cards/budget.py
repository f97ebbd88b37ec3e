"""The release of a year against its envelope; half-days are whole numbers throughout (S19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from microsoft_teams.cards import ExecuteAction

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    donut,
    facts,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.overview import Year
from cards.phrases import budget as say
from cards.phrases import menu
from cards.phrases import overview as say_overview
from cards.phrases import release as say_release
from cards.phrases.numbers import days

SHOWN = 8
SHOWN_SCHOOLS = 12
SUMS, BY_NETWORK, BY_SCHOOL = range(3)
"""The parts of a budget, as a button names them."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Half-days; `committed` is `used` and what is `to_come`."""

    committed: int
    used: int
    to_come: int
    freed: int


@dataclass(frozen=True, slots=True)
class Budget:
    """`envelope` is None where nobody said it; `networks` are those accepted, and `at_most` what they ask for
    when all their seats are taken.
    """

    spent: Spent
    envelope: int | None
    networks: int
    at_most: int


def sums(year: Year, found: Budget, notice: str = "") -> Card:
    """The year as a whole."""
    spent, envelope = found.spent, found.envelope
    shares = [(say.USED, spent.used), (say.TO_COME, spent.to_come), (say.FREED, spent.freed)]
    over = envelope is not None and spent.committed > envelope
    set_it = button(
        say.SET if envelope is None else say.CHANGE,
        actions.ENVELOPE,
        {"year": year.first},
        primary=envelope is None,
    )
    return card(
        heading(say.title(year.name)),
        note(notice) if notice else None,
        donut(say.CHART, [(name, count / 2) for name, count in shares if count])
        if any(count for _, count in shares)
        else None,
        facts(_facts(spent, envelope)),
        note(say.IS_OVER) if over else None,
        paragraph(_then(found)),
        note(say.NOT_SET_HOW) if envelope is None else None,
        paragraph(say.HOW, subtle=True),
        buttons(
            set_it,
            _part(say.BY_NETWORK, year, BY_NETWORK),
            _part(say.BY_SCHOOL, year, BY_SCHOOL),
        ),
        buttons(
            button(say_overview.BACK, actions.YEAR, {"year": year.first}),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.title(year.name)}. {say.COMMITTED}\u00a0: {days(spent.committed)}",
    )


def _facts(spent: Spent, envelope: int | None) -> list[tuple[str, str]]:
    lines = [
        (say.ENVELOPE, say.NOT_SET if envelope is None else days(envelope)),
        (say.COMMITTED, days(spent.committed)),
        (say.USED, days(spent.used)),
        (say.TO_COME, days(spent.to_come)),
        (say.FREED, days(spent.freed)),
    ]
    if envelope is not None:
        left = envelope - spent.committed
        lines.append((say.LEFT if left >= 0 else say.OVER, days(abs(left))))
    return lines


def _then(found: Budget) -> str:
    said = say.at_most(found.networks, found.at_most)
    if found.envelope is None or found.networks == 0:
        return said
    left = found.envelope - found.at_most
    return f"{said} {say.then_left(left) if left >= 0 else say.then_over(-left)}"


def by_network(year: Year, listed: Sequence[tuple[int, str, Spent]], page: int = 1) -> Card:
    """(network, title, half-days), a page of them; by person one step further."""
    lines: list[Element] = []
    at, pages = _at(len(listed), page, SHOWN)
    for network_id, title, spent in listed[(at - 1) * SHOWN : at * SHOWN]:
        lines += [
            subheading(plain(title)),
            paragraph(say.spent_line(spent.committed, spent.used, spent.freed)),
            buttons(button(say_release.BY_PERSON, actions.LEDGER, {"network": network_id})),
        ]
    return _listed(year, BY_NETWORK, say.BY_NETWORK, lines, say.HOW, (at, pages))


def by_school(year: Year, listed: Sequence[tuple[str, Spent]], page: int = 1) -> Card:
    """(school, half-days) by name; "" is a school that is not known."""
    at, pages = _at(len(listed), page, SHOWN_SCHOOLS)
    shown = listed[(at - 1) * SHOWN_SCHOOLS : at * SHOWN_SCHOOLS]
    lines = [
        (plain(name) or say.NO_SCHOOL, say.spent_line(spent.committed, spent.used, spent.freed))
        for name, spent in shown
    ]
    how = f"{say.BY_SCHOOL_HOW} {say.HOW}"
    return _listed(year, BY_SCHOOL, say.BY_SCHOOL, [facts(lines)] if lines else [], how, (at, pages))


def _at(count: int, page: int, shown: int) -> tuple[int, int]:
    pages = max(1, -(-count // shown))
    return min(max(page, 1), pages), pages


def _listed(
    year: Year, part: int, name: str, lines: Sequence[Element], how: str, where: tuple[int, int]
) -> Card:
    at, pages = where
    turns = []
    if at < pages:
        turns.append(_part(say_overview.NEXT_PAGE, year, part, at + 1, primary=True))
    if at > 1:
        turns.append(_part(say_overview.PREVIOUS_PAGE, year, part, at - 1))
    return card(
        heading(say.title(year.name)),
        subheading(name),
        lines or note(say.NOTHING),
        paragraph(say_overview.page(at, pages), subtle=True) if pages > 1 else None,
        paragraph(how, subtle=True),
        buttons(*turns) if turns else None,
        buttons(
            button(say.BACK, actions.BUDGET, {"year": year.first}),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.title(year.name)}. {name}",
    )


def _part(title: str, year: Year, part: int, page: int = 1, *, primary: bool = False) -> ExecuteAction:
    data = {"year": year.first, "part": part, "page": page}
    return button(title, actions.BUDGET, data, primary=primary)


@dataclass(frozen=True, slots=True)
class EnvelopeForm:
    """`days` as typed; `was` what stood there when the card was drawn."""

    first_year: int
    days: str
    was: str


def envelope(
    year: Year, kept: str, typed: str | None = None, *, notice: str = "", errors: Sequence[str] = ()
) -> Card:
    """`kept` is the envelope that is stored, as it is typed; `typed` what somebody wrote instead."""
    here = {"year": year.first, "was": kept}
    return card(
        heading(say.envelope_title(year.name)),
        note(notice) if notice else None,
        paragraph(say.ENVELOPE_HOW),
        text_input(
            "days",
            say.DAYS,
            kept if typed is None else typed,
            say.DAYS_HINT,
            placeholder=say.PLACEHOLDER,
        ),
        buttons(
            button(say.SAVE, actions.ENVELOPE_SAVE, here, primary=True, inputs=True),
            button(say.BACK, actions.BUDGET, {"year": year.first}),
        ),
        mistakes(errors, say.NOT_SAVED),
        fallback=f"{say.envelope_title(year.name)}. {say.ENVELOPE_HOW}",
    )


def read(data: Mapping[str, Any]) -> EnvelopeForm:
    return EnvelopeForm(
        first_year=actions.number(data, "year"),
        days=actions.typed(data, "days").strip(),
        was=actions.typed(data, "was"),
    )
