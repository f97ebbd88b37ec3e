"""Channels of past years, archived in Teams: by the bot where it may, else by a person."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.network import ChannelState, Network, NetworkChannel, NetworkState


class ArchiveState(StrEnum):
    WAITING = "WAITING"
    BY_HAND = "BY_HAND"
    DONE = "DONE"


class ChannelArchive(Base):
    """`attempts` counts what the bot tried; `cause` is why a person does it. `done_by_id` is None for what
    the bot did.
    """

    __tablename__ = "channel_archives"
    __table_args__ = (
        CheckConstraint("state IN ('WAITING','BY_HAND','DONE')", name="state"),
        CheckConstraint("(state = 'DONE') = (done_at IS NOT NULL)", name="done"),
    )

    network_id: Mapped[int] = mapped_column(ForeignKey("network_channels.network_id"), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    since: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime] = mapped_column(Moment)
    cause: Mapped[str | None] = mapped_column(String(40))
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    channel: Mapped[NetworkChannel] = relationship(lazy="joined")


def unarchived_channels(session: Session, school_year: str) -> list[int]:
    """The networks, by id, of the years before this one whose channel stands in Teams and was not noted."""
    query = (
        select(NetworkChannel.network_id)
        .join(Network, Network.id == NetworkChannel.network_id)
        .outerjoin(ChannelArchive, ChannelArchive.network_id == NetworkChannel.network_id)
        .where(
            Network.school_year < school_year,
            Network.state.in_([NetworkState.ARCHIVED.value, NetworkState.CANCELLED.value]),
            NetworkChannel.state == ChannelState.CREATED.value,
            ChannelArchive.network_id.is_(None),
        )
    )
    return [row.network_id for row in rows(session, query.order_by(NetworkChannel.network_id))]


def due(session: Session, now: datetime, count: int) -> list[ChannelArchive]:
    """The first `count` that the bot tries now, longest waiting first; another process takes others."""
    query = select(ChannelArchive).where(
        ChannelArchive.state == ArchiveState.WAITING.value, ChannelArchive.not_before <= now
    )
    ordered = query.order_by(ChannelArchive.not_before, ChannelArchive.network_id).limit(count)
    return list(session.scalars(ordered.with_for_update(skip_locked=True, of=ChannelArchive)))


def archive_of(session: Session, network_id: int) -> ChannelArchive | None:
    """Held until the transaction ends."""
    return session.get(
        ChannelArchive, network_id, populate_existing=True, with_for_update={"of": ChannelArchive}
    )


def by_hand(session: Session) -> list[ChannelArchive]:
    """Those that a person archives, by network."""
    query = select(ChannelArchive).where(ChannelArchive.state == ArchiveState.BY_HAND.value)
    return list(session.scalars(query.order_by(ChannelArchive.network_id)))


def those(session: Session, network_ids: Collection[int]) -> list[ChannelArchive]:
    """Those of these networks that a person archives, held."""
    query = select(ChannelArchive).where(
        ChannelArchive.network_id.in_(list(network_ids)), ChannelArchive.state == ArchiveState.BY_HAND.value
    )
    return list(session.scalars(query.order_by(ChannelArchive.network_id).with_for_update(of=ChannelArchive)))


def archives(session: Session) -> dict[str, int]:
    """{state: how many channels}"""
    query = select(ChannelArchive.state, func.count().label("channels")).group_by(ChannelArchive.state)
    return {row.state: row.channels for row in rows(session, query)}
