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

from storage import audit
from storage.base import Base, Moment, write
from storage.enrollment import Enrollment, EnrollmentState
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


def asked_moves(session: Session) -> list[tuple[MeetingMove, Meeting, Network]]:
    """Every request that waits for an answer, longest first."""
    query = (
        select(MeetingMove, Meeting, Network)
        .join(Meeting, Meeting.id == MeetingMove.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .where(MeetingMove.state == MoveState.ASKED.value)
        .order_by(MeetingMove.asked_at, MeetingMove.id)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(query)]


def last_cancellation(session: Session, meeting_id: int) -> Cancellation | None:
    query = select(Cancellation).where(Cancellation.meeting_id == meeting_id)
    return session.scalars(query.order_by(Cancellation.id.desc()).limit(1)).first()


def cancellations_of(session: Session, meeting_id: int) -> list[Cancellation]:
    query = select(Cancellation).where(Cancellation.meeting_id == meeting_id)
    return list(session.scalars(query.order_by(Cancellation.id)))


def cancellations_since(session: Session, since: datetime) -> list[Cancellation]:
    query = select(Cancellation).where(Cancellation.at >= since)
    return list(session.scalars(query.order_by(Cancellation.at, Cancellation.id)))


def done_moves(session: Session, meeting_id: int) -> list[MeetingMove]:
    """What was carried out, oldest first."""
    query = select(MeetingMove).where(
        MeetingMove.meeting_id == meeting_id, MeetingMove.state == MoveState.DONE.value
    )
    return list(session.scalars(query.order_by(MeetingMove.id)))


def dates_changed(session: Session, network_id: int) -> bool:
    """Whether a meeting of the network was moved or called off since its dates were first shown (R50)."""
    of = Meeting.network_id == network_id
    moved = select(MeetingMove.id).join(Meeting, Meeting.id == MeetingMove.meeting_id)
    moved = moved.where(of, MeetingMove.state == MoveState.DONE.value)
    called_off = select(Cancellation.id).join(Meeting, Meeting.id == Cancellation.meeting_id).where(of)
    return any(session.scalars(one.limit(1)).first() is not None for one in (moved, called_off))


def reset_ticks(session: Session, now: datetime, actor_id: int, meeting_id: int) -> None:
    """The procedure was followed, or an absence said, for another date (S23)."""
    said = [ReleaseState.REQUESTED, ReleaseState.CONFIRMED, ReleaseState.NOT_USED]
    _turn(session, now, actor_id, meeting_id, said, ReleaseState.PLANNED)


def give_back(session: Session, now: datetime, actor_id: int, meeting_id: int) -> None:
    """Nobody is released for a meeting that does not take place, whatever was said of it before (S24)."""
    before = [one for one in ReleaseState if one is not ReleaseState.NOT_USED]
    _turn(session, now, actor_id, meeting_id, before, ReleaseState.NOT_USED)


def plan_again(session: Session, now: datetime, actor_id: int, meeting_id: int) -> None:
    """The meeting that was called off takes place on another day: of who is still a member."""
    _turn(session, now, actor_id, meeting_id, [ReleaseState.NOT_USED], ReleaseState.PLANNED)


def _turn(
    session: Session,
    now: datetime,
    actor_id: int,
    meeting_id: int,
    before: Collection[ReleaseState],
    after: ReleaseState,
) -> None:
    """One row of the journal each. What is planned is planned for members alone: who left keeps nothing."""
    query = select(Release).where(
        Release.meeting_id == meeting_id, Release.state.in_([one.value for one in before])
    )
    if after is ReleaseState.PLANNED:
        members = (
            select(Enrollment.id)
            .where(
                Enrollment.network_id == Release.network_id,
                Enrollment.person_id == Release.person_id,
                Enrollment.state == EnrollmentState.ACTIVE.value,
            )
            .exists()
        )
        query = query.where(members)
    turned = list(session.scalars(query.order_by(Release.id).execution_options(populate_existing=True)))
    for one in turned:
        was, one.state = one.state, after.value
        audit.record(
            session,
            now,
            action="release_of_changed_meeting",
            subject=("release", one.id),
            person_id=actor_id,
            before=was,
            after=one.state,
        )
    session.flush()


def renumber(session: Session, network_id: int, numbers: dict[int, int]) -> None:
    """{meeting: number} of a whole network; over the negative, for no number may be held twice."""
    if not numbers:
        return
    of = Meeting.network_id == network_id
    write(session, update(Meeting).where(of).values(number=-Meeting.number))
    write(session, update(Meeting).where(of).values(number=case(numbers, value=Meeting.id)))
