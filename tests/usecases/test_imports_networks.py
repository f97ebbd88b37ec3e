"""Networks that run already and their members, from CSV: whole or nothing (issue 3; S03; R11–R23)."""

from importlib.resources import files as resources

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases.audit import breaches
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Fault, Imported, LineError
from storage.agenda import Agenda, AgendaVersion, agenda_of
from storage.database import Database
from storage.deadlines import Delay
from storage.minutes import Minutes, MinutesVersion
from storage.network import Network, network_by_code
from storage.people import Person, Role
from storage.schedule import Meeting, meetings_of
from tests.factories import NOW, add_person

SAMPLE = resources("bot.local") / "sample"
SCHOOLS = "id;nom;ordre\n" + "".join(f"E{n};École {n};primaire\n" for n in range(1, 8))
TEACHERS = "id;nom;courriel;etablissement;enseigne\n" + "".join(
    f"T{n};Personne {n};t{n}@exemple.invalid;E{(n + 1) // 2};oui\n" for n in range(1, 14)
)
ADVISER = "CP;Cyril Conseil;cp@exemple.invalid;E7;non\n"
SECOND_YEAR = "N8B;La classe flexible;2026-2027;annulé en septembre;T12;;;;;;2026-06-12;N8;;;;;;\n"
NETWORKS = "id;titre;annee_scolaire;etape;animation;modalite;dates;heures;lieux;locaux;depose_le;suite_de\n"
RUNNING = "N1;Lire;2026-2027;en cours;T13;2J;2026-10-14|2027-04-14;;;;2025-12-01;\n"
OTHER = "N2;Bouger;2026-2027;en cours;T12;;;;;;2025-12-01;\n"


def run(session: Session, kind: str, text: str) -> object:
    return IMPORTS[kind](session, NOW, text.encode())


def prepared(session: Session, networks: str = RUNNING + OTHER) -> None:
    assert run(session, "schools", SCHOOLS) == Imported(7, 0)
    assert run(session, "teachers", TEACHERS + ADVISER) == Imported(14, 0)
    if networks:
        assert isinstance(run(session, "networks", NETWORKS + networks), Imported)


def test_the_sample_year_is_read_whole_and_again_without_change(database: Database) -> None:
    def work(session: Session) -> None:
        for name in ("schools", "teachers"):
            IMPORTS[name](session, NOW, (SAMPLE / f"{name}.csv").read_bytes())
        networks, enrollments = (
            (SAMPLE / f"{name}.csv").read_bytes() for name in ("networks", "enrollments")
        )
        # The demo tells N8's second year by its decision; a list may bring one too (R17).
        networks += SECOND_YEAR.encode()
        assert IMPORTS["networks"](session, NOW, networks) == Imported(8, 0)
        assert IMPORTS["enrollments"](session, NOW, enrollments) == Imported(41, 0)
        assert IMPORTS["networks"](session, NOW, networks) == Imported(0, 0)
        assert IMPORTS["enrollments"](session, NOW, enrollments) == Imported(0, 0)
        second = network_by_code(session, "N8B")
        assert second is not None
        assert (second.year_index, second.state) == (2, "CANCELLED")
        first = network_by_code(session, "N2")
        assert first is not None
        told = [
            (str(one.day), str(one.starts), one.half_days, one.venue, one.room, one.state)
            for one in meetings_of(session, first.id)
        ]
        assert told == [
            ("2026-11-04", "08:45:00", 2, "S15", "Bibliothèque", "HELD"),
            ("2027-01-27", "12:45:00", 1, "CEE", "2.04", "PLANNED"),
            ("2027-04-28", "12:45:00", 1, "S15", "Bibliothèque", "PLANNED"),
        ]
        assert breaches(session, NOW) == {}

    database.write(work)


@pytest.mark.parametrize(
    ("animation", "filed", "expected"),
    [
        ("CP", "2024-05-30", Imported(1, 0)),
        ("CP", "2024-12-31", Imported(1, 0)),
        ("CP", "2025-01-01", (LineError(2, Fault.NOT_TEACHING, "Cyril Conseil"),)),
        ("CP", "", (LineError(2, Fault.NOT_TEACHING, "Cyril Conseil"),)),
        ("T1", "2026-01-01", Imported(1, 0)),
    ],
)
def test_s03_only_what_was_filed_before_2025_is_animated_by_who_does_not_teach(
    database: Database, animation: str, filed: str, expected: object
) -> None:
    def work(session: Session) -> object:
        prepared(session, "")
        return run(session, "networks", f"{NETWORKS}N1;Lire;2024-2025;terminé;{animation};;;;;;{filed};\n")

    assert database.write(work)[0] == expected


