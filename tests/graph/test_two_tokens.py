"""One class, two services: the connector's token and Graph's (TEAMS_FACTS §2.8; issue 3, points 6 and 7)."""

import asyncio

import pytest

from bot.graph.tokens import TokenError
from tests.fakes.edge import Ticker
from tests.fakes.entra import FakeLogin
from tests.graph.conftest import Make


async def test_each_service_has_its_own_token_from_one_client(make: Make, login: FakeLogin) -> None:
    """Point 6: one class, two scopes; neither token is ever given for the other."""
    login.graph_url = "https://graph.example"
    tokens = make(GRAPH_URL="https://graph.example/")
    for _ in range(3):
        both = list(await asyncio.gather(tokens.connector_token(), tokens.graph_token()))
        assert both == ["connector-token-1", "graph-token-1"]
    scopes = sorted(asked["scope"].split()[0] for asked in login.requests)
    assert scopes == ["https://api.botframework.com/.default", "https://graph.example/.default"]


async def test_graphs_token_is_renewed_before_its_end_and_the_connectors_left(
    make: Make, login: FakeLogin, ticker: Ticker
) -> None:
    login.lasts = 240
    tokens = make()
    assert await tokens.graph_token() == "graph-token-1"
    login.lasts = 3600
    assert await tokens.connector_token() == "connector-token-1"
    assert await tokens.graph_token() == "graph-token-2"
    ticker.seconds += 3600 - 301
    assert [await tokens.graph_token(), await tokens.connector_token()] == [
        "graph-token-2",
        "connector-token-1",
    ]
    assert len(login.requests) == 3


async def test_a_graph_token_refused_is_replaced_and_the_connectors_kept(
    make: Make, login: FakeLogin, ticker: Ticker
) -> None:
    tokens = make()
    connector, graph = await tokens.connector_token(), await tokens.graph_token()
    assert not tokens.forget(graph), "new: its age is not what is wrong with it"
    ticker.seconds += 60
    assert tokens.forget(graph)
    assert await tokens.graph_token() == "graph-token-2"
    assert await tokens.connector_token() == connector
    assert len(login.requests) == 3


async def test_an_outage_of_one_service_is_not_the_others(make: Make, login: FakeLogin) -> None:
    tokens = make()
    login.script(400, {"error": "invalid_scope"})
    with pytest.raises(TokenError, match="invalid_scope"):
        await tokens.graph_token()
    assert await tokens.connector_token() == "connector-token-1"
