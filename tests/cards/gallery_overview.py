"""« L’année en un coup d’œil »: the whole, and each of its parts in pages."""

from collections.abc import Iterator
from dataclasses import replace

from bot.rules.overview import Kind, Standing
from cards import overview
from cards.overview import AttendanceLine, Counts, DocumentsLine, SeatsLine, Year
from storage.network import NetworkState
from tests.cards.shown import Shown, show
from tests.cards.words import Words

THIS = Year("2026-2027", "2025-2026", "2027-2028")
DOCUMENTS = {
    kind.value: {one.value: number + place for place, one in enumerate(Standing)}
    for number, kind in enumerate(Kind)
}
NOTHING = {kind.value: {one.value: 0 for one in Standing} for kind in Kind}
FOUND = Counts(
    states=[(one.value, number) for number, one in enumerate(NetworkState, start=1)],
    taken=34,
    capacity=50,
    waiting=2,
    documents=DOCUMENTS,
    present=61,
    expected=68,
    percent=90,
    committed=215,
    envelope=430,
)
NONE = Counts([], 0, 0, 0, NOTHING, 0, 0, 0, 0, None)


def cards(words: Words) -> Iterator[Shown]:
    yield show("home", overview.home, THIS, FOUND)
    yield show("home: nothing yet", overview.home, Year("2027-2028", "2026-2027"), NONE)
    yield show(
        "home: no envelope", overview.home, THIS, replace(FOUND, waiting=0, committed=3, envelope=None)
    )
    seats = [SeatsLine(words.title, number % 11, 10, number % 3) for number in range(20)]
    once = NOTHING | {"PLAN": NOTHING["PLAN"] | {"missing": 1}, "AGENDA": NOTHING["AGENDA"] | {"late": 2}}
    documents = [DocumentsLine(words.title, DOCUMENTS)] * 18
    documents += [DocumentsLine(words.title, once), DocumentsLine(words.title, NOTHING)]
    attendance = [AttendanceLine(words.title, number, 20, 5 * number) for number in range(20)]
    yield show("seats: none", overview.seats, THIS, NONE, [])
    yield show("documents: none", overview.documents, THIS, NONE, [])
    yield show("attendance: none", overview.attendance, THIS, NONE, [])
    unrecorded = [AttendanceLine(words.title, 0, 0, 0)]
    yield show("attendance: nothing recorded", overview.attendance, THIS, NONE, unrecorded)
    for page in (1, 2, 3):
        yield show(f"seats: page {page}", overview.seats, THIS, FOUND, seats, page)
        yield show(f"documents: page {page}", overview.documents, THIS, FOUND, documents, page)
        yield show(f"attendance: page {page}", overview.attendance, THIS, FOUND, attendance, page)
