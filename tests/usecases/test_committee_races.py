"""A member on two devices, two people who change schools, at the very same moment, with their controls."""

import threading
from functools import partial

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.usecases import rating, schools
from storage.database import Database
from storage.enrollment import Seat, free_school_number
from storage.network import Network
from storage.people import Person, Role
from storage.rating import Rating
from tests.factories import NOW, SETTINGS, add_lists, add_person, submitted
from tests.usecases.test_races import ROUNDS, at_once
from tests.usecases.test_teachers import seated

FIRST = {"R24": "YES", "R25": "YES", "R26": "YES", "R27": "YES"}
LAST = {"R28": "NO", "R29": "NO", "R30": "NO"}


def request_to_rate(session: Session, number: int) -> tuple[int, int]:
    """(a member of the committee, a new request)"""
    if number == 0:
        add_lists(session)
    member = add_person(session, f"Léa{number}", Role.COMMITTEE_MEMBER).id
    return member, submitted(session, add_person(session, f"Ada{number}").id)[1]


def test_two_devices_of_one_member_leave_one_rating_with_both_steps(database: Database) -> None:
    for number in range(ROUNDS):
        member, request = database.write(partial(request_to_rate, number=number))[0]

        def saving(
            barrier: threading.Barrier,
            step: int,
            typed: dict[str, str],
            at: tuple[int, int] = (member, request),
        ) -> object:
            barrier.wait()
            return database.write(
                lambda session: rating.rate(
                    session, NOW, at[0], SETTINGS, at[1], step=step, typed=typed, comment=""
                )
            )[0]

        results = at_once(partial(saving, step=1, typed=FIRST), partial(saving, step=2, typed=LAST))
        assert results == [rating.Rated(request)] * 2, results

        def stored(session: Session, wanted: int = request) -> list[tuple[dict[str, str], bool]]:
            rows = session.scalars(select(Rating).where(Rating.request_id == wanted))
            return [(row.marks, row.complete) for row in rows]

        assert database.read(stored) == [({**FIRST, **LAST}, True)]


def test_control_without_the_lock_the_second_saving_breaks(database: Database) -> None:
    member, request = database.write(partial(request_to_rate, number=0))[0]

    def saving(barrier: threading.Barrier) -> object:
        found = database.read(lambda session: session.scalars(select(Rating)).all())
        barrier.wait()
        assert found == []

        def add(session: Session) -> None:
            session.add(Rating(request_id=request, person_id=member, marks={}, saved_at=NOW))

        return database.write(add)

    results = at_once(saving, saving)
    assert [isinstance(one, IntegrityError) for one in results].count(True) == 1


def one_place_left(session: Session, number: int) -> tuple[int, tuple[int, int]]:
    """(a network in which school E1 has one place left, two members of E2 about to move there)"""
    if number == 0:
        add_lists(session)
    network = Network(
        title="Un réseau",
        animator_id=add_person(session, f"Alix{number}").id,
        school_year="2026-2027",
        state="IN_PROGRESS",
        accepted_at=NOW,
    )
    session.add(network)
    session.flush()
    seated(session, network, 1, f"Ada{number}", "E1")
    movers = [seated(session, network, n, f"P{n}-{number}", "E2").id for n in (2, 3)]
    return network.id, (movers[0], movers[1])


def places(session: Session, network: int) -> list[tuple[str | None, int | None]]:
    seats = session.scalars(select(Seat).where(Seat.network_id == network).order_by(Seat.number))
    return [(seat.school_id, seat.school_number) for seat in seats]


def test_s17_two_who_move_to_one_place_get_it_once_and_nobody_is_evicted(database: Database) -> None:
    for number in range(ROUNDS):
        network, movers = database.write(partial(one_place_left, number=number))[0]

        def moving(barrier: threading.Barrier, person: int) -> object:
            barrier.wait()

            def work(session: Session) -> None:
                schools.move(session, NOW, session.get_one(Person, person), "E1")

            return database.write(work)[0]

        results = at_once(*(partial(moving, person=person) for person in movers))
        assert results == [None, None], results
        found = database.read(partial(places, network=network))
        assert [school for school, _ in found] == ["E1"] * 3
        assert sorted(place or 0 for _, place in found) == [0, 1, 2]


def test_control_without_the_lock_the_table_itself_refuses_the_third_place(database: Database) -> None:
    network, movers = database.write(partial(one_place_left, number=0))[0]

    def moving(barrier: threading.Barrier, person: int) -> object:
        place = database.read(lambda session: free_school_number(session, network, "E1"))
        barrier.wait()

        def work(session: Session) -> None:
            seat = next(
                one
                for one in session.scalars(select(Seat).where(Seat.network_id == network))
                if one.enrollment.person_id == person
            )
            seat.school_id, seat.school_number = "E1", place

        return database.write(work)

    results = at_once(*(partial(moving, person=person) for person in movers))
    assert [isinstance(one, IntegrityError) for one in results].count(True) == 1
