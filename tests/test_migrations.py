"""The schema's history, and what refuses to start without it (issue 2, points 3 and 7)."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

from bot.app import database_gaps
from storage import migrations
from storage.base import Base
from storage.database import Database, make_engine
from tests.conftest import WORKER


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return _new_database(request, f"empty_{WORKER}")


@pytest.fixture
def models_url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> str:
    """A database like `database_url`'s, its tables made from the models and not by the migrations."""
    if database_url.startswith("sqlite"):
        url = f"sqlite:///{tmp_path / 'models.db'}"
    else:
        url = _new_database(request, f"models_{WORKER}")
    engine = make_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    return url


def _new_database(request: pytest.FixtureRequest, name: str) -> str:
    server: str = request.getfixturevalue("postgresql_server")
    admin = server.replace("DATABASE", "postgres").replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("DATABASE", name)


def tables(url: str) -> set[str]:
    engine = make_engine(url)
    found = set(inspect(engine).get_table_names())
    engine.dispose()
    return found


def revision(url: str) -> str | None:
    engine = make_engine(url)
    found = migrations.current_revision(engine)
    engine.dispose()
    return found


def differences(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata))


def guards(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """Every constraint and index by its table, as the database itself tells them, conditions included."""
    found = inspect(engine)
    return {
        table: sorted(
            [
                *(("check", check["name"], check["sqltext"]) for check in found.get_check_constraints(table)),
                *(
                    ("unique", unique["name"], *unique["column_names"])
                    for unique in found.get_unique_constraints(table)
                ),
                *(
                    ("index", index["name"], *index["column_names"], index["unique"], _condition(index))
                    for index in found.get_indexes(table)
                ),
                # Without its name, which SQLite does not tell of a key that came with ADD COLUMN.
                *(
                    ("foreign", *key["constrained_columns"], key["referred_table"])
                    for key in found.get_foreign_keys(table)
                ),
                ("primary", *found.get_pk_constraint(table)["constrained_columns"]),
            ],
            key=repr,
        )
        for table in found.get_table_names()
        if table != "alembic_version"
    }


def _condition(index: Any) -> str:
    options = index.get("dialect_options", {})
    return str(options.get("sqlite_where", options.get("postgresql_where", "")))


def test_there_is_one_head() -> None:
    heads = ScriptDirectory.from_config(migrations.config()).get_heads()
    assert heads == [migrations.head_revision()]


def test_up_down_up(empty_url: str) -> None:
    wanted = {table.name for table in Base.metadata.sorted_tables}
    migrations.upgrade(empty_url)
    up = tables(empty_url)
    migrations.downgrade(empty_url)
    down = tables(empty_url)
    migrations.upgrade(empty_url)
    assert up == wanted | {"alembic_version"}
    assert down == {"alembic_version"}
    assert tables(empty_url) == up
    assert revision(empty_url) == migrations.head_revision()


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    before = tables(database_url)
    migrations.upgrade(database_url)
    assert (tables(database_url), revision(database_url)) == (before, migrations.head_revision())


def test_the_models_are_the_migrated_schema(database: Database) -> None:
    assert differences(database.engine) == []


def test_control_a_column_that_no_migration_made_is_seen(models_url: str) -> None:
    engine = make_engine(models_url)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE outbox DROP COLUMN cause"))
    found = differences(engine)
    engine.dispose()
    assert [(change[0], change[2], change[3].name) for change in found] == [("add_column", "outbox", "cause")]


def test_every_constraint_and_condition_is_the_models_own(database: Database, models_url: str) -> None:
    """Autogeneration sees neither CHECK constraints nor the conditions of partial indexes."""
    engine = make_engine(models_url)
    migrated, modelled = guards(database.engine), guards(engine)
    engine.dispose()
    assert migrated == modelled
    told = {(table, *guard[:2]) for table, found in migrated.items() for guard in found}
    assert ("outbox", "check", "ck_outbox_one_recipient") in told
    conditions = {guard[1]: guard[-1] for guard in migrated["networks"] if guard[0] == "index"}
    assert "CANCELLED" in conditions["uq_networks_one_animation"]


def test_a_migrated_database_has_no_gap(database_url: str) -> None:
    assert database_gaps(database_url) == []


def test_a_database_without_tables_names_the_command_that_mends_it(empty_url: str) -> None:
    (gap,) = database_gaps(empty_url)
    assert gap == "DATABASE_URL: the database is not up to date; run: python -m bot migrate"
    migrations.upgrade(empty_url)
    assert database_gaps(empty_url) == []


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite:////nowhere/at/all/reseaux.db", "OperationalError"),
        ("postgresql+psycopg://postgres@127.0.0.1:1/none?connect_timeout=2", "OperationalError"),
        ("oracle9://x", "NoSuchModuleError"),
        ("not an address", "ArgumentError"),
    ],
)
def test_a_database_that_cannot_be_reached_is_a_gap_and_no_fault(url: str, why: str) -> None:
    (gap,) = database_gaps(url)
    assert gap == f"DATABASE_URL: the database cannot be reached ({why}); start it, or correct the URL"
