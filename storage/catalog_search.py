"""The networks that the catalogue shows, in two statements whatever their number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import Enrollment, EnrollmentState, Seat
from storage.network import Network, NetworkState
from storage.people import School
from storage.schedule import Meeting, MeetingState

SHOWN = (NetworkState.OPEN, NetworkState.CONFIRMED, NetworkState.IN_PROGRESS)

_MEMBERS = (
    select(func.count(Enrollment.id))
    .where(Enrollment.network_id == Network.id, Enrollment.state == EnrollmentState.ACTIVE.value)
    .scalar_subquery()
)
_SEATS = select(func.count(Seat.number)).where(Seat.network_id == Network.id).scalar_subquery()


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """`enrolled` counts the seats taken, offers among them; `members` the people.

    `venue` and `school`, its name, are those of the first meeting; empty while it has no place.
    """

    network_id: int
    title: str
    summary: str
    target_group: str
    discipline: str
    modality: str
    state: str
    opens_on: date | None
    closes_on: date | None
    kept: bool
    members: int
    enrolled: int
    capacity: int
    days: tuple[date, ...]
    venue: str = ""
    school: str = ""

    @property
    def first_day(self) -> date | None:
        return self.days[0] if self.days else None


def catalog(session: Session, years: list[str]) -> list[CatalogRow]:
    """The published networks of these years, by id."""
    query = (
        select(
            Network.id,
            Network.title,
            Network.summary,
            Network.target_group,
            Network.discipline,
            Network.modality,
            Network.state,
            Network.opens_on,
            Network.closes_on,
            Network.kept_reason,
            Network.capacity,
            _MEMBERS.label("members"),
            _SEATS.label("seats"),
        )
        .where(
            Network.school_year.in_(years),
            Network.state.in_([state.value for state in SHOWN]),
            Network.published_at.is_not(None),
        )
        .order_by(Network.id)
    )
    planned = (
        select(Meeting.network_id, Meeting.day, Meeting.venue, School.name)
        .join(Network, Network.id == Meeting.network_id)
        .outerjoin(School, School.id == Meeting.venue)
        .where(
            Network.school_year.in_(years),
            Meeting.state.in_([MeetingState.PLANNED.value, MeetingState.HELD.value]),
        )
        .order_by(Meeting.day)
    )
    days = defaultdict[int, list[date]](list)
    places = dict[int, tuple[str, str]]()
    for row in rows(session, planned):
        days[row.network_id].append(row.day)
        places.setdefault(row.network_id, (row.venue or "", row.name or ""))
    return [
        CatalogRow(
            row.id,
            row.title,
            row.summary,
            row.target_group,
            row.discipline,
            row.modality or "",
            row.state,
            row.opens_on,
            row.closes_on,
            bool(row.kept_reason),
            row.members,
            row.seats,
            row.capacity,
            tuple(days[row.id]),
            *places.get(row.id, ("", "")),
        )
        for row in rows(session, query)
    ]
