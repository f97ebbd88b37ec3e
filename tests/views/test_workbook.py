"""What stands in the workbook of a year, sheet by sheet (DOMAIN.md §1.9; S17, S19; decision 0012)."""

from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.usecases import proposal
from bot.views import workbook
from cards.phrases import exports as say
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import Network
from storage.people import Person, Role, SchoolChange
from storage.release import sums
from tests.enrolling import FAR, add_network, fill, people
from tests.factories import CONTENT, NOW, TORONTO, add_lists, add_person, decide, submit, submitted, write
from tests.whole_year import MEMBERS, YEAR, whole_year

TODAY = datetime(2026, 11, 26, 10, tzinfo=TORONTO)
Rows = list[list[Any]]
Sheets = dict[str, Rows]


def read(session: Session, reader: int = 1, year: str = YEAR, now: datetime = TODAY) -> Sheets:
    """{sheet: its rows, the headings first}; a day is a date."""
    session.flush()
    book = load_workbook(BytesIO(workbook.of_year(session, now, reader, year).draw()))
    return {
        sheet.title: [
            [cell.date() if isinstance(cell, datetime) else cell for cell in row]
            for row in sheet.iter_rows(values_only=True)
        ]
        for sheet in book
    }


def column(rows: Rows, heading: str) -> list[Any]:
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:]]


def test_every_sheet_has_its_headings_and_its_rows(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 3)
        sheets = read(session)
        headings = {
            say.NETWORKS: say.NETWORK_HEADINGS,
            say.MEMBERS: say.MEMBER_HEADINGS,
            say.MEETINGS: say.MEETING_HEADINGS,
            say.ATTENDANCE: say.ATTENDANCE_HEADINGS,
            say.RELEASES: say.RELEASE_HEADINGS,
            say.DOCUMENTS: say.DOCUMENT_HEADINGS,
            say.DECISIONS: say.DECISION_HEADINGS,
        }
        assert {name: tuple(rows[0]) for name, rows in sheets.items()} == headings
        assert list(sheets) == [
            "Réseaux",
            "Membres",
            "Rencontres",
            "Présences",
            "Libérations",
            "Documents",
            "Décisions",
        ]
        counted = {name: sum(row[0] is not None for row in rows[1:]) for name, rows in sheets.items()}
        assert counted == {
            "Réseaux": 3,
            "Membres": 3 * (MEMBERS + 2),
            "Rencontres": 3 * 4,
            "Présences": 3 * (MEMBERS + 1),
            "Libérations": 3 * (4 * MEMBERS + 1),
            "Documents": 3 * (1 + 4 + 4 + 1),
            "Décisions": 0,
        }
        assert all(len(set(one)) == len(one) for one in headings.values())

    database.write(work)


def test_s19_the_sums_are_the_ledgers_whole_and_with_a_comma(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 2)
        sheets = read(session)
        rows = sheets[say.RELEASES]
        ledger = {network: sum(by.values()) for network, by in sums(session).items()}
        for network, half_days in ledger.items():
            listed = [row for row in rows[1:] if row[0] == network]
            assert sum(row[rows[0].index("Demi-journées")] for row in listed) == half_days
        networks = sheets[say.NETWORKS]
        assert column(networks, "Engagé (demi-journées)") == [42, 42]
        assert column(networks, "Engagé") == ["21\u00a0j"] * 2
        assert column(networks, "Utilisé") == ["4,5\u00a0j"] * 2
        assert set(column(rows, "Jours")) == {"0,5\u00a0j", "1\u00a0j"}

    database.write(work)


def test_documents_and_attendance_say_where_each_stands(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 1)
        sheets = read(session)
        documents = [row[2:] for row in sheets[say.DOCUMENTS][1:6]]
        assert documents == [
            ["Plan", None, date(2026, 10, 7), date(2026, 10, 7), "à temps"],
            ["Ordre du jour", 1, date(2026, 10, 7), date(2026, 10, 8), "en retard"],
            ["Compte rendu", 1, date(2026, 10, 24), None, "manquant"],
            ["Ordre du jour", 2, date(2026, 11, 25), None, "manquant"],
            ["Compte rendu", 2, date(2026, 12, 12), None, "à venir"],
        ]
        assert sheets[say.DOCUMENTS][-1][2:] == ["Bilan", None, date(2027, 6, 23), None, "à venir"]
        roles = column(sheets[say.ATTENDANCE], "Rôle")
        assert (roles.count("Animation"), roles.count("Membre")) == (1, MEMBERS)
        assert column(sheets[say.ATTENDANCE], "Présence").count("absence") == 1
        meetings = sheets[say.MEETINGS]
        assert column(meetings, "Présences (demi-journées)") == [9, None, None, None]
        assert column(meetings, "État") == ["tenue", "prévue", "prévue", "prévue"]

    database.write(work)


