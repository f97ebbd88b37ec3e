"""Archives the channels of past years in Teams, where the settings let the bot (CHANNEL_ARCHIVE)."""

import structlog

from bot.errors import ChannelCause, ChannelError
from bot.services import ChannelArchive, Services
from bot.usecases import channel_archive

log = structlog.get_logger()


async def follow(services: Services, archive: ChannelArchive) -> None:
    """What is due, one after the other; where Graph wants to be left alone, the rest waits."""
    for one in await services.transact(channel_archive.claim):
        try:
            archived = await archive.archive(one.channel_id)
        except ChannelError as error:
            log.warning("channel_not_archived", network=one.network_id, cause=error.cause.value)
            await services.transact(
                channel_archive.not_done,
                one,
                error.cause.value,
                passing=error.passing,
                retry_after=error.retry_after,
            )
            if error.cause is ChannelCause.BUSY:
                return
            continue
        await services.transact(channel_archive.done, one, archived=archived)
