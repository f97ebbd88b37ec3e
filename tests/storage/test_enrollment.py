"""What the tables of members refuse by themselves, whatever the code does (R11, R22, R23; S17)."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState, Seat, free_number, free_school_number
from storage.network import Network
from storage.schedule import Meeting
from tests.factories import NOW, add_lists, add_person

YEAR = "2026-2027"


def network(session: Session, name: str = "Alix", **more: object) -> int:
    made = Network(
        title="Un réseau",
        animator_id=add_person(session, name).id,
        school_year=YEAR,
        state="OPEN",
        accepted_at=NOW,
        **more,
    )
    session.add(made)
    session.flush()
    return made.id


def enrolled(
    session: Session, network_id: int, person_id: int, state: str = "ACTIVE", position: int | None = None
) -> Enrollment:
    """One that is offered ends a day from now."""
    made = Enrollment(
        network_id=network_id,
        person_id=person_id,
        school_year=YEAR,
        state=state,
        position=position,
        source="import",
        created_at=NOW,
        offered_until=NOW + timedelta(days=1) if state == "OFFERED" else None,
    )
    session.add(made)
    session.flush()
    return made


def seat(
    session: Session,
    network_id: int,
    number: int,
    name: str,
    school: str | None = "E1",
    place: int | None = 1,
) -> None:
    made = enrolled(session, network_id, add_person(session, name).id)
    session.add(
        Seat(
            network_id=network_id,
            number=number,
            enrollment_id=made.id,
            school_id=school,
            school_number=place,
        )
    )
    session.flush()


def twice_a_year(session: Session, state: str) -> None:
    ada = add_person(session, "Ada").id
    enrolled(session, network(session), ada)
    enrolled(session, network(session, "Béa"), ada, state)


def twice_a_network(session: Session, state: str) -> None:
    ada, where = add_person(session, "Ada").id, network(session)
    enrolled(session, where, ada, "WAITING", 1)
    enrolled(session, where, ada, state, 2 if state == "WAITING" else None)


def two_seats(session: Session, *, same: bool) -> None:
    where = network(session)
    seat(session, where, 1, "Ada")
    seat(session, where, 1 if same else 2, "Zoé", "E2")


def of_one_school(session: Session, place: int | None) -> None:
    where = network(session)
    seat(session, where, 1, "Ada", "E1", 1)
    seat(session, where, 2, "Zoé", "E1", 2)
    seat(session, where, 3, "Léa", "E1", place)


def waits(session: Session, position: int | None) -> None:
    enrolled(session, network(session), add_person(session, "Ada").id, "WAITING", position)


def of_year(session: Session, index: int) -> None:
    network(session, year_index=index)


def meetings(session: Session, *days: int) -> None:
    where = network(session)
    for number, day in enumerate(days, start=1):
        session.add(
            Meeting(
                network_id=where,
                number=number,
                day=date(2026, 12, day),
                starts=time(8, 45),
                ends=time(15, 45),
                half_days=2,
            )
        )
    session.flush()


# (what must be refused, the same thing next to it that must not)
GUARDS: dict[str, tuple[Callable[[Session], None], Callable[[Session], None]]] = {
    "one enrollment a year": (lambda s: twice_a_year(s, "ACTIVE"), lambda s: twice_a_year(s, "WITHDRAWN")),
    "once a network": (lambda s: twice_a_network(s, "WAITING"), lambda s: twice_a_network(s, "WITHDRAWN")),
    "one person a seat": (lambda s: two_seats(s, same=True), lambda s: two_seats(s, same=False)),
    "no eleventh seat": (
        lambda s: seat(s, network(s), 11, "Ada"),
        lambda s: seat(s, network(s), 10, "Ada"),
    ),
    "no third place of a school": (lambda s: of_one_school(s, 3), lambda s: of_one_school(s, None)),
    "two a school": (lambda s: of_one_school(s, 2), lambda s: of_one_school(s, None)),
    "no place without a school": (
        lambda s: seat(s, network(s), 1, "Ada", None, 1),
        lambda s: seat(s, network(s), 1, "Ada", None, None),
    ),
    "no third year": (lambda s: of_year(s, 3), lambda s: of_year(s, 2)),
    "one meeting a day": (lambda s: meetings(s, 1, 1), lambda s: meetings(s, 1, 2)),
    "a rank for who waits": (
        lambda s: waits(s, None),
        lambda s: waits(s, 1),
    ),
}


@pytest.mark.parametrize("guard", GUARDS)
def test_what_must_never_be_cannot_be_stored(database: Database, guard: str) -> None:
    refused, _ = GUARDS[guard]
    database.write(add_lists)
    with pytest.raises(IntegrityError):
        database.write(refused)


@pytest.mark.parametrize("guard", GUARDS)
def test_what_may_be_next_to_it_can(database: Database, guard: str) -> None:
    """The control of each guard: it refuses that, and not everything."""
    _, allowed = GUARDS[guard]
    database.write(add_lists)
    database.write(allowed)


def test_the_free_numbers_are_the_lowest(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        where = network(session)
        assert (free_number(session, where), free_school_number(session, where, "E1")) == (1, 1)
        seat(session, where, 2, "Ada", "E1", 2)
        assert (free_number(session, where), free_school_number(session, where, "E1")) == (1, 1)
        seat(session, where, 1, "Zoé", "E1", 1)
        assert (free_number(session, where), free_school_number(session, where, "E1")) == (3, None)
        for number in range(3, 11):
            seat(session, where, number, f"P{number}", None, None)
        assert free_number(session, where) is None

    database.write(work)


def test_the_states_are_those_of_the_table(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        for number, state in enumerate(EnrollmentState):
            rank = 1 if state is EnrollmentState.WAITING else None
            enrolled(
                session, network(session, f"A{number}"), add_person(session, f"P{number}").id, state, rank
            )

    database.write(work)
