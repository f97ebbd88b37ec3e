"""Channels made by the job, in the three windows' loopback connectors (guide §8.3; point 11)."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from bot.jobs import deliver, provision
from bot.local.channels import LocalChannels
from bot.services import CreatedChannel
from bot.usecases import channel
from bot.usecases.channel import WELCOME, want_channel
from bot.views import notices
from cards.phrases import network as say
from storage.database import Database
from storage.network import ChannelPlace, LocalThread, Network, NetworkChannel
from storage.outbox import OutboxRow
from storage.people import Role
from tests.factories import NOW, add_person
from tests.fakes.clock import FakeClock
from tests.fakes.teams import FakeTeams
from tests.jobs.office import Office
from tests.local.connector import FakeWindow
from tests.scenarios import world
from tests.storage.messages import add_network, states
from tests.usecases.test_races import ROUNDS, at_once


@pytest.fixture
async def three() -> AsyncIterator[list[FakeWindow]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(FakeWindow().running()) for _ in range(3)]


@dataclass
class Maker:
    office: Office
    database: Database
    windows: list[FakeWindow]

    def channels(self) -> LocalChannels:
        return LocalChannels([window.place for window in self.windows], self.database)

    async def provision(self, channels: Any = None, **more: Any) -> None:
        services = replace(self.office.services, channels=channels or self.channels())
        await provision.provision(services, **more)

    async def deliver(self) -> None:
        await deliver.deliver(self.office.services, notices.draw, jitter=lambda: 0.0)

    def later(self, **by: float) -> None:
        clock: FakeClock = self.office.clock
        clock.move(clock.now() + timedelta(**by))

    @property
    def threads(self) -> list[int]:
        """How many threads stand in each window."""
        return [len(window.threads) for window in self.windows]

    @property
    def state(self) -> tuple[str, int, str | None]:
        query = select(NetworkChannel).order_by(NetworkChannel.network_id)
        made = self.database.read(lambda session: session.scalars(query).first())
        assert made is not None
        return made.state, made.attempts, made.cause


@pytest.fixture
def maker(office: Office, database: Database, three: list[FakeWindow]) -> Maker:
    return Maker(office, database, three)


def want(database: Database, teams: FakeTeams | None = None, *titles: str) -> None:
    """Networks of Ada's cousins, waiting for their channels; Rita is responsible, and has a chat."""

    def work(session: Session) -> None:
        url = teams.url if teams else "https://smba.example/teams/"
        add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None, chat="a:rita", service_url=url)
        for title in titles or ("Lire dehors",):
            animator = add_person(session, f"Ada{title}", school_id=None).id
            number = add_network(session, animator, title=title)
            want_channel(session, NOW, session.get_one(Network, number))

    database.write(work)
    if teams is not None:
        teams.add_conversation("a:rita")


def places(database: Database) -> int:
    return database.read(lambda session: session.scalar(select(func.count(ChannelPlace.id))) or 0)


async def test_every_wanted_channel_is_made_with_a_place_in_each_window(maker: Maker) -> None:
    want(maker.database, None, "Lire dehors", "Compter dehors")
    await maker.provision()
    assert maker.threads == [2, 2, 2]
    assert maker.state == ("CREATED", 1, None)
    assert places(maker.database) == 6
    assert list(states(maker.database)) == [f"channel_welcome:{number}" for number in range(1, 7)]
    await maker.provision()
    assert maker.threads == [2, 2, 2]


def broken(window: FakeWindow, status: int, times: int = 1) -> None:
    window.answers += [web.Response(status=status) for _ in range(times)]


async def test_a_passing_fault_is_tried_three_times_and_then_shown_once(
    maker: Maker, teams: FakeTeams
) -> None:
    want(maker.database, teams)
    broken(maker.windows[1], 503, times=3)
    seen = []
    for seconds in (0, 29, 1, 59, 1, 9999):
        maker.later(seconds=seconds)
        await maker.provision()
        seen.append(maker.state[:2])
    one, two, three = ("WAITING", 1), ("WAITING", 2), ("FAILED", 3)
    assert seen == [one, one, two, two, three, three]
    assert maker.state[2] == "no_window"
    # The first window's thread was opened by the first try, and by no other.
    assert maker.threads == [1, 0, 0]
    await maker.deliver()
    (record,) = teams.posted
    assert say.CAUSES["no_window"] in world.text(record.card or {})


async def test_a_lasting_fault_does_not_keep_the_others_from_their_channels(maker: Maker) -> None:
    want(maker.database, None, "Lire dehors", "Compter dehors")
    broken(maker.windows[0], 400)
    await maker.provision()
    stored = maker.database.read(
        lambda session: session.execute(
            select(NetworkChannel.state, NetworkChannel.attempts).order_by(NetworkChannel.network_id)
        ).all()
    )
    assert [tuple(row) for row in stored] == [("FAILED", 1), ("CREATED", 1)]


