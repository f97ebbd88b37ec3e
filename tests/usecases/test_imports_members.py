"""Members of networks that already run, from CSV: ten, two a school, one a year (issue 3; R11, R22, R23)."""

import tempfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases.audit import breaches
from bot.usecases.imports_csv import Fault, Imported, LineError
from storage import migrations
from storage.database import Database
from storage.enrollment import Enrollment, Seat
from tests.factories import NOW
from tests.usecases.test_imports_networks import prepared, run

ENROLLMENTS = "reseau;enseignant;etablissement;etat\n"
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
