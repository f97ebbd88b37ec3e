"""How an enrollment ends: seat, rank and the half-days to come go; what was used stays (S20)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from storage import audit, seats
from storage.enrollment import EnrollmentState
from storage.standing import Standing

# Why, as the journal says it.
EXPIRED, DECLINED, EXCHANGED = "expired", "declined", "exchanged"


@dataclass(frozen=True, slots=True)
class Ending:
    """An enrollment that ends; `state` is what it was, `position` the rank of who waited."""

    network_id: int
    enrollment_id: int
    person_id: int
    state: str
    position: int | None = None


def end(session: Session, now: datetime, ending: Ending, *, why: str = "") -> None:
    """Seat, rank and the half-days to come go; what was used stays. Nobody is promoted yet."""
    seats.change_enrollment(
        session,
        ending.enrollment_id,
        state=EnrollmentState.WITHDRAWN.value,
        position=None,
        offered_until=None,
        skipped=None,
        ended_at=now,
    )
    seats.leave_seat(session, ending.enrollment_id)
    if ending.position is not None:
        seats.close_ranks(session, ending.network_id, [ending.position])
    seats.drop_releases(session, ending.network_id, ending.person_id, now.date())
    audit.about_network(
        session,
        now,
        ending.network_id,
        "withdrawn",
        person_id=ending.person_id,
        before=ending.state,
        after=EnrollmentState.WITHDRAWN.value,
        why=why,
    )


def leave_other(session: Session, now: datetime, found: Standing) -> int | None:
    """Give up the seat of the year in another network than this one; the network that was left, or None.

    The person may have one seat a year: the old one ends in the transaction that gives the new one. Whoever
    calls then promotes in the network that was left.
    """
    there = found.elsewhere
    if there is None:
        return None
    ending = Ending(there.network_id, there.enrollment_id, found.person_id, EnrollmentState.ACTIVE.value)
    end(session, now, ending, why=EXCHANGED)
    return there.network_id
