"""The morning when enrollments open: everybody at the very same moment (S09–S11; R11, R22, R23).

On SQLite the bot is one process; on PostgreSQL two bot processes work on one database.
"""

import asyncio
import json
import subprocess
import sys
import threading
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases import enrollment, minimum, waiting
from bot.usecases.audit import breaches
from bot.usecases.enrollment import Left
from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network
from storage.people import Role
from tests.enrolling import (
    NEAR,
    add_network,
    add_schools,
    add_teacher,
    full,
    members,
    offered,
    queue,
    schools,
)
from tests.factories import NOW, SETTINGS, add_person
from tests.usecases.racing import Pairs, naive, press
from tests.usecases.test_races import at_once

ROOT = Path(__file__).parents[2]
PROCESSES = 2


def raced(database: Database, pairs: Pairs, work: str = "enroll") -> Counter[str]:
    """What became of presses made at once, by name."""
    if database.is_sqlite:
        return Counter(asyncio.run(press(database, work, pairs)))
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.usecases.racing", _url(database), work],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(PROCESSES)
    ]
    for number, process in enumerate(running):
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps(pairs[number::PROCESSES]) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    found: Counter[str] = Counter()
    for process in running:
        said, _ = process.communicate(timeout=120)
        assert process.returncode == 0
        found.update(json.loads(said))
    return found


