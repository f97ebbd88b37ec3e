"""Channels without Graph: each network's is a thread in the channel « Réseaux » of the three windows."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import aiohttp
from sqlalchemy.orm import Session

from bot.errors import ChannelCause, ChannelError
from bot.services import CreatedChannel, Place
from cards.phrases.network import channel_opening
from storage.database import Database
from storage.network import ChannelPlace, LocalThread, channel_places, local_threads

SECONDS = 5


@dataclass(frozen=True, slots=True)
class _Thread:
    """A thread that the database knows, as a row of `channel_places`."""

    place_id: int
    key: str
    title: str
    place: Place


class LocalChannels:
    """Fills `bot.services.Channels`. `channels` are the places of `bot.local.windows.channel_places`.

    Each thread is remembered as soon as it is open: a window that did not answer is asked again by the
    next try, the others are not. (A window that opens a thread and dies before it says so may show two.)
    """

    def __init__(self, channels: Sequence[Place], database: Database) -> None:
        self._channels = tuple(channels)
        self._database = database
        self._creating = asyncio.Lock()

    async def find(self, key: str) -> CreatedChannel | None:
        opened = await self._opened(key)
        if any(channel.service_url not in opened for channel in self._channels):
            return None
        places = tuple(Place(url, opened[url]) for url in (channel.service_url for channel in self._channels))
        return CreatedChannel(channel_id=f"local:{key}", places=places)

    async def create(self, key: str, title: str) -> CreatedChannel:
        # Local mode is one process: the lock is enough for a thread not to be opened twice at once.
        async with (
            self._creating,
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session,
        ):
            opened = await self._opened(key)
            for channel in self._channels:
                if channel.service_url not in opened:
                    conversation_id = await _open_thread(session, channel, channel_opening(title))
                    await self._remember(key, channel.service_url, conversation_id)
        created = await self.find(key)
        if created is None:  # pragma: no cover - each thread was remembered just above
            raise ChannelError(ChannelCause.NO_WINDOW, passing=True)
        return created

    async def reopen(self) -> int:
        """Open again the threads that ended with an earlier client, which keeps them in memory only.

        To be called once the windows answer. Returns how many were opened; raises ChannelError.
        """
        threads = await self._database.run(lambda: self._database.read(_threads))
        channels = {channel.service_url: channel for channel in self._channels}
        reopened = 0
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS)) as session:
            for thread in threads:
                channel = channels.get(thread.place.service_url)
                if channel is None or not await _has_ended(session, thread.place):
                    continue
                conversation_id = await _open_thread(session, channel, channel_opening(thread.title))
                await self._move(thread, conversation_id)
                reopened += 1
        return reopened

    async def _move(self, thread: _Thread, conversation_id: str) -> None:
        def write(session: Session) -> None:
            session.get_one(ChannelPlace, thread.place_id).conversation_id = conversation_id
            url = thread.place.service_url
            session.merge(LocalThread(key=thread.key, service_url=url, conversation_id=conversation_id))

        await self._database.run(lambda: self._database.write(write))

    async def _opened(self, key: str) -> dict[str, str]:
        read = partial(local_threads, key=key)
        return await self._database.run(lambda: self._database.read(read))

    async def _remember(self, key: str, service_url: str, conversation_id: str) -> None:
        thread = LocalThread(key=key, service_url=service_url, conversation_id=conversation_id)
        await self._database.run(lambda: self._database.write(lambda session: session.add(thread)))


def _threads(session: Session) -> list[_Thread]:
    return [
        _Thread(place.id, channel.key, channel.network.title, Place(place.service_url, place.conversation_id))
        for place, channel in channel_places(session)
    ]


async def _open_thread(session: aiohttp.ClientSession, channel: Place, text: str) -> str:
    """The new thread's conversation id. Raises ChannelError."""
    body = {
        "isGroup": True,
        "channelData": {"channel": {"id": channel.conversation_id}},
        "activity": {"type": "message", "text": text, "textFormat": "plain"},
    }
    try:
        status, answer = await _ask(session, f"{channel.service_url}/v3/conversations", body)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise ChannelError(ChannelCause.NO_WINDOW, passing=True)
        if status != HTTPStatus.CREATED:
            raise ChannelError(ChannelCause.REFUSED, passing=False)
        return str(json.loads(answer)["id"])
    except (ValueError, TypeError, KeyError) as error:
        raise ChannelError(ChannelCause.REFUSED, passing=False) from error


async def _has_ended(session: aiohttp.ClientSession, thread: Place) -> bool:
    """A trace is shown to nobody: only whether the conversation is there matters. Raises ChannelError."""
    url = f"{thread.service_url}/v3/conversations/{quote(thread.conversation_id, safe='')}/activities"
    status, _ = await _ask(session, url, {"type": "trace"})
    return status == HTTPStatus.NOT_FOUND


async def _ask(session: aiohttp.ClientSession, url: str, body: dict[str, Any]) -> tuple[int, bytes]:
    try:
        async with session.post(url, json=body) as answer:
            return answer.status, await answer.read()
    except (aiohttp.ClientError, TimeoutError) as error:
        raise ChannelError(ChannelCause.NO_WINDOW, passing=True) from error
