"""Channels of a real tenant. Graph's own come with the next issue; until then the responsible is told so."""

from bot.errors import ChannelCause, ChannelError
from bot.services import CreatedChannel


class NoChannels:
    """Fills `bot.services.Channels` where nothing can create a channel: it says so, and pretends nothing."""

    async def find(self, _key: str) -> CreatedChannel | None:
        return None

    async def create(self, _key: str, _title: str) -> CreatedChannel:
        raise ChannelError(ChannelCause.NOT_CONNECTED, passing=False)
