"""Channels that a test can make fail, without Graph's HTTP (which `tests.fakes.graph` plays)."""

from collections import deque

from bot.errors import ChannelError
from bot.services import CreatedChannel, Place


class FakeChannels:
    """Keeps the channels by key, as a Team does; `failures` are raised first, one for each try."""

    def __init__(self, place: Place, *failures: ChannelError) -> None:
        self.made: dict[str, str] = {}
        self._place = place
        self._failures = deque(failures)

    async def find(self, key: str) -> CreatedChannel | None:
        return self._channel(key) if key in self.made else None

    async def create(self, key: str, title: str) -> CreatedChannel:
        if self._failures:
            raise self._failures.popleft()
        if key in self.made:
            raise AssertionError(f"{key} was made before")
        self.made[key] = title
        return self._channel(key)

    def _channel(self, key: str) -> CreatedChannel:
        return CreatedChannel(f"19:{key}@thread.tacv2", (self._place,))
