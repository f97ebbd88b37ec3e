"""Any history of presses, decisions and days, on one database: what may never happen never does.

Each history runs in one transaction that is rolled back, so that two thousand of them take a minute.
(S09–S17, B8, B15–B18; ANCHORS: every rule at once is where the best systems fail.)
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.usecases import enrollment, leaving, minimum, schools, teachers, waiting
from bot.usecases.audit import breaches
from bot.usecases.enrollment import Asked, Refused
from storage import migrations
from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState, Seat
from storage.network import Network
from storage.people import Person, Role
from tests.enrolling import add_network, add_schools, add_teacher, queue
from tests.factories import NOW, SETTINGS, add_person

HISTORIES = int(os.environ.get("HISTORIES", "10000" if os.environ.get("SOAK") else "600"))
PEOPLE, SCHOOLS, NETWORKS = 14, 5, 3
# The second network meets soon, so that its seats are offered; the third has met once.
DAYS = (
    (date(2027, 1, 13), date(2027, 5, 5)),
    (date(2026, 12, 4), date(2027, 5, 6)),
    (date(2026, 11, 4), date(2027, 4, 14)),
)


@dataclass
class Stage:
    """What every history begins with."""

    session: Session
    responsible: int
    people: list[int]
    networks: list[int]
    now: datetime = field(default=NOW)


def scene(session: Session) -> tuple[int, list[int], list[int]]:
    codes = add_schools(session, SCHOOLS)
    responsible = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
    crowd = [add_teacher(session, f"P{n}", codes[n % SCHOOLS], confirmed=n % 5 != 0) for n in range(PEOPLE)]
    networks = [
        add_network(
            session,
            str(n),
            days=DAYS[n],
            capacity=6,
            state="IN_PROGRESS" if n == NETWORKS - 1 else "OPEN",
            # One of them is animated by somebody who may take part in the others.
            animator_id=crowd[1] if n == 1 else None,
        )
        for n in range(NETWORKS)
    ]
    return responsible, crowd, networks


@pytest.fixture(scope="module")
def database() -> Iterator[tuple[Database, tuple[int, list[int], list[int]]]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/h.db"
        migrations.upgrade(url)
        opened = Database(url)
        yield opened, opened.write(scene)[0]
        opened.close()


@contextmanager
def stage(opened: Database, made: tuple[int, list[int], list[int]]) -> Iterator[Stage]:
    with Session(opened.engine, expire_on_commit=False) as session:
        session.begin()
        yield Stage(session, made[0], made[1], made[2])
        session.rollback()


def enroll(on: Stage, person: int, network: int, how: int) -> None:
    asked = Asked(wait=how % 2 == 1, exchange=how // 2 % 2 == 1, teaches=True)
    found = enrollment.enroll(on.session, on.now, person, network, asked)
    # One's own rank never blocks: whoever waits is told of the rank, not refused.
    if isinstance(found, Refused) and found.condition in {Condition.FULL, Condition.SAME_SCHOOL}:
        assert person not in queue(on.session, network)


def withdraw(on: Stage, person: int, network: int, _how: int) -> None:
    enrollment.withdraw(on.session, on.now, person, network)


def accept(on: Stage, person: int, network: int, _how: int) -> None:
    waiting.accept(on.session, on.now, person, network)


def decline(on: Stage, person: int, network: int, _how: int) -> None:
    waiting.decline(on.session, on.now, person, network)


def move(on: Stage, person: int, _network: int, how: int) -> None:
    schools.move(on.session, on.now, on.session.get_one(Person, person), f"S{1 + how % SCHOOLS}")


def resize(on: Stage, _person: int, network: int, how: int) -> None:
    minimum.set_capacity(on.session, on.now, on.responsible, network, 6 + how % 5)


def cancel(on: Stage, _person: int, network: int, how: int) -> None:
    if how == 0:
        minimum.cancel(on.session, on.now, on.responsible, network, "Motif.")


def judge(on: Stage, person: int, _network: int, how: int) -> None:
    teachers.judge(on.session, on.now, on.responsible, [person], teach=how % 2 == 0)


def pass_days(on: Stage, _person: int, _network: int, how: int) -> None:
    on.now += timedelta(hours=7 + 10 * how)
    minimum.plan(on.session, on.now, SETTINGS)
    waiting.plan(on.session, on.now, SETTINGS)


STEPS: tuple[Callable[[Stage, int, int, int], None], ...] = (
    *(enroll, enroll, enroll, enroll, withdraw, withdraw),
    *(accept, decline, move, resize, cancel, judge, pass_days, pass_days),
)
HISTORY = st.lists(
    st.tuples(
        st.sampled_from(range(len(STEPS))),
        st.sampled_from(range(PEOPLE)),
        st.sampled_from(range(NETWORKS)),
        st.sampled_from(range(8)),
    ),
    min_size=4,
    max_size=26,
)


def holds(on: Stage) -> None:
    """At most ten, and the capacity; two a school; one a year; ranks without a gap; nobody forgotten."""
    session = on.session
    for network in on.networks:
        seats = session.scalars(select(Seat).where(Seat.network_id == network)).all()
        assert len(seats) <= session.get_one(Network, network).capacity
        placed = [seat.school_id for seat in seats if seat.school_number is not None]
        assert all(placed.count(school) <= 2 for school in placed)
        queue(session, network)
        if session.get_one(Network, network).state != "CANCELLED":
            assert not waiting.would_move(session, on.now, network), "somebody waits for a seat that is free"
    active = session.scalars(
        select(Enrollment.person_id).where(Enrollment.state == EnrollmentState.ACTIVE.value)
    ).all()
    assert len(active) == len(set(active)), "one a year"


@pytest.mark.parametrize("half", [1, 2])
def test_no_history_breaks_a_rule(
    database: tuple[Database, tuple[int, list[int], list[int]]], half: int
) -> None:
    """Two runs of HISTORIES, with seeds of their own: `HISTORIES=50000` makes them longer."""
    count = 0

    @settings(max_examples=HISTORIES, derandomize=False, database=None)
    @given(history=HISTORY)
    def check(history: list[tuple[int, int, int, int]]) -> None:
        nonlocal count
        count += 1
        with stage(*database) as on:
            for step, person, network, how in history:
                STEPS[step](on, on.people[person], on.networks[network], how)
                holds(on)
            assert breaches(on.session, on.now + timedelta(hours=1)) == {}

    check()
    assert count >= HISTORIES, half


def test_control_a_withdrawal_that_moves_no_list_is_noticed(
    database: tuple[Database, tuple[int, list[int], list[int]]],
) -> None:
    """The same end without `promote`: `holds` and the audit see who was forgotten."""
    with stage(*database) as on:
        network = on.networks[0]
        minimum.set_capacity(on.session, on.now, on.responsible, network, 6)
        for person in on.people[2:10]:
            enroll(on, person, network, 1)
        left, waits = on.people[2], queue(on.session, network)
        assert waits
        holds(on)
        row = on.session.scalars(
            select(Enrollment).where(Enrollment.person_id == left, Enrollment.network_id == network)
        ).one()
        leaving.end(on.session, on.now, leaving.Ending(network, row.id, left, "ACTIVE"))
        with pytest.raises(AssertionError, match="a seat that is free"):
            holds(on)
        assert breaches(on.session, on.now + timedelta(hours=1)) == {
            "seat_free_while_somebody_waits": [network]
        }
