"""« Rencontre avec le CEE »: either side proposes a moment, the other accepts or proposes another (R64)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_between
from bot.rules import cee_meeting as rules
from bot.rules.cee_meeting import Fault
from storage import audit, outbox, posts, seats
from storage.cee_meeting import CeeMoment, MomentState, Side, agreed_so_far, moment_of
from storage.network import Network, NetworkState
from storage.people import Person, Role, people_with_role

PROPOSED, AGREED = "cee_proposed", "cee_agreed"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    OWN = "own"  # nobody accepts what her or his own side proposed
    CHANGED = "changed"  # another moment was proposed, or agreed on, meanwhile
    PAST = "past"  # the moment that was proposed is over


@dataclass(frozen=True, slots=True)
class Kept:
    """Proposed, or agreed on."""

    network_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    faults: Sequence[Fault]


def side_of(session: Session, actor_id: int, network_id: int) -> Side | None:
    """Whose word this person has: who animates speaks for the network, also when she or he is a responsible;
    None for anybody else, and for a network that was never published or was cancelled.
    """
    network = session.get(Network, network_id, populate_existing=True)
    if network is None or network.published_at is None or network.state == NetworkState.CANCELLED.value:
        return None
    if network.animator_id == actor_id:
        return Side.ANIMATOR
    return Side.CEE if Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles else None


def propose(
    session: Session,
    now: datetime,
    actor_id: int,
    network_id: int,
    day: str,
    starts: str,
    place: str,
) -> Kept | Mistaken | Refused:
    """A moment that takes the place of the one that waits; what was agreed on stands until another is.

    The same one again, from the same side, is one.
    """
    seats.hold_networks(session, [network_id])
    side = side_of(session, actor_id, network_id)
    if side is None:
        return Refused.NOT_ALLOWED
    closed = closed_between(session, now.date(), now.date() + rules.AHEAD)
    read = rules.read(day, starts, place, now, closed)
    if not isinstance(read, rules.Proposed):
        return Mistaken(read)
    waiting = moment_of(session, network_id, MomentState.PROPOSED)
    if waiting is not None:
        same = (waiting.day, waiting.starts, waiting.place) == (read.day, read.starts, read.place)
        if same and waiting.side == side.value:
            return Kept(network_id)
        waiting.state = MomentState.REPLACED.value
        session.flush()
    moment = CeeMoment(
        network_id=network_id,
        side=side.value,
        person_id=actor_id,
        day=read.day,
        starts=read.starts,
        place=read.place,
        at=now,
    )
    session.add(moment)
    session.flush()
    audit.about_network(
        session, now, network_id, "cee_moment_proposed", person_id=actor_id, after=str(read.day)
    )
    for person_id in sorted(_other_side(session, network_id, side) - {actor_id}):
        _tell(session, now, PROPOSED, moment, person_id)
    posts.changed(session, ("cee_meeting", network_id), now)
    return Kept(network_id)


def _other_side(session: Session, network_id: int, side: Side) -> set[int]:
    if side is Side.CEE:
        return {session.get_one(Network, network_id).animator_id}
    return {one.id for one in people_with_role(session, Role.CEE_RESPONSIBLE)}


def accept(session: Session, now: datetime, actor_id: int, network_id: int, moment_id: int) -> Kept | Refused:
    """Agree on the moment that the card showed: both get it, with a calendar file. Twice is once."""
    seats.hold_networks(session, [network_id])
    side = side_of(session, actor_id, network_id)
    if side is None:
        return Refused.NOT_ALLOWED
    agreed = moment_of(session, network_id, MomentState.AGREED)
    if agreed is not None and agreed.id == moment_id:
        return Kept(network_id)
    waiting = moment_of(session, network_id, MomentState.PROPOSED)
    if waiting is None or waiting.id != moment_id:
        return Refused.CHANGED
    if waiting.side == side.value:
        return Refused.OWN
    if rules.is_past(waiting.day, waiting.starts, now):
        return Refused.PAST
    if agreed is not None:
        agreed.state = MomentState.REPLACED.value
        session.flush()
    waiting.sequence = agreed_so_far(session, network_id)
    waiting.answered_by, waiting.state = actor_id, MomentState.AGREED.value
    session.flush()
    audit.about_network(
        session, now, network_id, "cee_moment_agreed", person_id=actor_id, after=str(waiting.day)
    )
    for person_id in sorted({actor_id, waiting.person_id, session.get_one(Network, network_id).animator_id}):
        _tell(session, now, AGREED, waiting, person_id)
    posts.changed(session, ("cee_meeting", network_id), now)
    return Kept(network_id)


def _tell(session: Session, now: datetime, kind: str, moment: CeeMoment, person_id: int) -> None:
    outbox.add(
        session,
        once=f"{kind}:{moment.id}:{person_id}",
        kind=kind,
        subject=("cee_meeting", moment.network_id),
        person_id=person_id,
        not_before=now,
    )
