"""Below six at the deadline: extend, keep or cancel, decided by a person, never by itself (R21; S16)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import minimum as rules
from bot.rules.derogations import Rule
from bot.rules.enrollment import MINIMUM
from bot.rules.minimum import Mistake
from bot.rules.texts import TooLong, too_long
from bot.settings import Settings
from bot.usecases import derogations, waiting
from bot.usecases.quiet_time import remind
from storage import audit, outbox, places, seats
from storage.enrollment import LIVE, SEATS, Enrollment, EnrollmentState, enrollments_of
from storage.minimum import Filling, fillings
from storage.network import OVER, Network, NetworkState
from storage.people import Person, Role, people_with_role
from storage.schedule import MeetingState, meetings_of

# What a network is before the clock makes it something else.
BEFORE = {
    NetworkState.CONFIRMED: frozenset({NetworkState.OPEN.value}),
    NetworkState.IN_PROGRESS: frozenset({NetworkState.OPEN.value, NetworkState.CONFIRMED.value}),
}
MEMBERS_MISSING = "members_missing"
NETWORK_CANCELLED = "network_cancelled"
REASON_LIMIT = 1000


class Refused(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    NOT_DUE = "not_due"  # decided meanwhile, or six are there


@dataclass(frozen=True, slots=True)
class Decided:
    network_id: int


Outcome = Decided | Mistake | TooLong | Refused


def _held(session: Session, actor_id: int, network_id: int) -> Network | Refused:
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_RESPONSIBLE
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    return network if network is not None else Refused.NOT_DUE


def _is_due(session: Session, network_id: int, today: date) -> Filling | None:
    found = fillings(session, network_id)
    if not found:
        return None
    one = found[0]
    due = rules.is_due(
        state=one.state, members=one.members, kept=one.kept, closes_on=one.closes_on, today=today
    )
    return one if due else None


def extend(session: Session, now: datetime, actor_id: int, network_id: int, day: date | None) -> Outcome:
    """Take people until this day, inclusive; at the latest eight days before the first meeting."""
    network = _held(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    found = _is_due(session, network_id, now.date())
    if found is None or found.first_day is None:
        return Refused.NOT_DUE
    wrong = rules.extension(
        day, found.closes_on, found.first_day, now.date(), closed_around(session, found.first_day)
    )
    if wrong is not None:
        return wrong
    assert day is not None
    before, network.closes_on = network.closes_on, day
    audit.about_network(
        session,
        now,
        network_id,
        "enrollment_extended",
        person_id=actor_id,
        before=str(before),
        after=str(day),
    )
    return Decided(network_id)


def keep(session: Session, now: datetime, actor_id: int, network_id: int, reason: str) -> Outcome:
    """It goes on below six: an exemption, with its reason."""
    network = _held(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    written = reason.strip()
    if (wrong := _wrong(written)) is not None:
        return wrong
    if _is_due(session, network_id, now.date()) is None:
        return Refused.NOT_DUE
    network.kept_reason, network.state = written, NetworkState.CONFIRMED.value
    audit.about_network(session, now, network_id, "kept_below_six", person_id=actor_id, why=written)
    derogations.record(session, now, actor_id, Rule.BELOW_SIX, written, network_id=network_id)
    return Decided(network_id)


def _wrong(reason: str) -> Mistake | TooLong | None:
    return too_long(reason, REASON_LIMIT) if reason else Mistake.NO_REASON


def cancel(
    session: Session,
    now: datetime,
    actor_id: int,
    network_id: int,
    reason: str,
    *,
    only_below_six: bool = False,
) -> Outcome:
    """End a network: everybody is told and free, the half-days to come go back, the lists elsewhere move.

    With `only_below_six` nothing happens unless that decision is due: an old card ends no network that has
    its six by now.
    """
    members = [one.person_id for one in enrollments_of(session, network_id) if one.state in LIVE]
    elsewhere = {one for person_id in members for one in places.waits_of(session, person_id)}
    seats.hold_networks(session, {network_id, *elsewhere})
    network = _held(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    over = network.state in {NetworkState.CANCELLED.value, *_OVER}
    if over or (only_below_six and _is_due(session, network_id, now.date()) is None):
        return Refused.NOT_DUE
    written = reason.strip()
    if (wrong := _wrong(written)) is not None:
        return wrong
    before, network.state = network.state, NetworkState.CANCELLED.value
    network.cancel_reason = written
    for meeting in meetings_of(session, network_id):
        if meeting.state == MeetingState.PLANNED.value:
            meeting.state = MeetingState.CANCELLED.value
    session.flush()
    for one in enrollments_of(session, network_id):
        if one.state in LIVE:
            _free(session, now, one)
    _tell(session, now, network_id, network.animator_id)
    audit.about_network(
        session,
        now,
        network_id,
        "network_cancelled",
        person_id=actor_id,
        before=before,
        after=NetworkState.CANCELLED.value,
        why=written,
    )
    for other in sorted(elsewhere - {network_id}):
        waiting.promote(session, now, other)
    return Decided(network_id)


_OVER = frozenset({NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value})


def _free(session: Session, now: datetime, one: Enrollment) -> None:
    enrollment_id, network_id, person_id = one.id, one.network_id, one.person_id
    seats.change_enrollment(
        session,
        enrollment_id,
        state=EnrollmentState.CANCELLED.value,
        position=None,
        offered_until=None,
        skipped=None,
        ended_at=now,
    )
    seats.leave_seat(session, enrollment_id)
    seats.drop_releases(session, network_id, person_id, now.date())
    _tell(session, now, network_id, person_id)


def _tell(session: Session, now: datetime, network_id: int, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{NETWORK_CANCELLED}:{network_id}:{person_id}",
        kind=NETWORK_CANCELLED,
        subject=("network", network_id),
        person_id=person_id,
        not_before=now,
    )


class CapacityRefused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    OVER = "over"
    OUT_OF_RANGE = "out_of_range"
    UNDER_ENROLLED = "under_enrolled"


def set_capacity(
    session: Session, now: datetime, actor_id: int, network_id: int, capacity: int
) -> int | CapacityRefused:
    """The new capacity, six to ten, set by the animator or a responsible; never under the seats taken (B18).

    A raised one seats who waits.
    """
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    actor = session.get_one(Person, actor_id)
    if network is None or (Role.CEE_RESPONSIBLE not in actor.roles and network.animator_id != actor_id):
        return CapacityRefused.NOT_ALLOWED
    if network.state in OVER:
        return CapacityRefused.OVER
    if not MINIMUM <= capacity <= SEATS:
        return CapacityRefused.OUT_OF_RANGE
    if capacity < len(seats.seats_of(session, network_id)):
        return CapacityRefused.UNDER_ENROLLED
    before, network.capacity = network.capacity, capacity
    session.flush()
    if before != capacity:
        audit.about_network(
            session,
            now,
            network_id,
            "capacity_set",
            person_id=actor_id,
            before=str(before),
            after=str(capacity),
        )
        waiting.promote(session, now, network_id)
    return capacity


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """What days change: six at the deadline confirm, a first meeting starts; half-time is told once."""
    today = now.date()
    for one in fillings(session):
        if one.first_day is not None and one.first_day <= today:
            _moves(session, now, one, NetworkState.IN_PROGRESS)
        elif one.closes_on is not None and today > one.closes_on and one.members >= MINIMUM:
            _moves(session, now, one, NetworkState.CONFIRMED)
        elif one.state == NetworkState.OPEN.value and one.members < MINIMUM:
            _tell_half_time(session, now, settings, one)


def _moves(session: Session, now: datetime, one: Filling, state: NetworkState) -> None:
    if one.state not in BEFORE[state]:
        return
    # Read again once it is held: a network that is being cancelled must not come back to life.
    seats.hold_networks(session, [one.network_id])
    network = session.get_one(Network, one.network_id, populate_existing=True)
    before = network.state
    if before not in BEFORE[state]:
        return
    network.state = state.value
    audit.about_network(session, now, one.network_id, "network_moved", before=before, after=state.value)


def _tell_half_time(session: Session, now: datetime, settings: Settings, one: Filling) -> None:
    if one.published_at is None or one.closes_on is None or now.date() > one.closes_on:
        return
    opened = one.published_at.astimezone(settings.zone).date()
    day = rules.half_time(opened, one.closes_on, closed_around(session, now.date()))
    if now.date() < day:
        return
    told = {one.animator_id, *(person.id for person in people_with_role(session, Role.CEE_RESPONSIBLE))}
    for person_id in sorted(told):
        remind(
            session,
            now,
            settings,
            once=f"{MEMBERS_MISSING}:{one.network_id}:{person_id}:{one.closes_on}",
            kind=MEMBERS_MISSING,
            subject=("network", one.network_id),
            person_id=person_id,
            day=now.date(),
        )
