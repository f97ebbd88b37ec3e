"""« L’année en un coup d’œil » as things stand: a fixed number of statements, however many networks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import overview as rules
from bot.rules.budget import counted, total
from bot.rules.calendar import following, school_year
from bot.rules.overview import Kind, Paper, Standing
from bot.views.year_papers import papers_of_year
from cards import overview as cards
from cards.elements import Card
from cards.overview import AttendanceLine, Counts, DocumentsLine, SeatsLine, Year
from storage.budget import envelope_of, releases_of_year
from storage.enrollment import EnrollmentState
from storage.network import NetworkState
from storage.overview import (
    Turnout,
    YearNetwork,
    enrolled_of_year,
    meetings_of_year,
    networks_of_year,
    turnout_of_year,
    years_known,
)

HELD_SEAT = (EnrollmentState.ACTIVE.value, EnrollmentState.OFFERED.value)


def year_of(session: Session, now: datetime, first: int) -> Year:
    """The year that begins in this calendar year when there is anything of it, else the current one."""
    current = school_year(now.date())
    known = {*years_known(session), current, following(current)}
    asked = f"{first}-{first + 1}"
    name = asked if asked in known else current
    return Year(name, *rules.neighbours(known, name))


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a year. `enrolled` is {network: {state: how many}}."""

    networks: Sequence[YearNetwork]
    enrolled: Mapping[int, Mapping[str, int]]
    turnout: Sequence[Turnout]
    papers: Sequence[Paper]


def shown(session: Session, now: datetime, first: int, part: int, page: int = 1) -> Card:
    """One part of a year, `cards.HOME` and so on; anything else is the whole."""
    year = year_of(session, now, first)
    networks = networks_of_year(session, year.name)
    meetings = meetings_of_year(session, year.name)
    found = Read(
        networks,
        enrolled_of_year(session, year.name),
        turnout_of_year(session, year.name),
        papers_of_year(session, now, year.name, networks, meetings),
    )
    counts = _counts(session, now, year, found)
    match part:
        case cards.SEATS:
            return cards.seats(year, counts, [_seats(found, one) for one in _open(found)], page)
        case cards.DOCUMENTS:
            return cards.documents(year, counts, _documents(found, now), page)
        case cards.ATTENDANCE:
            return cards.attendance(year, counts, [_attendance(found, one) for one in _open(found)], page)
        case _:
            return cards.home(year, counts)


def _counts(session: Session, now: datetime, year: Year, found: Read) -> Counts:
    states = [one.state for one in found.networks]
    seats = [_seats(found, one) for one in _open(found)]
    present, expected = _turnout(found.turnout)
    spent = total(counted(one.half_days, one.used, one.state) for one in releases_of_year(session, year.name))
    return Counts(
        states=[(one.value, states.count(one.value)) for one in NetworkState if one.value in states],
        taken=sum(one.taken for one in seats),
        capacity=sum(one.capacity for one in seats),
        waiting=sum(one.waiting for one in seats),
        documents=_tally(found.papers, now),
        present=present,
        expected=expected,
        percent=rules.percent(present, expected),
        committed=spent.committed,
        envelope=envelope_of(session, year.name),
    )


def _open(found: Read) -> list[YearNetwork]:
    """Those whose enrollment opened and that were not cancelled."""
    return [
        one
        for one in found.networks
        if one.published_at is not None and one.state != NetworkState.CANCELLED.value
    ]


def _seats(found: Read, network: YearNetwork) -> SeatsLine:
    people = found.enrolled.get(network.network_id, {})
    return SeatsLine(
        network.title,
        taken=sum(people.get(state, 0) for state in HELD_SEAT),
        capacity=network.capacity,
        waiting=people.get(EnrollmentState.WAITING.value, 0),
    )


def _tally(papers: Iterable[Paper], now: datetime) -> Mapping[str, Mapping[str, int]]:
    return _named(rules.tally(papers, now.date()))


def _named(counted: Mapping[Kind, Mapping[Standing, int]]) -> Mapping[str, Mapping[str, int]]:
    """The order of the counts is that in which they are read: what needs somebody comes early."""
    order = (Standing.MISSING, Standing.LATE, Standing.ON_TIME, Standing.ON_PAPER, Standing.TO_COME)
    return {kind.value: {one.value: of_kind[one] for one in order} for kind, of_kind in counted.items()}


def _documents(found: Read, now: datetime) -> list[DocumentsLine]:
    """Those that lack the most first, then those with the most late ones, then by number."""
    today = now.date()
    papers: dict[int, list[Paper]] = {one.network_id: [] for one in _open(found)}
    for one in found.papers:
        papers[one.network_id].append(one)

    def ill(standing: Standing) -> Callable[[int], int]:
        return lambda network: sum(one.standing(today) is standing for one in papers[network])

    missing, late = ill(Standing.MISSING), ill(Standing.LATE)
    ordered = sorted(_open(found), key=lambda one: (-missing(one.network_id), -late(one.network_id)))
    return [DocumentsLine(one.title, _tally(papers[one.network_id], now)) for one in ordered]


def _attendance(found: Read, network: YearNetwork) -> AttendanceLine:
    of = [one for one in found.turnout if one.network_id == network.network_id]
    present, expected = _turnout(of)
    return AttendanceLine(network.title, present, expected, rules.percent(present, expected))


def _turnout(listed: Iterable[Turnout]) -> tuple[int, int]:
    """Half-days (present, expected)."""
    kept = list(listed)
    return sum(one.present for one in kept), sum(one.expected for one in kept)