async def test_a_second_failure_after_a_retry_shows_on_the_card_of_the_first(
    maker: Maker, teams: FakeTeams
) -> None:
    """The responsible never has two buttons for one channel."""
    want(maker.database, teams)
    shown: list[str] = []

    async def look() -> None:
        await maker.deliver()
        shown.extend(maker.office.shown())

    for _ in range(2):
        broken(maker.windows[0], 400)
        await maker.provision()
        await look()
        maker.database.write(lambda session: channel.retry(session, NOW, 1, 1))
        await look()
    await maker.provision()
    maker.database.write(lambda session: session.execute(delete(OutboxRow).where(OutboxRow.kind == WELCOME)))
    await look()
    title = "Lire dehors"
    failed, again = say.failed_title(title), say.retried_title(title)
    assert shown == [failed, again, failed, again, say.made_title(title)]
    assert [method for method, _ in maker.office.calls] == ["POST", *["PUT"] * 4]


class Unforeseen(LocalChannels):
    async def create(self, key: str, title: str) -> CreatedChannel:
        raise ZeroDivisionError(key, title)


async def test_what_nobody_foresaw_is_a_passing_fault_and_stops_no_other(maker: Maker) -> None:
    want(maker.database, None, "Lire dehors", "Compter dehors")
    breaking = Unforeseen([], maker.database)
    windows = maker.windows

    class Once(LocalChannels):
        async def create(self, key: str, title: str) -> CreatedChannel:
            if title == "Lire dehors":
                return await breaking.create(key, title)
            return await super().create(key, title)

    await maker.provision(Once([window.place for window in windows], maker.database))
    assert maker.state == ("WAITING", 1, "unreachable")
    assert maker.threads == [1, 1, 1]


class Meeting(LocalChannels):
    """Creates once all makers are at the same point; `created` are the keys that it was asked for."""

    def __init__(self, maker: Maker, meet: asyncio.Barrier) -> None:
        super().__init__([window.place for window in maker.windows], maker.database)
        self._meet = meet
        self.created: list[str] = []

    async def create(self, key: str, title: str) -> CreatedChannel:
        self.created.append(key)
        await self._meet.wait()
        return await super().create(key, title)


async def test_two_makers_at_once_make_one_channel_each(maker: Maker) -> None:
    """Both are inside `create` together: for two networks, never for one."""
    want(maker.database, None, "Lire dehors", "Compter dehors")
    meet = asyncio.Barrier(2)
    makers = [Meeting(maker, meet) for _ in range(2)]
    async with asyncio.timeout(60):
        await asyncio.gather(*(maker.provision(channels) for channels in makers))
    assert sorted(key for one in makers for key in one.created) == ["R2027-0001", "R2027-0002"]
    assert [len(one.created) for one in makers] == [1, 1]
    assert maker.threads == [2, 2, 2]


def test_two_makers_at_once_take_one_channel_once(database: Database, database_url: str) -> None:
    """Each with a database of its own, as two processes have."""
    want(database)
    owns = [Database(database_url) for _ in range(2)]

    def taking(own: Database, number: int) -> Callable[[threading.Barrier], bool]:
        def take(barrier: threading.Barrier) -> bool:
            barrier.wait()
            at = NOW + number * provision.LEASE
            return own.write(lambda session: channel.claim(session, at, provision.LEASE))[0] is not None

        return take

    taken = [sorted(at_once(*(taking(own, number) for own in owns))) for number in range(ROUNDS)]
    for own in owns:
        own.close()
    assert taken == [[False, True]] * ROUNDS


class Careless(LocalChannels):
    """Looks which threads there are, then meets the other maker before it goes on."""

    def __init__(self, maker: Maker, meet: asyncio.Barrier) -> None:
        super().__init__([window.place for window in maker.windows], maker.database)
        self._meet = meet

    async def find(self, _key: str) -> None:
        return None

    async def _opened(self, key: str) -> dict[str, str]:
        found = await super()._opened(key)
        await self._meet.wait()
        return found


async def test_control_two_makers_that_do_not_claim_make_it_twice(maker: Maker) -> None:
    want(maker.database)
    meet = asyncio.Barrier(2)
    makers = [Careless(maker, meet) for _ in range(2)]
    async with asyncio.timeout(60):
        await asyncio.gather(
            *(one.create("R2027-0001", "Lire dehors") for one in makers), return_exceptions=True
        )
    assert maker.threads[0] == 2


class DiesError(BaseException):
    """The process ends here: nothing after it runs, not even what handles faults."""


class Dying(LocalChannels):
    async def create(self, key: str, title: str) -> CreatedChannel:
        await super().create(key, title)
        raise DiesError


async def test_a_channel_made_by_a_maker_that_died_is_adopted_and_not_made_again(maker: Maker) -> None:
    want(maker.database)
    with pytest.raises(DiesError):
        await maker.provision(Dying([window.place for window in maker.windows], maker.database))
    assert maker.state == ("CREATING", 1, None)
    await maker.provision()
    assert maker.state == ("CREATING", 1, None)
    maker.later(minutes=5)
    second = Meeting(maker, asyncio.Barrier(1))
    await maker.provision(second)
    assert maker.state == ("CREATED", 2, None)
    # It was looked up, not even asked for.
    assert (second.created, maker.threads) == ([], [1, 1, 1])
    assert places(maker.database) == 3


async def test_control_without_a_memory_of_its_key_the_channel_is_made_twice(maker: Maker) -> None:
    want(maker.database)
    with pytest.raises(DiesError):
        await maker.provision(Dying([window.place for window in maker.windows], maker.database))
    maker.database.write(lambda session: session.execute(delete(LocalThread)))
    maker.later(minutes=5)
    await maker.provision()
    assert maker.threads == [2, 2, 2]
