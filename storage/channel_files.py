"""The documents that stand in the Files of a network's channel, or are to (issue 5 point 11; R58)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    FromClause,
    Select,
    String,
    UniqueConstraint,
    and_,
    delete,
    func,
    join,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.agenda import Agenda
from storage.base import Base, Moment, rows
from storage.enrollment import Enrollment
from storage.minutes import Minutes
from storage.network import ChannelState, Network, NetworkChannel, NetworkState
from storage.plan import Plan
from storage.posts import SubjectChanges
from storage.schedule import HELD, Meeting


class FileState(StrEnum):
    WAITING = "WAITING"
    FILED = "FILED"
    FAILED = "FAILED"


PLAN, AGENDA, MINUTES = "plan", "agenda", "minutes"


class ChannelFile(Base):
    """`subject_id` is the network of a plan, the meeting of an agenda or of minutes. `edition` grows with
    every deposit, with every change that redraws the cards about it, and with who enrolls: a name is left out
    from then on. `digest` is that of the bytes filed last; FAILED has a `cause` and waits for a person.
    """

    __tablename__ = "channel_files"
    __table_args__ = (
        UniqueConstraint("kind", "subject_id"),
        CheckConstraint("state IN ('WAITING','FILED','FAILED')", name="state"),
        CheckConstraint("(state = 'FAILED') = (cause IS NOT NULL)", name="cause"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    edition: Mapped[int]
    state: Mapped[str] = mapped_column(String(20), default=FileState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(Moment)
    since: Mapped[datetime] = mapped_column(Moment)
    cause: Mapped[str | None] = mapped_column(String(40))
    digest: Mapped[str | None] = mapped_column(String(64))


@dataclass(frozen=True, slots=True)
class Due:
    """A document whose edition of today does not stand in the channel. `file_id` is None the first time."""

    network_id: int
    kind: str
    subject_id: int
    edition: int
    file_id: int | None


_OVER = (NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value)
# Gathered once a statement: asked a network at a time, they took half a minute of 10,000 networks.
_OF_A_MEETING = and_(SubjectChanges.subject_type == AGENDA, SubjectChanges.subject_id == Meeting.id)
_OF_MEETINGS = (
    select(Meeting.network_id, func.sum(SubjectChanges.changes).label("changes"))
    .join(
        SubjectChanges, and_(SubjectChanges.subject_type == AGENDA, SubjectChanges.subject_id == Meeting.id)
    )
    .group_by(Meeting.network_id)
    .subquery("of_meetings")
)
_ENROLLED = (
    select(Enrollment.network_id, func.max(Enrollment.id).label("last"))
    .group_by(Enrollment.network_id)
    .subquery("enrolled")
)
_CHANGED = func.coalesce(SubjectChanges.changes, 0) + func.coalesce(_ENROLLED.c.last, 0)
_PLAN_CHANGED = _CHANGED + func.coalesce(_OF_MEETINGS.c.changes, 0)
_PLANS = join(Network, Plan, and_(Plan.network_id == Network.id, Plan.version > 0)).outerjoin(
    _OF_MEETINGS, _OF_MEETINGS.c.network_id == Network.id
)
_AGENDAS = join(Network, Meeting, Meeting.network_id == Network.id).join(
    Agenda, and_(Agenda.meeting_id == Meeting.id, Agenda.version > 0)
)
_MINUTES = join(Network, Meeting, Meeting.network_id == Network.id).join(
    Minutes, and_(Minutes.meeting_id == Meeting.id, Minutes.version > 0)
)


def outdated(session: Session, count: int) -> list[Due]:
    """The first `count` of each kind, in three statements whatever the number of networks: the clock asks
    every minute.

    The plan prints the dates of the meetings, so that a change of one makes another edition of it.
    """
    plans = _outdated(PLAN, Plan.network_id, Plan.version + _PLAN_CHANGED, _PLANS)
    agendas = _outdated(AGENDA, Agenda.meeting_id, Agenda.version + _CHANGED, _AGENDAS)
    minutes = _outdated(MINUTES, Minutes.meeting_id, Minutes.version + _CHANGED, _MINUTES)
    held = [query.where(Meeting.state.in_(HELD)) for query in (agendas, minutes)]
    found = [row for query in (plans, *held) for row in rows(session, query.limit(count))]
    return [
        Due(network_id, kind, subject, edition, file) for network_id, kind, subject, edition, file in found
    ]


def _outdated(kind: str, subject: Any, edition: Any, source: FromClause) -> Select[int, str, int, int, int]:
    """Of `source`, which gives a network's documents of one kind, those that no file stands for, or another
    edition.
    """
    return (
        select(Network.id, literal(kind), subject, edition, ChannelFile.id)
        .select_from(source)
        .join(NetworkChannel, NetworkChannel.network_id == Network.id)
        .outerjoin(_ENROLLED, _ENROLLED.c.network_id == Network.id)
        .outerjoin(
            SubjectChanges, and_(SubjectChanges.subject_type == kind, SubjectChanges.subject_id == subject)
        )
        .outerjoin(ChannelFile, and_(ChannelFile.kind == kind, ChannelFile.subject_id == subject))
        .where(
            NetworkChannel.state == ChannelState.CREATED.value,
            Network.state.not_in(_OVER),
            or_(ChannelFile.id.is_(None), ChannelFile.edition != edition),
        )
        .order_by(Network.id, subject)
    )


def due_files(session: Session, now: datetime, count: int) -> list[tuple[ChannelFile, str]]:
    """The first `count` that may be filed now, each with the id of its channel; longest waiting first."""
    query = (
        select(ChannelFile, NetworkChannel.channel_id)
        .join(NetworkChannel, NetworkChannel.network_id == ChannelFile.network_id)
        .where(
            ChannelFile.state == FileState.WAITING.value,
            ChannelFile.not_before <= now,
            NetworkChannel.channel_id.is_not(None),
        )
        .order_by(ChannelFile.attempts, ChannelFile.since, ChannelFile.id)
    )
    return [(file, channel or "") for file, channel in session.execute(query.limit(count))]


def held_file(session: Session, file_id: int) -> ChannelFile | None:
    """Held until the transaction ends: a new edition may come meanwhile."""
    query = select(ChannelFile).where(ChannelFile.id == file_id).with_for_update()
    return session.scalar(query.execution_options(populate_existing=True))


def failed_files(session: Session) -> list[ChannelFile]:
    """What waits for a person, oldest first."""
    query = select(ChannelFile).where(ChannelFile.state == FileState.FAILED.value)
    return list(session.scalars(query.order_by(ChannelFile.since, ChannelFile.id)))


def drop_unfiled(session: Session) -> None:
    """Forget what was to be filed; what stands in a channel stays known."""
    session.execute(delete(ChannelFile).where(ChannelFile.state != FileState.FILED.value))
