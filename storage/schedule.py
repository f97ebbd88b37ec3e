"""The meetings of a network: their dates, hours and places (guide §8.2; R18–R20, R44–R51)."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Time, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, rows
from storage.network import Network, NetworkState


class MeetingState(StrEnum):
    PLANNED = "PLANNED"
    HELD = "HELD"
    MOVED = "MOVED"
    CANCELLED = "CANCELLED"


# The meetings that take place, or did.
HELD = (MeetingState.PLANNED.value, MeetingState.HELD.value)


class Meeting(Base):
    """`number` counts from 1 in the order of the dates; hours are those of Montréal. `venue` is a school's id
    or « CEE »; hours and places are None while they are not known.
    """

    __tablename__ = "meetings"
    __table_args__ = (
        CheckConstraint("state IN ('PLANNED','HELD','MOVED','CANCELLED')", name="state"),
        CheckConstraint("half_days BETWEEN 1 AND 2", name="half_days"),
        CheckConstraint("starts < ends", name="hours"),
        UniqueConstraint("network_id", "number"),
        Index(
            "uq_meetings_one_a_day",
            "network_id",
            "day",
            unique=True,
            sqlite_where=text("state IN ('PLANNED','HELD')"),
            postgresql_where=text("state IN ('PLANNED','HELD')"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    number: Mapped[int]
    day: Mapped[date] = mapped_column(Date)
    starts: Mapped[time | None] = mapped_column(Time)
    ends: Mapped[time | None] = mapped_column(Time)
    half_days: Mapped[int]
    venue: Mapped[str | None] = mapped_column(String(20))
    room: Mapped[str] = mapped_column(String(100), default="")
    state: Mapped[str] = mapped_column(String(20), default=MeetingState.PLANNED.value)


def meetings_of(session: Session, network_id: int) -> list[Meeting]:
    """In the order of their numbers."""
    return list(
        session.scalars(select(Meeting).where(Meeting.network_id == network_id).order_by(Meeting.number))
    )


def rooms_taken(
    session: Session, days: Collection[date], but: int
) -> list[tuple[date, str, str, time, time]]:
    """(day, place, room, from, to) of the planned meetings of other networks on these days."""
    query = select(Meeting.day, Meeting.venue, Meeting.room, Meeting.starts, Meeting.ends).where(
        Meeting.day.in_(list(days)),
        Meeting.network_id != but,
        Meeting.state == MeetingState.PLANNED.value,
        Meeting.starts.is_not(None),
    )
    return [
        (row.day, row.venue or "", row.room, row.starts, row.ends)
        for row in rows(session, query)
        if row.starts is not None and row.ends is not None
    ]


def next_meeting(session: Session, network_id: int, now: datetime) -> tuple[date | None, datetime | None]:
    """The day of the first meeting, and when the next one that has not begun begins, in the zone of `now`.

    A meeting without an hour begins at midnight: nobody is offered a seat in it too late.
    """
    query = (
        select(Meeting.day, Meeting.starts, Meeting.state)
        .where(
            Meeting.network_id == network_id,
            Meeting.state.in_(HELD),
        )
        .order_by(Meeting.day)
    )
    found = rows(session, query)
    begins = [
        datetime.combine(row.day, row.starts or time.min, tzinfo=now.tzinfo)
        for row in found
        if row.state == MeetingState.PLANNED.value
    ]
    return (found[0].day if found else None), next((one for one in begins if one > now), None)


def awaiting_dates(session: Session) -> list[Network]:
    """The accepted networks whose animator has not sent the dates, longest accepted first."""
    query = select(Network).where(
        Network.state == NetworkState.ACCEPTED.value, Network.scheduled_at.is_(None)
    )
    return list(session.scalars(query.order_by(Network.accepted_at, Network.id)))


def awaiting_room(session: Session) -> list[Network]:
    """The networks whose dates were sent and whose places nobody has confirmed, oldest first."""
    query = select(Network).where(
        Network.state == NetworkState.SCHEDULED.value, Network.room_confirmed_at.is_(None)
    )
    return list(session.scalars(query.order_by(Network.scheduled_at, Network.id)))


def meetings_of_all(session: Session, network_ids: Collection[int]) -> list[Meeting]:
    """Every meeting of these networks, those moved or cancelled too, by day."""
    query = select(Meeting).where(Meeting.network_id.in_(list(network_ids)))
    return list(session.scalars(query.order_by(Meeting.day, Meeting.network_id, Meeting.number)))


def networks_of_meetings(session: Session, meeting_ids: Iterable[int]) -> dict[int, int]:
    """{meeting: its network}, in one statement."""
    query = select(Meeting.id, Meeting.network_id).where(Meeting.id.in_(list(meeting_ids)))
    return {row.id: row.network_id for row in session.execute(query)}
