"""A school year's half-days of release, one by one, and its envelope (guide §6, §7; R38–R41)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.network import Network
from storage.people import Person, School, SchoolChange
from storage.release import Release
from storage.schedule import Meeting
from storage.school_year import dates_of


@dataclass(frozen=True, slots=True)
class YearRelease:
    """A row of the ledger: `number` and `day` are the meeting's, or 0 and the day that was chosen, None for
    none. `school_id` is the person's school today.
    """

    network_id: int
    person_id: int
    name: str
    school_id: str
    kind: str
    number: int
    day: date | None
    half_days: int
    used: int
    state: str


def releases_of_year(session: Session, school_year: str) -> list[YearRelease]:
    """Those of every network of a year, cancelled ones too: what was used there stays used."""
    query = (
        select(
            Release.network_id,
            Release.person_id,
            Person.name,
            Person.school_id,
            Release.kind,
            Meeting.number,
            func.coalesce(Meeting.day, Release.day).label("day"),
            Release.half_days,
            Release.used,
            Release.state,
        )
        .join(Network, Network.id == Release.network_id)
        .join(Person, Person.id == Release.person_id)
        .outerjoin(Meeting, Meeting.id == Release.meeting_id)
        .where(Network.school_year == school_year)
        .order_by(Release.network_id, Person.name, Release.person_id, Meeting.day, Release.id)
    )
    return [
        YearRelease(
            network_id=row.network_id,
            person_id=row.person_id,
            name=row.name,
            school_id=row.school_id or "",
            kind=row.kind,
            number=row.number or 0,
            day=row.day,
            half_days=row.half_days,
            used=row.used,
            state=row.state,
        )
        for row in rows(session, query)
    ]


def school_moves(session: Session) -> Mapping[int, Sequence[tuple[date, str]]]:
    """{person: (day of the change, school before it), oldest first} of everybody who ever moved (S17)."""
    query = select(SchoolChange.person_id, SchoolChange.changed_on, SchoolChange.from_school_id)
    found: dict[int, list[tuple[date, str]]] = {}
    for row in rows(session, query.order_by(SchoolChange.changed_on, SchoolChange.id)):
        found.setdefault(row.person_id, []).append((row.changed_on, row.from_school_id or ""))
    return found


def every_school(session: Session) -> Mapping[str, str]:
    """{school: its name}, of those that are not active any more too."""
    return {row.id: row.name for row in rows(session, select(School.id, School.name))}


def envelope_of(session: Session, school_year: str) -> int | None:
    """How many half-days the year may commit; None: nobody said."""
    kept = dates_of(session, school_year)
    return kept.envelope_half_days if kept else None
