"""The school calendar: days on which nobody works, and pedagogical days (R19; DOMAIN.md §3.1, §3.2)."""

from datetime import date
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base


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
