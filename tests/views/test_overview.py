"""The year at a glance: counted from the rows, in a fixed number of statements (S19, S21; R37)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from bot.views import budget, exports, overview, workbook
from cards import overview as cards
from cards.elements import Card
from cards.phrases import overview as say
from storage.agenda import Agenda
from storage.bilan import Bilan
from storage.database import Database
from storage.deadlines import Delay
from storage.enrollment import Enrollment
from storage.minutes import Minutes
from storage.network import Network
from storage.people import Role
from storage.schedule import Meeting
from storage.school_year import kept_dates
from tests.enrolling import add_network
from tests.factories import NOW, TORONTO, add_person
from tests.scenarios.world import elements, text, titles
from tests.whole_year import YEAR, whole_year

# After the second meeting's agenda was due, and before the minutes of the first are forgotten.
TODAY = datetime(2026, 11, 26, 10, tzinfo=TORONTO)
SUMMER = datetime(2027, 7, 2, 10, tzinfo=TORONTO)


def shown(session: Session, part: int = cards.HOME, now: datetime = TODAY, first: int = 2026) -> Card:
    session.flush()
    return overview.shown(session, now, first, part)


def told(card: Card) -> dict[str, str]:
    return {fact["title"]: fact["value"] for one in elements(card) for fact in one.get("facts", ())}


def test_a_year_in_its_numbers(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 3)
        card = shown(session)
        assert told(card) == {
            "En cours": "3",
            "Plans": "3 à temps",
            "Ordres du jour": "3 manquants, 3 en retard, 6 à venir",
            "Comptes rendus": "3 manquants, 9 à venir",
            "Bilans": "3 à venir",
        }
        said = text(card)
        assert say.seats(30, 30, 6) in said
        assert say.turnout(27, 30, 90) in said  # the animator's own presence is not among them
        assert say.release(126, None) in said

    database.write(work)


def test_a_chart_says_what_the_table_says(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 2)
        card = shown(session)
        (chart,) = [one for one in elements(card) if one["type"] == "Chart.Donut"]
        assert (chart["data"], chart["fallback"]) == ([{"legend": "En cours", "value": 2}], "drop")
        bars = shown(session, cards.ATTENDANCE)
        (chart,) = [one for one in elements(bars) if one["type"] == "Chart.HorizontalBar"]
        assert chart["data"] == [{"x": "Réseau 1", "y": 90}, {"x": "Réseau 2", "y": 90}]
        assert told(bars) == {f"Réseau {n}": "90\u00a0%, 9 sur 10" for n in (1, 2)}

    database.write(work)


def counted(database: Database, work: Callable[[Session], object]) -> int:
    """How many statements a view takes."""
    asked: list[str] = []

    def heard(*args: Any) -> None:
        asked.append(args[2])

    event.listen(database.engine, "before_cursor_execute", heard)
    database.read(work)
    event.remove(database.engine, "before_cursor_execute", heard)
    return len([one for one in asked if one.lstrip().startswith("SELECT")])


VIEWS: dict[str, tuple[Callable[[Session], object], int]] = {
    "home": (lambda session: overview.shown(session, TODAY, 2026, cards.HOME), 11),
    "documents": (lambda session: overview.shown(session, TODAY, 2026, cards.DOCUMENTS), 11),
    "budget": (lambda session: budget.shown(session, TODAY, 2026, 0), 4),
    "by network": (lambda session: budget.shown(session, TODAY, 2026, 1), 3),
    "by school": (lambda session: budget.shown(session, TODAY, 2026, 2), 4),
    "workbook": (lambda session: workbook.of_year(session, TODAY, 1, YEAR), 14),
}


def test_the_number_of_statements_does_not_grow_with_the_networks(database: Database) -> None:
    """Three networks, then forty: each view asks the database as often."""

    def grow(session: Session) -> None:
        from_three = len(whole_year_again(session))
        assert from_three == 40

    database.write(lambda session: whole_year(session, 3))
    few = {name: counted(database, view) for name, (view, _) in VIEWS.items()}
    database.write(grow)
    many = {name: counted(database, view) for name, (view, _) in VIEWS.items()}
    assert few == many == {name: asked for name, (_, asked) in VIEWS.items()}


def whole_year_again(session: Session) -> list[int]:
    """Forty networks in place of what there is."""
    for table in reversed(Network.metadata.sorted_tables):
        session.execute(table.delete())
    return whole_year(session, 40)


def test_a_phone_reads_forty_networks_in_pages(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 40)
        for part in (cards.SEATS, cards.DOCUMENTS, cards.ATTENDANCE):
            pages = [overview.shown(session, TODAY, 2026, part, page) for page in range(1, 6)]
            listed = {line for card in pages for line in text(card).split("\n") if line.startswith("Réseau ")}
            assert len(listed) == 40
            assert say.page(5, 5) in text(pages[-1])
            assert overview.shown(session, TODAY, 2026, part, 99) == pages[-1]

    database.write(work)


def documents(session: Session, now: datetime = TODAY) -> dict[str, str]:
    """Of the only network that was published."""
    return {
        name: value
        for name, value in told(shown(session, cards.DOCUMENTS, now)).items()
        if name in say.KINDS_ONE.values() or name in say.KINDS.values()
    }


def test_s21_documents_are_judged_to_the_minute_and_a_delay_moves_the_day(database: Database) -> None:
    def work(session: Session) -> None:
        (network,) = whole_year(session, 1)
        assert documents(session)["Plan"] == "à temps"
        # Delays of the first two meetings: the agenda that came a day late is on time, the other not yet due.
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
        for meeting, until in ((1, date(2026, 10, 8)), (2, date(2026, 11, 27))):
            session.add(
                Delay(
                    document="AGENDA", meeting_id=meeting, until=until, person_id=rita.id, at=NOW, reason="x"
                )
            )
        session.flush()
        assert documents(session)["Ordres du jour"] == "1 à temps, 3 à venir"
        session.add(Delay(document="AGENDA", meeting_id=2, paper=True, person_id=rita.id, at=NOW))
        session.execute(update(Minutes).values(on_paper=True))
        session.flush()
        assert documents(session)["Ordres du jour"] == "1 à temps, 1 sur papier, 2 à venir"
        assert documents(session)["Comptes rendus"] == "1 sur papier, 3 à venir"
        assert session.get_one(Network, network).state == "IN_PROGRESS"

    database.write(work)


def test_r37_a_bilan_is_due_on_the_day_that_was_set_or_before_the_feast(database: Database) -> None:
    """The last working day before 24 June 2027, a Thursday, is Wednesday 23 June."""

    def work(session: Session) -> None:
        whole_year(session, 1)
        on_the_eve = datetime(2027, 6, 23, 23, 59, tzinfo=TORONTO)
        assert documents(session, on_the_eve)["Bilan"] == "à venir"
        assert documents(session, datetime(2027, 6, 24, 0, 0, tzinfo=TORONTO))["Bilan"] == "manquant"
        kept_dates(session, YEAR, NOW).bilan_due_on = date(2027, 6, 30)
        assert documents(session, datetime(2027, 6, 30, 12, tzinfo=TORONTO))["Bilan"] == "à venir"
        session.execute(update(Bilan).values(version=1, deposited_at=SUMMER))
        assert documents(session, SUMMER)["Bilan"] == "en retard"

    database.write(work)


def test_what_an_imported_list_says_was_done_is_owed_to_nobody(database: Database) -> None:
    """A meeting that came in as held, a network that came in as over; what was deposited here counts."""

    def work(session: Session) -> None:
        add_network(session, days=(date(2026, 9, 16), date(2027, 5, 5)), state="IN_PROGRESS")
        session.execute(update(Meeting).where(Meeting.id == 1).values(state="HELD"))
        assert documents(session) == {
            "Plans": "rien n’est attendu",
            "Ordres du jour": "1 à venir",
            "Comptes rendus": "1 à venir",
            "Bilans": "1 à venir",
            "Ordre du jour": "à venir",
            "Compte rendu": "à venir",
            "Bilan": "à venir",
        }
        session.add(Agenda(meeting_id=1, draft={}, version=1, saved_at=NOW, deposited_at=NOW))
        session.execute(update(Network).values(state="COMPLETED"))
        assert (documents(session)["Ordres du jour"], documents(session)["Bilans"]) == (
            "1 en retard, 1 à venir",
            "rien n’est attendu",
        )

    database.write(work)


def test_cancelled_and_unpublished_networks_are_counted_by_state_alone(database: Database) -> None:
    def work(session: Session) -> None:
        cancelled, accepted, _ = whole_year(session, 3)
        session.execute(update(Network).where(Network.id == cancelled).values(state="CANCELLED"))
        session.execute(
            update(Network).where(Network.id == accepted).values(state="ACCEPTED", published_at=None)
        )
        session.execute(
            update(Enrollment)
            .where(Enrollment.network_id == cancelled)
            .values(state="CANCELLED", position=None)
        )
        card = shown(session)
        assert told(card) | {"En cours": "1", "Acceptés, dates à choisir": "1", "Annulés": "1"} == told(card)
        assert (told(card)["Plans"], say.seats(10, 10, 2) in text(card)) == ("1 à temps", True)

    database.write(work)


@pytest.mark.parametrize(
    ("first", "name", "beside"),
    [
        (0, "2026-2027", ["2024-2025", "2027-2028"]),
        (2027, "2027-2028", ["2026-2027"]),
        (2024, "2024-2025", ["2026-2027"]),
        (2025, "2026-2027", ["2024-2025", "2027-2028"]),  # nothing is known of it
        (9998, "2026-2027", ["2024-2025", "2027-2028"]),
    ],
)
def test_another_year_is_one_press_away(database: Database, first: int, name: str, beside: list[str]) -> None:
    def work(session: Session) -> None:
        add_network(session, school_year="2024-2025", days=(date(2024, 10, 2), date(2025, 4, 2)))
        card = shown(session, first=first)
        assert say.title(name) in text(card)
        assert [one for one in titles(card) if one.startswith("Année ")] == list(map(say.year_button, beside))

    database.write(work)


def test_a_responsible_alone_may_take_the_year(database: Database) -> None:
    """Whatever a link says: the role is asked when it is opened."""

    def work(session: Session) -> None:
        rita, ada = (
            add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None),
            add_person(session, "Ada", school_id=None),
        )
        member = add_person(session, "Léa", Role.COMMITTEE_MEMBER, school_id=None)
        may = exports._may_take_year
        assert [may(session, NOW, one, 2026) for one in (rita, ada, member)] == [True, False, False]
        assert may(session, NOW, rita, 1999) is False

    database.write(work)
