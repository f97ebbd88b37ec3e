"""A change of school: it evicts nobody, is flagged, and counts from then on (S17; DOMAIN.md §1.8, 3)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.usecases.waiting import promote
from storage import audit
from storage.enrollment import Seat, free_school_number, seat_over_school, seats_of_person
from storage.network import Network, NetworkState
from storage.people import Person, Role, SchoolChange
from storage.places import waits_of
from storage.seats import hold_networks

OVER = {NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value, NetworkState.CANCELLED.value}


def move(session: Session, now: datetime, person: Person, school_id: str | None) -> None:
    """The person teaches at `school_id` from today on; nothing happens when she or he does already.

    In each network that is not over, the seat takes a place of the new school, or none when that school
    has its two; the place left behind goes to a colleague who had none. `now` is in the settings' zone.
    """
    before = person.school_id
    if before == school_id:
        return
    person.school_id = school_id
    session.add(
        SchoolChange(
            person_id=person.id, from_school_id=before, to_school_id=school_id, changed_on=now.date()
        )
    )
    for seat in seats_of_person(session, person.id):
        # Whoever gives places in this network waits here: two at once could take the same one.
        network = session.get_one(Network, seat.network_id, with_for_update={"of": Network})
        if network.state in OVER:
            continue
        place = free_school_number(session, network.id, school_id) if school_id else None
        seat.school_number = None
        session.flush()
        seat.school_id, seat.school_number, seat.noted_at = school_id, place, None
        session.flush()
        if before is not None:
            _give_place(session, network.id, before)
        promote(session, now, network.id)
        audit.record(
            session,
            now,
            action="seat_moved_school",
            subject=("network", network.id),
            person_id=person.id,
            before=before,
            after=school_id,
            why="" if place or school_id is None else "over two",
        )
    # The new school may leave room where the old one did not.
    for network_id in waits_of(session, person.id):
        hold_networks(session, [network_id])
        promote(session, now, network_id)


def note_over(session: Session, now: datetime, actor_id: int, network_id: int, number: int) -> bool:
    """« C’est noté »: a responsible saw that a school has more than two. False when nothing was to note."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return False
    seat = session.get(Seat, (network_id, number))
    if seat is None or seat.school_id is None or seat.school_number is not None or seat.noted_at is not None:
        return False
    seat.noted_at = now
    audit.record(
        session, now, action="school_over_noted", subject=("network", network_id), person_id=actor_id
    )
    return True


def _give_place(session: Session, network_id: int, school_id: str) -> None:
    """A place of this school is free: the colleague who has waited longest for one takes it."""
    waiting = seat_over_school(session, network_id, school_id)
    if waiting is not None:
        waiting.school_number = free_school_number(session, network_id, school_id)
        session.flush()
