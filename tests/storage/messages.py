"""Rows that the tests of delivery need, and how one reads them back."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import outbox
from storage.database import Database
from storage.network import ChannelPlace, ChannelState, Network, NetworkChannel
from storage.outbox import OutboxRow
from tests.factories import NOW, add_person

SUBJECT = ("network", 7)


def add_message(
    session: Session,
    once: str,
    *,
    person_id: int | None = None,
    place_id: int | None = None,
    post_id: int | None = None,
    not_before: datetime = NOW,
    kind: str = "letter",
    subject: tuple[str, int] = SUBJECT,
    **columns: Any,
) -> int:
    """One row as `outbox.add` writes it, then with these columns; returns its id."""
    added = outbox.add(
        session,
        once=once,
        kind=kind,
        subject=subject,
        not_before=not_before,
        person_id=person_id,
        place_id=place_id,
        post_id=post_id,
    )
    assert added
    row = session.scalars(select(OutboxRow).where(OutboxRow.once == once)).one()
    for name, value in columns.items():
        setattr(row, name, value)
    session.flush()
    return row.id


def add_network(
    session: Session,
    animator_id: int,
    *,
    title: str = "Lire dehors",
    state: ChannelState | None = None,
    place: tuple[str, str] | None = None,
) -> int:
    """A network that no proposal made; with `state` its channel too, with `place` a thread of it."""
    network = Network(title=title, animator_id=animator_id, school_year="2027-2028", accepted_at=NOW)
    session.add(network)
    session.flush()
    if state is not None:
        channel = NetworkChannel(
            network_id=network.id,
            key=f"R2027-{network.id:04d}",
            state=state.value,
            not_before=NOW,
            channel_id="19:made" if state is ChannelState.CREATED else None,
        )
        session.add(channel)
        session.flush()
    if place is not None:
        session.add(ChannelPlace(network_id=network.id, service_url=place[0], conversation_id=place[1]))
        session.flush()
    return network.id


def person(
    database: Database,
    first_name: str = "Ada",
    *,
    chat: str | None = None,
    url: str = "https://smba.example/teams/",
) -> int:
    """The id of somebody new."""

    def work(session: Session) -> int:
        return add_person(session, first_name, school_id=None, chat=chat, service_url=url).id

    return database.write(work)[0]


def rows(database: Database) -> list[OutboxRow]:
    """Every row, oldest first."""
    return database.read(lambda session: list(session.scalars(select(OutboxRow).order_by(OutboxRow.id))))


def states(database: Database) -> dict[str, str]:
    """State by `once`."""
    return {row.once: row.state for row in rows(database)}
