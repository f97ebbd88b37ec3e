"""Channels made by the job in a Team, through Graph (TEAMS_FACTS §2.1; issue 3, point 6)."""

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
    owns = zip(two, (database, other), strict=True)
    await asyncio.gather(*(make(office, one.channels, own) for one, own in owns))
    other.close()
    names = sorted(each.name for each in two[0].graph.made)
    assert names == [f"R2027-000{n} {title}" for n, title in enumerate(titles, start=1)]
    posts = [method for method, _ in two[0].graph.requests if method == "POST"]
    assert len(posts) == 6
    assert len(states(database)) == 6


class Meeting:
    """Looks, sees nothing, and creates at the same moment as the other maker; `suffix` renames it."""

    def __init__(self, channels: GraphChannels, meet: asyncio.Barrier, suffix: str = "") -> None:
        self._channels = channels
        self._meet = meet
        self._suffix = suffix

    async def find(self, _key: str) -> None:
        await self._meet.wait()

    async def create(self, key: str, title: str) -> CreatedChannel:
        return await self._channels.create(key, title + self._suffix)


async def taken_over(office: Office, two: list[Tenant], *suffixes: str) -> None:
    """The second maker takes over at once from a first that is only slow; both are inside `create`."""
    meet = asyncio.Barrier(2)
    makers = [Meeting(one.channels, meet, suffix) for one, suffix in zip(two, suffixes, strict=True)]

    async def run(channels: Meeting) -> None:
        services = replace(office.services, channels=channels)
        await provision.provision(services, lease=timedelta(0))

    async with asyncio.timeout(60):
        slow = asyncio.create_task(run(makers[0]))
        while not meet.n_waiting:  # noqa: ASYNC110 - the first has taken it, and looks
            await asyncio.sleep(0.01)
        await asyncio.gather(slow, run(makers[1]))


async def test_a_maker_that_takes_over_from_a_slow_one_makes_no_second_channel(
    office: Office, database: Database, two: list[Tenant]
) -> None:
    want(database)
    await taken_over(office, two, "", "")
    assert two[0].graph.names == ["General", NAME]
    assert stored(database) == ("CREATED", 2, None)
    assert list(states(database)) == ["channel_welcome:1"]


async def test_control_under_two_names_it_would_be_two_channels(
    office: Office, database: Database, two: list[Tenant]
) -> None:
    """What the key in the name prevents: Teams itself refuses the second one."""
    want(database)
    await taken_over(office, two, "", " bis")
    assert sorted(two[0].graph.names) == ["General", NAME, f"{NAME} bis"]


async def test_a_channel_whose_answer_was_lost_is_adopted_by_the_next_try(
    office: Office, database: Database, two: list[Tenant]
) -> None:
    want(database)
    graph = two[0].graph
    graph.script(Trouble.BAD_GATEWAY_AFTER, only="POST")
    graph.lag = 5  # the job's look, and the four after the 502
    await make(office, two[0].channels)
    assert stored(database) == ("WAITING", 1, "unreachable")
    office.clock.move(office.clock.now() + timedelta(seconds=30))
    await make(office, two[1].channels)
    assert stored(database) == ("CREATED", 2, None)
    assert graph.names == ["General", NAME]
    (place,) = database.read(lambda session: session.scalars(select(ChannelPlace)).all())
    assert place.conversation_id == graph.made[0].channel_id


async def test_graph_is_left_alone_for_as_long_as_it_asks(
    office: Office, database: Database, two: list[Tenant]
) -> None:
    """§2.7: SharePoint can say 300 s and more; the first wait of the job's own is 30 s."""
    want(database)
    graph = two[0].graph
    graph.script(Trouble.THROTTLED, only="GET", retry_after="300")
    asked = []
    for seconds in (0, 31, 268, 1):
        office.clock.move(office.clock.now() + timedelta(seconds=seconds))
        await make(office, two[0].channels)
        asked.append((stored(database)[0], len(graph.requests)))
    assert asked == [("WAITING", 1), ("WAITING", 1), ("WAITING", 1), ("CREATED", 3)]


async def test_an_hour_without_graph_is_told_and_then_mended(
    office: Office, database: Database, two: list[Tenant]
) -> None:
    want(database)
    graph = two[0].graph
    graph.go_down()
    began, waits = office.clock.now(), []
    while stored(database)[0] != "FAILED":
        await make(office, two[0].channels)
        (wait,) = database.read(lambda session: session.scalars(select(NetworkChannel.not_before)).all())
        waits.append((wait - office.clock.now()).total_seconds())
        office.clock.move(max(wait, office.clock.now()))
    graph.come_back()
    assert waits[:-1] == [30, 60, 120, 240, 480, 960, 1920]
    assert office.clock.now() - began == timedelta(seconds=3810)
    assert stored(database) == ("FAILED", 8, "unreachable")