def _url(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


def clean(session: Session) -> None:
    assert breaches(session, NOW.replace(hour=12)) == {}


def crowd(session: Session, count: int, school_count: int) -> tuple[int, list[int]]:
    """(a network of ten seats, so many people of so many schools)"""
    codes = add_schools(session, school_count)
    people = [add_teacher(session, f"P{n}", codes[n % school_count]) for n in range(count)]
    return add_network(session), people


def test_two_hundred_callers_of_forty_schools_for_ten_seats(database: Database) -> None:
    """S09: exactly ten, two a school at most; the others wait, in ranks without a gap, or are told why."""
    network, people = database.write(lambda session: crowd(session, 200, 40))[0]
    found = raced(database, [(person, network) for person in people])

    def check(session: Session) -> None:
        seated, waits = members(session, network), queue(session, network)
        assert len(seated) == 10
        assert all(count <= 2 for count in Counter(schools(session, network)).values())
        # Who comes third of a school is told so, and waits only when she or he asks for it.
        assert found == Counter(Enrolled=10, Waitlisted=len(waits), Refused=190 - len(waits))
        assert not set(seated) & set(waits)
        clean(session)

    database.write(check)


def test_control_a_count_and_an_insert_overbook(database: Database) -> None:
    network, people = database.write(lambda session: crowd(session, 60, 60))[0]
    if database.is_sqlite:
        # One writer thread would hide the race: four threads look and write as two bots would.
        pairs = [(person, network) for person in people[:24]]

        def look_and_write(barrier: threading.Barrier, pair: tuple[int, int]) -> str:
            barrier.wait()
            return naive(database, *pair)

        at_once(*(partial(look_and_write, pair=pair) for pair in pairs))
    else:
        raced(database, [(person, network) for person in people], "naive")

    def active(session: Session) -> int:
        query = select(func.count(Enrollment.id)).where(Enrollment.state == EnrollmentState.ACTIVE.value)
        return session.execute(query).scalar_one()

    assert database.read(active) > 10


def test_one_person_on_twenty_networks_at_once(database: Database) -> None:
    """S11: one seat; the nineteen other presses are told in which network."""

    def stage(session: Session) -> tuple[int, list[int]]:
        add_schools(session, 1)
        return add_teacher(session, "Ada", "S1"), [add_network(session, str(n)) for n in range(20)]

    person, networks = database.write(stage)[0]
    assert raced(database, [(person, network) for network in networks]) == Counter(Enrolled=1, Refused=19)

    def check(session: Session) -> None:
        assert sum(len(members(session, network)) for network in networks) == 1
        clean(session)

    database.write(check)


def test_the_last_seat_and_twenty_who_press(database: Database) -> None:
    """S09: exactly one becomes the tenth, the nineteen others get the ranks 1 to 19."""

    def stage(session: Session) -> tuple[int, list[int]]:
        network, people = crowd(session, 29, 29)
        for person in people[:9]:
            enrollment.enroll(session, NOW, person, network)
        return network, people[9:]

    network, people = database.write(stage)[0]
    assert raced(database, [(person, network) for person in people]) == Counter(Enrolled=1, Waitlisted=19)

    def check(session: Session) -> None:
        assert (len(members(session, network)), len(queue(session, network))) == (10, 19)
        clean(session)

    database.write(check)


def test_two_of_one_school_for_its_last_place(database: Database) -> None:
    """S10: one is enrolled, the other is told that two of the school are there."""

    def stage(session: Session) -> tuple[int, list[int]]:
        network, people = crowd(session, 3, 1)
        enrollment.enroll(session, NOW, people[0], network)
        return network, people[1:]

    network, people = database.write(stage)[0]
    assert raced(database, [(person, network) for person in people]) == Counter(Enrolled=1, Refused=1)
    database.write(clean)


def test_two_members_leave_at_the_same_instant_and_two_are_seated(database: Database) -> None:
    """S14: each seat goes to one person, once."""
    network, people = database.write(lambda session: full(session, waiters=3))[0]

    def leave(barrier: threading.Barrier, person: int) -> object:
        barrier.wait()
        return database.write(lambda session: enrollment.withdraw(session, NOW, person, network))[0]

    assert at_once(partial(leave, person=people[0]), partial(leave, person=people[1])) == [Left.SEAT] * 2

    def check(session: Session) -> None:
        assert members(session, network) == sorted(people[2:12])
        assert queue(session, network) == [people[12]]
        clean(session)

    database.write(check)


def test_an_offer_accepted_and_expired_at_once_is_one_of_the_two(database: Database) -> None:
    network, people = database.write(lambda session: full(session, days=NEAR, waiters=2))[0]
    database.write(lambda session: enrollment.withdraw(session, NOW, people[0], network))
    late = NOW.replace(day=25, hour=10, minute=0)

    def accept(barrier: threading.Barrier) -> object:
        barrier.wait()
        early = late.replace(hour=9, minute=59)
        return database.write(lambda session: waiting.accept(session, early, people[10], network))[0]

    def expire(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: waiting.plan(session, late, SETTINGS))[0]

    at_once(accept, expire)

    def check(session: Session) -> None:
        taken = people[10] in members(session, network)
        assert offered(session, network) == ([] if taken else [people[11]])
        assert len(members(session, network)) + len(offered(session, network)) == 10

    database.write(check)


def test_a_cancellation_and_the_clock_leave_the_network_cancelled(database: Database) -> None:
    """The clock confirms or starts what it read as open; what was cancelled meanwhile stays so."""

    def stage(session: Session) -> tuple[int, int]:
        network, people = crowd(session, 6, 6)
        for person in people:
            enrollment.enroll(session, NOW, person, network)
        session.get_one(Network, network).closes_on = NOW.date()
        return network, add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id

    network, rita = database.write(stage)[0]
    later = NOW + timedelta(days=2)

    def cancel(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: minimum.cancel(session, later, rita, network, "Motif."))[0]

    def tick(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: minimum.plan(session, later, SETTINGS))[0]

    assert at_once(cancel, tick, tick) == [minimum.Decided(network), None, None]
    assert database.read(lambda session: session.get_one(Network, network).state) == "CANCELLED"


def test_an_exchange_and_an_enrollment_the_other_way_do_not_wait_for_each_other(database: Database) -> None:
    """The order of locks: the person, then the networks by id. Ada goes from A to B, Eva from B to A."""

    def stage(session: Session) -> tuple[int, int, int, int]:
        codes = add_schools(session, 2)
        ada, eva = (
            add_teacher(session, name, code) for name, code in zip(("Ada", "Eva"), codes, strict=True)
        )
        first, second = add_network(session, "A"), add_network(session, "B")
        enrollment.enroll(session, NOW, ada, first)
        enrollment.enroll(session, NOW, eva, second)
        return ada, eva, first, second

    ada, eva, first, second = database.write(stage)[0]

    def exchange(barrier: threading.Barrier, person: int, to: int) -> object:
        barrier.wait()
        asked = enrollment.Asked(exchange=True)
        return type(
            database.write(lambda session: enrollment.enroll(session, NOW, person, to, asked))[0]
        ).__name__

    found = at_once(partial(exchange, person=ada, to=second), partial(exchange, person=eva, to=first))
    assert found == ["Enrolled", "Enrolled"]

    def check(session: Session) -> None:
        assert (members(session, first), members(session, second)) == ([eva], [ada])
        clean(session)

    database.write(check)
