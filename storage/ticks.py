"""Which job ran for which moment: a unique row, so that any number of processes run it once."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class Tick(Base):
    __tablename__ = "ticks"

    job: Mapped[str] = mapped_column(String(60), primary_key=True)
    moment: Mapped[str] = mapped_column(String(40), primary_key=True)
    taken_at: Mapped[datetime] = mapped_column(Moment)


def take(session: Session, job: str, moment: str, now: datetime) -> bool:
    """True for the first caller of this job and moment (a date, say), False for every later one."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = insert(Tick).values(job=job, moment=moment, taken_at=now).on_conflict_do_nothing()
    # Not the row count: SQLAlchemy tells none (-1) of an INSERT on PostgreSQL.
    return session.scalar(statement.returning(Tick.job)) is not None
