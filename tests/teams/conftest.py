"""The servers that play Microsoft for the edge's tests, and what speaks to them."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.services import Place
from bot.teams.sender import ConnectorSender
from tests.fakes.activities import TENANT
from tests.fakes.edge import Edge, FixedToken, edge, hosted
from tests.fakes.entra import FakeOpenId
from tests.fakes.teams import FakeTeams
from tests.teams.asking import CHAT, PERSON, connected


@pytest.fixture
def openid() -> Iterator[FakeOpenId]:
    with FakeOpenId() as server:
        yield server


@pytest.fixture
def teams() -> Iterator[FakeTeams]:
    with FakeTeams(TENANT) as server:
        yield server


@pytest.fixture
async def hosted_edge(openid: FakeOpenId, teams: FakeTeams) -> AsyncIterator[Edge]:
    async with edge(openid, teams) as running:
        yield running


@pytest.fixture
async def sender(teams: FakeTeams) -> AsyncIterator[ConnectorSender]:
    teams.add_person(PERSON)
    teams.add_conversation(CHAT)
    teams.require_token("outbound")
    async with connected(hosted(teams.url), FixedToken()) as running:
        yield running


@pytest.fixture
def place(teams: FakeTeams) -> Place:
    return Place(teams.url, CHAT)
