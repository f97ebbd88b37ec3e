"""Meetings that somebody asked to move, and meetings that were called off (guide §5, §8.2; S23, S24)."""

from collections.abc import Collection
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    Time,
    case,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment, write
from storage.network import Network
from storage.release import Release, ReleaseState
from storage.schedule import Meeting


class MoveState(StrEnum):
    ASKED = "ASKED"
    DONE = "DONE"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class MeetingMove(Base):
    """What a meeting was and is to become. `reason` is the asker's, `answer` the responsible's: why not, or
    why although it is near (`exemption`).
    """

    __tablename__ = "meeting_moves"
    __table_args__ = (
        CheckConstraint("state IN ('ASKED','DONE','DECLINED','WITHDRAWN')", name="state"),
        # Two requests at once: one is kept (S23).
        Index(
            "uq_meeting_moves_one_asked",
            "meeting_id",
            unique=True,
            sqlite_where=text("state = 'ASKED'"),
            postgresql_where=text("state = 'ASKED'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    state: Mapped[str] = mapped_column(String(20), default=MoveState.ASKED.value)
    old_day: Mapped[date] = mapped_column(Date)
    old_starts: Mapped[time | None] = mapped_column(Time)
    old_ends: Mapped[time | None] = mapped_column(Time)
    old_venue: Mapped[str | None] = mapped_column(String(20))
    old_room: Mapped[str] = mapped_column(String(100))
    day: Mapped[date] = mapped_column(Date)
    starts: Mapped[time] = mapped_column(Time)
    ends: Mapped[time] = mapped_column(Time)
    venue: Mapped[str] = mapped_column(String(20))
    room: Mapped[str] = mapped_column(String(100))
    reason: Mapped[str] = mapped_column(Text, default="")
    asked_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(Text, default="")
    exemption: Mapped[bool] = mapped_column(default=False)


class Cancellation(Base):
    """A meeting that did not take place; `reason` is a code, `words` what was added. Rows are only added."""

    __tablename__ = "meeting_cancellations"

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    day: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


def asked_move(session: Session, meeting_id: int) -> MeetingMove | None:
    """The request that waits for an answer."""
    query = select(MeetingMove).where(
        MeetingMove.meeting_id == meeting_id, MeetingMove.state == MoveState.ASKED.value
    )
    return session.scalar(query.execution_options(populate_existing=True))


def asked_moves(session: Session) -> list[tuple[MeetingMove, Network]]:
    """Every request that waits for an answer, longest first."""
    query = (
        select(MeetingMove, Network)
        .join(Meeting, Meeting.id == MeetingMove.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .where(MeetingMove.state == MoveState.ASKED.value)
        .order_by(MeetingMove.asked_at, MeetingMove.id)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def last_cancellation(session: Session, meeting_id: int) -> Cancellation | None:
    query = select(Cancellation).where(Cancellation.meeting_id == meeting_id)
    return session.scalars(query.order_by(Cancellation.id.desc()).limit(1)).first()


def cancellations_since(session: Session, since: datetime) -> list[Cancellation]:
    query = select(Cancellation).where(Cancellation.at >= since)
    return list(session.scalars(query.order_by(Cancellation.at, Cancellation.id)))


def reset_ticks(session: Session, meeting_id: int) -> None:
    """The procedure was followed for another date, and who could not come then may come now (S23)."""
    asked = [ReleaseState.REQUESTED.value, ReleaseState.CONFIRMED.value, ReleaseState.NOT_USED.value]
    _turn(session, meeting_id, asked, ReleaseState.PLANNED)


def give_back(session: Session, meeting_id: int) -> None:
    """Nobody is released for it any more (S24); what was used stays used."""
    waiting = [ReleaseState.PLANNED.value, ReleaseState.REQUESTED.value, ReleaseState.CONFIRMED.value]
    _turn(session, meeting_id, waiting, ReleaseState.NOT_USED)


def plan_again(session: Session, meeting_id: int) -> None:
    """The meeting that was called off takes place on another day."""
    _turn(session, meeting_id, [ReleaseState.NOT_USED.value], ReleaseState.PLANNED)


def _turn(session: Session, meeting_id: int, before: Collection[str], after: ReleaseState) -> None:
    statement = (
        update(Release)
        .where(Release.meeting_id == meeting_id, Release.state.in_(list(before)))
        .values(state=after.value)
    )
    write(session, statement)


def renumber(session: Session, network_id: int, numbers: dict[int, int]) -> None:
    """{meeting: number} of a whole network; over the negative, for no number may be held twice."""
    if not numbers:
        return
    of = Meeting.network_id == network_id
    write(session, update(Meeting).where(of).values(number=-Meeting.number))
    write(session, update(Meeting).where(of).values(number=case(numbers, value=Meeting.id)))
