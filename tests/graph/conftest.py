"""A Team and an Entra on loopback, the bot's channels in the one and its tokens from the other."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
from pydantic import SecretStr

from bot.graph.tokens import Tokens
from bot.settings import Settings
from tests.fakes.activities import APP_ID, TENANT
from tests.fakes.edge import Ticker
from tests.fakes.entra import SECRET, FakeLogin
from tests.fakes.graph import FakeGraph
from tests.graph.tenant import Tenant, tenant

Make = Callable[..., Tokens]


@pytest.fixture
def login() -> Iterator[FakeLogin]:
    with FakeLogin() as server:
        yield server


@pytest.fixture
def ticker() -> Ticker:
    return Ticker()


@pytest.fixture
def make(login: FakeLogin, ticker: Ticker) -> Iterator[Make]:
    """Tokens of the bot with its secret, unless told otherwise."""
    with login.http_client() as http:

        def tokens(**settings: Any) -> Tokens:
            given: dict[str, Any] = {
                "APP_ID": APP_ID,
                "APP_TENANT_ID": TENANT,
                "LOGIN_URL": login.origin,
                "APP_PASSWORD": SecretStr(SECRET),
            }
            return Tokens(Settings(**(given | settings)), ticker, http)

        yield tokens


@pytest.fixture
def graph() -> Iterator[FakeGraph]:
    with FakeGraph() as server:
        yield server


@pytest.fixture
async def around(graph: FakeGraph) -> AsyncIterator[Tenant]:
    async with tenant(graph) as running:
        yield running
