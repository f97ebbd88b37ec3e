"""The school calendar: days on which nobody works, and pedagogical days (R19; DOMAIN.md §3.1, §3.2)."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, rows


class DayKind(StrEnum):
    CLOSED = "CLOSED"
    PEDAGOGICAL = "PEDAGOGICAL"
    OPEN = "OPEN"  # a public holiday on which people do work


class CalendarDay(Base):
    """What is known of one day beyond the public holidays; `source` is an import or a responsible."""

    __tablename__ = "calendar_days"
    __table_args__ = (CheckConstraint("kind IN ('CLOSED','PEDAGOGICAL','OPEN')", name="kind"),)

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    label: Mapped[str] = mapped_column(String(200))
    source: Mapped[str] = mapped_column(String(20))


def calendar_days(session: Session, first: date, last: date) -> list[CalendarDay]:
    """Those from `first` to `last`, both inclusive, in order."""
    query = select(CalendarDay).where(CalendarDay.day.between(first, last))
    return list(session.scalars(query.order_by(CalendarDay.day)))


READ = "calendar"  # what a transaction read of it, in `session.info`


def kinds_between(session: Session, first: date, last: date) -> Mapping[date, str]:
    """{day: kind}, read once a transaction for the same days, however many reminders ask."""
    read: dict[tuple[date, date], dict[date, str]] = session.info.setdefault(READ, {})
    if (first, last) not in read:
        query = select(CalendarDay.day, CalendarDay.kind).where(CalendarDay.day.between(first, last))
        read[first, last] = {row.day: row.kind for row in rows(session, query)}
    return read[first, last]


def put_day(session: Session, day: date, kind: DayKind, label: str, source: str) -> bool | None:
    """Say what a day is: True when nothing was said of it before, False when it was changed, None when it
    said that already.
    """
    session.info.pop(READ, None)
    found = session.get(CalendarDay, day)
    if found is None:
        session.add(CalendarDay(day=day, kind=kind.value, label=label, source=source))
        return True
    if (found.kind, found.label, found.source) == (kind.value, label, source):
        return None
    found.kind, found.label, found.source = kind.value, label, source
    return False


def forget_day(session: Session, day: date) -> None:
    """Say nothing of a day any more: it is again what the public holidays make of it."""
    session.info.pop(READ, None)
    found = session.get(CalendarDay, day)
    if found is not None:
        session.delete(found)
        session.flush()
