"""The waiting list: it moves by itself, and says why (DOMAIN.md §1.8, 13; S13–S15).

`promote` is called by everything that may free a seat: a withdrawal, an offer that ends, a change of
school, a capacity raised, a network cancelled elsewhere, and every minute by the clock.
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import waiting as rules
from bot.rules.enrollment import may_exchange
from bot.rules.waiting import Given, Offered, Room, Skipped, Step
from bot.settings import Settings
from bot.usecases.leaving import DECLINED, EXPIRED, Ending, end, leave_other
from storage import audit, outbox, places, seats
from storage.enrollment import EnrollmentState
from storage.schedule import next_meeting
from storage.standing import Standing, standing
from storage.waiting import WaitingFact, waiting_list

SEAT_GIVEN = "seat_given"
SEAT_OFFERED = "seat_offered"
OFFER_OVER = "offer_over"


class Answer(StrEnum):
    """What became of an answer to an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    NO_OFFER = "no_offer"
    BEGUN = "begun"  # the network that would be left has met: its release is used


def promote(session: Session, now: datetime, network_id: int, asking: int | None = None) -> None:
    """Give or offer every free seat to who has waited longest for it and may have it.

    `asking` is the enrollment of who presses a button now: she or he gets a seat and no letter. Whoever
    calls holds the network.
    """
    waiting, steps = _planned(session, now, network_id, asking)
    known = {one.enrollment_id: one for one in waiting}
    left = []
    for step in steps:
        one = known[step.enrollment_id]
        match step:
            case Skipped(_, reason):
                _passed(session, now, network_id, one, reason.value)
            case Given():
                left.append(one.position)
                _give(session, now, network_id, one, asked=step.enrollment_id == asking)
            case Offered(_, until):
                left.append(one.position)
                _offer(session, now, network_id, one, until)
    seats.close_ranks(session, network_id, left)


def _planned(
    session: Session, local: datetime, network_id: int, asking: int | None = None
) -> tuple[list[WaitingFact], list[Step]]:
    """Who waits, and what becomes of them; `local` is now in the settings' zone."""
    state, capacity, last = seats.room_of(session, network_id)
    if last == 0 or state not in places.PROMOTING:
        return [], []
    taken = seats.seats_of(session, network_id)
    if len(taken) >= capacity:
        return [], []
    waiting = waiting_list(session, network_id, local.date())
    first, coming = next_meeting(session, network_id, local)
    schools = [school for _, school, place in taken if school is not None and place is not None]
    room = Room(
        free=capacity - len(taken),
        taken={school: schools.count(school) for school in schools},
        first=first,
        coming=coming,
    )
    return waiting, rules.plan(room, waiting, local, closed_around(session, local.date()), asking)


def would_move(session: Session, now: datetime, network_id: int) -> bool:
    """Whether somebody waits for a seat that is free and that she or he could have: never, but by a fault.

    `now` is in the settings' zone. Reads only.
    """
    return any(not isinstance(step, Skipped) for step in _planned(session, now, network_id)[1])


def _passed(session: Session, now: datetime, network_id: int, one: WaitingFact, reason: str) -> None:
    """Kept with the entry and, once a reason, in the journal: the responsible can read why."""
    if one.skipped == reason:
        return
    seats.change_enrollment(session, one.enrollment_id, skipped=reason)
    audit.record(
        session,
        now,
        action="seat_passed",
        subject=("network", network_id),
        person_id=one.person_id,
        before=one.skipped,
        after=reason,
    )


def _give(session: Session, now: datetime, network_id: int, one: WaitingFact, *, asked: bool) -> None:
    today = now.date()
    if one.elsewhere:
        leave_other(session, now, one.person_id, network_id)
    seats.change_enrollment(
        session, one.enrollment_id, state=EnrollmentState.ACTIVE.value, position=None, skipped=None
    )
    taken = seats.seats_of(session, network_id)
    seats.take_seat(session, network_id, one.enrollment_id, one.school_id, taken)
    meetings = seats.meetings_to_come(session, network_id)
    seats.plan_releases(session, network_id, one.person_id, meetings, today)
    audit.record(
        session,
        now,
        action="enrolled",
        subject=("network", network_id),
        person_id=one.person_id,
        before=EnrollmentState.WAITING.value,
        after=EnrollmentState.ACTIVE.value,
    )
    if not asked:
        tell(session, now, SEAT_GIVEN, one.enrollment_id, one.person_id)


