"""The school year turns on 1 July: what ends, and the list of what is renewed (R14; DOMAIN.md §1.8, 11)."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.audit import AuditRow
from storage.base import Base, Moment, rows
from storage.enrollment import Enrollment, EnrollmentState
from storage.moves import MeetingMove, MoveState
from storage.network import Network, NetworkState
from storage.people import Person
from storage.schedule import Meeting


class YearRollover(Base):
    """The list « Nouvelle année » of a school year: opened by the clock, closed by a responsible."""

    __tablename__ = "year_rollovers"

    school_year: Mapped[str] = mapped_column(String(9), primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    done_by: Mapped[Person | None] = relationship(lazy="joined")


ENDED = frozenset({NetworkState.ARCHIVED.value, NetworkState.CANCELLED.value})


def rollover_of(session: Session, school_year: str) -> YearRollover | None:
    return session.get(YearRollover, school_year, populate_existing=True)


def locked_rollover(session: Session, school_year: str) -> YearRollover | None:
    """Held: of two who close the list at once, the second finds it closed."""
    return session.get(
        YearRollover, school_year, populate_existing=True, with_for_update={"of": YearRollover}
    )


def networks_past(session: Session, school_year: str) -> list[int]:
    """The networks, by id, of the years before this one that are not archived yet; cancelled ones stay so."""
    query = select(Network.id).where(Network.school_year < school_year, Network.state.not_in(ENDED))
    return [row.id for row in rows(session, query.order_by(Network.id))]


def still_waiting(session: Session, network_id: int) -> list[Enrollment]:
    """Who waits in a network or is offered a seat in it, the last rank first."""
    query = select(Enrollment).where(
        Enrollment.network_id == network_id,
        Enrollment.state.in_([EnrollmentState.WAITING.value, EnrollmentState.OFFERED.value]),
    )
    return list(session.scalars(query.order_by(Enrollment.position.desc(), Enrollment.id)))


def moves_asked(session: Session, network_id: int) -> list[MeetingMove]:
    query = (
        select(MeetingMove)
        .join(Meeting, Meeting.id == MeetingMove.meeting_id)
        .where(Meeting.network_id == network_id, MeetingMove.state == MoveState.ASKED.value)
    )
    return list(session.scalars(query.order_by(MeetingMove.id)))


def count_archived(session: Session, school_year: str) -> int:
    query = select(func.count(Network.id)).where(
        Network.school_year == school_year, Network.state == NetworkState.ARCHIVED.value
    )
    return session.execute(query).scalar_one()


def last_imports(session: Session, lists: Collection[str]) -> Mapping[str, datetime]:
    """{list: when it was last imported}; those that never were are left out."""
    query = (
        select(AuditRow.subject_type, func.max(AuditRow.at).label("at"))
        .where(AuditRow.action == "imported", AuditRow.subject_type.in_(list(lists)))
        .group_by(AuditRow.subject_type)
    )
    return {row.subject_type: row.at for row in rows(session, query)}
