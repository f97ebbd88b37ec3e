"""How full the networks that people enroll in are (R21): seats that are really taken, offers apart."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.schedule import HELD, Meeting

# How many people have a seat in a network of the statement around it.
MEMBERS = (
    select(func.count(Enrollment.id))
    .where(Enrollment.network_id == Network.id, Enrollment.state == EnrollmentState.ACTIVE.value)
    .scalar_subquery()
)
_FIRST_DAY = (
    select(func.min(Meeting.day))
    .where(
        Meeting.network_id == Network.id,
        Meeting.state.in_(HELD),
    )
    .scalar_subquery()
)


@dataclass(frozen=True, slots=True)
class Filling:
    """A network that runs or takes people, with its members; days are in the settings' time zone."""

    network_id: int
    title: str
    state: str
    members: int
    kept: bool
    published_at: datetime | None
    closes_on: date | None
    first_day: date | None
    animator_id: int


def fillings(session: Session, network_id: int | None = None) -> list[Filling]:
    """Every network that is open, confirmed or running, by id; or this one, whatever its state."""
    query = select(
        Network.id,
        Network.title,
        Network.state,
        MEMBERS.label("members"),
        Network.kept_reason,
        Network.published_at,
        Network.closes_on,
        _FIRST_DAY.label("first_day"),
        Network.animator_id,
    ).order_by(Network.id)
    if network_id is not None:
        query = query.where(Network.id == network_id)
    else:
        running = (NetworkState.OPEN, NetworkState.CONFIRMED, NetworkState.IN_PROGRESS)
        query = query.where(Network.state.in_([state.value for state in running]))
    return [
        Filling(
            row.id,
            row.title,
            row.state,
            row.members,
            bool(row.kept_reason),
            row.published_at,
            row.closes_on,
            row.first_day,
            row.animator_id,
        )
        for row in rows(session, query)
    ]
