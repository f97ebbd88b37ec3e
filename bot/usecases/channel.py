"""A network's channel: wanted, made once, or failed and shown to the responsible (guide §8.3; point 11)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.errors import ChannelCause
from bot.services import CreatedChannel, Place
from bot.usecases import minutes, plan
from storage import audit, outbox, posts
from storage.network import (
    ChannelPlace,
    ChannelState,
    Network,
    NetworkChannel,
    NetworkState,
    claim_channel,
)
from storage.people import Person, Role, people_with_role

WELCOME = "channel_welcome"
FAILED = "channel_failed"
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
# Somebody stands beside a window that is closed; Teams, or its tokens, come back by themselves: the waits
# double, and the responsible hears of it after an hour.
TRIES_OF_A_WINDOW = 3
TRIES = 8


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
    """Remember the channel, and welcome the network there; said twice, it changes nothing more.

    What could not be posted in a channel that is found again is posted now.
    """
    channel = _locked(session, network_id)
    if channel.state == ChannelState.CREATED.value:
        return
    before = channel.state
    channel.state, channel.channel_id, channel.cause = ChannelState.CREATED.value, made.channel_id, None
    for place in made.places:
        kept = _kept(session, network_id, place)
        outbox.wake_place(session, kept.id, now)
        outbox.add(
            session,
            once=f"channel_welcome:{kept.id}",
            kind=WELCOME,
            subject=("network", network_id),
            place_id=kept.id,
            not_before=now,
        )
    plan.announce(session, now, network_id)
    minutes.announce(session, now, network_id)
    _moved(session, now, channel, before)


def not_created(
    session: Session,
    now: datetime,
    network_id: int,
    cause: ChannelCause,
    *,
    passing: bool,
    retry_after: float = 0.0,
) -> None:
    """A passing fault is tried again a few times; then, and for a lasting one, the responsibles are told.

    `retry_after`, in seconds, is what Teams asked for; an absurd one is cut.
    """
    channel = _locked(session, network_id)
    if channel.state != ChannelState.CREATING.value:
        return
    tries = TRIES_OF_A_WINDOW if cause is ChannelCause.NO_WINDOW else TRIES
    if passing and channel.attempts < tries:
        asked = timedelta(seconds=min(retry_after, LONGEST_WAIT.total_seconds()))
        channel.state, channel.cause = ChannelState.WAITING.value, cause.value
        channel.not_before = now + max(FIRST_WAIT * 2 ** (channel.attempts - 1), asked)
        return
    _failed(session, now, channel, cause)


def unheard(session: Session, now: datetime, place_id: int, cause: ChannelCause) -> None:
    """Teams does not let the bot write in its channel: a responsible's task, like one that was not created.

    « Réessayer » looks the channel up again, and posts what was not.
    """
    place = session.get_one(ChannelPlace, place_id)
    channel = _locked(session, place.network_id)
    # An archived channel takes no message any more, and that is nobody's task.
    archived = channel.network.state == NetworkState.ARCHIVED.value
    if channel.state == ChannelState.CREATED.value and not archived:
        channel.channel_id = None
        _failed(session, now, channel, cause)


def _failed(session: Session, now: datetime, channel: NetworkChannel, cause: ChannelCause) -> None:
    before, channel.state, channel.cause = channel.state, ChannelState.FAILED.value, cause.value
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"channel_failed:{channel.network_id}:{person.id}",
            kind=FAILED,
            subject=("network", channel.network_id),
            person_id=person.id,
            not_before=now,
        )
    _moved(session, now, channel, before, cause.value)


def _kept(session: Session, network_id: int, place: Place) -> ChannelPlace:
    """The place's row: the one that it had already, when a channel is found again."""
    its = (place.service_url, place.conversation_id)
    places = session.get_one(NetworkChannel, network_id).places
    for known in places:
        if (known.service_url, known.conversation_id) == its:
            return known
    kept = ChannelPlace(network_id=network_id, service_url=its[0], conversation_id=its[1])
    # Into the list, not beside it: what is announced in the same transaction goes to all that it holds.
    places.append(kept)
    session.flush()
    return kept


class Retry(StrEnum):
    RETRIED = "retried"
    NOT_FAILED = "not_failed"
    NOT_ALLOWED = "not_allowed"


def retry(session: Session, now: datetime, actor_id: int, network_id: int) -> Retry:
    """« Réessayer »: a responsible has a channel that failed made again. Pressed twice, once."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Retry.NOT_ALLOWED
    channel = session.get(NetworkChannel, network_id, with_for_update={"of": NetworkChannel})
    ended = channel is not None and channel.network.state == NetworkState.ARCHIVED.value
    if channel is None or channel.state != ChannelState.FAILED.value or ended:
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