def test_s17_members_stand_with_their_school_then_and_now(database: Database) -> None:
    """By name, accents apart; who left stays listed."""

    def work(session: Session) -> None:
        network = add_network(session, days=FAR)
        first, second, third = people(session, 3)
        fill(session, network, [first, second, third])
        for person, name in ((first, "Émile"), (second, "Zoé"), (third, "Eva")):
            session.execute(update(Person).where(Person.id == person).values(name=name))
        session.execute(update(Person).where(Person.id == first).values(school_id="S9"))
        session.add(
            SchoolChange(person_id=first, from_school_id="S1", to_school_id="S9", changed_on=date(2027, 2, 1))
        )
        session.execute(
            update(Enrollment).where(Enrollment.person_id == second).values(state="WITHDRAWN", ended_at=NOW)
        )
        sheets = read(session)
        rows = sheets[say.MEMBERS]
        assert column(rows, "Nom") == ["Émile", "Eva", "Zoé"]
        assert rows[1][5:8] == ["École S1", "École S9", "inscription confirmée"]
        assert column(rows, "Inscription")[2] == "désistement"
        schools = [row[3] for row in sheets[say.RELEASES][1:] if row[2] == "Émile"]
        assert schools == ["École S1", "École S9"]

    database.write(work)


def test_0012_a_held_decision_on_ones_own_proposal_is_not_there_yet(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita, paul = (add_person(session, name, Role.CEE_RESPONSIBLE).id for name in ("Rita", "Paul"))
        ada = add_person(session, "Ada").id
        _, own = submitted(session, rita)
        _, hers = submitted(session, ada, {**CONTENT, "title": "=Autre"})
        decide(session, paul, own, "DECLINED", "Déjà offert.", hold=True)
        decide(session, paul, hers, "DECLINED", "+Déjà offert.", hold=True)

        def said(reader: int) -> list[list[Any]]:
            rows = read(session, reader, "2027-2028")[say.DECISIONS]
            return [row[5:] for row in rows[1:]]

        waits = ["Envoyée au comité", "à décider", None, None, None, None]
        held = ["Envoyée au comité", "non retenue, lettre retenue", "Paul Essai", NOW.date(), None]
        assert said(rita) == [waits, [*held, "+Déjà offert."]]
        assert said(paul) == [[*held, "Déjà offert."], [*held, "+Déjà offert."]]

    database.write(work)


def test_each_version_and_its_decision_are_listed(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
        ada = add_person(session, "Ada").id
        proposal_id, first = submitted(session, ada)
        until = (NOW + timedelta(days=9)).date().isoformat()
        decide(session, rita, first, "CHANGES_REQUESTED", "Précisez.", until)
        proposal.resume(session, NOW, ada, proposal_id)
        write(session, ada, proposal_id, {**CONTENT, "title": "Lire en hiver"})
        second = submit(session, ada, proposal_id)
        decide(session, rita, second)
        rows = read(session, rita, "2027-2028")
        assert [row[1:3] for row in rows[say.DECISIONS][1:]] == [["Lire dehors", 1], ["Lire en hiver", 2]]
        assert column(rows[say.DECISIONS], "Décision") == ["modifications demandées", "acceptée"]
        network = session.query(Network).one()
        assert rows[say.NETWORKS][1][:3] == [
            network.id,
            "Lire en hiver",
            "accepté; modalité, dates et lieu à choisir",
        ]

    database.write(work)


def test_the_file_is_named_as_the_house_names_files_and_always_the_same(database: Database) -> None:
    def work(session: Session) -> None:
        whole_year(session, 2, title="=cmd|' /C calc'!A0")
        first, second = (workbook.of_year(session, TODAY, 1, YEAR) for _ in range(2))
        assert first.name == "CEE_2026-2027_Classeur_2026-11-26.xlsx"
        assert first.draw() == second.draw()

    database.write(work)
