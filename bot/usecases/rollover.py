"""On 1 July the past year's networks are archived, and one list says what to renew (R14; DOMAIN.md §1.8, 11).

Nothing is deleted: enrollments, attendance and releases stay as they were, and count in their own year.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.calendar import school_year
from bot.rules.rollover import opens_list, year_before
from bot.settings import Settings
from bot.usecases import channel_archive
from storage import audit, posts, seats
from storage import rollover as stored
from storage.enrollment import Enrollment, EnrollmentState
from storage.moves import MoveState
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.rollover import ENDED, YearRollover


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Archive every network of a past year, once; a process that was stopped on 1 July does it afterwards."""
    year = school_year(now.astimezone(settings.zone).date())
    past = stored.networks_past(session, year)
    if past:
        seats.hold_networks(session, past)
        archived = [_archive(session, now, network_id) for network_id in past]
        if year_before(year) in archived and opens_list(now.date()):
            _open_list(session, now, year)
    channel_archive.plan(session, now, settings, year)


def _archive(session: Session, now: datetime, network_id: int) -> str | None:
    """The network's year; None when another process archived it meanwhile. The caller holds it."""
    network = session.get_one(Network, network_id, populate_existing=True)
    if network.state in ENDED:
        return None
    before, network.state = network.state, NetworkState.ARCHIVED.value
    session.flush()
    for one in stored.still_waiting(session, network_id):
        _end(session, now, one)
    for move in stored.moves_asked(session, network_id):
        move.state, move.decided_at = MoveState.WITHDRAWN.value, now
        session.flush()
        posts.changed(session, ("move", move.id), now)
    audit.about_network(session, now, network_id, "network_archived", before=before, after=network.state)
    posts.changed(session, ("network", network_id), now)
    return network.school_year


def _end(session: Session, now: datetime, one: Enrollment) -> None:
    """Nobody waits for a year that is over; who had a seat keeps it as history."""
    seats.change_enrollment(
        session,
        one.id,
        state=EnrollmentState.CANCELLED.value,
        position=None,
        offered_until=None,
        skipped=None,
        ended_at=now,
    )
    seats.leave_seat(session, one.id)


def _open_list(session: Session, now: datetime, year: str) -> None:
    if stored.rollover_of(session, year) is None:
        session.add(YearRollover(school_year=year, opened_at=now))
        session.flush()


class Closing(StrEnum):
    CLOSED = "closed"
    CLOSED_BEFORE = "closed_before"
    NOT_ALLOWED = "not_allowed"


def close(session: Session, now: datetime, actor_id: int, year: str) -> Closing:
    """« C’est fait »: the list of this year leaves the desk; recorded with who and when. Twice is once.

    Only the year that runs has one.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Closing.NOT_ALLOWED
    if year != school_year(now.date()):
        return Closing.CLOSED_BEFORE
    _open_list(session, now, year)
    found = stored.locked_rollover(session, year)
    assert found is not None
    if found.done_at is not None:
        return Closing.CLOSED_BEFORE
    found.done_at, found.done_by_id = now, actor_id
    session.flush()
    audit.record(
        session, now, action="year_renewed", subject=("year", int(year[:4])), person_id=actor_id, after=year
    )
    return Closing.CLOSED
