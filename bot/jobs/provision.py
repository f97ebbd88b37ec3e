"""Makes the channels of accepted networks: look up, create, record (TEAMS_FACTS.md §2.1)."""

from datetime import timedelta

import structlog

from bot.errors import ChannelCause, ChannelError
from bot.services import Services
from bot.usecases import channel
from bot.usecases.channel import Wanted

log = structlog.get_logger()

# Longer than a creation can take; a channel left half-made is looked up before it is created again.
LEASE = timedelta(minutes=5)


async def provision(services: Services, *, lease: timedelta = LEASE) -> None:
    """Make every channel that is due, one after the other."""
    while wanted := await services.transact(channel.claim, lease):
        await _make(services, wanted)


async def _make(services: Services, wanted: Wanted) -> None:
    try:
        made = await services.channels.find(wanted.key)
        if made is None:
            made = await services.channels.create(wanted.key, wanted.title)
    except ChannelError as error:
        log.warning("channel_not_created", network=wanted.network_id, cause=error.cause.value)
        await services.transact(
            channel.not_created,
            wanted.network_id,
            error.cause,
            passing=error.passing,
            retry_after=error.retry_after,
        )
        return
    except Exception as error:  # noqa: BLE001 - left as being made, it would be tried for ever and shown to nobody
        log.error("channel_broke", network=wanted.network_id, error=type(error).__name__)  # noqa: TRY400
        await services.transact(
            channel.not_created, wanted.network_id, ChannelCause.UNREACHABLE, passing=True
        )
        return
    await services.transact(channel.created, wanted.network_id, made)
