"""Who changed what, when, from what to what, and why. Rows are only ever added."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class AuditRow(Base):
    """`person_id` is null for what the clock or an operator did."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_subject", "subject_type", "subject_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int | None]
    before: Mapped[str | None] = mapped_column(String(40))
    after: Mapped[str | None] = mapped_column(String(40))
    why: Mapped[str] = mapped_column(Text, default="")


_ADD = insert(AuditRow)


def record(
    session: Session,
    now: datetime,
    *,
    action: str,
    subject: tuple[str, int | None],
    person_id: int | None = None,
    before: str | None = None,
    after: str | None = None,
    why: str = "",
) -> None:
    """Written at once, after what the session still holds: a row that nobody will change needs no object."""
    session.flush()
    session.connection().execute(
        _ADD,
        {
            "at": now,
            "person_id": person_id,
            "action": action,
            "subject_type": subject[0],
            "subject_id": subject[1],
            "before": before,
            "after": after,
            "why": why,
        },
    )


def about_network(
    session: Session,
    now: datetime,
    network_id: int,
    action: str,
    *,
    person_id: int | None = None,
    before: str | None = None,
    after: str | None = None,
    why: str = "",
) -> None:
    """`record` of what happened to a network."""
    subject = ("network", network_id)
    record(
        session, now, action=action, subject=subject, person_id=person_id, before=before, after=after, why=why
    )


def last_moment(session: Session) -> datetime | None:
    return session.scalar(select(func.max(AuditRow.at)))


def refusals_since(session: Session, since: datetime, action: str) -> list[AuditRow]:
    return list(
        session.scalars(
            select(AuditRow).where(AuditRow.action == action, AuditRow.at >= since).order_by(AuditRow.id)
        )
    )


def rows_of(session: Session, subject_type: str, subject_ids: Collection[int]) -> list[AuditRow]:
    """What is told of these subjects, oldest first."""
    query = select(AuditRow).where(
        AuditRow.subject_type == subject_type, AuditRow.subject_id.in_(list(subject_ids))
    )
    return list(session.scalars(query.order_by(AuditRow.id)))


def changes_about(session: Session, subject_type: str, subject_ids: Collection[int]) -> dict[int, int]:
    """{subject id: how many rows tell of it}; it only ever grows. Those without a row are left out."""
    query = (
        select(AuditRow.subject_id, func.count(AuditRow.id).label("changes"))
        .where(AuditRow.subject_type == subject_type, AuditRow.subject_id.in_(list(subject_ids)))
        .group_by(AuditRow.subject_id)
    )
    return {row.subject_id: row.changes for row in session.execute(query) if row.subject_id is not None}
