"""The schema's history, and the two questions asked of it. Alembic's own ini file is not needed."""

from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

from storage.database import make_engine

if TYPE_CHECKING:
    from alembic.config import Config


def config(engine: Engine | None = None) -> "Config":
    # Alembic is read by who migrates: a server that starts asks the two questions below without it.
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option("script_location", str(files("storage") / "migrations"))
    made.attributes["engine"] = engine
    return made


def upgrade(url: str, revision: str = "head") -> None:
    """Bring this database to a revision, in one transaction where the database allows it."""
    from alembic import command  # noqa: PLC0415

    engine = make_engine(url)
    try:
        command.upgrade(config(engine), revision)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str = "base") -> None:
    from alembic import command  # noqa: PLC0415

    engine = make_engine(url)
    try:
        command.downgrade(config(engine), revision)
    finally:
        engine.dispose()


def current_revision(engine: Engine) -> str | None:
    """The revision that the database is at; None for a new one. Raises what the driver raises."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head_revision() -> str:
    """The newest revision: its number begins its file's name."""
    versions = (files("storage") / "migrations" / "versions").iterdir()
    return max(one.name[:4] for one in versions if one.name[:4].isdecimal())
