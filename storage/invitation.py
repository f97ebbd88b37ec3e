"""Invitations of former members into a second year: offers that hold a seat until a day (R17; B14)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import Enrollment, EnrollmentState, Seat
from storage.network import Network
from storage.people import Person

# Where an enrollment comes from that is, or was, an invitation.
INVITATION = "invitation"


@dataclass(frozen=True, slots=True)
class Former:
    """A member of a first year, and the school at which she or he teaches today."""

    person_id: int
    school_id: str | None
    not_teaching: bool


def former_members(session: Session, network_id: int) -> Sequence[Former]:
    """Who had a seat at the end of a network, in the order of the seats."""
    query = (
        select(Person.id, Person.school_id, Person.not_teaching)
        .join(Enrollment, Enrollment.person_id == Person.id)
        .outerjoin(Seat, Seat.enrollment_id == Enrollment.id)
        .where(Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.ACTIVE.value)
        .order_by(func.coalesce(Seat.number, 99), Enrollment.id)
    )
    return [Former(row.id, row.school_id, row.not_teaching) for row in rows(session, query)]


def silent(session: Session, first: date, last: date) -> list[tuple[int, int, date]]:
    """(enrollment, person, last day) of the invitations without an answer whose last day lies between."""
    query = (
        select(Enrollment.id, Enrollment.person_id, Network.invited_until)
        .join(Network, Network.id == Enrollment.network_id)
        .where(
            Enrollment.state == EnrollmentState.OFFERED.value,
            Enrollment.source == INVITATION,
            Network.invited_until.between(first, last),
        )
        .order_by(Enrollment.id)
    )
    return [(row.id, row.person_id, row.invited_until) for row in rows(session, query) if row.invited_until]


def invited(session: Session, network_id: int) -> dict[str, int]:
    """{state: how many} of the invitations of a network."""
    query = (
        select(Enrollment.state, func.count().label("people"))
        .where(Enrollment.network_id == network_id, Enrollment.source == INVITATION)
        .group_by(Enrollment.state)
    )
    return {row.state: row.people for row in rows(session, query)}
