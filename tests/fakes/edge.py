"""The whole Teams edge behind real HTTP, with a recorder in place of the business code."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from bot.settings import Settings
from bot.teams.adapter import TeamsAdapter
from bot.teams.authentication import Authenticator
from bot.teams.sender import ConnectorSender
from bot.teams.turn import Reply, Turn
from bot.web import make_app
from tests.fakes.activities import APP_ID, TENANT
from tests.fakes.entra import SECRET, FakeOpenId
from tests.fakes.teams import FakeTeams

NEUTRAL = "C’est noté."


class Ticker:
    """Seconds that pass only when told."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class FixedToken:
    """A connector token that is always there."""

    async def connector_token(self) -> str:
        return "outbound"

    def forget(self, _: str, /) -> bool:
        return False


@dataclass
class Edge:
    """`heard` are the turns that reached the business code; `reply` is what it answers, or how it breaks."""

    http: TestClient[Any, Any]
    adapter: TeamsAdapter
    openid: FakeOpenId
    ticker: Ticker
    heard: list[Turn] = field(default_factory=list)
    reply: Callable[[Turn], Reply] = lambda _turn: None

    async def send(
        self, body: dict[str, Any] | bytes, *, token: str | None = None, **headers: str
    ) -> tuple[int, Any]:
        """POST an activity with a good token for it, unless told otherwise; (status, JSON or None)."""
        if token is None and isinstance(body, dict) and "Authorization" not in headers:
            token = self.openid.token(body.get("serviceUrl"))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        async with self.http.post(
            "/api/messages", data=data, headers={"Content-Type": "application/json", **headers}
        ) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text else None


def hosted(service_url: str, **more: Any) -> Settings:
    return Settings(
        APP_ID=APP_ID,
        APP_PASSWORD=SecretStr(SECRET),
        APP_TENANT_ID=TENANT,
        SERVICE_URL=service_url,
        **more,
    )


@asynccontextmanager
async def edge(
    openid: FakeOpenId,
    teams: FakeTeams,
    settings: Settings | None = None,
    ready: Callable[[], bool] = lambda: True,
) -> AsyncIterator[Edge]:
    """The edge as settings say: with authentication, or local mode's without."""
    settings = settings or hosted(teams.url)
    ticker = Ticker()

    async def on_turn(turn: Turn) -> Reply:
        running.heard.append(turn)
        return running.reply(turn)

    async def is_ready() -> bool:
        return ready()

    async def no_document(_token: str) -> None:
        return None

    async with aiohttp.ClientSession() as http:
        sender = ConnectorSender(settings, None if settings.local else FixedToken())
        authenticator = (
            None if settings.local else Authenticator(APP_ID, TENANT, openid.openid_url, http, ticker)
        )
        adapter = TeamsAdapter(settings, sender, authenticator, on_turn, NEUTRAL)
        async with TestClient(
            TestServer(make_app(adapter, settings, is_ready, no_document, no_document))
        ) as client:
            running = Edge(client, adapter, openid, ticker)
            yield running
        await sender.close()
