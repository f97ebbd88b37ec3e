"""Enroll, withdraw, exchange, wait: one transaction each (R11, R12, R20–R23; DOMAIN.md §1.8)."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import enrollment as rules
from bot.rules.derogations import Rule
from bot.rules.enrollment import Condition
from bot.usecases import agenda, derogations, leaving, waiting
from bot.usecases.leaving import Ending
from storage import audit, places, seats
from storage.enrollment import EnrollmentState
from storage.network import NetworkState
from storage.standing import Standing, hold, standing

SELF, ADMITTED = "self", "admitted"
SEAT_REFUSED = "seat_refused"

# In spite of these a responsible may admit somebody; the others hold for everybody (R11, R22, R23).
MAY_ADMIT = frozenset({Condition.NOT_TEACHING, Condition.CLOSED, Condition.YEAR_USED, Condition.CLASH})
# Who is refused for one of these may still wait for a seat.
MAY_WAIT = frozenset({Condition.ALREADY_IN, Condition.SAME_SCHOOL, Condition.FULL})


@dataclass(frozen=True, slots=True)
class Enrolled:
    enrollment_id: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class Waitlisted:
    enrollment_id: int
    already: bool = False


@dataclass(frozen=True, slots=True)
class OfferWaits:
    """A seat is held for this person: she or he accepts it or not."""


@dataclass(frozen=True, slots=True)
class Refused:
    condition: Condition


class Unready(StrEnum):
    """What must be known before anything can be said."""

    NO_NETWORK = "no_network"
    UNDECLARED = "undeclared"  # on no list, and has not said that she or he teaches
    NO_SCHOOL = "no_school"


Outcome = Enrolled | Waitlisted | OfferWaits | Refused | Unready


@dataclass(frozen=True, slots=True)
class Asked:
    """How the enrollment is asked for. `wait` takes a rank where a seat may not be had; `exchange` leaves the
    other network of the year for this one; `seat_only` takes no rank. `teaches` is what somebody on no list
    declares, `schoolless` what somebody whose school is on no list does. `despite` is what a responsible,
    `actor_id`, makes an exception from; `source` and `reason` say how it is done for the person, and why.
    """

    wait: bool = False
    exchange: bool = False
    seat_only: bool = False
    teaches: bool = False
    schoolless: bool = False
    despite: frozenset[Condition] = frozenset()
    actor_id: int = 0
    source: str = SELF
    reason: str = ""


def enroll(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    asked: Asked | None = None,
) -> Outcome:
    """A seat, a rank, or why not; asked again, the same answer.

    A seat that others wait for goes by the list: this person joins its end, and the list moves.
    """
    asked = asked or Asked()
    today = now.date()
    left = places.seats_held(session, person_id) if asked.exchange else []
    hold(session, person_id, {network_id, *left})
    found = standing(session, person_id, network_id, today)
    if found is None:
        return Unready.NO_NETWORK
    known = _known(found)
    if known is not None:
        return known
    unready = _unready(found, asked)
    if unready is not None:
        return unready
    condition = _condition(found, asked, today)
    if condition is None:
        return _seat(session, now, found, asked)
    if condition is Condition.FULL or (asked.wait and condition in MAY_WAIT):
        # An exchange that meets a full network keeps the old seat and takes no rank unasked (B8).
        if (asked.exchange or asked.seat_only) and not asked.wait:
            return _refused(session, now, found, condition)
        enrollment_id = _wait(session, now, found, asked)
        if found.seat_free:
            # Somebody of another network: the seat is offered, since the old one would go.
            waiting.promote(session, now, network_id)
            return _as_stored(session, found, enrollment_id, today)
        return Waitlisted(enrollment_id)
    return _refused(session, now, found, condition)


def _condition(found: Standing, asked: Asked, today: date) -> Condition | None:
    """What keeps this person from a seat, the network that an exchange leaves and an exception apart."""
    weighed = found
    if asked.exchange and found.elsewhere is not None and rules.may_exchange(found.elsewhere, today):
        weighed = replace(found, elsewhere=None)
    return rules.refusal(weighed, today, _aside(found, asked))


def _aside(found: Standing, asked: Asked) -> frozenset[Condition]:
    """What may be set aside here: nobody is admitted to a network that is over, or not there yet."""
    runs = found.state in places.PROMOTING
    return (asked.despite & MAY_ADMIT) - (frozenset() if runs else {Condition.CLOSED})


def _waived(found: Standing, asked: Asked, today: date) -> list[Condition]:
    """What would keep this person out, and a responsible sets aside."""
    return [one for one in rules.obstacles(found, today) if one in _aside(found, asked)]


def _known(found: Standing) -> Outcome | None:
    """What the person already has here."""
    if found.own_id is None:
        return None
    match found.own_state:
        case EnrollmentState.ACTIVE.value:
            return Enrolled(found.own_id, already=True)
        case EnrollmentState.OFFERED.value:
            return OfferWaits()
        case _:
            return Waitlisted(found.own_id, already=True)


def _unready(found: Standing, asked: Asked) -> Unready | None:
    if found.not_teaching or asked.despite:
        return None  # the refusal says so
    if not found.confirmed and not asked.teaches:
        return Unready.UNDECLARED
    return Unready.NO_SCHOOL if found.school_id is None and not asked.schoolless else None


def _refused(session: Session, now: datetime, found: Standing, condition: Condition) -> Refused:
    audit.about_network(
        session,
        now,
        found.network_id,
        "enrollment_refused",
        person_id=found.person_id,
        why=condition.value,
    )
    return Refused(condition)


def _seat(session: Session, now: datetime, found: Standing, asked: Asked) -> Outcome:
    # Where somebody waits beside a free seat, nobody of them may have it. Who is admitted in spite of a
    # condition would be passed over by the list as they are.
    if found.last_position and not _waived(found, asked, now.date()):
        enrollment_id = _wait(session, now, found, asked)
        waiting.promote(session, now, found.network_id, asking=enrollment_id)
        return _as_stored(session, found, enrollment_id, now.date())
    left = leaving.leave_other(session, now, found)
    enrollment_id = _add(session, now, found, asked, EnrollmentState.ACTIVE, None)
    seats.take_seat(session, found.network_id, enrollment_id, found.school_id, found.seats)
    # Dates that are not published may still change as a whole: half-days are planned with them.
    dated = found.state not in rules.BEFORE
    meetings = [(one.id, one.day, one.half_days) for one in found.meetings if dated]
    seats.plan_releases(session, found.network_id, found.person_id, meetings, now.date())
    agenda.for_newcomer(session, now, found.network_id, found.person_id)
    _noted(session, now, found, asked, EnrollmentState.ACTIVE)
    if left is not None:
        waiting.promote(session, now, left)
    return Enrolled(enrollment_id)


def _as_stored(session: Session, found: Standing, enrollment_id: int, today: date) -> Outcome:
    """What the list made of somebody who has just joined it."""
    after = standing(session, found.person_id, found.network_id, today)
    match after.own_state if after else None:
        case EnrollmentState.ACTIVE.value:
            return Enrolled(enrollment_id)
        case EnrollmentState.OFFERED.value:
            return OfferWaits()
        case _:
            return Waitlisted(enrollment_id)


def _wait(session: Session, now: datetime, found: Standing, asked: Asked) -> int:
    position = found.last_position + 1
    enrollment_id = _add(session, now, found, asked, EnrollmentState.WAITING, position)
    _noted(session, now, found, asked, EnrollmentState.WAITING)
    return enrollment_id


def _add(
    session: Session,
    now: datetime,
    found: Standing,
    asked: Asked,
    state: EnrollmentState,
    position: int | None,
) -> int:
    return seats.add_enrollment(
        session,
        network_id=found.network_id,
        person_id=found.person_id,
        school_year=found.school_year,
        state=state.value,
        school_at_enrollment_id=found.school_id,
        position=position,
        source=asked.source,
        reason=asked.reason,
        created_at=now,
        to_confirm=not found.confirmed,
    )


def _noted(session: Session, now: datetime, found: Standing, asked: Asked, state: EnrollmentState) -> None:
    audit.about_network(
        session,
        now,
        found.network_id,
        "enrolled" if state is EnrollmentState.ACTIVE else "waits",
        person_id=found.person_id,
        after=state.value,
        why=asked.reason or ("" if asked.source == SELF else asked.source),
    )
    for one in _waived(found, asked, now.date()):
        derogations.record(
            session,
            now,
            asked.actor_id,
            Rule(one.value),
            asked.reason,
            network_id=found.network_id,
            person_id=found.person_id,
        )


class Left(StrEnum):
    """What a withdrawal ended."""

    SEAT = "seat"
    RANK = "rank"
    NOTHING = "nothing"


def withdraw(session: Session, now: datetime, person_id: int, network_id: int, *, why: str = "") -> Left:
    """Give up the seat, the offer or the rank; the seat goes on to who waits."""
    hold(session, person_id, [network_id])
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.own_id is None or found.state == NetworkState.ARCHIVED.value:
        return Left.NOTHING
    leaving.end(
        session,
        now,
        Ending(network_id, found.own_id, person_id, found.own_state or "", found.own_position),
        why=why,
    )
    if found.own_state == EnrollmentState.WAITING.value:
        return Left.RANK
    waiting.promote(session, now, network_id)
    return Left.SEAT


def judged(session: Session, now: datetime, person_id: int, *, teaches: bool) -> None:
    """A responsible said whether this person teaches: seats « à confirmer » stand, or go on (B16)."""
    for network_id, enrollment_id in places.unconfirmed(session, person_id):
        if teaches:
            seats.change_enrollment(session, enrollment_id, to_confirm=False)
            continue
        if withdraw(session, now, person_id, network_id, why="does not teach") is not Left.NOTHING:
            waiting.tell(session, now, SEAT_REFUSED, enrollment_id, person_id)
