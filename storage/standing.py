"""What an enrollment is judged by, read in few statements: it is the busiest path of the year.

The lock order is design.md §2's: the person, then the networks by id. SQLite has one writer at a time anyway.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from storage.base import rows
from storage.enrollment import LIVE, Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.people import Person
from storage.release import Release, ReleaseState
from storage.schedule import HELD, Meeting
from storage.seats import hold_networks, seats_of


@dataclass(frozen=True, slots=True)
class MeetingFact:
    id: int
    number: int
    day: date
    starts: time | None
    ends: time | None
    half_days: int
    venue: str | None
    room: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another network of the year in which the person has a seat, and the day of its first meeting."""

    enrollment_id: int
    network_id: int
    title: str
    first_day: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One person before one network, as stored now. Days are days in the settings' time zone.

    `own_state`, `own_id` and `own_position` are those of the person's living enrollment here; `seat_free` is
    below the network's capacity, offers counted; `last_position` is the rank of who waits last, 0 for nobody.
    `waits_for` are the titles of the year's other lists. `year_used`: a meeting of a network that she or he
    left was attended this year, or was past (R11).
    """

    person_id: int
    school_id: str | None
    confirmed: bool
    not_teaching: bool
    network_id: int
    title: str
    school_year: str
    state: str
    animator_id: int
    opens_on: date | None
    closes_on: date | None
    kept: bool
    own_id: int | None
    own_state: str | None
    own_position: int | None
    elsewhere: Elsewhere | None
    year_used: bool
    seats: Sequence[tuple[int, str | None, int | None]]
    capacity: int
    last_position: int
    meetings: Sequence[MeetingFact]
    animated_days: frozenset[date]
    waits_for: Sequence[str]

    @property
    def seat_free(self) -> bool:
        return len(self.seats) < self.capacity

    @property
    def school_taken(self) -> int:
        """How many of the two places of the person's school are taken here."""
        if self.school_id is None:
            return 0
        return sum(school == self.school_id and place is not None for _, school, place in self.seats)

    @property
    def first_day(self) -> date | None:
        return min((one.day for one in self.meetings), default=None)

    @property
    def enrolled(self) -> int:
        """Seats taken; those held by an offer are among them."""
        return len(self.seats)


# One statement for both. Whoever is to write holds them first: within a statement that waits for a lock,
# PostgreSQL would count the ranks as they stood before the wait.
_BOTH = (
    select(
        Person.school_id,
        Person.confirmed_teacher,
        Person.not_teaching,
        Network.title,
        Network.school_year,
        Network.state,
        Network.animator_id,
        Network.opens_on,
        Network.closes_on,
        Network.kept_reason,
        Network.capacity,
        select(func.max(Enrollment.position))
        .where(Enrollment.network_id == bindparam("network"))
        .scalar_subquery()
        .label("last"),
    )
    .join_from(Person, Network, Network.id == bindparam("network"))
    .where(Person.id == bindparam("person"))
)
# Rows that name them by a foreign key may still be written: a lock on the whole row would be a deadlock
# with a promotion that gives this person a seat elsewhere.
_HOLD = select(Person.id).where(Person.id == bindparam("person")).with_for_update(key_share=True)
_FIRST_DAY = (
    select(func.min(Meeting.day))
    .where(Meeting.network_id == Enrollment.network_id, Meeting.state.in_(HELD))
    .scalar_subquery()
)
_USED = (
    select(func.count(Release.id))
    .join(Meeting, Meeting.id == Release.meeting_id)
    .where(
        Release.network_id == Enrollment.network_id,
        Release.person_id == Enrollment.person_id,
        or_(
            Release.used > 0,
            Release.state == ReleaseState.USED.value,
            and_(Release.state != ReleaseState.NOT_USED.value, Meeting.day < bindparam("today")),
        ),
    )
    .scalar_subquery()
)
_OWN = (
    select(
        Enrollment.id,
        Enrollment.network_id,
        Enrollment.state,
        Enrollment.position,
        Network.title,
        Network.state.label("network_state"),
        _FIRST_DAY.label("first_day"),
        _USED.label("used"),
    )
    .join(Network, Network.id == Enrollment.network_id)
    .where(Enrollment.person_id == bindparam("person"), Enrollment.school_year == bindparam("year"))
)
_MEETINGS = (
    select(
        Meeting.network_id,
        Meeting.id,
        Meeting.number,
        Meeting.day,
        Meeting.starts,
        Meeting.ends,
        Meeting.half_days,
        Meeting.venue,
        Meeting.room,
    )
    .join(Network, Network.id == Meeting.network_id)
    .where(
        Meeting.state.in_(HELD),
        or_(
            Meeting.network_id == bindparam("network"),
            and_(
                Network.animator_id == bindparam("person"),
                Network.school_year == bindparam("year"),
                Network.state != NetworkState.CANCELLED.value,
            ),
        ),
    )
    .order_by(Meeting.day)
)


def hold(session: Session, person_id: int, network_ids: Iterable[int]) -> None:
    """Hold a person, then these networks by id, until the transaction ends: always in this order."""
    if session.get_bind().dialect.name != "sqlite":
        rows(session, _HOLD, person=person_id)
    hold_networks(session, network_ids)


def standing(session: Session, person_id: int, network_id: int, today: date) -> Standing | None:
    """None when there is no such network or person. Who is to write calls `hold` first."""
    found = rows(session, _BOTH, person=person_id, network=network_id)
    if not found:
        return None
    both = found[0]
    own = rows(session, _OWN, person=person_id, year=both.school_year, today=today)
    here = next((one for one in own if one.network_id == network_id and one.state in LIVE), None)
    others = [one for one in own if one.network_id != network_id]
    there = next((one for one in others if one.state == EnrollmentState.ACTIVE.value), None)
    met = rows(session, _MEETINGS, network=network_id, person=person_id, year=both.school_year)
    return Standing(
        person_id=person_id,
        school_id=both.school_id,
        confirmed=both.confirmed_teacher,
        not_teaching=both.not_teaching,
        network_id=network_id,
        title=both.title,
        school_year=both.school_year,
        state=both.state,
        animator_id=both.animator_id,
        opens_on=both.opens_on,
        closes_on=both.closes_on,
        kept=bool(both.kept_reason),
        own_id=here.id if here else None,
        own_state=here.state if here else None,
        own_position=here.position if here else None,
        elsewhere=Elsewhere(there.id, there.network_id, there.title, there.first_day) if there else None,
        year_used=any(map(_uses_the_year, own)),
        seats=seats_of(session, network_id),
        capacity=both.capacity,
        last_position=both.last or 0,
        meetings=[_meeting(one) for one in met if one.network_id == network_id],
        animated_days=frozenset(one.day for one in met if one.network_id != network_id),
        waits_for=[one.title for one in others if one.state == EnrollmentState.WAITING.value],
    )


def _uses_the_year(own: Any) -> bool:
    """A row of _OWN: left after a meeting, of a network that was not cancelled."""
    left = own.state == EnrollmentState.WITHDRAWN.value
    return bool(left and own.used and own.network_state != NetworkState.CANCELLED.value)


def _meeting(one: Any) -> MeetingFact:
    return MeetingFact(one.id, one.number, one.day, one.starts, one.ends, one.half_days, one.venue, one.room)
