"""The schema's history, and the two questions asked of it. Alembic's own ini file is not needed."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from storage.database import make_engine


def config(engine: Engine | None = None) -> Config:
    made = Config()
    made.set_main_option("script_location", str(files("storage") / "migrations"))
    made.attributes["engine"] = engine
    return made


def upgrade(url: str, revision: str = "head") -> None:
    """Bring this database to a revision, in one transaction where the database allows it."""
    engine = make_engine(url)
    try:
        command.upgrade(config(engine), revision)
    finally:
        engine.dispose()


def downgrade(url: str, revision: str = "base") -> None:
    engine = make_engine(url)
    try:
        command.downgrade(config(engine), revision)
    finally:
        engine.dispose()


def current_revision(engine: Engine) -> str | None:
    """The revision that the database is at; None for a new one. Raises what the driver raises."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The only head; raises when there are two."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None
    return head
