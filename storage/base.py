"""What every table shares: constraint names, and moments kept in UTC."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, TypeVarTuple

from sqlalchemy import DateTime, Executable, MetaData, Row, Select, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Session

Ts = TypeVarTuple("Ts")

# A violated constraint is recognised by its name, on both databases and in every migration.
NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def rows(session: Session, statement: Select[*Ts], **values: Any) -> Sequence[Row[*Ts]]:
    """The rows of a statement of columns, without what a session does around it: half the price."""
    session.flush()
    return session.connection().execute(statement, values).all()


def write(session: Session, statement: Executable, **values: Any) -> None:
    """Run an UPDATE likewise. What the session had loaded is read anew when it is asked for."""
    session.flush()
    session.connection().execute(statement, values)
    session.expire_all()
