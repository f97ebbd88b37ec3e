"""Who takes part in a network, and the seats that make overbooking impossible to store (decision 0005).

A live enrollment is unique for a person and a school year. A seat is a row numbered 1 to 10; of the people
of one school, two at most hold one of its two numbered places (R22, R23).
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, func, select, text
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network, NetworkState
from storage.people import Person, School

SEATS = 10
SCHOOL_SEATS = 2


class EnrollmentState(StrEnum):
    ACTIVE = "ACTIVE"
    WAITING = "WAITING"
    OFFERED = "OFFERED"
    WITHDRAWN = "WITHDRAWN"
    CANCELLED = "CANCELLED"


LIVE = frozenset({EnrollmentState.ACTIVE.value, EnrollmentState.WAITING.value, EnrollmentState.OFFERED.value})


class Enrollment(Base):
    """`school_at_enrollment_id` never changes: earlier minutes print it (S17). `position` is the rank of who
    waits, from 1. `source` says who enrolled the person: herself or himself, an import, a responsible, and
    `reason` why a responsible did. A seat `to_confirm` is that of somebody who said that she or he teaches.
    `offered_until` is when an offer ends. `skipped` is why the last free seat passed who waits by.
    """

    __tablename__ = "enrollments"
    __table_args__ = (
        CheckConstraint("state IN ('ACTIVE','WAITING','OFFERED','WITHDRAWN','CANCELLED')", name="state"),
        CheckConstraint("(state = 'WAITING') = (position IS NOT NULL)", name="position"),
        CheckConstraint("(state = 'OFFERED') = (offered_until IS NOT NULL)", name="offered"),
        Index("uq_enrollments_rank", "network_id", "position", unique=True),
        Index(
            "uq_enrollments_one_a_year",
            "person_id",
            "school_year",
            unique=True,
            sqlite_where=text("state = 'ACTIVE'"),
            postgresql_where=text("state = 'ACTIVE'"),
        ),
        Index(
            "uq_enrollments_once_a_network",
            "network_id",
            "person_id",
            unique=True,
            sqlite_where=text("state IN ('ACTIVE','WAITING','OFFERED')"),
            postgresql_where=text("state IN ('ACTIVE','WAITING','OFFERED')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    school_year: Mapped[str] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(20))
    school_at_enrollment_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    position: Mapped[int | None]
    source: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    offered_until: Mapped[datetime | None] = mapped_column(Moment)
    to_confirm: Mapped[bool] = mapped_column(default=False)
    skipped: Mapped[str | None] = mapped_column(String(30))

    person: Mapped[Person] = relationship(lazy="joined")
    network: Mapped[Network] = relationship(lazy="joined")
    seat: Mapped["Seat | None"] = relationship(back_populates="enrollment", lazy="joined")


class Seat(Base):
    """One of a network's ten. `school_number` is 1 or 2 among the people of `school_id`; it is None for who
    moved to a school that had its two already: nobody is evicted, and `noted_at` is when a responsible
    said to have seen it (S17).
    """

    __tablename__ = "seats"
    __table_args__ = (
        CheckConstraint("number BETWEEN 1 AND 10", name="number"),
        CheckConstraint("school_number BETWEEN 1 AND 2", name="school_number"),
        CheckConstraint("school_number IS NULL OR school_id IS NOT NULL", name="school"),
        UniqueConstraint("network_id", "school_id", "school_number", name="uq_seats_two_a_school"),
        UniqueConstraint("enrollment_id"),
    )

    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    enrollment_id: Mapped[int] = mapped_column(ForeignKey("enrollments.id"))
    school_id: Mapped[str | None] = mapped_column(ForeignKey("schools.id"))
    school_number: Mapped[int | None]
    noted_at: Mapped[datetime | None] = mapped_column(Moment)

    enrollment: Mapped[Enrollment] = relationship(back_populates="seat")
    school: Mapped[School | None] = relationship(lazy="joined")


def enrollments_of(session: Session, network_id: int) -> list[Enrollment]:
    """Everybody who is or was enrolled, those who wait by rank after the others."""
    return list(
        session.scalars(
            select(Enrollment)
            .where(Enrollment.network_id == network_id)
            .order_by(func.coalesce(Enrollment.position, 0), Enrollment.id)
        )
    )


def seats_of_person(session: Session, person_id: int) -> list[Seat]:
    """The seats that this person holds, oldest network first."""
    return list(
        session.scalars(
            select(Seat)
            .join(Enrollment, Enrollment.id == Seat.enrollment_id)
            .where(Enrollment.person_id == person_id)
            .order_by(Seat.network_id)
        )
    )


def free_number(session: Session, network_id: int) -> int | None:
    """The lowest free seat, or None when all ten are taken."""
    taken = set(session.scalars(select(Seat.number).where(Seat.network_id == network_id)))
    return next((number for number in range(1, SEATS + 1) if number not in taken), None)


def free_school_number(session: Session, network_id: int, school_id: str) -> int | None:
    """The lower free place of a school in a network, or None when it has its two."""
    taken = set(
        session.scalars(
            select(Seat.school_number).where(Seat.network_id == network_id, Seat.school_id == school_id)
        )
    )
    return next((number for number in range(1, SCHOOL_SEATS + 1) if number not in taken), None)


def seats_over_school(session: Session) -> list[Seat]:
    """The seats of who moved to a school that had its two, and that no responsible has noted yet."""
    return list(
        session.scalars(
            select(Seat)
            .join(Network, Network.id == Seat.network_id)
            .where(
                Seat.school_id.is_not(None),
                Seat.school_number.is_(None),
                Seat.noted_at.is_(None),
                Network.state != NetworkState.ARCHIVED.value,
            )
            .options(joinedload(Seat.enrollment))
            .order_by(Seat.network_id, Seat.number)
        )
    )


def seat_over_school(session: Session, network_id: int, school_id: str) -> Seat | None:
    """The seat, held longest, of who has no place among her or his school's two."""
    return session.scalars(
        select(Seat)
        .where(Seat.network_id == network_id, Seat.school_id == school_id, Seat.school_number.is_(None))
        .order_by(Seat.number)
    ).first()


def active_enrollments(session: Session) -> list[Enrollment]:
    """Everybody who is enrolled anywhere, in any year."""
    active = Enrollment.state == EnrollmentState.ACTIVE.value
    return list(session.scalars(select(Enrollment).where(active).order_by(Enrollment.id)))


def networks_joined(session: Session, person_id: int, years: Collection[str]) -> list[Network]:
    """The networks of these years in which this person is enrolled now."""
    query = (
        select(Network)
        .join(Enrollment, Enrollment.network_id == Network.id)
        .where(
            Enrollment.person_id == person_id,
            Enrollment.state == EnrollmentState.ACTIVE.value,
            Network.school_year.in_(list(years)),
        )
    )
    return list(session.scalars(query.order_by(Network.id)))
