"""Writing enrollments, seats, ranks and releases: plain statements, for the busiest path of the year.

Whoever calls holds the network (storage.standing). What an ORM session had loaded of these rows is stale
afterwards, and is read anew when it is asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from storage.base import rows, write
from storage.enrollment import SCHOOL_SEATS, SEATS, Enrollment, EnrollmentState, Seat
from storage.network import Network
from storage.release import Release, ReleaseKind, ReleaseState
from storage.schedule import Meeting, MeetingState

Taken = Sequence[tuple[int, str | None, int | None]]
"""(number, school, place among its two) of the seats that are taken in a network."""

_SEATS_OF = select(Seat.number, Seat.school_id, Seat.school_number).where(
    Seat.network_id == bindparam("network")
)
_ROOM = select(
    Network.state,
    Network.capacity,
    select(func.max(Enrollment.position))
    .where(Enrollment.network_id == Network.id)
    .scalar_subquery()
    .label("last"),
).where(Network.id == bindparam("network"))
_OFFER = select(
    Enrollment.network_id, Enrollment.person_id, Enrollment.offered_until, Enrollment.source
).where(Enrollment.id == bindparam("enrollment"))
_LEAVE = delete(Seat).where(Seat.enrollment_id == bindparam("enrollment"))
_COMING = (
    select(Meeting.id)
    .where(Meeting.network_id == bindparam("network"), Meeting.day > bindparam("today"))
    .scalar_subquery()
)
_DROP = delete(Release).where(
    Release.person_id == bindparam("person"),
    Release.meeting_id.in_(_COMING),
    Release.state != ReleaseState.USED.value,
    Release.used == 0,
)
_KNOWN = select(Release.meeting_id).where(
    Release.network_id == bindparam("network"), Release.person_id == bindparam("person")
)
_ADD = insert(Enrollment).returning(Enrollment.id)
_ADD_SEAT = insert(Seat)
_ADD_RELEASES = insert(Release)


def seats_of(session: Session, network_id: int) -> list[tuple[int, str | None, int | None]]:
    found = rows(session, _SEATS_OF, network=network_id)
    return [(row.number, row.school_id, row.school_number) for row in found]


@dataclass(frozen=True, slots=True)
class Offer:
    network_id: int
    person_id: int
    until: datetime
    source: str


def offer_of(session: Session, enrollment_id: int) -> Offer | None:
    """The offer that this enrollment is; None when it is none, or none any more."""
    for row in rows(session, _OFFER, enrollment=enrollment_id):
        if row.offered_until is not None:
            return Offer(row.network_id, row.person_id, row.offered_until, row.source)
    return None


def room_of(session: Session, network_id: int) -> tuple[str, int, int]:
    """(state, capacity, the rank of who waits last: 0 for nobody) of a network."""
    row = rows(session, _ROOM, network=network_id)[0]
    return row.state, row.capacity, row.last or 0


def add_enrollment(session: Session, **values: Any) -> int:
    """The new row's id; `values` are its columns."""
    session.flush()
    return int(session.connection().execute(_ADD, values).scalar_one())


def change_enrollment(session: Session, enrollment_id: int, **values: Any) -> None:
    write(session, update(Enrollment).where(Enrollment.id == enrollment_id).values(**values))


def take_seat(
    session: Session, network_id: int, enrollment_id: int, school_id: str | None, taken: Taken
) -> int:
    """The lowest free seat, and the lower free place of the school; returns the seat's number.

    A school that has its two leaves no place: the seat then has none (S17), which only who acts against
    the rule on purpose may want.
    """
    numbers = {number for number, _, _ in taken}
    places = {place for _, school, place in taken if school == school_id and place is not None}
    number = next(one for one in range(1, SEATS + 1) if one not in numbers)
    place = None
    if school_id is not None:
        place = next((one for one in range(1, SCHOOL_SEATS + 1) if one not in places), None)
    session.flush()
    session.connection().execute(
        _ADD_SEAT,
        {
            "network_id": network_id,
            "number": number,
            "enrollment_id": enrollment_id,
            "school_id": school_id,
            "school_number": place,
        },
    )
    return number


def leave_seat(session: Session, enrollment_id: int) -> None:
    write(session, _LEAVE, enrollment=enrollment_id)


