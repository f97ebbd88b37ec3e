"""Networks and their channels."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.people import Person


class NetworkState(StrEnum):
    ACCEPTED = "ACCEPTED"
    SCHEDULED = "SCHEDULED"
    OPEN = "OPEN"
    CONFIRMED = "CONFIRMED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    ARCHIVED = "ARCHIVED"
    CANCELLED = "CANCELLED"


# Nothing of these changes any more.
OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value})


class ChannelState(StrEnum):
    WAITING = "WAITING"
    CREATING = "CREATING"
    CREATED = "CREATED"
    FAILED = "FAILED"


class Network(Base):
    """`closes_on` is the last day of enrollment, `opens_on` a first day later than its publication.

    `scheduled_at` is when the animator sent all dates, `room_confirmed_at` when a responsible confirmed the
    place, `published_at` when it stood in Folio (R49, R50). `kept_reason` is why it goes on below six (R21).
    """

    __tablename__ = "networks"
    __table_args__ = (
        # R12: one animation per person and school year, whatever two decisions at once may try.
        Index(
            "uq_networks_one_animation",
            "animator_id",
            "school_year",
            unique=True,
            sqlite_where=text("state <> 'CANCELLED'"),
            postgresql_where=text("state <> 'CANCELLED'"),
        ),
        CheckConstraint("year_index BETWEEN 1 AND 2", name="year_index"),
        CheckConstraint("capacity BETWEEN 6 AND 10", name="capacity"),
        Index("uq_networks_code", "code", unique=True),
        # R17: a network is continued once.
        Index("uq_networks_continued_from_id", "continued_from_id", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), unique=True)
    title: Mapped[str] = mapped_column(Text)
    animator_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    school_year: Mapped[str] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(20), default=NetworkState.ACCEPTED.value)
    accepted_at: Mapped[datetime] = mapped_column(Moment)
    # The id of an imported network in its file; None for one that was proposed here.
    code: Mapped[str | None] = mapped_column(String(40))
    modality: Mapped[str | None] = mapped_column(String(20))
    filed_on: Mapped[date | None] = mapped_column(Date)
    year_index: Mapped[int] = mapped_column(default=1)
    continued_from_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"))
    summary: Mapped[str] = mapped_column(Text, default="")
    target_group: Mapped[str] = mapped_column(Text, default="")
    discipline: Mapped[str] = mapped_column(Text, default="")
    material: Mapped[str] = mapped_column(Text, default="")
    prerequisites: Mapped[str] = mapped_column(Text, default="")
    capacity: Mapped[int] = mapped_column(default=10)
    # The dates as the animator is choosing them: {"modality": …, "meetings": [{"day": …}, …]}.
    schedule_draft: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    dates_due_on: Mapped[date | None] = mapped_column(Date)
    scheduled_at: Mapped[datetime | None] = mapped_column(Moment)
    room_confirmed_at: Mapped[datetime | None] = mapped_column(Moment)
    published_at: Mapped[datetime | None] = mapped_column(Moment)
    opens_on: Mapped[date | None] = mapped_column(Date)
    closes_on: Mapped[date | None] = mapped_column(Date)
    # A second year: the last day on which former members answer; nobody else enrolls before it is over.
    invited_until: Mapped[date | None] = mapped_column(Date)
    kept_reason: Mapped[str] = mapped_column(Text, default="")
    cancel_reason: Mapped[str] = mapped_column(Text, default="")

    animator: Mapped[Person] = relationship(lazy="joined")
    channel: Mapped["NetworkChannel | None"] = relationship(back_populates="network", lazy="joined")


class NetworkChannel(Base):
    """The Teams channel of a network: wanted, being made, made, or failed with a cause.

    `key` never changes and stands in the channel's name and description, so that a channel made by a try
    whose answer was lost is found again. FAILED also when the bot cannot write in a channel that was made.
    """

    __tablename__ = "network_channels"
    __table_args__ = (
        CheckConstraint("state IN ('WAITING','CREATING','CREATED','FAILED')", name="state"),
        CheckConstraint("(state = 'CREATED') = (channel_id IS NOT NULL)", name="created"),
    )

    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    state: Mapped[str] = mapped_column(String(20), default=ChannelState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    cause: Mapped[str | None] = mapped_column(String(40))
    not_before: Mapped[datetime] = mapped_column(Moment)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    channel_id: Mapped[str | None] = mapped_column(String(300))

    network: Mapped[Network] = relationship(back_populates="channel", lazy="joined")
    places: Mapped[list["ChannelPlace"]] = relationship(lazy="selectin", order_by="ChannelPlace.id")


class ChannelPlace(Base):
    """A thread of the channel to which the bot posts: one in Teams, one per window in local mode."""

    __tablename__ = "channel_places"
    __table_args__ = (UniqueConstraint("network_id", "service_url", "conversation_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("network_channels.network_id"))
    service_url: Mapped[str] = mapped_column(String(300))
    conversation_id: Mapped[str] = mapped_column(String(300))


class LocalThread(Base):
    """Local mode's memory of the threads it opened, its stand-in for looking a channel up in Graph."""

    __tablename__ = "local_threads"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    service_url: Mapped[str] = mapped_column(String(300), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(String(300))


def network_by_code(session: Session, code: str) -> Network | None:
    """The imported network of this id in its file."""
    return session.scalar(select(Network).where(Network.code == code))


def animated_by(session: Session, person_id: int, school_year: str | None = None) -> list[Network]:
    """The networks, cancelled ones apart, that this person animates; newest year first."""
    query = select(Network).where(
        Network.animator_id == person_id, Network.state != NetworkState.CANCELLED.value
    )
    if school_year is not None:
        query = query.where(Network.school_year == school_year)
    return list(session.scalars(query.order_by(Network.school_year.desc(), Network.id)))


def failed_channels(session: Session) -> list[NetworkChannel]:
    """Those of networks that are not archived."""
    query = (
        select(NetworkChannel)
        .join(Network, Network.id == NetworkChannel.network_id)
        .where(
            NetworkChannel.state == ChannelState.FAILED.value, Network.state != NetworkState.ARCHIVED.value
        )
    )
    return list(session.scalars(query.order_by(NetworkChannel.network_id)))


def titles(session: Session, years: list[str]) -> list[tuple[int, str, str, int | None]]:
    """(network id, title, school year, proposal id) of the networks of these years."""
    rows = session.execute(
        select(Network.id, Network.title, Network.school_year, Network.proposal_id)
        .where(Network.school_year.in_(years))
        .order_by(Network.id)
    )
    return [(row.id, row.title, row.school_year, row.proposal_id) for row in rows]


def claim_channel(session: Session, now: datetime, lease: timedelta) -> NetworkChannel | None:
    """The oldest channel that is due, marked as being made; one left half-made for `lease` is due again.

    A network that is cancelled or archived gets none any more.
    """
    due = or_(
        and_(NetworkChannel.state == ChannelState.WAITING.value, NetworkChannel.not_before <= now),
        and_(NetworkChannel.state == ChannelState.CREATING.value, NetworkChannel.claimed_at <= now - lease),
    )
    gone = [NetworkState.ARCHIVED.value, NetworkState.CANCELLED.value]
    lives = select(Network.id).where(Network.state.not_in(gone))
    query = select(NetworkChannel).where(due, NetworkChannel.network_id.in_(lives))
    ordered = query.order_by(NetworkChannel.network_id).limit(1)
    channel = session.scalar(ordered.with_for_update(skip_locked=True, of=NetworkChannel))
    if channel is None:
        return None
    channel.state, channel.claimed_at = ChannelState.CREATING.value, now
    channel.attempts += 1
    session.flush()
    return channel


def living_networks(session: Session) -> list[Network]:
    """Every network that is not cancelled, of any year."""
    living = Network.state != NetworkState.CANCELLED.value
    return list(session.scalars(select(Network).where(living).order_by(Network.id)))


def count_networks(session: Session, school_year: str) -> int:
    """How many networks of a year there are, cancelled ones apart."""
    query = select(func.count(Network.id)).where(
        Network.school_year == school_year, Network.state != NetworkState.CANCELLED.value
    )
    return session.execute(query).scalar_one()


def local_threads(session: Session, key: str) -> dict[str, str]:
    """{service URL: conversation} of the threads that local mode opened for a channel."""
    rows = session.scalars(select(LocalThread).where(LocalThread.key == key))
    return {row.service_url: row.conversation_id for row in rows}


def channel_places(session: Session) -> list[tuple[ChannelPlace, NetworkChannel]]:
    """Every place to which the bot posts, with the channel that it belongs to."""
    query = select(ChannelPlace, NetworkChannel).join(NetworkChannel).order_by(ChannelPlace.id)
    return [(place, channel) for place, channel in session.execute(query)]


def places_of(session: Session, network_ids: Iterable[int]) -> list[tuple[int, int]]:
    """(network, place) of every thread of these networks' channels."""
    query = select(ChannelPlace.network_id, ChannelPlace.id).where(
        ChannelPlace.network_id.in_(list(network_ids))
    )
    return [(row.network_id, row.id) for row in rows(session, query.order_by(ChannelPlace.id))]


_TITLE = select(Network.title).where(Network.id == bindparam("network"))


def network_title(session: Session, network_id: int) -> str:
    """Empty when there is no such network."""
    found = rows(session, _TITLE, network=network_id)
    return found[0].title if found else ""


def titles_of(session: Session, network_ids: Iterable[int]) -> dict[int, str]:
    query = select(Network.id, Network.title).where(Network.id.in_(list(network_ids)))
    return {row.id: row.title for row in rows(session, query)}


def every_title(session: Session) -> list[tuple[int, str]]:
    """(network, title) of all, the newest first."""
    query = select(Network.id, Network.title).order_by(Network.school_year.desc(), Network.title, Network.id)
    return [(row.id, row.title) for row in rows(session, query)]
