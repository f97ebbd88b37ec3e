"""Channels of local mode (design.md §6): a thread in each of the three windows, none opened twice."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web
from sqlalchemy import select
from sqlalchemy.orm import Session

import storage.proposal
from bot.errors import ChannelCause, ChannelError
from bot.local.channels import LocalChannels
from bot.local.windows import CHANNEL_ID, channel_places, open_windows
from bot.services import CreatedChannel, Place
from bot.settings import Settings
from storage.base import Base
from storage.database import Database
from storage.network import ChannelPlace, ChannelState, LocalThread, Network, NetworkChannel
from storage.people import Person
from tests.local.connector import FakeWindow
from tests.local.test_windows import free_ports

KEY, TITLE = "reseau-7", "Lire *ensemble* <au> primaire"
OPENING = (
    "Voici le canal de «\u00a0Lire *ensemble* <au> primaire\u00a0». "
    "Tous les membres de l’équipe peuvent le lire."
)
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)

# `networks` points to `proposals`: both tables must be known before they are made.
assert storage.proposal.Proposal.__tablename__ in Base.metadata.tables


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path / 'local.db'}")
    Base.metadata.create_all(made.engine)
    yield made
    made.close()


@pytest.fixture
async def three() -> AsyncIterator[list[FakeWindow]]:
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(FakeWindow().running()) for _ in range(3)]


def channels(windows: list[FakeWindow], database: Database) -> LocalChannels:
    return LocalChannels([window.place for window in windows], database)


def shown(windows: list[FakeWindow]) -> list[list[list[str]]]:
    return [list(window.threads.values()) for window in windows]


def save_created(database: Database, created: CreatedChannel) -> None:
    """What the provisioning job writes once the channel is there."""

    def write(session: Session) -> None:
        animator = Person(name="Maude Tanguay", created_at=NOW)
        session.add(animator)
        session.flush()
        network = Network(title=TITLE, animator_id=animator.id, school_year="2026-2027", accepted_at=NOW)
        session.add(network)
        session.flush()
        session.add(
            NetworkChannel(
                network_id=network.id,
                key=KEY,
                state=ChannelState.CREATED.value,
                not_before=NOW,
                channel_id=created.channel_id,
                places=[
                    ChannelPlace(service_url=place.service_url, conversation_id=place.conversation_id)
                    for place in created.places
                ],
            )
        )

    database.write(write)


def saved_places(database: Database) -> list[Place]:
    rows = database.read(
        lambda session: session.scalars(select(ChannelPlace).order_by(ChannelPlace.id)).all()
    )
    return [Place(row.service_url, row.conversation_id) for row in rows]


async def test_a_channel_is_a_thread_in_each_window_that_opens_with_its_name(
    three: list[FakeWindow], database: Database
) -> None:
    local = channels(three, database)
    assert await local.find(KEY) is None
    created = await local.create(KEY, TITLE)
    places = tuple(Place(window.place.service_url, f"{CHANNEL_ID};messageid=1") for window in three)
    assert created == CreatedChannel(channel_id="local:reseau-7", places=places)
    assert shown(three) == [[[OPENING]]] * 3


async def test_it_is_found_again_and_never_made_twice(three: list[FakeWindow], database: Database) -> None:
    created = await channels(three, database).create(KEY, TITLE)
    again = channels(three, database)  # another start: nothing is remembered but what the database holds
    assert await again.find(KEY) == created
    assert await again.create(KEY, TITLE) == created
    assert shown(three) == [[[OPENING]]] * 3


async def test_each_network_has_its_own(three: list[FakeWindow], database: Database) -> None:
    local = channels(three, database)
    first = await local.create(KEY, TITLE)
    second = await local.create("reseau-8", "Autre")
    assert first.channel_id != second.channel_id
    assert {place.conversation_id for place in first.places + second.places} == {
        f"{CHANNEL_ID};messageid=1",
        f"{CHANNEL_ID};messageid=2",
    }


async def test_after_a_partial_failure_only_the_missing_threads_are_opened(
    three: list[FakeWindow], database: Database
) -> None:
    local = channels(three, database)
    three[1].answers = [web.Response(status=503)]
    with pytest.raises(ChannelError) as failure:
        await local.create(KEY, TITLE)
    assert (failure.value.cause, failure.value.passing) == (ChannelCause.NO_WINDOW, True)
    assert await local.find(KEY) is None
    assert shown(three) == [[[OPENING]], [], []]
    created = await local.create(KEY, TITLE)
    assert shown(three) == [[[OPENING]]] * 3
    assert await local.find(KEY) == created


async def test_a_window_that_is_closed_is_a_passing_failure(
    three: list[FakeWindow], database: Database
) -> None:
    closed = Place(f"http://127.0.0.1:{free_ports()[0]}/_connector", CHANNEL_ID)
    local = LocalChannels([three[0].place, closed], database)
    with pytest.raises(ChannelError) as failure:
        await local.create(KEY, TITLE)
    assert (failure.value.cause, failure.value.passing) == (ChannelCause.NO_WINDOW, True)
    rows = database.read(lambda session: session.scalars(select(LocalThread)).all())
    assert [(row.key, row.service_url) for row in rows] == [(KEY, three[0].place.service_url)]


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 400, "text": "no"},
        {"status": 200, "text": '{"id": "x"}'},
        {"status": 201, "text": "<html>"},
        {"status": 201, "text": "[]"},
        {"status": 201, "text": "{}"},
    ],
)
async def test_an_answer_that_makes_no_sense_is_lasting(
    three: list[FakeWindow], database: Database, answer: dict[str, str | int]
) -> None:
    """Trying again would change nothing: the responsible hears of it at once."""
    three[0].answers = [web.Response(status=int(answer["status"]), text=str(answer["text"]))]
    with pytest.raises(ChannelError) as failure:
        await channels(three, database).create(KEY, TITLE)
    assert (failure.value.cause, failure.value.passing) == (ChannelCause.REFUSED, False)


async def test_threads_that_ended_with_an_earlier_client_are_opened_again(
    three: list[FakeWindow], database: Database
) -> None:
    local = channels(three, database)
    save_created(database, await local.create(KEY, TITLE))
    assert await local.reopen() == 0
    assert shown(three) == [[[OPENING]]] * 3
    three[0].restart()
    three[2].restart()
    assert await local.reopen() == 2
    assert shown(three) == [[[OPENING]]] * 3
    conversations = [f"{CHANNEL_ID};messageid={number}" for number in (2, 1, 2)]
    places = [Place(window.place.service_url, c) for window, c in zip(three, conversations, strict=True)]
    assert saved_places(database) == places
    found = await local.find(KEY)
    assert found is not None
    assert found.places == tuple(places)


async def test_a_place_of_no_window_is_left_alone(three: list[FakeWindow], database: Database) -> None:
    """The ports were changed since: nobody is there to be asked."""
    elsewhere = Place(f"http://127.0.0.1:{free_ports()[0]}/_connector", f"{CHANNEL_ID};messageid=1")
    save_created(database, CreatedChannel("local:reseau-7", (elsewhere,)))
    assert await channels(three, database).reopen() == 0
    assert saved_places(database) == [elsewhere]


async def test_the_real_client_opens_and_forgets_threads(tmp_path: Path, database: Database) -> None:
    settings = Settings.from_env({"PLAYGROUND_PORTS": ",".join(free_ports())})
    local = LocalChannels(channel_places(settings), database)
    opened = await open_windows(settings, tmp_path / "windows")
    try:
        created = await local.create(KEY, TITLE)
        save_created(database, created)
        alive = await local.reopen()
    finally:
        await opened.close()
    with pytest.raises(ChannelError):
        await local.reopen()
    opened = await open_windows(settings, tmp_path / "windows")
    try:
        reopened = await local.reopen()
    finally:
        await opened.close()
    assert [place.conversation_id.split("=")[0] for place in created.places] == [
        f"{CHANNEL_ID};messageid"
    ] * 3
    assert (alive, reopened) == (0, 3)
    assert set(saved_places(database)).isdisjoint(created.places)
