"""Files plans and agendas in the channels, where the settings let the bot (CHANNEL_FILES)."""

import asyncio
import hashlib

import structlog

from bot.errors import ChannelCause, ChannelError
from bot.services import ChannelFiles, Services
from bot.usecases import channel_files
from bot.usecases.channel_files import Wanted
from bot.views import channel_files as views

log = structlog.get_logger()


async def follow(services: Services, files: ChannelFiles) -> None:
    """What is due this minute, one after the other; where Graph wants to be left alone, the rest waits."""
    for one in await services.transact(channel_files.claim):
        try:
            digest = await _file(services, files, one)
        except ChannelError as error:
            log.warning("channel_not_filed", kind=one.kind, id=one.subject_id, cause=error.cause.value)
            await services.transact(
                channel_files.not_done,
                one,
                error.cause.value,
                passing=error.passing,
                retry_after=error.retry_after,
            )
            if error.cause is ChannelCause.BUSY:
                return
            continue
        await services.transact(channel_files.done, one, digest)


async def _file(services: Services, files: ChannelFiles, one: Wanted) -> str | None:
    """The digest of what stands there now; the same bytes are not sent again. What is no document any more
    (a meeting that was cancelled meanwhile) leaves nothing to do.
    """
    paper = await services.read(views.edition, one.kind, one.subject_id)
    if paper is None:
        return one.digest
    content = await asyncio.to_thread(paper.draw)
    digest = hashlib.sha256(content).hexdigest()
    if digest != one.digest:
        await files.put(one.channel_id, paper.name, content)
    return digest
