"""The networks that the catalogue shows, in two statements whatever their number."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import Seat
from storage.minimum import MEMBERS
from storage.network import Network, NetworkState
from storage.people import School
from storage.schedule import HELD, Meeting

SHOWN = (NetworkState.OPEN, NetworkState.CONFIRMED, NetworkState.IN_PROGRESS)

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


_NETWORKS = (
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
        MEMBERS.label("members"),
        _SEATS.label("seats"),
    )
    .where(
        Network.school_year.in_(bindparam("years", expanding=True)),
        Network.state.in_([state.value for state in SHOWN]),
        Network.published_at.is_not(None),
    )
    .order_by(Network.id)
)
_MEETINGS = (
    select(Meeting.network_id, Meeting.day, Meeting.venue, School.name)
    .join(Network, Network.id == Meeting.network_id)
    .outerjoin(School, School.id == Meeting.venue)
    .where(Network.school_year.in_(bindparam("years", expanding=True)), Meeting.state.in_(HELD))
    .order_by(Meeting.day)
)


def catalog(session: Session, years: list[str]) -> list[CatalogRow]:
    """The published networks of these years, by id."""
    days = defaultdict[int, list[date]](list)
    places = dict[int, tuple[str, str]]()
    for row in rows(session, _MEETINGS, years=years):
        days[row.network_id].append(row.day)
        places.setdefault(row.network_id, (row.venue or "", row.name or ""))
    return [
        CatalogRow(
            network_id=row.id,
            title=row.title,
            summary=row.summary,
            target_group=row.target_group,
            discipline=row.discipline,
            modality=row.modality or "",
            state=row.state,
            opens_on=row.opens_on,
            closes_on=row.closes_on,
            kept=bool(row.kept_reason),
            members=row.members,
            enrolled=row.seats,
            capacity=row.capacity,
            days=tuple(days[row.id]),
            venue=places.get(row.id, ("", ""))[0],
            school=places.get(row.id, ("", ""))[1],
        )
        for row in rows(session, _NETWORKS, years=years)
    ]