def test_s03_its_continuation_filed_later_is_refused(database: Database) -> None:
    def work(session: Session) -> object:
        prepared(session, "")
        first = "N1;Lire;2025-2026;terminé;CP;;;;;;2024-05-30;\n"
        assert run(session, "networks", NETWORKS + first) == Imported(1, 0)
        return run(session, "networks", f"{NETWORKS}{first}N2;Lire;2026-2027;accepté;CP;;;;;;2026-03-02;N1\n")

    assert database.write(work)[0] == (LineError(3, Fault.NOT_TEACHING, "Cyril Conseil"),)


NETWORK_FAULTS = [
    ("N1;A;2026-2028;en cours;T1;;;;;;;", (Fault.BAD_YEAR, "2026-2028")),
    ("N1;A;2026;en cours;T1;;;;;;;", (Fault.BAD_YEAR, "2026")),
    ("N1;A;2026-2027;proposition soumise;T1;;;;;;;", (Fault.NOT_A_STAGE, "proposition soumise")),
    ("N1;A;2026-2027;en cours;T99;;;;;;;", (Fault.UNKNOWN_PERSON, "T99")),
    ("N1;A;2026-2027;en cours;T1;3J;;;;;;", (Fault.BAD_MODALITY, "3J")),
    ("N1;A;2026-2027;en cours;T1;;;;;;demain;", (Fault.BAD_DATE, "demain")),
    ("N1;A;2026-2027;en cours;T1;2J;2026-10-14|x;;;;;", (Fault.BAD_DATE, "x")),
    ("N1;A;2026-2027;en cours;T1;2J;2026-10-17|2027-04-14;;;;;", (Fault.DAY_REFUSED, "2026-10-17")),
    ("N1;A;2026-2027;en cours;T1;2J;2026-10-14|2027-07-05;;;;;", (Fault.DAY_REFUSED, "2027-07-05")),
    (
        "N1;A;2026-2027;en cours;T1;2J;2026-10-14;;;;;",
        (Fault.DATES_AND_MODALITY, "2026-10-14"),
    ),
    (
        "N1;A;2026-2027;en cours;T1;2J;2026-10-14|2026-10-14;;;;;",
        (Fault.DATES_AND_MODALITY, "2026-10-14|2026-10-14"),
    ),
    (
        "N1;A;2026-2027;en cours;T1;;2026-10-14|2027-04-14;;;;;",
        (Fault.DATES_AND_MODALITY, "2026-10-14|2027-04-14"),
    ),
    (
        "N1;A;2026-2027;en cours;T1;2J;2026-10-14|2027-04-14;15:45-08:45|08:45-15:45;;;;",
        (Fault.BAD_HOURS, "15:45-08:45"),
    ),
    (
        "N1;A;2026-2027;en cours;T1;2J;2026-10-14|2027-04-14;8 h 45 à 15 h 45;;;;",
        (Fault.NOT_AS_MANY, "8 h 45 à 15 h 45"),
    ),
    (
        "N1;A;2026-2027;en cours;T1;2J;2026-10-14|2027-04-14;;CEE|E99;;;",
        (Fault.UNKNOWN_SCHOOL, "E99"),
    ),
    ("N1;A;2026-2027;accepté;T1;;;;;;;N0", (Fault.BAD_CONTINUATION, "N0")),
]


@pytest.mark.parametrize(("line", "fault"), NETWORK_FAULTS, ids=[str(n) for n in range(len(NETWORK_FAULTS))])
def test_each_fault_of_a_network_is_named_and_nothing_is_written(
    database: Database, line: str, fault: tuple[Fault, str]
) -> None:
    def work(session: Session) -> tuple[object, int]:
        prepared(session, "")
        good = "N0B;B;2026-2027;en cours;T2;;;;;;;\n"
        outcome = run(session, "networks", f"{NETWORKS}{good}{line}\n")
        return outcome, session.scalar(select(func.count()).select_from(Network)) or 0

    assert database.write(work)[0] == ((LineError(3, *fault),), 0)


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        ("N3;C;2026-2027;accepté;T12;;;;;;;", (Fault.SECOND_ANIMATION, "Personne 12")),  # stored beside it
        ("N3;C;2026-2027;annulé;T12;;;;;;;", None),
        ("N3;C;2027-2028;accepté;T12;;;;;;;N2", None),
        ("N3;C;2028-2029;accepté;T12;;;;;;;N2", (Fault.BAD_CONTINUATION, "N2")),
        (
            "N3;C;2027-2028;accepté;T1;;;;;;;N2\nN4;D;2028-2029;accepté;T1;;;;;;;N3",
            (Fault.BAD_CONTINUATION, "N3"),  # no third year (R17)
        ),
        (
            "N3;C;2027-2028;accepté;T1;;;;;;;N2\nN4;D;2027-2028;accepté;T2;;;;;;;N2",
            (Fault.BAD_CONTINUATION, "N2"),
        ),
    ],
)
def test_r12_and_r17_over_the_file_and_what_is_stored(
    database: Database, lines: str, fault: tuple[Fault, str] | None
) -> None:
    def work(session: Session) -> object:
        prepared(session)
        return run(session, "networks", f"{NETWORKS}{lines}\n")

    last = lines.count("\n") + 2
    expected = (LineError(last, *fault),) if fault else Imported(lines.count("\n") + 1, 0)
    assert database.write(work)[0] == expected


