"""What is due for the meetings to come, and the delays that a responsible granted (R32, R33)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    Date,
    ForeignKey,
    String,
    Text,
    and_,
    delete,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.agenda import Agenda, AgendaVersion, agenda_of
from storage.base import Base, Moment, rows
from storage.catalog_search import SHOWN
from storage.network import Network
from storage.outbox import OutboxRow
from storage.plan import Plan
from storage.schedule import HELD, Meeting, MeetingState


class Delay(Base):
    """A responsible's way out of a missing document: more time, to the end of `until`, or `paper`: it was
    received on paper. A plan's is of its network: `meeting_id` is the meeting that was the first one then.
    Rows are only ever added; the last one counts.
    """

    __tablename__ = "delays"
    __table_args__ = (
        CheckConstraint("document IN ('PLAN','AGENDA')", name="document"),
        CheckConstraint("paper = (until IS NULL)", name="one_way"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(String(10))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    until: Mapped[date | None] = mapped_column(Date)
    paper: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


def forget_documents(session: Session, meeting_id: int) -> None:
    """The agenda and the delays of a meeting that is about to go; the journal keeps that they were."""
    agenda = agenda_of(session, meeting_id)
    if agenda is not None:
        session.execute(delete(AgendaVersion).where(AgendaVersion.agenda_id == agenda.id))
        session.delete(agenda)
    session.execute(delete(Delay).where(Delay.meeting_id == meeting_id))
    session.flush()


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting to come of a network that runs or takes people; versions are 0 before any deposit."""

    meeting_id: int
    network_id: int
    title: str
    animator_id: int
    day: date
    starts: time | None
    is_first: bool
    plan_version: int
    agenda_version: int


def coming_meetings(
    session: Session,
    first: date,
    last: date,
    *,
    meeting_id: int | None = None,
    network_id: int | None = None,
    taken: bool = False,
) -> list[Coming]:
    """The planned meetings from one day to another, both inclusive, by day; with `meeting_id` or `network_id`
    only that meeting, or those of that network; with `taken` those whose attendance was taken too.
    """
    other = aliased(Meeting)
    first_day = (
        select(func.min(other.day))
        .where(other.network_id == Network.id, other.state.in_(HELD))
        .correlate(Network)
        .scalar_subquery()
    )
    query = (
        select(
            Meeting.id,
            Meeting.network_id,
            Network.title,
            Network.animator_id,
            Meeting.day,
            Meeting.starts,
            first_day.label("first_day"),
            Plan.version.label("plan"),
            Agenda.version.label("agenda"),
        )
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(Plan, Plan.network_id == Network.id)
        .outerjoin(Agenda, Agenda.meeting_id == Meeting.id)
        .where(
            Meeting.day.between(first, last),
            _standing(taken=taken),
            Network.state.in_([state.value for state in SHOWN]),
            Network.published_at.is_not(None),
        )
        .order_by(Meeting.day, Meeting.id)
    )
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    if network_id is not None:
        query = query.where(Meeting.network_id == network_id)
    return [
        Coming(
            meeting_id=row.id,
            network_id=row.network_id,
            title=row.title,
            animator_id=row.animator_id,
            day=row.day,
            starts=row.starts,
            is_first=row.day == row.first_day,
            plan_version=row.plan or 0,
            agenda_version=row.agenda or 0,
        )
        for row in rows(session, query)
    ]


def _standing(*, taken: bool) -> ColumnElement[bool]:
    """Planned; with `taken` also held, where the bot asked for the attendance: what an import brought was
    over before anything could be said of it.
    """
    planned = Meeting.state == MeetingState.PLANNED.value
    asked = select(OutboxRow.subject_id).where(OutboxRow.subject_type == "attendance")
    held = and_(Meeting.state == MeetingState.HELD.value, Meeting.id.in_(asked))
    return or_(planned, held) if taken else planned


def delays_of(session: Session, meeting_ids: Collection[int]) -> dict[tuple[str, int], Delay]:
    """{(document, meeting): the last way out} of these meetings; a delay that would last into the meeting,
    which was moved nearer since, is none any more. The plan's stands with each meeting of its network: it
    goes on when another one becomes the first.
    """
    granted = aliased(Meeting)
    ways = (
        select(Delay, Meeting.id)
        .join(granted, granted.id == Delay.meeting_id)
        .join(
            Meeting,
            or_(
                Meeting.id == Delay.meeting_id,
                and_(Delay.document == "PLAN", Meeting.network_id == granted.network_id),
            ),
        )
        .where(Meeting.id.in_(list(meeting_ids)), or_(Delay.paper, Delay.until < Meeting.day))
        .order_by(Delay.id)
    )
    return {(way.document, meeting_id): way for way, meeting_id in session.execute(ways)}
