"""A job's moment is taken once, by whichever process is first."""

import threading

from sqlalchemy.orm import Session

from storage import ticks
from storage.database import Database
from storage.ticks import Tick
from tests.factories import NOW
from tests.usecases.test_races import at_once


def take(database: Database, job: str, moment: str) -> bool:
    return database.write(lambda session: ticks.take(session, job, moment, NOW))[0]


def test_the_first_taker_alone_is_told_yes(database: Database) -> None:
    asked = [
        ("audit", "2026-11-23"),
        ("audit", "2026-11-23"),
        ("audit", "2026-11-24"),
        ("other", "2026-11-23"),
    ]
    assert [take(database, *one) for one in asked] == [True, False, True, True]
    row = database.read(lambda session: session.get_one(Tick, ("audit", "2026-11-23")))
    assert row.taken_at == NOW


def test_of_takers_at_once_one_is_told_yes(database: Database) -> None:
    def taker(barrier: threading.Barrier) -> bool:
        barrier.wait()
        return take(database, "audit", "2026-11-23")

    assert sorted(at_once(taker, taker, taker)) == [False, False, True]


def test_control_takers_who_look_first_are_all_told_yes(database: Database) -> None:
    def careless(barrier: threading.Barrier) -> bool:
        free = database.read(lambda session: session.get(Tick, ("audit", "2026-11-23")) is None)
        barrier.wait()
        database.write(
            lambda session: session.merge(Tick(job="audit", moment="2026-11-23", taken_at=NOW))
        ) if free else None
        return free

    told = [result for result in at_once(careless, careless) if result is not False]
    assert len(told) == 2


def test_a_moment_whose_transaction_failed_may_be_taken_again(database: Database) -> None:
    def breaks(session: Session) -> None:
        assert ticks.take(session, "audit", "2026-11-23", NOW)
        raise KeyError

    try:
        database.write(breaks)
    except KeyError:
        assert take(database, "audit", "2026-11-23")