def _offer(session: Session, now: datetime, network_id: int, one: WaitingFact, until: datetime) -> None:
    seats.change_enrollment(
        session,
        one.enrollment_id,
        state=EnrollmentState.OFFERED.value,
        position=None,
        skipped=None,
        offered_until=until,
    )
    taken = seats.seats_of(session, network_id)
    seats.take_seat(session, network_id, one.enrollment_id, one.school_id, taken)
    audit.record(
        session,
        now,
        action="seat_offered",
        subject=("network", network_id),
        person_id=one.person_id,
        before=EnrollmentState.WAITING.value,
        after=EnrollmentState.OFFERED.value,
        why=f"until {until.isoformat(timespec='minutes')}",
    )
    tell(session, now, SEAT_OFFERED, one.enrollment_id, one.person_id)


def tell(session: Session, now: datetime, kind: str, enrollment_id: int, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{enrollment_id}",
        kind=kind,
        subject=("enrollment", enrollment_id),
        person_id=person_id,
        not_before=now,
    )


def accept(session: Session, now: datetime, person_id: int, network_id: int) -> Answer:
    """Take the seat that is offered; the one held elsewhere goes in the same transaction (S14, S15)."""
    today = now.date()
    seats.hold_networks(session, {network_id, *places.seats_held(session, person_id)})
    found = standing(session, person_id, network_id, today, hold=True)
    if found is None or found.own_id is None or found.own_state != EnrollmentState.OFFERED.value:
        return Answer.NO_OFFER
    if _is_over(session, found.own_id, now):
        _expire(session, now, found.own_id)
        promote(session, now, network_id)
        return Answer.EXPIRED
    if found.elsewhere is not None and not may_exchange(found.elsewhere, today):
        return Answer.BEGUN
    left = leave_other(session, now, person_id, network_id)
    _take(session, now, found, today)
    if left is not None:
        promote(session, now, left)
    return Answer.ACCEPTED


def _take(session: Session, now: datetime, found: Standing, today: date) -> None:
    assert found.own_id is not None
    seats.change_enrollment(session, found.own_id, state=EnrollmentState.ACTIVE.value, offered_until=None)
    meetings = [(one.id, one.day, one.half_days) for one in found.meetings]
    seats.plan_releases(session, found.network_id, found.person_id, meetings, today)
    audit.record(
        session,
        now,
        action="enrolled",
        subject=("network", found.network_id),
        person_id=found.person_id,
        before=EnrollmentState.OFFERED.value,
        after=EnrollmentState.ACTIVE.value,
    )


def decline(session: Session, now: datetime, person_id: int, network_id: int) -> Answer:
    """Leave the offered seat to the next one; the rank goes with it."""
    found = standing(session, person_id, network_id, now.date(), hold=True)
    if found is None or found.own_id is None or found.own_state != EnrollmentState.OFFERED.value:
        return Answer.NO_OFFER
    end(
        session, now, Ending(network_id, found.own_id, person_id, EnrollmentState.OFFERED.value), why=DECLINED
    )
    promote(session, now, network_id)
    return Answer.DECLINED


def _is_over(session: Session, enrollment_id: int, now: datetime) -> bool:
    offer = seats.offer_of(session, enrollment_id)
    return offer is not None and offer.until <= now


def _expire(session: Session, now: datetime, enrollment_id: int) -> None:
    offer = seats.offer_of(session, enrollment_id)
    if offer is None:
        return
    ending = Ending(offer.network_id, enrollment_id, offer.person_id, EnrollmentState.OFFERED.value)
    end(session, now, ending, why=EXPIRED)
    tell(session, now, OFFER_OVER, enrollment_id, offer.person_id)


def plan(session: Session, now: datetime, _settings: Settings) -> None:
    """What the clock changes: offers end, and a seat may be offered that could not be a moment ago."""
    over = places.offers_over(session, now)
    touched = {network_id for network_id, _ in over} | set(places.networks_to_promote(session))
    if not touched:
        return
    seats.hold_networks(session, touched)
    for _, enrollment_id in over:
        _expire(session, now, enrollment_id)
    for network_id in sorted(touched):
        promote(session, now, network_id)
