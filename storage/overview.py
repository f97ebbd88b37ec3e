"""A whole school year at once: a few statements of columns, however many networks there are. Reads only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from storage.agenda import Agenda
from storage.attendance import AttendanceMark, AttendanceSheet, Presence
from storage.base import rows
from storage.bilan import Bilan
from storage.enrollment import Enrollment
from storage.minutes import Minutes
from storage.network import Network
from storage.people import Person, School
from storage.plan import Plan
from storage.schedule import Meeting

THERE = (Presence.PRESENT.value, Presence.PARTLY.value)


@dataclass(frozen=True, slots=True)
class Deposited:
    """The version deposited last, 0 for none, and when the first one was; received `on_paper` otherwise."""

    version: int
    at: datetime | None
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class YearNetwork:
    """A network of the year, its animator, and what it deposited once a year. `code` is that of an import."""

    network_id: int
    code: str
    title: str
    state: str
    year_index: int
    capacity: int
    modality: str
    target_group: str
    discipline: str
    closes_on: date | None
    accepted_at: datetime
    published_at: datetime | None
    kept_reason: str
    cancel_reason: str
    animator_id: int
    animator: str
    email: str
    school: str
    plan: Deposited
    bilan: Deposited


@dataclass(frozen=True, slots=True)
class YearMeeting:
    """A meeting of the year. `venue` names the place; `recorded_at` is when its attendance was complete."""

    meeting_id: int
    network_id: int
    number: int
    day: date
    starts: time | None
    ends: time | None
    half_days: int
    venue: str
    room: str
    state: str
    recorded_at: datetime | None
    agenda: Deposited
    minutes: Deposited


def years_known(session: Session) -> list[str]:
    """The school years of which there is a network, cancelled ones too; oldest first."""
    query = select(Network.school_year).distinct().order_by(Network.school_year)
    return [row.school_year for row in rows(session, query)]


def networks_of_year(session: Session, school_year: str) -> list[YearNetwork]:
    """Every network of a year, cancelled ones too, by number."""
    query = (
        select(
            Network.id,
            Network.code,
            Network.title,
            Network.state,
            Network.year_index,
            Network.capacity,
            Network.modality,
            Network.target_group,
            Network.discipline,
            Network.closes_on,
            Network.accepted_at,
            Network.published_at,
            Network.kept_reason,
            Network.cancel_reason,
            Network.animator_id,
            Person.name.label("animator"),
            Person.email,
            School.name.label("school"),
            Plan.version.label("plan"),
            Plan.deposited_at.label("plan_at"),
            Bilan.version.label("bilan"),
            Bilan.deposited_at.label("bilan_at"),
        )
        .join(Person, Person.id == Network.animator_id)
        .outerjoin(School, School.id == Person.school_id)
        .outerjoin(Plan, Plan.network_id == Network.id)
        .outerjoin(Bilan, Bilan.network_id == Network.id)
        .where(Network.school_year == school_year)
        .order_by(Network.id)
    )
    return [
        YearNetwork(
            network_id=row.id,
            code=row.code or "",
            title=row.title,
            state=row.state,
            year_index=row.year_index,
            capacity=row.capacity,
            modality=row.modality or "",
            target_group=row.target_group,
            discipline=row.discipline,
            closes_on=row.closes_on,
            accepted_at=row.accepted_at,
            published_at=row.published_at,
            kept_reason=row.kept_reason,
            cancel_reason=row.cancel_reason,
            animator_id=row.animator_id,
            animator=row.animator,
            email=row.email or "",
            school=row.school or "",
            plan=Deposited(row.plan or 0, row.plan_at),
            bilan=Deposited(row.bilan or 0, row.bilan_at),
        )
        for row in rows(session, query)
    ]


def meetings_of_year(session: Session, school_year: str) -> list[YearMeeting]:
    """Every meeting of the networks of a year, those moved or cancelled too; by network, then by day."""
    query = (
        select(
            Meeting.id,
            Meeting.network_id,
            Meeting.number,
            Meeting.day,
            Meeting.starts,
            Meeting.ends,
            Meeting.half_days,
            Meeting.venue,
            School.name.label("school"),
            Meeting.room,
            Meeting.state,
            AttendanceSheet.recorded_at,
            Agenda.version.label("agenda"),
            Agenda.deposited_at.label("agenda_at"),
            Minutes.version.label("minutes"),
            Minutes.deposited_at.label("minutes_at"),
            Minutes.on_paper,
        )
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(School, School.id == Meeting.venue)
        .outerjoin(AttendanceSheet, AttendanceSheet.meeting_id == Meeting.id)
        .outerjoin(Agenda, Agenda.meeting_id == Meeting.id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Network.school_year == school_year)
        .order_by(Meeting.network_id, Meeting.day, Meeting.number)
    )
    return [
        YearMeeting(
            meeting_id=row.id,
            network_id=row.network_id,
            number=row.number,
            day=row.day,
            starts=row.starts,
            ends=row.ends,
            half_days=row.half_days,
            venue=row.school or row.venue or "",
            room=row.room,
            state=row.state,
            recorded_at=row.recorded_at,
            agenda=Deposited(row.agenda or 0, row.agenda_at),
            minutes=Deposited(row.minutes or 0, row.minutes_at, bool(row.on_paper)),
        )
        for row in rows(session, query)
    ]


def enrolled_of_year(session: Session, school_year: str) -> Mapping[int, Mapping[str, int]]:
    """{network: {state: how many enrollments}}; a network without any is left out."""
    query = (
        select(Enrollment.network_id, Enrollment.state, func.count(Enrollment.id).label("people"))
        .join(Network, Network.id == Enrollment.network_id)
        .where(Network.school_year == school_year)
        .group_by(Enrollment.network_id, Enrollment.state)
    )
    found: dict[int, dict[str, int]] = {}
    for row in rows(session, query):
        found.setdefault(row.network_id, {})[row.state] = row.people
    return found


@dataclass(frozen=True, slots=True)
class Turnout:
    """Half-days of the members at one meeting whose attendance is complete, the animator's own apart."""

    meeting_id: int
    network_id: int
    present: int
    expected: int


def turnout_of_year(session: Session, school_year: str) -> Sequence[Turnout]:
    """Of each meeting whose attendance is complete; who came late or left early was there (R60)."""
    there = func.sum(case((AttendanceMark.presence.in_(THERE), 1), else_=0)).label("present")
    query = (
        select(Meeting.id, Meeting.network_id, there, func.count().label("expected"))
        .join(Network, Network.id == Meeting.network_id)
        .join(AttendanceSheet, AttendanceSheet.meeting_id == Meeting.id)
        .join(AttendanceMark, AttendanceMark.meeting_id == Meeting.id)
        .where(
            Network.school_year == school_year,
            AttendanceSheet.recorded_at.is_not(None),
            AttendanceMark.person_id != Network.animator_id,
        )
        .group_by(Meeting.id, Meeting.network_id)
        .order_by(Meeting.id)
    )
    return [Turnout(row.id, row.network_id, row.present, row.expected) for row in rows(session, query)]
