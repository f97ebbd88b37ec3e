"""Who took over the animation of a network, and the networks that nobody may animate any more (R04; B13)."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Text, and_, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.audit import AuditRow
from storage.base import Base, Moment, rows, write
from storage.enrollment import LIVE, Enrollment
from storage.network import OVER, Network
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person
from storage.release import Release, ReleaseKind, ReleaseState
from storage.schedule import Meeting, MeetingState


class Replacement(Base):
    """`reason` is for the responsibles alone. `enrollment_id` is the seat or the rank in this very network
    that the new animator gave up; from `day` on, she or he animates. Rows are only added.
    """

    __tablename__ = "replacements"
    __table_args__ = (CheckConstraint("old_id <> new_id", name="another"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    old_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    new_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    enrollment_id: Mapped[int | None] = mapped_column(ForeignKey("enrollments.id"))
    reason: Mapped[str] = mapped_column(Text)
    day: Mapped[date] = mapped_column(Date)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    network: Mapped[Network] = relationship(lazy="joined")
    old: Mapped[Person] = relationship(lazy="joined", foreign_keys=[old_id])
    new: Mapped[Person] = relationship(lazy="joined", foreign_keys=[new_id])


def replacements_of(session: Session, network_id: int) -> list[Replacement]:
    """In their order."""
    query = select(Replacement).where(Replacement.network_id == network_id).order_by(Replacement.id)
    return list(session.scalars(query))


def without_animation(session: Session) -> list[tuple[Network, datetime]]:
    """The networks, not over, whose animator does not teach any more, each with the moment since when that is
    known. Those filed before 2025 may be animated by somebody who does not teach (R13).
    """
    known = (
        select(func.max(AuditRow.at))
        .where(
            AuditRow.action == "teacher_judged",
            AuditRow.after == "does_not_teach",
            AuditRow.subject_type == "person",
            AuditRow.subject_id == Network.animator_id,
        )
        .correlate(Network)
        .scalar_subquery()
    )
    query = (
        select(Network, known.label("since"))
        .join(Person, Person.id == Network.animator_id)
        .where(
            Person.not_teaching,
            Network.state.not_in(OVER),
            or_(Network.filed_on.is_(None), Network.filed_on > date(2024, 12, 31)),
        )
        .order_by(Network.id)
    )
    return [(row[0], row[1] or row[0].accepted_at) for row in session.execute(query)]


def own_enrollment(session: Session, network_id: int, person_id: int) -> Enrollment | None:
    """The seat, the offer or the rank that this person has in this network."""
    return session.scalar(
        select(Enrollment)
        .where(
            Enrollment.network_id == network_id, Enrollment.person_id == person_id, Enrollment.state.in_(LIVE)
        )
        .execution_options(populate_existing=True)
    )


def shared_days(session: Session, network_id: int, others: Sequence[int]) -> list[date]:
    """The days to come, or past, on which this network meets and so does one of the `others`."""
    held = (MeetingState.PLANNED.value, MeetingState.HELD.value)
    days = select(Meeting.day).where(Meeting.network_id.in_(others), Meeting.state.in_(held))
    query = (
        select(Meeting.day)
        .where(Meeting.network_id == network_id, Meeting.state == MeetingState.PLANNED.value)
        .where(Meeting.day.in_(days))
        .order_by(Meeting.day)
    )
    return [row.day for row in rows(session, query)]


def drop_own_releases(session: Session, network_id: int, person_id: int, today: date) -> None:
    """The half-days for planning and bilan that this person chose and has not had; what was used stays."""
    kinds = (ReleaseKind.PLANNING.value, ReleaseKind.BILAN.value)
    unused = session.scalars(
        select(Release).where(
            Release.network_id == network_id,
            Release.person_id == person_id,
            Release.kind.in_(kinds),
            Release.state != ReleaseState.USED.value,
            Release.used == 0,
            or_(Release.day.is_(None), Release.day > today),
        )
    )
    for one in list(unused):
        session.delete(one)
    session.flush()


# What of the clock's messages goes to who animates: its subjects are the network's, or one of its meetings'.
_OF_NETWORK = ("plan", "network", "bilan")
_OF_MEETING = ("agenda", "attendance", "minutes")


def readdress(session: Session, network_id: int, old_id: int, new_id: int) -> None:
    """The reminders to who animated, written and not sent yet, go to who animates now."""
    meetings = select(Meeting.id).where(Meeting.network_id == network_id)
    about = or_(
        and_(OutboxRow.subject_type.in_(_OF_NETWORK), OutboxRow.subject_id == network_id),
        and_(OutboxRow.subject_type.in_(_OF_MEETING), OutboxRow.subject_id.in_(meetings)),
    )
    waiting = (OutboxState.WAITING.value, OutboxState.UNREACHABLE.value)
    write(
        session,
        update(OutboxRow)
        .where(OutboxRow.person_id == old_id, OutboxRow.by_clock, OutboxRow.state.in_(waiting), about)
        .values(person_id=new_id, state=OutboxState.WAITING.value),
    )


_TEACHERS = select(Person.id, Person.name, Person.email, Person.school_id).where(
    Person.not_teaching.is_(False), Person.name != ""
)


def teachers_named(session: Session) -> list[tuple[int, str, str, str]]:
    """(id, name, address, school) of everybody of whom nobody said that she or he does not teach."""
    found = rows(session, _TEACHERS.order_by(Person.name, Person.id))
    return [(row.id, row.name, row.email or "", row.school_id or "") for row in found]
