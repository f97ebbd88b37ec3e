"""« Rencontre avec le CEE »: the moments proposed for a network, and the one that was agreed on (R64)."""

from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, Time, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network
from storage.people import Person


class Side(StrEnum):
    ANIMATOR = "ANIMATOR"
    CEE = "CEE"


class MomentState(StrEnum):
    PROPOSED = "PROPOSED"
    AGREED = "AGREED"
    REPLACED = "REPLACED"  # by another proposal, or by a moment agreed on later


class CeeMoment(Base):
    """A moment proposed by one side: `day`, `starts` (an hour of Montréal) and `place`, free words.

    `sequence` counts from 0 the moments that were agreed on for a network, in the order in which they were;
    None for one that never was. Of a network at most one is proposed, and one agreed on.
    """

    __tablename__ = "cee_moments"
    __table_args__ = (
        CheckConstraint("side IN ('ANIMATOR','CEE')", name="side"),
        CheckConstraint("state IN ('PROPOSED','AGREED','REPLACED')", name="state"),
        CheckConstraint("(answered_by IS NULL) = (sequence IS NULL)", name="answered"),
        CheckConstraint("state <> 'AGREED' OR sequence IS NOT NULL", name="agreed"),
        Index(
            "uq_cee_moments_one_a_state",
            "network_id",
            "state",
            unique=True,
            sqlite_where=text("state <> 'REPLACED'"),
            postgresql_where=text("state <> 'REPLACED'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    side: Mapped[str] = mapped_column(String(10))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    day: Mapped[date] = mapped_column(Date)
    starts: Mapped[time] = mapped_column(Time)
    place: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10), default=MomentState.PROPOSED.value)
    at: Mapped[datetime] = mapped_column(Moment)
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sequence: Mapped[int | None]

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=person_id)


def moment_of(session: Session, network_id: int, state: MomentState) -> CeeMoment | None:
    """The one that is proposed, or that was agreed on and still stands."""
    query = select(CeeMoment).where(CeeMoment.network_id == network_id, CeeMoment.state == state.value)
    return session.scalar(query.execution_options(populate_existing=True))


def agreed_so_far(session: Session, network_id: int) -> int:
    """How many moments were agreed on for a network, changed ones among them."""
    query = select(func.count()).where(CeeMoment.network_id == network_id, CeeMoment.sequence.is_not(None))
    return session.execute(query).scalar_one()


def proposed_moments(session: Session, side: Side) -> list[tuple[CeeMoment, Network]]:
    """What one side proposed and the other has not answered, longest first."""
    query = (
        select(CeeMoment, Network)
        .join(Network, Network.id == CeeMoment.network_id)
        .where(CeeMoment.state == MomentState.PROPOSED.value, CeeMoment.side == side.value)
        .order_by(CeeMoment.at, CeeMoment.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]
