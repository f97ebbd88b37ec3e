"""A Team on loopback, and the bot's channels in it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from tests.fakes.graph import FakeGraph
from tests.graph.tenant import Tenant, tenant


@pytest.fixture
def graph() -> Iterator[FakeGraph]:
    with FakeGraph() as server:
        yield server


@pytest.fixture
async def around(graph: FakeGraph) -> AsyncIterator[Tenant]:
    async with tenant(graph) as running:
        yield running
