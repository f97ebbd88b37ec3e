"""The engine, and where its work runs: one writer thread on SQLite, a few threads on PostgreSQL."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

T = TypeVar("T")

BUSY_SECONDS = 5
# Two at once may want the same row in PostgreSQL, and one of them is told by an error: it starts again, and
# sees what the other did. (SQLite lets one write at a time.) Unique, serialization, deadlock.
CONFLICTS = frozenset({"23505", "40001", "40P01"})
TRIES = 5


class Database:
    """Transactions of one database. A function given to it must not keep the session, nor start threads."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._readonly = self.engine.execution_options(readonly=True)
        self._threads = ThreadPoolExecutor(1 if self.is_sqlite else 4, thread_name_prefix="database")

    def write(self, work: Callable[[Session], T]) -> tuple[T, bool]:
        """Run `work` in one transaction and commit; also tell whether it left messages to send.

        It is run again from the start, in a new transaction, when another one was in its way.
        """
        for _ in range(TRIES - 1):
            try:
                return self._write_once(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in CONFLICTS:
                    raise
        return self._write_once(work)

    def _write_once(self, work: Callable[[Session], T]) -> tuple[T, bool]:
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            result = work(session)
        return result, bool(session.info.get("wake"))

    def read(self, work: Callable[[Session], T]) -> T:
        with Session(self._readonly, expire_on_commit=False) as session:
            return work(session)

    async def run(self, work: Callable[[], T]) -> T:
        """Run blocking database work off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)

    def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()


def make_engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver must not open transactions by itself: _begin_sqlite does, and takes the write lock at once.
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")


def _begin_sqlite(connection: Any) -> None:
    # Reading, then writing, in a deferred transaction fails at once when another process wrote in between.
    readonly = connection.get_execution_options().get("readonly")
    connection.exec_driver_sql("BEGIN" if readonly else "BEGIN IMMEDIATE")


def _prepare_postgresql(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{BUSY_SECONDS}s'")
    connection.commit()
