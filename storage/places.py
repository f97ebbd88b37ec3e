"""Where somebody has a seat or a rank, and which lists may move. Reads only."""

from datetime import date, datetime

from sqlalchemy import bindparam, func, or_, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import LIVE, Enrollment, EnrollmentState, Seat
from storage.network import Network, NetworkState
from storage.schedule import Meeting, MeetingState

# A second year is waited for before it is published, by former members alone.
_PROMOTING = (
    NetworkState.ACCEPTED,
    NetworkState.SCHEDULED,
    NetworkState.OPEN,
    NetworkState.CONFIRMED,
    NetworkState.IN_PROGRESS,
)
PROMOTING = frozenset(state.value for state in _PROMOTING)


def networks_to_promote(session: Session, waiting_since: datetime | None = None) -> list[int]:
    """The networks, by id, in which somebody waits (since then at least) and a seat is free."""
    taken = (
        select(func.count(Seat.number))
        .where(Seat.network_id == Network.id)
        .correlate(Network)
        .scalar_subquery()
    )
    query = (
        select(Network.id)
        .join(Enrollment, Enrollment.network_id == Network.id)
        .where(
            Enrollment.state == EnrollmentState.WAITING.value,
            Network.state.in_([one.value for one in _PROMOTING]),
            taken < Network.capacity,
        )
        .distinct()
        .order_by(Network.id)
    )
    if waiting_since is not None:
        query = query.where(Enrollment.created_at <= waiting_since)
    return [row.id for row in rows(session, query)]


def offers_over(session: Session, now: datetime) -> list[tuple[int, int]]:
    """(network, enrollment) of the offers that nobody took in time, by network."""
    query = (
        select(Enrollment.network_id, Enrollment.id)
        .where(
            Enrollment.state == EnrollmentState.OFFERED.value, Enrollment.offered_until <= bindparam("now")
        )
        .order_by(Enrollment.network_id, Enrollment.id)
    )
    return [(row.network_id, row.id) for row in rows(session, query, now=now)]


def days_as_member(session: Session, person_id: int, school_year: str) -> set[date]:
    """The days on which a network meets in which this person has a seat."""
    query = (
        select(Meeting.day)
        .join(Enrollment, Enrollment.network_id == Meeting.network_id)
        .where(
            Enrollment.person_id == person_id,
            Enrollment.school_year == school_year,
            Enrollment.state == EnrollmentState.ACTIVE.value,
            Meeting.state == MeetingState.PLANNED.value,
        )
    )
    return {row.day for row in rows(session, query)}


def waits_of(session: Session, person_id: int) -> list[int]:
    """The networks, by id, for which this person waits."""
    query = (
        select(Enrollment.network_id)
        .where(Enrollment.person_id == person_id, Enrollment.state == EnrollmentState.WAITING.value)
        .order_by(Enrollment.network_id)
    )
    return [row.network_id for row in rows(session, query)]


def active_of(session: Session, person_id: int) -> list[int]:
    """The networks, not cancelled and newest year first, in which this person has a seat."""
    query = (
        select(Enrollment.network_id)
        .join(Network, Network.id == Enrollment.network_id)
        .where(
            Enrollment.person_id == person_id,
            Enrollment.state == EnrollmentState.ACTIVE.value,
            Network.state != NetworkState.ARCHIVED.value,
        )
        .order_by(Enrollment.school_year.desc(), Enrollment.network_id)
    )
    return [row.network_id for row in rows(session, query)]


def ranks_of(session: Session, person_id: int) -> list[tuple[int, str, int]]:
    """(network, title, rank) of the lists on which this person waits."""
    query = (
        select(Enrollment.network_id, Network.title, Enrollment.position)
        .join(Network, Network.id == Enrollment.network_id)
        .where(Enrollment.person_id == person_id, Enrollment.state == EnrollmentState.WAITING.value)
        .order_by(Enrollment.network_id)
    )
    return [(row.network_id, row.title, row.position or 0) for row in rows(session, query)]


def offers_of(session: Session, person_id: int) -> list[int]:
    """The networks, by id, in which a seat is offered to this person."""
    query = (
        select(Enrollment.network_id)
        .where(Enrollment.person_id == person_id, Enrollment.state == EnrollmentState.OFFERED.value)
        .order_by(Enrollment.network_id)
    )
    return [row.network_id for row in rows(session, query)]


def unconfirmed(session: Session, person_id: int) -> list[tuple[int, int]]:
    """(network, enrollment), by network, that wait for a responsible to say that this person teaches."""
    query = (
        select(Enrollment.network_id, Enrollment.id)
        .where(Enrollment.person_id == person_id, Enrollment.to_confirm, Enrollment.state.in_(LIVE))
        .order_by(Enrollment.network_id)
    )
    return [(row.network_id, row.id) for row in rows(session, query)]


def seats_held(session: Session, person_id: int) -> list[int]:
    """The networks, by id, in which this person has a seat or an offer."""
    query = (
        select(Enrollment.network_id)
        .where(
            Enrollment.person_id == person_id,
            or_(
                Enrollment.state == EnrollmentState.ACTIVE.value,
                Enrollment.state == EnrollmentState.OFFERED.value,
            ),
        )
        .order_by(Enrollment.network_id)
    )
    return [row.network_id for row in rows(session, query)]


def networks_of_person(session: Session, person_id: int) -> list[int]:
    """The networks of any year in which this person is or was enrolled, or that she or he animates; by id."""
    enrolled = select(Enrollment.network_id).where(Enrollment.person_id == person_id)
    query = select(Network.id).where(or_(Network.id.in_(enrolled), Network.animator_id == person_id))
    return [row.id for row in rows(session, query.order_by(Network.id))]
