"""The release ledger: the procedure followed, the animator's planning day and half-day of the bilan.

(guide §6, §7; R38–R42, R59, R61)
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules.bilan import is_over
from bot.rules.calendar import school_year
from bot.rules.quiet_time import is_working_day
from bot.rules.releases import BILAN, PLANNING
from storage import audit, seats
from storage.bilan import last_meeting
from storage.network import Network, NetworkState
from storage.release import Release, ReleaseKind, ReleaseState, release_for, release_of_kind, unticked

OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value, NetworkState.COMPLETED.value})


class Ticked(StrEnum):
    REQUESTED = "requested"
    PLANNED = "planned"  # the tick was taken back
    NOTHING = "nothing"  # not one's own, or past


def tick(session: Session, now: datetime, person_id: int, meeting_id: int, *, done: bool = True) -> Ticked:
    """« J’ai suivi la procédure » for one meeting to come, or taken back: by the participant alone (R61).

    The same said twice is once.
    """
    release = release_for(session, meeting_id, person_id)
    if release is None or release.meeting is None or release.meeting.day < now.date():
        return Ticked.NOTHING
    session.refresh(release, with_for_update={"of": Release})
    before = release.state
    after = ReleaseState.REQUESTED if done else ReleaseState.PLANNED
    if before not in {ReleaseState.PLANNED.value, ReleaseState.REQUESTED.value}:
        return Ticked.NOTHING
    if before != after.value:
        release.state = after.value
        session.flush()
        audit.record(
            session,
            now,
            action="release_ticked",
            subject=("release", release.id),
            person_id=person_id,
            before=before,
            after=after.value,
        )
    return Ticked.REQUESTED if done else Ticked.PLANNED


def tick_every(session: Session, now: datetime, person_id: int) -> Ticked:
    """The same for every date to come that is not ticked, in all of one's networks."""
    ticked = [
        tick(session, now, person_id, one.meeting_id)
        for one in unticked(session, now.date(), date.max, person_id=person_id)
    ]
    return Ticked.REQUESTED if Ticked.REQUESTED in ticked else Ticked.NOTHING


class DayFault(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOT_YET = "not_yet"  # the last meeting is not over
    NO_DAY = "no_day"
    PAST = "past"
    CLOSED = "closed"
    OUTSIDE_YEAR = "outside_year"
    USED = "used"


def choose_planning_day(
    session: Session, now: datetime, actor_id: int, network_id: int, day: date | None
) -> date | DayFault:
    """The day of release that the guide gives the animator for planning (R40, R59); chosen anew, moved."""
    network = _animated(session, actor_id, network_id)
    if network is None or network.state in OVER:
        return DayFault.NOT_ALLOWED
    return _choose(session, now, network, ReleaseKind.PLANNING, day)


def choose_bilan_day(
    session: Session, now: datetime, actor_id: int, network_id: int, day: date | None
) -> date | DayFault:
    """The day of the half-day that the guide gives the animator for the bilan (R41), once the last meeting is
    over, also when the bilan is in; chosen anew, moved.
    """
    network = _animated(session, actor_id, network_id)
    if network is None or network.state in OVER - {NetworkState.COMPLETED.value}:
        return DayFault.NOT_ALLOWED
    last = last_meeting(session, network_id)
    if last is None or not is_over(last.day, last.ends, now):
        return DayFault.NOT_YET
    return _choose(session, now, network, ReleaseKind.BILAN, day)


def _animated(session: Session, actor_id: int, network_id: int) -> Network | None:
    """The network of this animator, held."""
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    return network if network is not None and network.animator_id == actor_id else None


HALF_DAYS = {ReleaseKind.PLANNING: PLANNING, ReleaseKind.BILAN: BILAN}


def _choose(
    session: Session, now: datetime, network: Network, kind: ReleaseKind, day: date | None
) -> date | DayFault:
    if day is None:
        return DayFault.NO_DAY
    if school_year(day) != network.school_year:
        return DayFault.OUTSIDE_YEAR
    if day < now.date():
        return DayFault.PAST
    if not is_working_day(day, closed_around(session, day)):
        return DayFault.CLOSED
    release = release_of_kind(session, network.id, kind)
    if release is not None and release.state == ReleaseState.USED.value:
        return DayFault.USED
    before = str(release.day) if release is not None else None
    if release is None:
        release = Release(
            network_id=network.id,
            person_id=network.animator_id,
            kind=kind.value,
            half_days=HALF_DAYS[kind],
        )
        session.add(release)
    release.person_id, release.day = network.animator_id, day
    session.flush()
    action = "bilan_day_chosen" if kind is ReleaseKind.BILAN else "planning_day_chosen"
    audit.about_network(
        session, now, network.id, action, person_id=network.animator_id, before=before, after=str(day)
    )
    return day
