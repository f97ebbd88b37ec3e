"""Who waits for a network, and what a free seat asks of each, in one statement."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Date, and_, bindparam, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from storage.base import rows
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.people import Person
from storage.release import Release, ReleaseState
from storage.schedule import HELD, Meeting


@dataclass(frozen=True, slots=True)
class WaitingFact:
    """`elsewhere`: she or he has a seat in another network of the year, which first meets on `elsewhere_from`
    (None when its dates are not known). `skipped` is why the last free seat passed her or him by.
    """

    enrollment_id: int
    person_id: int
    position: int
    school_id: str | None
    skipped: str | None
    not_teaching: bool
    elsewhere: bool
    elsewhere_from: date | None
    year_used: bool
    clash: bool


_other, _theirs, _animated = aliased(Enrollment), aliased(Network), aliased(Meeting)


def _elsewhere() -> tuple[ColumnElement[int], ColumnElement[date]]:
    """How many other seats of the year, and when that network first meets."""
    holds = (
        _other.person_id == Enrollment.person_id,
        _other.school_year == Enrollment.school_year,
        _other.state == EnrollmentState.ACTIVE.value,
    )
    seats = select(func.count(_other.id)).where(*holds).correlate(Enrollment).scalar_subquery()
    meets = (
        select(func.min(Meeting.day))
        .join(_other, _other.network_id == Meeting.network_id)
        .where(*holds, Meeting.state.in_(HELD))
        .correlate(Enrollment)
        .scalar_subquery()
    )
    return seats, type_coerce(meets, Date())


def _year_used() -> ColumnElement[int]:
    """Half-days used, or past and not denied, in a network of the year that she or he left (R11)."""
    return (
        select(func.count(Release.id))
        .join(Meeting, Meeting.id == Release.meeting_id)
        .join(_other, and_(_other.network_id == Release.network_id, _other.person_id == Release.person_id))
        .join(_theirs, _theirs.id == Release.network_id)
        .where(
            Release.person_id == Enrollment.person_id,
            _other.school_year == Enrollment.school_year,
            _other.state == EnrollmentState.WITHDRAWN.value,
            _theirs.state != NetworkState.CANCELLED.value,
            or_(
                Release.used > 0,
                Release.state == ReleaseState.USED.value,
                and_(Release.state != ReleaseState.NOT_USED.value, Meeting.day < bindparam("today")),
            ),
        )
        .correlate(Enrollment)
        .scalar_subquery()
    )


def _clashes() -> ColumnElement[int]:
    """Days on which she or he animates another network while this one meets (R31)."""
    days = select(Meeting.day).where(Meeting.network_id == bindparam("network"), Meeting.state.in_(HELD))
    return (
        select(func.count(_animated.id))
        .join(_theirs, _theirs.id == _animated.network_id)
        .where(
            _theirs.animator_id == Enrollment.person_id,
            _theirs.school_year == Enrollment.school_year,
            _theirs.state != NetworkState.CANCELLED.value,
            _animated.state.in_(HELD),
            _animated.day.in_(days),
        )
        .correlate(Enrollment)
        .scalar_subquery()
    )


_SEATS, _FROM = _elsewhere()
_WAITING = (
    select(
        Enrollment.id,
        Enrollment.person_id,
        Enrollment.position,
        Enrollment.skipped,
        Person.school_id,
        Person.not_teaching,
        _SEATS.label("elsewhere"),
        _FROM.label("elsewhere_from"),
        _year_used().label("used"),
        _clashes().label("clash"),
    )
    .join(Person, Person.id == Enrollment.person_id)
    .where(Enrollment.network_id == bindparam("network"), Enrollment.state == EnrollmentState.WAITING.value)
    .order_by(Enrollment.position)
)


def waiting_list(session: Session, network_id: int, today: date) -> list[WaitingFact]:
    """Those who wait for a network, by rank."""
    return [
        WaitingFact(
            enrollment_id=row.id,
            person_id=row.person_id,
            position=row.position or 0,
            school_id=row.school_id,
            skipped=row.skipped,
            not_teaching=row.not_teaching,
            elsewhere=row.elsewhere > 0,
            elsewhere_from=row.elsewhere_from,
            year_used=row.used > 0,
            clash=row.clash > 0,
        )
        for row in rows(session, _WAITING, network=network_id, today=today)
    ]
