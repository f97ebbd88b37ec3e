"""Channels made by the job in a Team, through Graph (TEAMS_FACTS §2.1; issue 3, point 6), on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.graph.channels import GraphChannels
from bot.jobs import provision
from bot.services import CreatedChannel
from storage.database import Database
from storage.network import ChannelPlace, NetworkChannel
from tests.fakes.graph import FakeGraph, Trouble
from tests.graph.tenant import Tenant, tenant
from tests.jobs.office import Office
from tests.jobs.test_provision import want
from tests.storage.messages import states

NAME = "R2027-0001 Lire dehors"


@pytest.fixture
async def two() -> AsyncIterator[list[Tenant]]:
    """Two processes' ways into one Team."""
    async with AsyncExitStack() as stack:
        graph = stack.enter_context(FakeGraph())
        yield [await stack.enter_async_context(tenant(graph)) for _ in range(2)]


async def make(office: Office, channels: Any, database: Database | None = None) -> None:
    services = replace(office.services, channels=channels, database=database or office.database)
    await provision.provision(services)


def stored(database: Database) -> tuple[str, int, str | None]:
    (found,) = database.read(lambda session: session.scalars(select(NetworkChannel)).all())
    return found.state, found.attempts, found.cause


async def test_two_processes_make_one_channel_for_each_network(
    office: Office, database: Database, database_url: str, two: list[Tenant]
) -> None:
    titles = [f"Lire dehors {number}" for number in range(6)]
    want(database, None, *titles)
    other = Database(database_url)
    await asyncio.gather(*(make(office, one.channels, own) for one, own in zip(two, (database, other), strict=True)))
    other.close()
    names = sorted(each.name for each in two[0].graph.made)
    assert names == [f"R2027-000{n} {title}" for n, title in enumerate(titles, start=1)]
    posts = [method for method, _ in two[0].graph.requests if method == "POST"]
    assert len(posts) == 6
    assert len(states(database)) == 6


class Blind(GraphChannels):
    """Never finds: as where a maker that was only slow is taken over, before its channel is there."""

    def __init__(self, graph: Any, meet: asyncio.Barrier) -> None:
        self.__dict__ |= graph.__dict__
        self._meet = meet

    async def find(self, key: str) -> CreatedChannel | None:
        if self._meet.n_waiting or not self._meet.broken:
            await self._meet.wait()
            self._meet = _Open()
            return None
        return await super().find(key)