def test_a_changed_line_moves_the_meetings(database: Database) -> None:
    def work(session: Session) -> None:
        prepared(session)
        moved = RUNNING.replace("2027-04-14", "2027-04-21")
        assert run(session, "networks", NETWORKS + moved) == Imported(0, 1)
        days = session.scalars(select(Meeting.day).order_by(Meeting.number))
        assert [str(day) for day in days] == ["2026-10-14", "2027-04-21"]

    database.write(work)


def test_a_meeting_that_moves_keeps_its_agenda(database: Database) -> None:
    """The two change places: neither meets the other on one day, and what hangs on them stays."""

    def work(session: Session) -> None:
        prepared(session)
        first, second = session.scalars(select(Meeting.id).order_by(Meeting.number))
        session.add(Agenda(meeting_id=second, draft={"items": "Essais"}, saved_at=NOW))
        session.flush()
        moved = RUNNING.replace("2026-10-14|2027-04-14", "2027-04-14|2026-10-14")
        assert run(session, "networks", NETWORKS + moved) == Imported(0, 1)
        found = session.scalars(select(Meeting).order_by(Meeting.number))
        assert [(one.id, str(one.day), one.state) for one in found] == [
            (first, "2027-04-14", "PLANNED"),
            (second, "2026-10-14", "HELD"),
        ]
        agenda = agenda_of(session, second)
        assert agenda is not None
        assert agenda.draft == {"items": "Essais"}

    database.write(work)


def test_a_meeting_that_the_file_drops_takes_its_documents_along(database: Database) -> None:
    def work(session: Session) -> None:
        three = RUNNING.replace("2J;2026-10-14|2027-04-14", "1J2D;2026-10-14|2027-02-10|2027-04-14")
        prepared(session, three + OTHER)
        last = session.scalars(select(Meeting.id).order_by(Meeting.number.desc())).first()
        assert last is not None
        agenda = Agenda(meeting_id=last, draft={}, version=1, deposited_at=NOW, saved_at=NOW)
        session.add(agenda)
        session.flush()
        session.add(AgendaVersion(agenda_id=agenda.id, version=1, content={}, deposited_at=NOW))
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        session.add(Delay(document="AGENDA", meeting_id=last, paper=True, person_id=rita, at=NOW))
        told = Minutes(meeting_id=last, draft={}, version=1, deposited_at=NOW, saved_at=NOW, done=[])
        session.add(told)
        session.flush()
        session.add(MinutesVersion(minutes_id=told.id, version=1, content={}, deposited_at=NOW))
        assert run(session, "networks", NETWORKS + RUNNING) == Imported(0, 1)
        assert session.scalars(select(Meeting.number).order_by(Meeting.number)).all() == [1, 2]
        for table in (Agenda, AgendaVersion, Delay, Minutes, MinutesVersion):
            assert session.scalars(select(table)).all() == []

    database.write(work)


def test_what_the_list_says_of_a_person_is_kept(database: Database) -> None:
    def work(session: Session) -> None:
        prepared(session, "")
        text = (
            "id;nom;courriel;etablissement;fonction;objet_id;enseigne\n"
            "T1;Personne 1;t1@exemple.invalid;E1;Titulaire;oid-1;oui\n"
            "T2;Personne 2;t2@exemple.invalid;E1;;;non\n"
        )
        assert run(session, "teachers", text) == Imported(0, 2)
        assert run(session, "teachers", text) == Imported(0, 0)
        first, second = session.scalars(
            select(Person).where(Person.code.in_(["T1", "T2"])).order_by(Person.code)
        )
        assert (first.job_title, first.object_id, first.confirmed_teacher) == ("Titulaire", "oid-1", True)
        assert (second.confirmed_teacher, second.not_teaching) == (False, True)
        stolen = "id;nom;courriel;etablissement;objet_id\nT3;Personne 3;t3@exemple.invalid;E2;oid-1\n"
        assert run(session, "teachers", stolen) == (LineError(2, Fault.OTHERS_OBJECT_ID, "oid-1"),)

    database.write(work)
