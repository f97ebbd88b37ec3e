"""Transactions: taken at once, committed whole or not at all, and moments kept in UTC."""

import asyncio
import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.exc import OperationalError, StatementError
from sqlalchemy.orm import Session

from storage.audit import AuditRow, last_moment, record
from storage.database import Database
from tests.factories import NOW, TORONTO


def write(session: Session, at: datetime) -> None:
    record(session, at, action="test", subject=("network", 1))


def actions(database: Database) -> int:
    return len(database.read(lambda session: session.scalars(select(AuditRow.id)).all()))


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = NOW.replace(tzinfo=None)
    with pytest.raises(StatementError, match="without a time zone"):
        database.write(lambda session: write(session, naive))
    assert actions(database) == 0


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 1, 1, 30, tzinfo=TORONTO, fold=0),  # the hour that comes twice
        datetime(2026, 11, 1, 1, 30, tzinfo=TORONTO, fold=1),
        datetime(2026, 7, 1, 9, 0, 0, 123456, tzinfo=TORONTO),
        datetime(2026, 7, 1, 9, 0, tzinfo=UTC),
    ],
)
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    database.write(lambda session: write(session, moment))
    read = database.read(last_moment)
    assert read is not None
    # Compared in UTC: two moments of one zone are compared by their clock, without the fold.
    assert read == moment.astimezone(UTC)
    assert read.utcoffset() == timedelta(0)


def test_a_transaction_that_breaks_leaves_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        write(session, NOW)
        session.flush()
        raise KeyError

    with pytest.raises(KeyError):
        database.write(work)
    assert actions(database) == 0


def test_only_messages_to_send_wake_the_jobs(database: Database) -> None:
    assert database.write(lambda session: write(session, NOW)) == (None, False)


def test_a_read_keeps_nothing_that_it_wrote(database: Database) -> None:
    def careless(session: Session) -> None:
        write(session, NOW)
        session.flush()

    database.read(careless)
    assert actions(database) == 0


def test_a_read_waits_for_no_writer(database: Database) -> None:
    """A page that is only looked at must not stand in the writers' queue."""
    inside, go_on = threading.Event(), threading.Event()

    def slow(session: Session) -> None:
        write(session, NOW)
        session.flush()
        inside.set()
        assert go_on.wait(20)

    writer = threading.Thread(target=lambda: database.write(slow))
    writer.start()
    try:
        assert inside.wait(20)
        assert actions(database) == 0
    finally:
        go_on.set()
        writer.join(20)
    assert actions(database) == 1


@pytest.fixture
def sqlite(tmp_path: Path) -> Database:
    made = Database(f"sqlite:///{tmp_path / 'one.db'}")
    made.write(lambda session: session.execute(text("CREATE TABLE t (n INTEGER)")))
    return made


def test_sqlite_takes_the_write_lock_before_the_first_read(sqlite: Database, tmp_path: Path) -> None:
    """Read, then write: whoever took the lock late would fail when another process wrote in between."""
    other = sqlite3.connect(tmp_path / "one.db", timeout=0, isolation_level=None)

    def work(session: Session) -> str:
        session.scalar(text("SELECT count(*) FROM t"))
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("INSERT INTO t VALUES (1)")
        session.execute(text("INSERT INTO t VALUES (2)"))
        return "written"

    assert sqlite.write(work)[0] == "written"
    other.execute("INSERT INTO t VALUES (3)")
    assert sqlite.read(lambda session: session.scalars(text("SELECT n FROM t")).all()) == [2, 3]
    other.close()
    sqlite.close()


def test_control_a_transaction_that_takes_the_lock_late_fails_at_once(
    sqlite: Database, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "one.db", timeout=0, isolation_level=None)
    plain = create_engine(f"sqlite:///{tmp_path / 'one.db'}")
    with plain.connect() as connection:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql("SELECT count(*) FROM t")
        other.execute("INSERT INTO t VALUES (1)")
        with pytest.raises(OperationalError, match="locked"):
            connection.exec_driver_sql("INSERT INTO t VALUES (2)")
        connection.rollback()
    plain.dispose()
    other.close()
    sqlite.close()


def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        database.write(lambda session: record(session, NOW, action="x", subject=("person", 1), person_id=999))


async def test_work_runs_off_the_loop_and_tells_what_it_raises(database: Database) -> None:
    loop = threading.get_ident()
    elsewhere = await database.run(threading.get_ident)
    assert elsewhere != loop

    def breaks() -> None:
        raise KeyError("x")

    with pytest.raises(KeyError):
        await database.run(breaks)


async def test_writers_at_once_all_write(database: Database) -> None:
    def one() -> None:
        database.write(lambda session: write(session, NOW))

    await asyncio.gather(*(database.run(one) for _ in range(20)))
    assert actions(database) == 20
