"""The connector of one Playground window, which refuses what 0.2.28 was seen to refuse (PLAYGROUND.md §3)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.local.windows import CHANNEL_ID
from bot.services import Place


class FakeWindow:
    """Threads by conversation id, each a list of texts. `answers` are given first, before any real one."""

    def __init__(self) -> None:
        self.threads: dict[str, list[str]] = {}
        self.answers: list[web.Response] = []
        self.place = Place("", CHANNEL_ID)
        self._opened = 0

    def restart(self) -> None:
        """The client keeps everything in memory."""
        self.threads.clear()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["FakeWindow"]:
        app = web.Application()
        app.router.add_post("/_connector/v3/conversations", self._create)
        app.router.add_post("/_connector/v3/conversations/{conversation}/activities", self._post)
        async with TestServer(app) as server:
            self.place = Place(str(server.make_url("/_connector")), CHANNEL_ID)
            yield self

    async def _create(self, request: web.Request) -> web.Response:
        if self.answers:
            return self.answers.pop(0)
        body = await _json(request)
        if body.get("isGroup") is not True:
            return web.json_response({"id": "a:somebody"}, status=201)
        if body["channelData"]["channel"]["id"] != CHANNEL_ID:
            return _error(500, "ConversationNotFound")
        activity = body["activity"]
        if activity["type"] != "message" or not activity["text"] or activity["textFormat"] != "plain":
            return _error(400, "BadArgument")
        self._opened += 1
        thread = f"{CHANNEL_ID};messageid={self._opened}"
        self.threads[thread] = [activity["text"]]
        return web.json_response({"id": thread, "activityId": str(self._opened)}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        body = await _json(request)
        thread = self.threads.get(unquote(request.match_info["conversation"]))
        if thread is None:
            return _error(404, "ConversationNotFound")
        if body["type"] == "trace":
            return web.Response(status=202)
        thread.append(body["text"])
        return web.json_response({"id": f"{len(thread)}"}, status=201)


async def _json(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    body = await request.json()
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body


def _error(status: int, code: str) -> web.Response:
    return web.json_response({"error": {"code": code, "message": code}}, status=status)
