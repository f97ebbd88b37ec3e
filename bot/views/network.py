"""A network's channel as the channel and the responsible see it, and « Mon réseau »."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views import enrollment, kept_settings
from cards import network as cards
from cards.desk import DeskTask
from cards.elements import Card
from storage.network import ChannelState, Network, animated_by, failed_channels


def welcome(session: Session, _now: datetime, network_id: int) -> Card | None:
    network = session.get(Network, network_id)
    if network is None:
        return None
    animator = network.animator
    school = animator.school.name if animator.school else ""
    return cards.welcome(network.title, animator.name, school, network.school_year)


def channel_task(session: Session, _now: datetime, network_id: int) -> Card | None:
    """The responsible's card about a channel that failed: failed, being tried again, or made."""
    network = session.get(Network, network_id)
    if network is None or network.channel is None:
        return None
    channel = network.channel
    if channel.state == ChannelState.FAILED.value:
        return cards.failed(network.id, network.title, channel.cause or "unreachable")
    if channel.state == ChannelState.CREATED.value:
        return cards.made(network.title)
    return cards.retried(network.title)


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    """Every channel that failed; each responsible may have it tried again."""
    return [
        cards.task(
            one.network_id, one.claimed_at or one.not_before, one.network.title, one.cause or "unreachable"
        )
        for one in failed_channels(session)
    ]


def choosing(session: Session, _now: datetime, person_id: int) -> int:
    """The network whose dates this person may choose; 0 when there is none."""
    found = [one for one in animated_by(session, person_id) if one.state in {"ACCEPTED", "SCHEDULED"}]
    return found[-1].id if found else 0


def mine(session: Session, now: datetime, person_id: int) -> Card:
    return cards.mine(
        enrollment.mine(session, now, person_id),
        [
            cards.MyNetwork(
                network.id,
                network.title,
                network.school_year,
                network.state,
                network.channel.state if network.channel else "NONE",
            )
            for network in animated_by(session, person_id)
        ],
        kept_settings.pay_of(session),
    )
