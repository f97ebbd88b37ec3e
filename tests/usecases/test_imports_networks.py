"""Networks that run already and their members, from CSV: whole or nothing (issue 3; S03; R11–R23)."""

import tempfile
from importlib.resources import files as resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases.audit import breaches
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Fault, Imported, LineError
from storage import migrations
from storage.database import Database
from storage.enrollment import Enrollment, Seat
from storage.network import Network, network_by_code
from storage.people import Person
from storage.schedule import Meeting, meetings_of
from tests.factories import NOW

SAMPLE = resources("bot.local") / "sample"
SCHOOLS = "id;nom;ordre\n" + "".join(f"E{n};École {n};primaire\n" for n in range(1, 8))
TEACHERS = "id;nom;courriel;etablissement;enseigne\n" + "".join(
    f"T{n};Personne {n};t{n}@exemple.invalid;E{(n + 1) // 2};oui\n" for n in range(1, 14)
)
ADVISER = "CP;Cyril Conseil;cp@exemple.invalid;E7;non\n"
NETWORKS = "id;titre;annee_scolaire;etape;animation;modalite;dates;heures;lieux;locaux;depose_le;suite_de\n"
ENROLLMENTS = "reseau;enseignant;etablissement;etat\n"
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


TEN = "".join(f"N1;T{n};E{(n + 1) // 2};inscrit\n" for n in range(1, 11))
ENROLLMENT_FAULTS = [
    ("N9;T1;E1;inscrit", (2, Fault.UNKNOWN_NETWORK, "N9")),
    ("N1;T99;E1;inscrit", (2, Fault.UNKNOWN_PERSON, "T99")),
    ("N1;T1;E99;inscrit", (2, Fault.UNKNOWN_SCHOOL, "E99")),
    ("N1;T1;E1;peut-être", (2, Fault.BAD_STATE, "peut-être")),
    ("N1;T13;E7;inscrit", (2, Fault.OWN_NETWORK, "Personne 13")),
    ("N1;T1;E1;inscrit\nN1;T1;E1;désisté", (3, Fault.TWICE, "N1 T1")),
    ("N1;T1;E1;inscrit\nN2;T1;E1;inscrit", (3, Fault.SECOND_NETWORK, "T1")),
    (TEN + "N1;T11;E6;inscrit", (12, Fault.ELEVENTH, "N1")),
    ("N1;T1;E1;inscrit\nN1;T2;E1;inscrit\nN1;T3;E1;inscrit", (4, Fault.THIRD_OF_SCHOOL, "E1")),
    ("N1;T1;E1;liste d’attente 2", (2, Fault.BAD_RANKS, "N1")),
    ("N1;T1;E1;liste d’attente 1\nN1;T2;E1;liste d’attente 1", (2, Fault.BAD_RANKS, "N1")),
]


@pytest.mark.parametrize(
    ("lines", "fault"), ENROLLMENT_FAULTS, ids=[str(n) for n in range(len(ENROLLMENT_FAULTS))]
)
def test_each_fault_of_a_member_is_named_and_nothing_is_written(
    database: Database, lines: str, fault: tuple[int, Fault, str]
) -> None:
    def work(session: Session) -> tuple[object, int]:
        prepared(session)
        outcome = run(session, "enrollments", f"{ENROLLMENTS}{lines}\n")
        return outcome, session.scalar(select(func.count()).select_from(Enrollment)) or 0

    assert database.write(work)[0] == ((LineError(*fault),), 0)


def test_ten_are_seated_one_waits_and_a_withdrawal_frees_the_seat(database: Database) -> None:
    def work(session: Session) -> None:
        prepared(session)
        waiting = "N1;T11;E6;liste d’attente 1\n"
        assert run(session, "enrollments", ENROLLMENTS + TEN + waiting) == Imported(11, 0)
        seats = session.scalars(select(Seat).order_by(Seat.number))
        assert [(seat.number, seat.school_number) for seat in seats] == [
            (number, 1 + (number + 1) % 2) for number in range(1, 11)
        ]
        # What is stored beside the file counts too.
        assert run(session, "enrollments", f"{ENROLLMENTS}N1;T12;E6;inscrit\n") == (
            LineError(2, Fault.ELEVENTH, "N1"),
        )
        swap = "N1;T12;E6;inscrit\nN1;T1;E1;désisté\n"
        assert run(session, "enrollments", ENROLLMENTS + swap) == Imported(1, 1)
        assert session.scalar(select(func.count()).select_from(Seat)) == 10
        assert breaches(session, NOW) == {}

    database.write(work)


def test_of_two_enrollments_of_one_person_the_one_that_lives_is_meant(database: Database) -> None:
    """Who left and came back: the older, withdrawn one stays as it is."""

    def work(session: Session) -> None:
        prepared(session)
        run(session, "enrollments", f"{ENROLLMENTS}N1;T1;E1;désisté\n")
        old = session.scalars(select(Enrollment)).one()
        session.add(
            Enrollment(
                network_id=old.network_id,
                person_id=old.person_id,
                school_year=old.school_year,
                state="WAITING",
                position=1,
                source="self",
                created_at=NOW,
            )
        )
        session.flush()
        assert run(session, "enrollments", f"{ENROLLMENTS}N1;T1;E1;inscrit\n") == Imported(0, 1)
        states = session.scalars(select(Enrollment.state).order_by(Enrollment.id))
        assert list(states) == ["WITHDRAWN", "ACTIVE"]
        assert breaches(session, NOW) == {}

    database.write(work)


def test_a_changed_line_moves_the_meetings(database: Database) -> None:
    def work(session: Session) -> None:
        prepared(session)
        moved = RUNNING.replace("2027-04-14", "2027-04-21")
        assert run(session, "networks", NETWORKS + moved) == Imported(0, 1)
        days = session.scalars(select(Meeting.day).order_by(Meeting.number))
        assert [str(day) for day in days] == ["2026-10-14", "2027-04-21"]

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


LINES = st.lists(
    st.tuples(
        st.sampled_from(["N1", "N2"]),
        st.integers(1, 13),
        st.integers(1, 3),
        st.sampled_from(["inscrit", "désisté", "liste d’attente 1", "liste d’attente 2"]),
    ),
    max_size=14,
)


@given(files=st.lists(LINES, min_size=1, max_size=3))
@settings(max_examples=40)
def test_no_file_ever_breaks_an_invariant(files: list[list[tuple[str, int, int, str]]]) -> None:
    """Any files one after the other, on SQLite: ten, two a school, one a year; a refusal writes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/h.db"
        migrations.upgrade(url)
        database = Database(url)

        def work(session: Session) -> None:
            prepared(session)
            for lines in files:
                before = session.scalar(select(func.count()).select_from(Enrollment))
                text = "".join(f"{code};T{who};E{school};{state}\n" for code, who, school, state in lines)
                outcome = run(session, "enrollments", ENROLLMENTS + text)
                if not isinstance(outcome, Imported):
                    assert session.scalar(select(func.count()).select_from(Enrollment)) == before
                assert breaches(session, NOW) == {}

        database.write(work)
        database.close()
