"""The catalogue among few and many networks: statements, bytes, what is shown (issue 4 point 4; B7)."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.views import catalog as views
from cards.catalog import Search
from cards.elements import Card
from cards.phrases import catalog as say
from storage.catalog_search import catalog
from storage.database import Database
from storage.enrollment import Enrollment, Seat
from storage.network import Network
from storage.schedule import meetings_of
from tests.enrolling import FAR, YEAR, add_network, add_schools, add_teacher, fill
from tests.factories import NOW
from tests.scenarios.world import elements, text

LARGEST = 28_000
LONG_TITLE = "Évaluer «\u00a0autrement\u00a0» \\ é " * 6
LONG_LABEL = "Enseignement de l’éthique, de l’histoire et de la géographie " * 3


def shelf(session: Session, count: int) -> int:
    """So many long-winded networks with two members each; returns somebody who looks at them."""
    schools = add_schools(session, 2)
    for number in range(count):
        made = session.get_one(Network, add_network(session, f"N{number}", closes_on=date(2026, 12, 18)))
        made.title, made.summary = f"{number} {LONG_TITLE}"[:150], "Des mots et des idées. " * 60
        made.target_group, made.discipline = f"{LONG_LABEL} {number}", f"{LONG_LABEL} {-number}"
        for place in (1, 2):
            who = add_teacher(session, f"M{number}x{place}", schools[place - 1])
            member = Enrollment(
                network_id=made.id,
                person_id=who,
                school_year=YEAR,
                state="ACTIVE",
                source="self",
                created_at=NOW,
            )
            session.add(member)
            session.flush()
            session.add(
                Seat(
                    network_id=made.id,
                    number=place,
                    enrollment_id=member.id,
                    school_id=schools[place - 1],
                    school_number=1,
                )
            )
        for meeting in meetings_of(session, made.id):
            meeting.venue = schools[number % 2]
    return add_teacher(session, "Curieuse", schools[0])


def statements(database: Database, work: Callable[[Session], Card]) -> tuple[Card, int]:
    """What was drawn, and how many SELECT it took."""
    heard: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    drawn = database.read(work)
    event.remove(database.engine, "before_cursor_execute", hear)
    return drawn, sum(one.lstrip().upper().startswith("SELECT") for one in heard)


def size(card: Card) -> int:
    return len(json.dumps(card, ensure_ascii=False).encode())


@pytest.mark.parametrize("count", [5, 500])
def test_the_list_takes_two_statements_and_little_room_whatever_the_number(
    database: Database, count: int
) -> None:
    database.write(lambda session: shelf(session, count))
    words = Search("évaluer autremant", modality="FULL_2", month=1, free=True)
    for search in (Search(), words, replace(words, group=f"{LONG_LABEL} 3", discipline=f"{LONG_LABEL} -3")):
        drawn, taken = statements(database, partial(views.listing, now=NOW, search=search))
        assert taken == 2
        assert size(drawn) < LARGEST
    drawn, taken = statements(database, lambda session: views.filters(session, NOW, Search()))
    assert taken == 2
    assert size(drawn) < LARGEST
    listed = database.read(lambda session: views.listing(session, NOW, Search("autremant", page=2**31 - 1)))
    pages = -(-count // views.PAGE)
    assert (say.page(pages, pages) in text(listed)) is (pages > 1)
    assert say.found(count) in text(listed)


def test_one_sheet_takes_as_many_statements_among_many_as_among_few(database: Database) -> None:
    who = database.write(lambda session: shelf(session, 3))[0]

    def sheet(session: Session) -> Card:
        return views.sheet(session, NOW, who, 1, Search())

    few = statements(database, sheet)

    def more(session: Session) -> None:
        for number in range(3, 60):
            add_network(session, f"N{number}")

    database.write(more)
    assert statements(database, sheet) == few
    assert size(few[0]) < LARGEST


def test_a_row_says_seats_first_date_and_place(database: Database) -> None:
    def work(session: Session) -> None:
        schools = add_schools(session, 12)
        number = add_network(session, closes_on=date(2026, 12, 18))
        fill(session, number, [add_teacher(session, f"P{n}", schools[n]) for n in range(7)])

    database.write(work)
    row = database.read(lambda session: views.listing(session, NOW, Search()))
    assert "3 places libres sur 10. Première rencontre\u00a0: le 13 janvier 2027, au CEE." in text(row)
    assert say.LACKS not in text(row)


def test_at_a_school_the_row_names_it(database: Database) -> None:
    database.write(lambda session: shelf(session, 1))
    found = database.read(lambda session: catalog(session, [YEAR]))
    assert [(one.venue, one.school, one.days) for one in found] == [("S1", "École S1", FAR)]
    assert "le 13 janvier 2027, à École S1." in text(
        database.read(lambda session: views.listing(session, NOW, Search()))
    )


@pytest.mark.parametrize(
    ("state", "published", "year", "shown"),
    [
        ("OPEN", True, YEAR, True),
        ("CONFIRMED", True, YEAR, True),
        ("IN_PROGRESS", True, YEAR, True),
        ("OPEN", True, "2027-2028", True),
        ("OPEN", True, "2025-2026", False),
        ("OPEN", False, YEAR, False),
        ("SCHEDULED", False, YEAR, False),
        ("ACCEPTED", False, YEAR, False),
        ("CANCELLED", True, YEAR, False),
        ("COMPLETED", True, YEAR, False),
    ],
)
def test_what_is_published_of_this_year_and_the_next_is_listed(
    database: Database, state: str, published: bool, year: str, shown: bool
) -> None:
    def work(session: Session) -> tuple[int, int]:
        number = add_network(session, state=state, school_year=year)
        if not published:
            session.get_one(Network, number).published_at = None
        return number, add_teacher(session, "Curieuse", None)

    number, who = database.write(work)[0]
    listed = database.read(lambda session: views.listing(session, NOW, Search()))
    assert ("Réseau N" in text(listed)) is shown
    # Nothing at all yet: what to do is said, and proposing is one press away.
    assert (say.NOTHING_OPEN in text(listed)) is not shown
    if not published:
        assert "Réseau N" not in text(
            database.read(lambda session: views.sheet(session, NOW, who, number, Search()))
        )


def test_what_is_announced_but_not_open_yet_says_from_when(database: Database) -> None:
    """R50: all dates are announced together; enrollment may open on a later common day."""

    def work(session: Session) -> int:
        network = session.get_one(Network, add_network(session))
        network.opens_on = NOW.date() + timedelta(days=8)
        return add_teacher(session, "Curieuse", None)

    who = database.write(work)[0]
    listed = database.read(lambda session: views.listing(session, NOW, Search()))
    assert say.opens("le 1 décembre 2026").replace("du 1 ", "du 1er ") in text(listed)
    sheet = database.read(lambda session: views.sheet(session, NOW, who, 1, Search()))
    assert [one["title"] for one in elements(sheet) if one.get("verb") == "enrollment.enroll"] == []
    opened = database.read(lambda session: views.listing(session, NOW + timedelta(days=8), Search()))
    assert "10 places libres sur 10." in text(opened)
