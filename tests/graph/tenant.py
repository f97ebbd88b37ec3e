"""What stands around GraphChannels in a test: Graph on loopback, a token, a clock that flies."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

from bot.graph.archive import GraphArchive
from bot.graph.channels import GraphChannels
from bot.graph.client import Graph
from bot.graph.files import GraphFiles
from bot.graph.members import GraphMembers
from bot.graph.tokens import TokenError
from tests.fakes.edge import hosted
from tests.fakes.graph import TEAM, FakeGraph

SERVICE = "https://smba.example/teams/"


@dataclass
class KeptToken:
    """A token that can be renewed once it was refused; `fault` stands for an Entra that gives none."""

    value: str = "graph-1"
    fault: str = ""
    forgotten: list[str] = field(default_factory=list)

    async def graph_token(self) -> str:
        if self.fault:
            raise TokenError(self.fault)
        return self.value

    def forget(self, token: str, /) -> bool:
        self.forgotten.append(token)
        self.value = "graph-2"
        return len(self.forgotten) == 1


@dataclass
class Tenant:
    """`waits` are the seconds that were asked of the clock, none of which passed."""

    graph: FakeGraph
    channels: GraphChannels
    members: GraphMembers
    files: GraphFiles
    archive: GraphArchive
    tokens: KeptToken
    waits: list[float]


@asynccontextmanager
async def tenant(
    graph: FakeGraph, *, team: str = TEAM, url: str = "", seconds: float = 5
) -> AsyncIterator[Tenant]:
    tokens = KeptToken()
    graph.accept(tokens.value)
    waits: list[float] = []

    async def sleep(wait: float) -> None:
        waits.append(wait)

    settings = hosted(SERVICE, TEAM_ID=team, GRAPH_URL=url or graph.origin)
    async with aiohttp.ClientSession() as http:
        client = Graph(settings, tokens, http, sleep=sleep, seconds=seconds)
        channels, members = GraphChannels(settings, client), GraphMembers(settings, client)
        files, archive = GraphFiles(settings, client), GraphArchive(settings, client)
        yield Tenant(graph, channels, members, files, archive, tokens, waits)
