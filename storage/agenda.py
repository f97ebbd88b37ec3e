"""The agenda of each meeting: its working copy, and every version that was deposited (R33)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment, rows
from storage.network import Network
from storage.schedule import Meeting, MeetingState


class Agenda(Base):
    """`draft` is what is being written, `version` the one deposited last (0: none yet), `deposited_at` when
    the first one was: later versions leave it as it is. `revision` counts the changes of the draft; while
    nobody has `written` in it, it follows the plan.
    """

    __tablename__ = "agendas"
    __table_args__ = (CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name="deposited"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=0)
    written: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    deposited_at: Mapped[datetime | None] = mapped_column(Moment)


class AgendaVersion(Base):
    """What was deposited, as it was: the points, or a link to the animator's own document (`link`)."""

    __tablename__ = "agenda_versions"

    agenda_id: Mapped[int] = mapped_column(ForeignKey("agendas.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    deposited_at: Mapped[datetime] = mapped_column(Moment)


def agenda_of(session: Session, meeting_id: int) -> Agenda | None:
    query = select(Agenda).where(Agenda.meeting_id == meeting_id)
    return session.scalar(query.execution_options(populate_existing=True))


def deposited_agenda(session: Session, meeting_id: int) -> AgendaVersion | None:
    """The version deposited last; None when there is none."""
    query = (
        select(AgendaVersion)
        .join(Agenda, Agenda.id == AgendaVersion.agenda_id)
        .where(Agenda.meeting_id == meeting_id)
        .order_by(AgendaVersion.version.desc())
    )
    return session.scalars(query.limit(1)).first()


# On the way of every enrollment: columns, and one statement built once.
_TO_COME = (
    select(Agenda.meeting_id)
    .join(Meeting, Meeting.id == Agenda.meeting_id)
    .where(
        Meeting.network_id == bindparam("network"),
        Meeting.state == MeetingState.PLANNED.value,
        Meeting.day >= bindparam("today"),
        Agenda.version > 0,
    )
    .order_by(Meeting.day)
)


def agendas_to_come(session: Session, network_id: int, today: date) -> list[int]:
    """The meetings of today and later whose agenda was deposited, by day."""
    return [row.meeting_id for row in rows(session, _TO_COME, network=network_id, today=today)]


def meetings_to_prepare(session: Session, person_id: int, today: date) -> list[tuple[int, int]]:
    """(meeting, version of its agenda) of the published networks that this person animates, today and later,
    by day; version 0 while nothing was deposited.
    """
    query = (
        select(Meeting.id, Agenda.version)
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(Agenda, Agenda.meeting_id == Meeting.id)
        .where(
            Network.animator_id == person_id,
            Network.published_at.is_not(None),
            Meeting.state == MeetingState.PLANNED.value,
            Meeting.day >= today,
        )
        .order_by(Meeting.day, Meeting.id)
    )
    return [(row.id, row.version or 0) for row in session.execute(query)]
