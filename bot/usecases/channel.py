"""A network's channel: wanted, made once, or failed and shown to the responsible (guide §8.3; point 11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import ChannelCause
from bot.services import CreatedChannel
from storage import audit, outbox, posts
from storage.network import ChannelPlace, ChannelState, Network, NetworkChannel, claim_channel
from storage.people import Person, Role, people_with_role

WELCOME = "channel_welcome"
FAILED = "channel_failed"
TRIES = 3
FIRST_WAIT = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A channel to make now; `key` names it for good."""

    network_id: int
    key: str
    title: str


def want_channel(session: Session, now: datetime, network: Network) -> None:
    """Have the network's channel made by the next provisioning."""
    key = f"R{network.school_year[:4]}-{network.id:04d}"
    session.add(NetworkChannel(network_id=network.id, key=key, not_before=now))
    session.flush()
    session.info["wake"] = True


def claim(session: Session, now: datetime, lease: timedelta) -> Wanted | None:
    """Take one channel to make, or None. One whose maker has been silent for `lease` is taken over."""
    channel = claim_channel(session, now, lease)
    if channel is None:
        return None
    return Wanted(channel.network_id, channel.key, channel.network.title)


def created(session: Session, now: datetime, network_id: int, made: CreatedChannel) -> None:
    """Remember the channel, and welcome the network there; said twice, it changes nothing more."""
    channel = _locked(session, network_id)
    if channel.state == ChannelState.CREATED.value:
        return
    before = channel.state
    channel.state, channel.channel_id, channel.cause = ChannelState.CREATED.value, made.channel_id, None
    for place in made.places:
        kept = ChannelPlace(
            network_id=network_id, service_url=place.service_url, conversation_id=place.conversation_id
        )
        session.add(kept)
        session.flush()
        outbox.add(
            session,
            once=f"channel_welcome:{kept.id}",
            kind=WELCOME,
            subject=("network", network_id),
            place_id=kept.id,
            not_before=now,
        )
    _moved(session, now, channel, before)


def not_created(
    session: Session, now: datetime, network_id: int, cause: ChannelCause, *, passing: bool
) -> None:
    """A passing fault is tried again a few times; then, and for a lasting one, the responsibles are told."""
    channel = _locked(session, network_id)
    if channel.state != ChannelState.CREATING.value:
        return
    channel.cause = cause.value
    if passing and channel.attempts < TRIES:
        channel.state = ChannelState.WAITING.value
        channel.not_before = now + FIRST_WAIT * 2 ** (channel.attempts - 1)
        return
    channel.state = ChannelState.FAILED.value
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"channel_failed:{network_id}:{person.id}",
            kind=FAILED,
            subject=("network", network_id),
            person_id=person.id,
            not_before=now,
        )
    _moved(session, now, channel, ChannelState.CREATING.value, cause.value)


class Retry(StrEnum):
    RETRIED = "retried"
    NOT_FAILED = "not_failed"
    NOT_ALLOWED = "not_allowed"


def retry(session: Session, now: datetime, actor_id: int, network_id: int) -> Retry:
    """« Réessayer »: a responsible has a channel that failed made again. Pressed twice, once."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Retry.NOT_ALLOWED
    channel = session.get(NetworkChannel, network_id, with_for_update={"of": NetworkChannel})
    if channel is None or channel.state != ChannelState.FAILED.value:
        return Retry.NOT_FAILED
    channel.state, channel.attempts, channel.not_before = ChannelState.WAITING.value, 0, now
    _moved(session, now, channel, ChannelState.FAILED.value, actor_id=actor_id)
    session.info["wake"] = True
    return Retry.RETRIED


def _locked(session: Session, network_id: int) -> NetworkChannel:
    return session.get_one(
        NetworkChannel, network_id, with_for_update={"of": NetworkChannel}, populate_existing=True
    )


def _moved(
    session: Session,
    now: datetime,
    channel: NetworkChannel,
    before: str,
    why: str = "",
    actor_id: int | None = None,
) -> None:
    session.flush()
    audit.record(
        session,
        now,
        action="channel",
        subject=("network", channel.network_id),
        person_id=actor_id,
        before=before,
        after=channel.state,
        why=why,
    )
    posts.changed(session, ("network", channel.network_id), now)
