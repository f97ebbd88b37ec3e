"""The minutes of each meeting: their working copy, and every version that was deposited (guide §8.4; R62)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, and_, delete, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.attendance import AttendanceMark, AttendanceSheet, Presence, sheet_of
from storage.base import Base, Moment, rows
from storage.catalog_search import SHOWN
from storage.network import Network
from storage.places import active_of
from storage.schedule import HELD, Meeting, MeetingState


class Minutes(Base):
    """`draft` is what is being written, `version` the one deposited last (0: none yet), `deposited_at` when
    the first one was. `revision` counts the changes of the draft; while nobody has `written` in it, it
    follows the meeting and its agenda. `writer_id`: a member whom the animator asked to write too.

    `done` are the keys of the follow-ups that were carried out, whichever version bears them. `on_paper`: a
    responsible has them on paper; nothing more is asked. Attendance is not here: it is read where it stands.
    """

    __tablename__ = "minutes"
    __table_args__ = (CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name="deposited"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), unique=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=0)
    written: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    deposited_at: Mapped[datetime | None] = mapped_column(Moment)
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    done: Mapped[list[int]] = mapped_column(JSON, default=list)
    on_paper: Mapped[bool] = mapped_column(default=False)


class MinutesVersion(Base):
    """What was deposited, as it was."""

    __tablename__ = "minutes_versions"

    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    deposited_at: Mapped[datetime] = mapped_column(Moment)


def minutes_of(session: Session, meeting_id: int) -> Minutes | None:
    query = select(Minutes).where(Minutes.meeting_id == meeting_id)
    return session.scalar(query.execution_options(populate_existing=True))


def deposited_minutes(session: Session, meeting_id: int) -> MinutesVersion | None:
    """The version deposited last; None when there is none."""
    query = (
        select(MinutesVersion)
        .join(Minutes, Minutes.id == MinutesVersion.minutes_id)
        .where(Minutes.meeting_id == meeting_id)
        .order_by(MinutesVersion.version.desc())
    )
    return session.scalars(query.limit(1)).first()


def was_held(session: Session, meeting_id: int) -> bool:
    """Whether somebody vouched for it: its attendance was recorded, or its minutes were deposited."""
    sheet = sheet_of(session, meeting_id)
    recorded = sheet is not None and sheet.recorded_at is not None
    return recorded or deposited_minutes(session, meeting_id) is not None


def forget_minutes(session: Session, meeting_id: int) -> None:
    """Those of a meeting that is about to go; the journal keeps that they were."""
    found = minutes_of(session, meeting_id)
    if found is not None:
        session.execute(delete(MinutesVersion).where(MinutesVersion.minutes_id == found.id))
        session.delete(found)
        session.flush()


def meeting_before(session: Session, network_id: int, day: date) -> Meeting | None:
    """The last meeting of a network that took place, or is to, before a day."""
    query = select(Meeting).where(
        Meeting.network_id == network_id, Meeting.state.in_(HELD), Meeting.day < day
    )
    return session.scalars(query.order_by(Meeting.day.desc()).limit(1)).first()


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A meeting whose minutes nobody deposited, and that were not received on paper."""

    meeting_id: int
    network_id: int
    title: str
    animator_id: int
    day: date


def unwritten(session: Session, first: date, last: date, *, meeting_id: int | None = None) -> list[Unwritten]:
    """Those of the meetings from one day to another, both inclusive, by day, in networks that go on; those
    moved or cancelled apart (S24). With `meeting_id` only that one. A meeting that came in with a list, over
    before the bot knew it, asks for none unless somebody began them here.
    """
    known_here = or_(
        Meeting.state == MeetingState.PLANNED.value,
        AttendanceSheet.recorded_at.is_not(None),
        Minutes.id.is_not(None),
    )
    query = (
        select(Meeting.id, Meeting.network_id, Network.title, Network.animator_id, Meeting.day)
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .outerjoin(AttendanceSheet, AttendanceSheet.meeting_id == Meeting.id)
        .where(
            Meeting.day.between(first, last),
            Meeting.state.in_(HELD),
            known_here,
            Network.state.in_([state.value for state in SHOWN]),
            Network.published_at.is_not(None),
            or_(Minutes.id.is_(None), and_(Minutes.version == 0, Minutes.on_paper.is_(False))),
        )
        .order_by(Meeting.day, Meeting.id)
    )
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    return [
        Unwritten(row.id, row.network_id, row.title, row.animator_id, row.day) for row in rows(session, query)
    ]


def meetings_to_write(session: Session, person_id: int, today: date) -> list[tuple[int, bool]]:
    """(meeting, whether its minutes are still awaited) of the meetings up to today that this person animates,
    or was asked to write about; the latest first.
    """
    query = (
        select(Meeting.id, Minutes.version, Minutes.on_paper)
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            or_(Network.animator_id == person_id, Minutes.writer_id == person_id),
            Network.published_at.is_not(None),
            Network.state.in_([state.value for state in SHOWN]),
            Meeting.state.in_(HELD),
            Meeting.day <= today,
        )
        .order_by(Meeting.day.desc(), Meeting.id)
    )
    return [(row.id, not row.version and not row.on_paper) for row in rows(session, query)]


def meetings_to_read(session: Session, person_id: int) -> list[int]:
    """The meetings with deposited minutes, in the networks where this person has a seat; latest first."""
    query = (
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.network_id.in_(active_of(session, person_id)), Minutes.version > 0)
        .order_by(Meeting.day.desc(), Meeting.id)
    )
    return [row.id for row in rows(session, query)]


def present_at(session: Session, meeting_id: int) -> set[int]:
    """Who was at a meeting, for a half-day or a part of one at least, as marked now."""
    there = (Presence.PRESENT.value, Presence.PARTLY.value)
    query = select(AttendanceMark.person_id).where(
        AttendanceMark.meeting_id == meeting_id, AttendanceMark.presence.in_(there)
    )
    return {row.person_id for row in rows(session, query)}


def meetings_with_minutes(session: Session, network_id: int) -> list[int]:
    """The meetings of a network that take place and whose minutes were deposited, by day."""
    query = (
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Meeting.network_id == network_id, Meeting.state.in_(HELD), Minutes.version > 0)
        .order_by(Meeting.day)
    )
    return list(session.scalars(query))
