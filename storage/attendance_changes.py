"""Every mark of attendance that was made, and every press that was heard (R60; S25)."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class AttendanceChange(Base):
    """Every mark that was ever made, first or correction, by whom and when; rows are only ever added.

    `before` is None for the first mark of somebody's half-day, `after` None where a mark was taken away.
    `activity_id` is Teams' own of the press, so that one delivered again, however late, changes nothing
    (S25); "" for what no press made. A press that said what stood already is a row too, whose `before` and
    `after` are the same: it was heard, and is no change.
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
    activity_id: Mapped[str] = mapped_column(String(300), default="")


def was_heard(session: Session, meeting_id: int, activity_id: str) -> bool:
    """Whether this very press was heard before, whether or not it changed anything (S25)."""
    query = select(AttendanceChange.id).where(
        AttendanceChange.meeting_id == meeting_id, AttendanceChange.activity_id == activity_id
    )
    return bool(activity_id) and session.scalar(query.limit(1)) is not None


def hear(
    session: Session,
    meeting_id: int,
    person_id: int,
    stands: str | None,
    *,
    by_id: int,
    at: datetime,
    activity_id: str,
) -> None:
    """Remember a press that changed nothing: of whom it spoke, and what `stands`."""
    if activity_id:
        heard = AttendanceChange(
            meeting_id=meeting_id,
            person_id=person_id,
            half=1,
            before=stands,
            after=stands,
            by_id=by_id,
            at=at,
            activity_id=activity_id,
        )
        session.add(heard)
        session.flush()


def changes_of(session: Session, meeting_id: int) -> list[AttendanceChange]:
    """The history of a meeting, latest first; presses that changed nothing are left out."""
    query = select(AttendanceChange).where(
        AttendanceChange.meeting_id == meeting_id,
        AttendanceChange.before.is_distinct_from(AttendanceChange.after),
    )
    return list(session.scalars(query.order_by(AttendanceChange.id.desc())))
