"""Who was at each meeting, by half-day, and every correction of it (guide §8.4; R60; DOMAIN.md §1.9)."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.people import Person


class Presence(StrEnum):
    PRESENT = "PRESENT"
    PARTLY = "PARTLY"  # came late or left early: the half-day counts as present
    ABSENT = "ABSENT"


class AttendanceSheet(Base):
    """One a meeting. `revision` counts the marks made; `recorded_at` is when somebody said that the list is
    complete, first, and `recorded_by` who; None while it is being filled in. `keeper_id`: a member whom the
    animator named to take the attendance of that day.
    """

    __tablename__ = "attendance_sheets"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AttendanceMark(Base):
    """What was said last of one person for one half-day of a meeting; `half` is 1 or 2. No row: not said."""

    __tablename__ = "attendance_marks"
    __table_args__ = (
        CheckConstraint("half BETWEEN 1 AND 2", name="half"),
        CheckConstraint("presence IN ('PRESENT','PARTLY','ABSENT')", name="presence"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    half: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    presence: Mapped[str] = mapped_column(String(10))

    person: Mapped[Person] = relationship(lazy="joined")


class AttendanceChange(Base):
    """Every mark that was ever made, first or correction, by whom and when; rows are only ever added.

    `before` is None for the first mark of somebody's half-day, `after` None where a mark was taken away.
    """

    __tablename__ = "attendance_changes"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    half: Mapped[int]
    before: Mapped[str | None] = mapped_column(String(10))
    after: Mapped[str | None] = mapped_column(String(10))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


def sheet_of(session: Session, meeting_id: int) -> AttendanceSheet | None:
    return session.get(AttendanceSheet, meeting_id, populate_existing=True)


def marks_of(session: Session, meeting_id: int) -> Mapping[int, Mapping[int, Presence]]:
    """{person: {half: presence}} of those of whom something was said."""
    query = select(AttendanceMark).where(AttendanceMark.meeting_id == meeting_id)
    found: dict[int, dict[int, Presence]] = {}
    for mark in session.scalars(query.execution_options(populate_existing=True)):
        found.setdefault(mark.person_id, {})[mark.half] = Presence(mark.presence)
    return found
