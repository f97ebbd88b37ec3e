"""The sender's four questions to Teams, and servers that answer them in any way."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bot.services import Card, Place
from bot.settings import Settings
from bot.teams.sender import ConnectorSender
from tests.fakes.activities import CAMILLE
from tests.fakes.edge import FixedToken, hosted
from tests.fakes.loopback import LoopbackServer
from tests.fakes.teams import Person

CARD: Card = {"type": "AdaptiveCard", "version": "1.5", "fallbackText": "Réseaux. Bonjour.", "body": []}
CHAT = CAMILLE.chat_id
PERSON = Person(CAMILLE.object_id, CAMILLE.teams_id, CAMILLE.name, "Camille.Roy@Exemple.Invalid")

Ask = Callable[[ConnectorSender, Place], Awaitable[Any]]


async def post(sender: ConnectorSender, place: Place) -> Any:
    return await sender.post(place, CARD)


async def update(sender: ConnectorSender, place: Place) -> Any:
    return await sender.update(place, "7", CARD)


async def open_chat(sender: ConnectorSender, _: Place) -> Any:
    return await sender.open_chat(CAMILLE.object_id)


async def member(sender: ConnectorSender, place: Place) -> Any:
    return await sender.member(place, CAMILLE.teams_id)


@asynccontextmanager
async def connected(
    settings: Settings, tokens: Any = None, seconds: float = 15
) -> AsyncIterator[ConnectorSender]:
    sender = ConnectorSender(settings, tokens, seconds)
    try:
        yield sender
    finally:
        await sender.close()


class Answers(LoopbackServer):
    """A connector that gives one answer to everything."""

    def __init__(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        super().__init__()
        self._answer = (status, body, headers)

    def routes(self) -> list[web.RouteDef]:
        return [web.route("*", "/{path:.*}", self._handle)]

    async def _handle(self, _: web.Request) -> web.Response:
        status, body, headers = self._answer
        return web.Response(status=status, body=body, headers=headers)


async def answered(ask: Ask, status: int, body: bytes, **headers: str) -> Any:
    """What a call makes of exactly this answer."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with Answers(status, body, {"Content-Type": "application/json"} | named) as server:
        async with connected(hosted(server.origin), FixedToken()) as sender:
            return await ask(sender, Place(server.origin, CHAT))
