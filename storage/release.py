"""The release ledger: half-days of the members for the meetings, of the animator for planning and bilan.

(guide §6, §7; DOMAIN.md §1.5, R38–R42, R59). Whole half-days, never a fraction.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    func,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, rows
from storage.catalog_search import SHOWN
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network
from storage.people import Person
from storage.schedule import HELD, Meeting, MeetingState


class ReleaseKind(StrEnum):
    MEETING = "MEETING"
    PLANNING = "PLANNING"
    BILAN = "BILAN"


class ReleaseState(StrEnum):
    PLANNED = "PLANNED"
    REQUESTED = "REQUESTED"
    CONFIRMED = "CONFIRMED"
    USED = "USED"
    NOT_USED = "NOT_USED"


class Release(Base):
    """`meeting_id` is None for the animator's planning day and half-day of the bilan; `day` is theirs.

    Of the `half_days`, `used` are those at which the person was marked present; `state` is that of the rest.
    """

    __tablename__ = "releases"
    __table_args__ = (
        CheckConstraint("kind IN ('MEETING','PLANNING','BILAN')", name="kind"),
        CheckConstraint("state IN ('PLANNED','REQUESTED','CONFIRMED','USED','NOT_USED')", name="state"),
        CheckConstraint("(kind = 'MEETING') = (meeting_id IS NOT NULL)", name="meeting"),
        CheckConstraint("half_days BETWEEN 1 AND CASE kind WHEN 'BILAN' THEN 1 ELSE 2 END", name="half_days"),
        UniqueConstraint("meeting_id", "person_id"),
        Index(
            "uq_releases_once_a_network",
            "network_id",
            "kind",
            unique=True,
            sqlite_where=text("kind <> 'MEETING'"),
            postgresql_where=text("kind <> 'MEETING'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"))
    kind: Mapped[str] = mapped_column(String(20))
    day: Mapped[date | None] = mapped_column(Date)
    half_days: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=ReleaseState.PLANNED.value)
    used: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship(lazy="joined")
    meeting: Mapped[Meeting | None] = relationship(lazy="joined")


def releases_of(session: Session, network_id: int, person_id: int | None = None) -> list[Release]:
    """The rows of a network, or of one person in it, in the order of the meetings."""
    query = select(Release).where(Release.network_id == network_id)
    if person_id is not None:
        query = query.where(Release.person_id == person_id)
    return list(session.scalars(query.order_by(Release.person_id, Release.id)))


def release_for(session: Session, meeting_id: int, person_id: int) -> Release | None:
    """What one person has for one meeting."""
    return session.scalar(
        select(Release).where(Release.meeting_id == meeting_id, Release.person_id == person_id)
    )


@dataclass(frozen=True, slots=True)
class Unticked:
    """A member who said nothing of the release procedure for a meeting; `since` is the enrollment."""

    release_id: int
    meeting_id: int
    day: date
    person_id: int
    since: datetime


def unticked(
    session: Session,
    first: date,
    last: date,
    *,
    person_id: int | None = None,
    meeting_id: int | None = None,
    held: bool = False,
) -> list[Unticked]:
    """For the planned meetings from one day to another, both inclusive, of networks that run or take people;
    with `person_id` and `meeting_id` only of that person, or that meeting; with `held` also for those that
    took place.
    """
    query = (
        select(Release.id, Release.meeting_id, Meeting.day, Release.person_id, Enrollment.created_at)
        .join(Meeting, Meeting.id == Release.meeting_id)
        .join(Network, Network.id == Release.network_id)
        .join(
            Enrollment,
            and_(Enrollment.network_id == Release.network_id, Enrollment.person_id == Release.person_id),
        )
        .where(
            Meeting.day.between(first, last),
            Meeting.state.in_(HELD if held else (MeetingState.PLANNED.value,)),
            Network.state.in_([state.value for state in SHOWN]),
            Network.published_at.is_not(None),
            Release.state == ReleaseState.PLANNED.value,
            Enrollment.state == EnrollmentState.ACTIVE.value,
        )
        .order_by(Meeting.day, Release.id)
    )
    if person_id is not None:
        query = query.where(Release.person_id == person_id)
    if meeting_id is not None:
        query = query.where(Release.meeting_id == meeting_id)
    return [
        Unticked(row.id, row.meeting_id, row.day, row.person_id, row.created_at)
        for row in rows(session, query)
    ]


def release_of_kind(session: Session, network_id: int, kind: ReleaseKind) -> Release | None:
    """The animator's planning day, or half-day of the bilan."""
    return session.scalar(select(Release).where(Release.network_id == network_id, Release.kind == kind.value))


def sums_by_person(session: Session, network_id: int) -> list[tuple[str, dict[str, int]]]:
    """(name, {state: half-days}) of everybody with a half-day in a network, by name."""
    query = (
        select(Person.id, Person.name, Release.state, *_SUMS)
        .join(Person, Person.id == Release.person_id)
        .where(Release.network_id == network_id)
        .group_by(Person.id, Person.name, Release.state)
        .order_by(Person.name, Person.id)
    )
    found: dict[int, tuple[str, dict[str, int]]] = {}
    for row in session.execute(query):
        _count(found.setdefault(row.id, (row.name, {}))[1], row.state, row.used, row.rest)
    return list(found.values())


def sums(session: Session) -> dict[int, dict[str, int]]:
    """{network: {state: half-days}} of every network that has any, members' and animator's together."""
    query = select(Release.network_id, Release.state, *_SUMS).group_by(Release.network_id, Release.state)
    found: dict[int, dict[str, int]] = {}
    for row in session.execute(query):
        _count(found.setdefault(row.network_id, {}), row.state, row.used, row.rest)
    return found


_SUMS = (func.sum(Release.used).label("used"), func.sum(Release.half_days - Release.used).label("rest"))


def _count(counted: dict[str, int], state: str, used: int, rest: int) -> None:
    """What was used counts as used, whatever the state of the rest; a state without half-days is left out."""
    for name, half_days in ((ReleaseState.USED.value, int(used)), (state, int(rest))):
        if half_days:
            counted[name] = counted.get(name, 0) + half_days
