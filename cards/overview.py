"""« L’année en un coup d’œil »: networks by state, seats, documents, attendance, in pages for a phone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from microsoft_teams.cards import ExecuteAction

from cards import actions
from cards.elements import (
    Card,
    Element,
    bars,
    button,
    buttons,
    card,
    donut,
    facts,
    heading,
    label,
    note,
    paragraph,
    plain,
    subheading,
)
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import overview as say

T = TypeVar("T")

SHOWN = 8
HOME, SEATS, DOCUMENTS, ATTENDANCE = range(4)
"""The parts of a year, as a button names them."""


@dataclass(frozen=True, slots=True)
class Year:
    """`first` is the calendar year in which it begins; `before` and `after` are the years beside it, "" for
    none.
    """

    name: str
    before: str = ""
    after: str = ""

    @property
    def first(self) -> int:
        return int(self.name[:4])


@dataclass(frozen=True, slots=True)
class Counts:
    """`states` are (state, how many networks), those without any left out; `documents` {kind: {standing:
    how many}}; half-days for attendance and release. `envelope` is None where nobody said it.
    """

    states: Sequence[tuple[str, int]]
    taken: int
    capacity: int
    waiting: int
    documents: Mapping[str, Mapping[str, int]]
    present: int
    expected: int
    percent: int
    committed: int
    envelope: int | None


@dataclass(frozen=True, slots=True)
class SeatsLine:
    title: str
    taken: int
    capacity: int
    waiting: int


@dataclass(frozen=True, slots=True)
class DocumentsLine:
    """`counts` as in `Counts.documents`."""

    title: str
    counts: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    title: str
    present: int
    expected: int
    percent: int


def home(year: Year, found: Counts) -> Card:
    networks = [(say.STATES[state], count) for state, count in found.states]
    return card(
        heading(say.title(year.name)),
        subheading(say.NETWORKS),
        [donut(say.NETWORKS, networks), facts([(name, str(count)) for name, count in networks])]
        if networks
        else paragraph(say.NO_NETWORK),
        subheading(say.SEATS),
        paragraph(say.seats(found.taken, found.capacity, found.waiting)),
        subheading(say.DOCUMENTS),
        facts(_documents(found.documents)),
        subheading(say.ATTENDANCE),
        paragraph(say.turnout(found.present, found.expected, found.percent)),
        subheading(say.RELEASE),
        paragraph(say.release(found.committed, found.envelope)),
        buttons(
            _part(say.SEE_SEATS, year, SEATS),
            _part(say.SEE_DOCUMENTS, year, DOCUMENTS),
            _part(say.SEE_ATTENDANCE, year, ATTENDANCE),
            button(say.SEE_BUDGET, actions.BUDGET, {"year": year.first}),
        ),
        buttons(button(say.WORKBOOK, actions.DOCUMENT_WORKBOOK, {"year": year.first}, primary=True)),
        buttons(
            *_other_years(year),
            button(say_desk.TITLE, actions.DESK),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.title(year.name)}. {say.seats(found.taken, found.capacity, found.waiting)}",
    )


def _documents(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """Of each kind, what stands where; of a kind of which nothing is awaited it says so."""
    return [(say.KINDS[kind], _standings(of_kind)) for kind, of_kind in counts.items()]


def _of_one(counts: Mapping[str, Mapping[str, int]]) -> list[tuple[str, str]]:
    """Of one network: what there is one of is not counted; what is not awaited is not named."""
    lines = []
    for kind, of_kind in counts.items():
        many = sum(of_kind.values())
        if many == 1:
            (code,) = (code for code, count in of_kind.items() if count)
            lines.append((say.KINDS_ONE[kind], say.STANDINGS[code][0]))
        elif many:
            lines.append((say.KINDS[kind], _standings(of_kind)))
    return lines


def _standings(counts: Mapping[str, int]) -> str:
    said = [say.standing(code, count) for code, count in counts.items() if count]
    return ", ".join(said) or say.NONE_AWAITED


def _part(title: str, year: Year, part: int, page: int = 1, *, primary: bool = False) -> ExecuteAction:
    data = {"year": year.first, "part": part, "page": page}
    return button(title, actions.YEAR, data, primary=primary)


def _other_years(year: Year) -> list[ExecuteAction]:
    return [
        button(say.year_button(other), actions.YEAR, {"year": int(other[:4])})
        for other in (year.before, year.after)
        if other
    ]


def seats(year: Year, found: Counts, listed: Sequence[SeatsLine], page: int = 1) -> Card:
    """Seats and those who wait, by network."""
    at, shown = _page(listed, page)
    lines = [(plain(one.title), say.seats_line(one.taken, one.capacity, one.waiting)) for one in shown]
    return _listed(
        year,
        SEATS,
        say.SEATS,
        [paragraph(say.seats(found.taken, found.capacity, found.waiting))],
        [facts(lines)] if lines else [],
        say.SEATS_HOW,
        at,
        len(listed),
    )


def documents(year: Year, found: Counts, listed: Sequence[DocumentsLine], page: int = 1) -> Card:
    """Where the documents stand, by network; `listed` as they are to be shown, the worst first."""
    at, shown = _page(listed, page)
    lines: list[Element] = []
    for one in shown:
        of_one = _of_one(one.counts)
        lines += [subheading(plain(one.title)), facts(of_one) if of_one else paragraph(say.NONE_AWAITED_YET)]
    first = [facts(_documents(found.documents))]
    first += [paragraph(say.DOCUMENTS_FIRST, subtle=True)] if lines else []
    return _listed(year, DOCUMENTS, say.DOCUMENTS, first, lines, say.DOCUMENTS_HOW, at, len(listed))


def attendance(year: Year, found: Counts, listed: Sequence[AttendanceLine], page: int = 1) -> Card:
    """Half-days present of those expected, by network."""
    at, shown = _page(listed, page)
    drawn = [(label(one.title), one.percent) for one in shown if one.expected]
    lines = [(plain(one.title), say.turnout_line(one.present, one.expected, one.percent)) for one in shown]
    said = paragraph(say.turnout(found.present, found.expected, found.percent))
    return _listed(
        year,
        ATTENDANCE,
        say.ATTENDANCE,
        [said],
        [*([bars(say.ATTENDANCE_CHART, drawn)] if drawn else []), *([facts(lines)] if lines else [])],
        say.ATTENDANCE_HOW,
        at,
        len(listed),
    )


def _page(listed: Sequence[T], page: int) -> tuple[int, Sequence[T]]:
    """(the page nearest to the one asked for, what it shows)."""
    at = min(max(page, 1), _pages(len(listed)))
    return at, listed[(at - 1) * SHOWN : at * SHOWN]


def _pages(count: int) -> int:
    return max(1, -(-count // SHOWN))


def _listed(
    year: Year,
    part: int,
    name: str,
    first: Sequence[Element],
    lines: Sequence[Element],
    how: str,
    at: int,
    count: int,
) -> Card:
    """A part: its sum, a page of its networks, how it is counted, the ways on and back."""
    pages = _pages(count)
    turns = []
    if at < pages:
        turns.append(_part(say.NEXT_PAGE, year, part, at + 1, primary=True))
    if at > 1:
        turns.append(_part(say.PREVIOUS_PAGE, year, part, at - 1))
    return card(
        heading(say.title(year.name)),
        subheading(name),
        first,
        lines or note(say.NO_LINE),
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        paragraph(how, subtle=True),
        buttons(*turns) if turns else None,
        buttons(
            button(say.BACK, actions.YEAR, {"year": year.first}),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.title(year.name)}. {name}",
    )
