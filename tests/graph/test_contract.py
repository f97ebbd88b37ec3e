"""What every `Channels` keeps (bot/services.py): the local client's threads, and Graph's channels."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web

import storage.proposal
from bot.errors import ChannelError
from bot.local.channels import LocalChannels
from bot.services import Channels
from storage.base import Base
from storage.database import Database
from tests.fakes.graph import FakeGraph, Trouble
from tests.graph.tenant import tenant
from tests.local.connector import FakeWindow

KEY, TITLE = "R2027-0001", "Lire dehors"

# `networks` points to `proposals`: both tables must be known before they are made.
assert storage.proposal.Proposal.__tablename__ in Base.metadata.tables


@dataclass
class Kind:
    """One implementation; `again` is it after a restart, `count` how many channels people see.

    `break_once` fails the next creation before it is done, `lose_once` half-way or after it.
    """

    channels: Channels
    again: Callable[[], Channels]
    count: Callable[[], int]
    break_once: Callable[[], None]
    lose_once: Callable[[], None]


async def local(stack: AsyncExitStack, folder: Path) -> Kind:
    windows = [await stack.enter_async_context(FakeWindow().running()) for _ in range(3)]
    database = Database(f"sqlite:///{folder / 'local.db'}")
    stack.callback(database.close)
    Base.metadata.create_all(database.engine)

    def made() -> Channels:
        return LocalChannels([window.place for window in windows], database)

    def fail(window: FakeWindow) -> Callable[[], None]:
        return lambda: window.answers.append(web.Response(status=503))

    def count() -> int:
        (number,) = {len(window.threads) for window in windows}
        return number

    return Kind(made(), made, count, fail(windows[0]), fail(windows[2]))


async def graph(stack: AsyncExitStack, _folder: Path) -> Kind:
    server = stack.enter_context(FakeGraph())
    first, second = [await stack.enter_async_context(tenant(server)) for _ in range(2)]
    return Kind(
        first.channels,
        lambda: second.channels,
        lambda: len(server.made),
        lambda: server.script(Trouble.BAD_GATEWAY, only="POST"),
        lambda: server.script(Trouble.BAD_GATEWAY_AFTER, only="POST"),
    )


@pytest.fixture(params=[local, graph], ids=["local", "graph"])
async def kind(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Kind]:
    async with AsyncExitStack() as stack:
        yield await request.param(stack, tmp_path)


async def test_a_key_that_nobody_made_is_nowhere(kind: Kind) -> None:
    assert await kind.channels.find(KEY) is None
    await kind.channels.create("R2027-00010", TITLE)
    assert await kind.channels.find(KEY) is None


async def test_what_was_created_is_found_also_after_a_restart(kind: Kind) -> None:
    created = await kind.channels.create(KEY, TITLE)
    assert created.channel_id
    assert created.places
    assert await kind.channels.find(KEY) == created
    assert await kind.again().find(KEY) == created
    assert kind.count() == 1


async def test_created_again_it_is_the_same(kind: Kind) -> None:
    created = await kind.channels.create(KEY, TITLE)
    assert await kind.again().create(KEY, TITLE) == created
    assert kind.count() == 1


async def test_two_creations_at_once_are_one_channel(kind: Kind) -> None:
    first, second = await asyncio.gather(*(kind.channels.create(KEY, TITLE) for _ in range(2)))
    assert first == second
    assert kind.count() == 1


async def test_two_keys_are_two_channels_whatever_their_titles(kind: Kind) -> None:
    first, second = [await kind.channels.create(key, TITLE) for key in (KEY, "R2027-0002")]
    assert first.channel_id != second.channel_id
    assert set(first.places).isdisjoint(second.places)
    assert kind.count() == 2


async def test_a_failure_makes_nothing_twice(kind: Kind) -> None:
    kind.break_once()
    with pytest.raises(ChannelError) as raised:
        await kind.channels.create(KEY, TITLE)
    assert raised.value.passing
    assert await kind.channels.find(KEY) is None
    created = await kind.channels.create(KEY, TITLE)
    assert await kind.channels.find(KEY) == created
    assert kind.count() == 1


async def test_an_answer_that_is_lost_leaves_one_channel(kind: Kind) -> None:
    """Half-way for the three windows, after it is made for Graph: another try ends it, nothing is doubled."""
    kind.lose_once()
    with suppress(ChannelError):
        await kind.channels.create(KEY, TITLE)
    created = await kind.channels.create(KEY, TITLE)
    assert await kind.again().find(KEY) == created
    assert kind.count() == 1


@pytest.mark.parametrize(
    "title",
    [
        "",
        "   ",
        "L’examen, d’abord : « lire »?",
        "a" * 150,
        "mot " * 40,
        "../../etc",
        ".caché.",
        "_vti_",
        "\x00\x07\u202e<script>*gras*",
        "🌱" * 60,
        "Suite de R2027-0002",
    ],
)
async def test_any_title_will_do(kind: Kind, title: str) -> None:
    created = await kind.channels.create(KEY, title)
    other = await kind.channels.create("R2027-0002", title)
    assert [await kind.again().find(key) for key in (KEY, "R2027-0002")] == [created, other]
    assert kind.count() == 2