def plan_releases(
    session: Session, network_id: int, person_id: int, meetings: Iterable[tuple[int, date, int]], today: date
) -> None:
    """The half-days of the meetings, (id, day, half-days), that lie after `today`; none is written twice."""
    session.flush()
    known = {row.meeting_id for row in rows(session, _KNOWN, network=network_id, person=person_id)}
    planned = [
        {
            "network_id": network_id,
            "person_id": person_id,
            "meeting_id": meeting_id,
            "kind": ReleaseKind.MEETING.value,
            "half_days": half_days,
            "state": ReleaseState.PLANNED.value,
        }
        for meeting_id, day, half_days in meetings
        if day > today and meeting_id not in known
    ]
    if planned:
        session.connection().execute(_ADD_RELEASES, planned)


def drop_releases(session: Session, network_id: int, person_id: int, today: date) -> None:
    """Give back what was not used: the meetings after `today`. What was used stays used (S20)."""
    write(session, _DROP, network=network_id, person=person_id, today=today)


def meetings_to_come(session: Session, network_id: int) -> list[tuple[int, date, int]]:
    """(id, day, half-days) of the meetings that are planned and published, in order."""
    query = (
        select(Meeting.id, Meeting.day, Meeting.half_days)
        .join(Network, Network.id == Meeting.network_id)
        .where(
            Meeting.network_id == network_id,
            Meeting.state == MeetingState.PLANNED.value,
            Network.published_at.is_not(None),
        )
        .order_by(Meeting.day)
    )
    return [(row.id, row.day, row.half_days) for row in rows(session, query)]


def forget_releases(session: Session, network_id: int) -> None:
    """Those of the network's meetings, which are about to be planned anew; what was used stays."""
    write(
        session,
        delete(Release).where(
            Release.network_id == network_id,
            Release.kind == ReleaseKind.MEETING.value,
            Release.state != ReleaseState.USED.value,
            Release.used == 0,
        ),
    )


def replan(session: Session, network_id: int) -> None:
    """A row for each member and meeting that has none, past ones too: what an import brings."""
    members = select(Enrollment.person_id).where(
        Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.ACTIVE.value
    )
    meetings = select(Meeting.id, Meeting.day, Meeting.half_days).where(
        Meeting.network_id == network_id,
        Meeting.state.in_([MeetingState.PLANNED.value, MeetingState.HELD.value]),
    )
    planned = [(row.id, row.day, row.half_days) for row in rows(session, meetings)]
    for member in rows(session, members):
        plan_releases(session, network_id, member.person_id, planned, date.min)


def set_ranks_aside(session: Session, codes: Iterable[str]) -> dict[int, int]:
    """Free the ranks of these imported networks, to be given anew; {enrollment: the rank it had}."""
    query = (
        select(Enrollment.id, Enrollment.position)
        .join(Network, Network.id == Enrollment.network_id)
        .where(Network.code.in_(list(codes)), Enrollment.position.is_not(None))
    )
    had = {row.id: row.position or 0 for row in rows(session, query)}
    write(
        session,
        update(Enrollment).where(Enrollment.id.in_(list(had))).values(position=-Enrollment.position),
    )
    return had


def put_ranks_behind(session: Session) -> None:
    """Who was set aside and got no new rank waits behind those who did."""
    last = select(Enrollment.network_id, func.max(Enrollment.position).label("last")).group_by(
        Enrollment.network_id
    )
    known = {row.network_id: max(row.last or 0, 0) for row in rows(session, last)}
    aside = (
        select(Enrollment.id, Enrollment.network_id)
        .where(Enrollment.position < 0)
        .order_by(Enrollment.network_id, Enrollment.position.desc())
    )
    for row in rows(session, aside):
        known[row.network_id] += 1
        change_enrollment(session, row.id, position=known[row.network_id])


def close_ranks(session: Session, network_id: int, left: Iterable[int]) -> None:
    """Those who waited behind the ranks that were `left` move up, so that no rank is missing."""
    for position in sorted(left, reverse=True):
        waits = (Enrollment.network_id == network_id, Enrollment.position > position)
        # Over the negative, because a unique rank may not be held twice even for a moment.
        write(session, update(Enrollment).where(*waits).values(position=-(Enrollment.position - 1)))
        behind = (Enrollment.network_id == network_id, Enrollment.position < 0)
        write(session, update(Enrollment).where(*behind).values(position=-Enrollment.position))


def hold_networks(session: Session, network_ids: Iterable[int]) -> None:
    """Hold these networks, by id, until the transaction ends: the order in which everybody does."""
    if session.get_bind().dialect.name == "sqlite":
        return  # its one writer holds everything
    wanted = sorted(set(network_ids))
    query = select(Network.id).where(Network.id.in_(wanted)).order_by(Network.id)
    rows(session, query.with_for_update(key_share=True))
