"""The waiting list: it moves by itself, and says why (DOMAIN.md §1.8, 13; S13–S15).

`promote` is called by everything that may free a seat: a withdrawal, an offer that ends, a change of
school, a capacity raised, a network cancelled elsewhere, and every minute by the clock.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import waiting as rules
from bot.rules.enrollment import may_exchange
from bot.rules.waiting import Given, Offered, Room, Skipped, Step
from bot.settings import Settings
from bot.usecases import agenda
from bot.usecases.leaving import DECLINED, EXPIRED, Ending, end, leave_other
from storage import audit, outbox, places, seats
from storage.enrollment import EnrollmentState
from storage.invitation import INVITATION
from storage.schedule import next_meeting
from storage.standing import hold, standing
from storage.waiting import WaitingFact, waiting_list

SEAT_GIVEN = "seat_given"
SEAT_OFFERED = "seat_offered"
OFFER_OVER, INVITATION_OVER = "offer_over", "invitation_over"


class Answer(StrEnum):
    """What became of an answer to an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    NO_OFFER = "no_offer"
    BEGUN = "begun"  # the network that would be left has met: its release is used
    CHANGED = "changed"  # it would leave another network than the card said


def promote(session: Session, now: datetime, network_id: int, asking: int | None = None) -> None:
    """Give or offer every free seat to who has waited longest for it and may have it.

    `asking` is the enrollment of who presses a button now: she or he gets a seat and no letter. Whoever
    calls holds the network.
    """
    waiting, steps = _planned(session, now, network_id, asking)
    known = {one.enrollment_id: one for one in waiting}
    left, freed = [], []
    for step in steps:
        one = known[step.enrollment_id]
        match step:
            case Skipped(_, reason):
                _passed(session, now, network_id, one, reason.value)
            case Given():
                left.append(one.position)
                other = _give(session, now, network_id, one, asked=step.enrollment_id == asking)
                freed += [other] if other is not None else []
            case Offered(_, until):
                left.append(one.position)
                _offer(session, now, network_id, one, until)
    seats.close_ranks(session, network_id, left)
    for other in freed:
        promote(session, now, other)


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
    audit.about_network(
        session,
        now,
        network_id,
        "seat_passed",
        person_id=one.person_id,
        before=one.skipped,
        after=reason,
    )


def _give(session: Session, now: datetime, network_id: int, one: WaitingFact, *, asked: bool) -> int | None:
    """The network that was left for this one, if any."""
    found = standing(session, one.person_id, network_id, now.date()) if one.elsewhere else None
    left = leave_other(session, now, found) if found is not None else None
    taken = seats.seats_of(session, network_id)
    seats.take_seat(session, network_id, one.enrollment_id, one.school_id, taken)
    _enrolled(session, now, network_id, one.enrollment_id, one.person_id, EnrollmentState.WAITING)
    if not asked:
        tell(session, now, SEAT_GIVEN, one.enrollment_id, one.person_id)
    return left


def _enrolled(
    session: Session,
    now: datetime,
    network_id: int,
    enrollment_id: int,
    person_id: int,
    before: EnrollmentState,
) -> None:
    """The rank or the offer is over, the half-days to come are planned."""
    after = EnrollmentState.ACTIVE.value
    seats.change_enrollment(
        session, enrollment_id, state=after, position=None, skipped=None, offered_until=None
    )
    meetings = seats.meetings_to_come(session, network_id)
    seats.plan_releases(session, network_id, person_id, meetings, now.date())
    agenda.for_newcomer(session, now, network_id, person_id)
    audit.about_network(
        session, now, network_id, "enrolled", person_id=person_id, before=before.value, after=after
    )


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
    audit.about_network(
        session,
        now,
        network_id,
        "seat_offered",
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


def accept(
    session: Session, now: datetime, person_id: int, network_id: int, leaves: int | None = None
) -> Answer:
    """Take the seat that is offered; the one held elsewhere goes in the same transaction (S14, S15).

    `leaves` is the network that the card said would be left, 0 for none: when it is another one by now,
    nothing happens. None asks nothing.
    """
    hold(session, person_id, {network_id, *places.seats_held(session, person_id)})
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.own_id is None or found.own_state != EnrollmentState.OFFERED.value:
        return Answer.NO_OFFER
    if _is_over(session, found.own_id, now):
        _expire(session, now, found.own_id)
        promote(session, now, network_id)
        return Answer.EXPIRED
    if leaves is not None and leaves != (found.elsewhere.network_id if found.elsewhere else 0):
        return Answer.CHANGED
    if found.elsewhere is not None and not may_exchange(found.elsewhere, now.date()):
        return Answer.BEGUN
    left = leave_other(session, now, found)
    _enrolled(session, now, network_id, found.own_id, person_id, EnrollmentState.OFFERED)
    if left is not None:
        promote(session, now, left)
    return Answer.ACCEPTED


def decline(session: Session, now: datetime, person_id: int, network_id: int) -> Answer:
    """Leave the offered seat to the next one; the rank goes with it."""
    hold(session, person_id, [network_id])
    found = standing(session, person_id, network_id, now.date())
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
    kind = INVITATION_OVER if offer.source == INVITATION else OFFER_OVER
    tell(session, now, kind, enrollment_id, offer.person_id)


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
