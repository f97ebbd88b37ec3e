"""Messages that reached nobody: refused by Teams, or to somebody whom the bot cannot write to (B5).

A redraw is no message: its card answers a press with how things stand, whatever it shows until then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, bindparam, func, or_, select, update
from sqlalchemy.orm import Session

from storage.base import rows
from storage.conversations import Conversation
from storage.network import ChannelPlace, Network
from storage.outbox import OutboxRow, OutboxState
from storage.people import Person, Role, RoleGrant

# What a responsible misses stands on the desk of all of them; a deputy's is hers alone.
_RESPONSIBLE = (
    select(RoleGrant.id)
    .where(
        RoleGrant.person_id == Person.id,
        RoleGrant.role == Role.CEE_RESPONSIBLE.value,
        RoleGrant.until.is_(None),
    )
    .exists()
)


@dataclass(frozen=True, slots=True)
class Unreached:
    """How many messages did not reach a person, and since when."""

    person_id: int
    name: str
    email: str
    count: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Unposted:
    """How many messages could not be posted in a network's channel, and since when."""

    network_id: int
    title: str
    count: int
    since: datetime


def _lost(before: ColumnElement[Any] | datetime) -> ColumnElement[bool]:
    return and_(
        OutboxRow.noted_at.is_(None),
        or_(
            OutboxRow.state == OutboxState.FAILED.value,
            and_(OutboxRow.state == OutboxState.UNREACHABLE.value, OutboxRow.done_at <= before),
        ),
    )


_PEOPLE = (
    select(
        Person.id,
        Person.name,
        Person.email,
        func.count(OutboxRow.id).label("messages"),
        func.min(OutboxRow.done_at).label("since"),
    )
    .join(OutboxRow, OutboxRow.person_id == Person.id)
    .where(_lost(bindparam("before")), ~_RESPONSIBLE)
    .group_by(Person.id, Person.name, Person.email)
    .order_by("since", Person.id)
)
# A channel in which the bot cannot write at all is a task of its own; here, what Teams refused in one.
_CHANNELS = (
    select(
        Network.id,
        Network.title,
        func.count(OutboxRow.id).label("messages"),
        func.min(OutboxRow.done_at).label("since"),
    )
    .join(ChannelPlace, ChannelPlace.network_id == Network.id)
    .join(OutboxRow, OutboxRow.place_id == ChannelPlace.id)
    .where(
        OutboxRow.noted_at.is_(None),
        OutboxRow.state == OutboxState.FAILED.value,
    )
    .group_by(Network.id, Network.title)
    .order_by("since", Network.id)
)


def unreached_people(session: Session, before: datetime) -> list[Unreached]:
    """Whom a message did not reach that nobody noted; one who is away counts once away since `before`.

    None of the responsibles, but their deputies.
    """
    return [
        Unreached(row.id, row.name, row.email or "", row.messages, row.since)
        for row in rows(session, _PEOPLE, before=before)
    ]


def unposted_channels(session: Session) -> list[Unposted]:
    return [Unposted(row.id, row.title, row.messages, row.since) for row in rows(session, _CHANNELS)]


def lost_to_person(session: Session, person_id: int, before: datetime) -> Sequence[OutboxRow]:
    """The messages of `unreached_people`, oldest first."""
    query = select(OutboxRow).where(OutboxRow.person_id == person_id, _lost(before))
    return session.scalars(query.order_by(OutboxRow.id)).all()


def lost_in_channel(session: Session, network_id: int) -> Sequence[OutboxRow]:
    query = select(OutboxRow).where(
        OutboxRow.place_id.in_(_places(network_id)),
        OutboxRow.noted_at.is_(None),
        OutboxRow.state == OutboxState.FAILED.value,
    )
    return session.scalars(query.order_by(OutboxRow.id)).all()


def _places(network_id: int) -> Any:
    return select(ChannelPlace.id).where(ChannelPlace.network_id == network_id)


def try_again(session: Session, ids: Sequence[int], now: datetime) -> int:
    """Have these messages sent anew, with all their tries ahead. Returns how many; a sent one is not one."""
    changed = _change(
        session,
        ids,
        state=OutboxState.WAITING.value,
        not_before=now,
        claimed_at=None,
        done_at=None,
        attempts=0,
        ambiguous=0,
        together_with_id=None,
    )
    if changed:
        session.info["wake"] = True
    return changed


def note(session: Session, ids: Sequence[int], now: datetime) -> int:
    """They stay as they are, and are no task any more."""
    return _change(session, ids, noted_at=now)


def _change(session: Session, ids: Sequence[int], **values: Any) -> int:
    ended = [OutboxState.FAILED.value, OutboxState.UNREACHABLE.value]
    changing = update(OutboxRow).where(OutboxRow.id.in_(ids), OutboxRow.state.in_(ended)).values(**values)
    return cast("CursorResult[Any]", session.execute(changing)).rowcount


def believe_reachable(session: Session, person_id: int) -> None:
    """Ask Teams again: a chat that was left is tried as if the person had come back."""
    session.execute(update(Conversation).where(Conversation.person_id == person_id).values(reachable=True))
