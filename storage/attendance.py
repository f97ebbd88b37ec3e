"""Who was at each meeting, by half-day, and every correction of it (guide §8.4; R60; DOMAIN.md §1.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, delete, func, or_, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.attendance_changes import AttendanceChange
from storage.base import Base, Moment, rows, write
from storage.catalog_search import SHOWN
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network
from storage.people import Person
from storage.release import Release, ReleaseState
from storage.schedule import HELD, Meeting, MeetingState


class Presence(StrEnum):
    PRESENT = "PRESENT"
    PARTLY = "PARTLY"  # came late or left early: the half-day counts as present
    ABSENT = "ABSENT"


class AttendanceSheet(Base):
    """One a meeting. `revision` counts the marks made; `recorded_at` is when somebody said that the list is
    complete, first, and `recorded_by` who; None while it is being filled in. `keeper_id`: a member whom the
    animator named to take the attendance of that day.
    """

    __tablename__ = "attendance_sheets"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    keeper_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revision: Mapped[int] = mapped_column(default=0)
    recorded_at: Mapped[datetime | None] = mapped_column(Moment)
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class AttendanceMark(Base):
    """What was said last of one person for one half-day of a meeting; `half` is 1 or 2. No row: not said."""

    __tablename__ = "attendance_marks"
    __table_args__ = (
        CheckConstraint("half BETWEEN 1 AND 2", name="half"),
        CheckConstraint("presence IN ('PRESENT','PARTLY','ABSENT')", name="presence"),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)
    half: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    presence: Mapped[str] = mapped_column(String(10))

    person: Mapped[Person] = relationship(lazy="joined")


def sheet_of(session: Session, meeting_id: int) -> AttendanceSheet | None:
    return session.get(AttendanceSheet, meeting_id, populate_existing=True)


def marks_of(session: Session, meeting_id: int) -> Mapping[int, Mapping[int, Presence]]:
    """{person: {half: presence}} of those of whom something was said."""
    query = select(AttendanceMark).where(AttendanceMark.meeting_id == meeting_id)
    found: dict[int, dict[int, Presence]] = {}
    for mark in session.scalars(query.execution_options(populate_existing=True)):
        found.setdefault(mark.person_id, {})[mark.half] = Presence(mark.presence)
    return found


def opened_sheet(session: Session, meeting_id: int) -> AttendanceSheet:
    """The sheet of a meeting, made where there is none; the caller holds the network."""
    found = sheet_of(session, meeting_id)
    if found is None:
        found = AttendanceSheet(meeting_id=meeting_id)
        session.add(found)
        session.flush()
    return found


def set_marks(
    session: Session,
    meeting_id: int,
    person_id: int,
    wanted: Mapping[int, str],
    *,
    by_id: int,
    at: datetime,
    activity_id: str,
) -> bool:
    """Make the marks of one person {half: presence} what is wanted, with a row of history for each one that
    changes; whether any did. Raises ValueError for what is no `Presence`.
    """
    before = marks_of(session, meeting_id).get(person_id, {})
    changed = {half: Presence(one) for half, one in wanted.items() if before.get(half) != one}
    for half, presence in changed.items():
        mark = AttendanceMark(meeting_id=meeting_id, person_id=person_id, half=half, presence=presence.value)
        session.merge(mark)
        was = before.get(half)
        session.add(
            AttendanceChange(
                meeting_id=meeting_id,
                person_id=person_id,
                half=half,
                before=was.value if was else None,
                after=presence.value,
                by_id=by_id,
                at=at,
                activity_id=activity_id,
            )
        )
    session.flush()
    return bool(changed)


def expected(session: Session, meeting: Meeting, today: date) -> set[int]:
    """Whose attendance is taken: to the day of the meeting every member, afterwards who had a half-day for
    it, and whoever was marked, also who left since. Who got a seat after it was not expected (S20).
    """
    active = {
        one.person_id
        for one in enrollments_of(session, meeting.network_id)
        if one.state == EnrollmentState.ACTIVE.value
    }
    if today > meeting.day:
        active &= set(session.scalars(select(Release.person_id).where(Release.meeting_id == meeting.id)))
    return active | set(marks_of(session, meeting.id))


def use_half_days(session: Session, meeting_id: int, used: Mapping[int, int]) -> None:
    """{person: half-days at which she or he was}; never more than were planned."""
    for release in session.scalars(select(Release).where(Release.meeting_id == meeting_id)):
        release.used = min(used.get(release.person_id, 0), release.half_days)
    session.flush()


def forget_attendance(session: Session, meeting_id: int, by_id: int, at: datetime) -> None:
    """The meeting did not take place that day: marks and half-days used go, the history says so (S24)."""
    for person_id, marks in marks_of(session, meeting_id).items():
        session.add_all(
            AttendanceChange(
                meeting_id=meeting_id,
                person_id=person_id,
                half=half,
                before=presence.value,
                after=None,
                by_id=by_id,
                at=at,
            )
            for half, presence in marks.items()
        )
    write(session, delete(AttendanceMark).where(AttendanceMark.meeting_id == meeting_id))
    write(session, delete(AttendanceSheet).where(AttendanceSheet.meeting_id == meeting_id))
    write(session, update(Release).where(Release.meeting_id == meeting_id).values(used=0))


@dataclass(frozen=True, slots=True)
class Untaken:
    """A meeting whose attendance nobody recorded as complete; `keeper_id` as on the sheet."""

    meeting_id: int
    network_id: int
    title: str
    animator_id: int
    keeper_id: int | None
    day: date
    starts: time | None
    ends: time | None


def untaken(
    session: Session, first: date, last: date, *, person_id: int | None = None, meeting_id: int | None = None
) -> list[Untaken]:
    """Those of the planned meetings from one day to another, both inclusive, by day, in networks that go on.

    With `person_id` only those that this person animates, or was named for. Meetings that came in with a
    list of past ones are nobody's to take.
    """
    query = (
        select(
            Meeting.id,
            Meeting.network_id,
            Network.title,
            Network.animator_id,
            AttendanceSheet.keeper_id,
            Meeting.day,
            Meeting.starts,
            Meeting.ends,
        )
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(AttendanceSheet, AttendanceSheet.meeting_id == Meeting.id)
        .where(
            Meeting.day.between(first, last),
            Meeting.state == MeetingState.PLANNED.value,
            Network.state.in_([state.value for state in SHOWN]),
            Network.published_at.is_not(None),
            AttendanceSheet.recorded_at.is_(None),
        )
        .order_by(Meeting.day, Meeting.id)
    )
    if person_id is not None:
        query = query.where(or_(Network.animator_id == person_id, AttendanceSheet.keeper_id == person_id))
    if meeting_id is not None:
        query = query.where(Meeting.id == meeting_id)
    return [
        Untaken(
            row.id,
            row.network_id,
            row.title,
            row.animator_id,
            row.keeper_id,
            row.day,
            row.starts,
            row.ends,
        )
        for row in rows(session, query)
    ]


# What nobody decided yet about a half-day at which somebody was not.
UNDECIDED = (ReleaseState.PLANNED.value, ReleaseState.REQUESTED.value, ReleaseState.CONFIRMED.value)


def undecided(session: Session, meeting_id: int) -> list[Release]:
    """Half-days of a meeting whose attendance is complete, at which the person was not, and of which no
    responsible said yet whether they were used; by name.
    """
    query = (
        select(Release)
        .join(AttendanceSheet, AttendanceSheet.meeting_id == Release.meeting_id)
        .join(Person, Person.id == Release.person_id)
        .where(
            Release.meeting_id == meeting_id,
            AttendanceSheet.recorded_at.is_not(None),
            Release.state.in_(UNDECIDED),
            Release.used < Release.half_days,
        )
        .order_by(Person.name, Release.id)
    )
    return list(session.scalars(query.execution_options(populate_existing=True)))


def meetings_undecided(session: Session) -> list[tuple[int, int, datetime, int]]:
    """(meeting, network, since when, people) of every meeting with such half-days, longest first."""
    query = (
        select(
            Release.meeting_id,
            Release.network_id,
            AttendanceSheet.recorded_at,
            func.count().label("people"),
        )
        .join(AttendanceSheet, AttendanceSheet.meeting_id == Release.meeting_id)
        .join(Meeting, Meeting.id == Release.meeting_id)
        .where(
            AttendanceSheet.recorded_at.is_not(None),
            Meeting.state.in_(HELD),
            Release.state.in_(UNDECIDED),
            Release.used < Release.half_days,
        )
        .group_by(Release.meeting_id, Release.network_id, AttendanceSheet.recorded_at)
        .order_by(AttendanceSheet.recorded_at, Release.meeting_id)
    )
    return [(row.meeting_id, row.network_id, row.recorded_at, row.people) for row in rows(session, query)]
