"""Where cards go, over which client, and local mode's windows (TEAMS_FACTS §6, PLAYGROUND §2)."""

import asyncio
import json
import socket
from contextlib import closing

import pytest

from bot.services import Fault, NotPosted, Place, Posted
from bot.settings import Settings
from bot.teams import transport
from bot.teams.sender import CLIENTS, ConnectorSender
from tests.fakes.activities import CAMILLE, CHANNEL
from tests.fakes.edge import FixedToken, hosted
from tests.fakes.teams import FakeTeams, Person, Trouble
from tests.teams.asking import (
    CARD,
    CHAT,
    Answers,
    connected,
)


async def test_a_card_is_posted_with_what_the_notification_says(
    sender: ConnectorSender, teams: FakeTeams, place: Place
) -> None:
    """Without `summary` Teams' notification would be empty (TEAMS_FACTS §6)."""
    assert await sender.post(place, CARD) == Posted("1")
    (record,) = teams.posted
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": CARD}
    assert record.activity == {
        "type": "message",
        "summary": "Réseaux. Bonjour.",
        "attachments": [attachment],
        "channelData": {"notification": {"alert": True}},
    }
    assert (record.method, record.conversation_id) == ("POST", CHAT)
    assert record.headers["Authorization"] == "Bearer outbound"


async def test_a_card_is_redrawn_in_place(sender: ConnectorSender, teams: FakeTeams, place: Place) -> None:
    posted = await sender.post(place, CARD)
    assert isinstance(posted, Posted)
    changed = CARD | {"fallbackText": "Réseaux. Décidé."}
    assert await sender.update(place, posted.activity_id, changed) == posted
    assert [(record.method, record.activity_id, record.card) for record in teams.posted] == [
        ("POST", "1", CARD),
        ("PUT", "1", changed),
    ]
    assert "channelData" not in teams.posted[1].activity  # a redrawn card rings nobody


async def test_a_thread_keeps_its_id(sender: ConnectorSender, teams: FakeTeams) -> None:
    teams.add_conversation(CHANNEL)
    thread = f"{CHANNEL};messageid=17"
    assert await sender.post(Place(teams.url, thread), CARD) == Posted("1")
    assert [record.conversation_id for record in teams.posted] == [thread]


async def test_a_chat_is_opened_with_somebody_who_never_spoke(
    sender: ConnectorSender, teams: FakeTeams
) -> None:
    """The server refuses what the real one does: no bot, no tenant, another member count (BadArgument)."""
    assert await sender.open_chat(CAMILLE.object_id) == Place(teams.url, CHAT)


@pytest.mark.parametrize(
    ("object_id", "outcome"),
    [
        ("nobody", NotPosted(Fault.GONE, "ConversationNotFound")),
        ("away", NotPosted(Fault.UNREACHABLE, "ForbiddenOperationException")),
    ],
)
async def test_a_chat_that_cannot_be_opened(
    sender: ConnectorSender, teams: FakeTeams, object_id: str, outcome: NotPosted
) -> None:
    teams.add_person(Person("away", "29:away", "Dominique", "d@exemple.invalid", blocked=True))
    assert await sender.open_chat(object_id) == outcome


async def test_a_message_over_100_kb_is_refused_by_teams(
    sender: ConnectorSender, teams: FakeTeams, place: Place
) -> None:
    """Counted as UTF-16 (TEAMS_FACTS §1.1): 60,000 characters are 120,000 bytes."""
    large = CARD | {"body": [{"type": "TextBlock", "text": "é" * 60_000}]}
    assert await sender.post(place, large) == NotPosted(Fault.REFUSED, "MessageSizeTooBig")
    fitting = CARD | {"body": [{"type": "TextBlock", "text": "é" * 40_000}]}
    assert isinstance(await sender.post(place, fitting), Posted)
    assert json.dumps([record.card for record in teams.posted]) == json.dumps([fitting])


async def test_a_card_of_a_newer_version_is_refused_by_teams(sender: ConnectorSender, place: Place) -> None:
    outcome = await sender.post(place, CARD | {"version": "1.6"})
    assert outcome == NotPosted(Fault.REFUSED, "BadArgument")


@pytest.mark.parametrize(
    ("activity_id", "code"), [("404", "ActivityNotFoundInConversation"), ("", "no_activity_id")]
)
async def test_a_message_that_is_not_there_cannot_be_redrawn(
    sender: ConnectorSender, place: Place, activity_id: str, code: str
) -> None:
    assert await sender.update(place, activity_id, CARD) == NotPosted(Fault.GONE, code)


async def test_a_conversation_that_is_not_there(sender: ConnectorSender, teams: FakeTeams) -> None:
    gone = Place(teams.url, "a:nobody")
    assert await sender.post(gone, CARD) == NotPosted(Fault.GONE, "ConversationNotFound")


FOREIGN = [
    "http://smba.example/teams/",
    "ftp://127.0.0.1/teams/",
    "file:///etc/passwd",
    "//127.0.0.1/teams/",
    "https:///teams/",
    "http://[::1/teams/",
    "http://127.0.0.1:1/{conversationId}/",
    "",
]


@pytest.mark.parametrize("url", FOREIGN)
async def test_a_token_goes_to_no_service_that_is_not_https(
    sender: ConnectorSender, teams: FakeTeams, url: str
) -> None:
    """Loopback may be plain HTTP: that is every other test here, the control."""
    assert await sender.post(Place(url, CHAT), CARD) == NotPosted(Fault.REFUSED, "foreign_service_url")
    assert teams.requests == ()


async def test_https_is_reached_for(sender: ConnectorSender) -> None:
    with closing(socket.socket()) as bound:  # bound and not listening: any connection is refused
        bound.bind(("127.0.0.1", 0))
        url = f"https://127.0.0.1:{bound.getsockname()[1]}/teams/"
        assert await sender.post(Place(url, CHAT), CARD) == NotPosted(Fault.LATER, "ClientConnectorError")


async def test_local_mode_does_not_leave_this_machine() -> None:
    place = Place("https://smba.example/teams/", CHAT)
    async with connected(Settings()) as sender:
        assert await sender.post(place, CARD) == NotPosted(Fault.REFUSED, "foreign_service_url")
    # The control: with an identity the same address is looked for, and `.example` is nowhere.
    async with connected(hosted(place.service_url), FixedToken()) as sender:
        outcome = await sender.post(place, CARD)
    assert isinstance(outcome, NotPosted)
    assert outcome.fault is Fault.LATER


async def test_a_client_serves_all_calls_to_its_service(
    sender: ConnectorSender, teams: FakeTeams, place: Place
) -> None:
    for _ in range(20):
        assert isinstance(await sender.post(place, CARD), Posted)
    assert teams.connections == 1
    assert len(sender._clients) == 1


async def test_an_idle_connection_is_not_used_again(
    sender: ConnectorSender, teams: FakeTeams, place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other side closes it after some seconds (Node: 5); what is written just then has no answer."""
    assert transport.IDLE_SECONDS < 5
    monkeypatch.setattr(transport, "IDLE_SECONDS", 0.05)
    assert isinstance(await sender.post(place, CARD), Posted)
    await asyncio.sleep(0.2)
    assert isinstance(await sender.post(place, CARD), Posted)
    assert teams.connections == 2


async def test_fifty_at_once_do_not_wait_for_one_another(
    sender: ConnectorSender, teams: FakeTeams, place: Place
) -> None:
    """msrest's `requests` would hang in the six threads of a small machine: a slow call blocked all."""
    teams.script(Trouble.HANG, 20)
    hanging = [asyncio.create_task(sender.post(place, CARD)) for _ in range(20)]
    for _ in range(20):
        await asyncio.to_thread(teams.hanging.acquire)
    assert isinstance(await sender.post(place, CARD), Posted)
    assert not any(task.done() for task in hanging)
    teams.let_go()
    assert {outcome.fault for outcome in await asyncio.gather(*hanging)} == {Fault.UNSURE}  # type: ignore[union-attr]


async def test_the_clients_kept_are_bounded(sender: ConnectorSender, teams: FakeTeams) -> None:
    """Somebody who invents service URLs fills no memory; the one just used is kept."""
    await sender.post(Place(teams.url, CHAT), CARD)
    kept = sender._clients[teams.url]
    for number in range(CLIENTS + 10):
        assert isinstance(await sender.post(Place(teams.url, CHAT), CARD), Posted)
        await sender.post(Place(f"{teams.origin}/{number}/", CHAT), CARD)
    assert len(sender._clients) == CLIENTS
    assert sender._clients[teams.url] is kept


async def test_local_mode_posts_without_a_token(teams: FakeTeams, place: Place) -> None:
    teams.add_conversation(CHAT)
    async with connected(Settings()) as sender:
        assert await sender.post(place, CARD) == Posted("1")
    assert "Authorization" not in teams.posted[0].headers


async def test_somebody_without_a_window_is_nobody(teams: FakeTeams) -> None:
    """The local client opens a chat with anybody, then does not show it or know whom (PLAYGROUND §2)."""
    async with connected(Settings()) as sender:
        nowhere = Place(teams.url, "1f9e@test.user")
        assert await sender.post(nowhere, CARD) == NotPosted(Fault.NOBODY, "UserNotFound")
        assert teams.requests == ()
        unknown = Place(teams.url, "a:unknown")
        assert await sender.post(unknown, CARD) == NotPosted(Fault.NOBODY, "ConversationNotFound")
        teams.script(Trouble.NO_WINDOW)
        assert await sender.post(unknown, CARD) == NotPosted(Fault.NOBODY, "UserNotFound")


@pytest.mark.parametrize("is_local", [True, False])
async def test_a_chat_that_no_window_shows_is_opened_with_nobody(is_local: bool) -> None:
    with Answers(201, b'{"id": "1f9e@test.user"}', {}) as server:
        settings = Settings(SERVICE_URL=server.origin) if is_local else hosted(server.origin)
        async with connected(settings, None if is_local else FixedToken()) as sender:
            opened = await sender.open_chat("somebody")
    place = Place(server.origin, "1f9e@test.user")
    assert opened == (NotPosted(Fault.NOBODY, "UserNotFound") if is_local else place)


async def test_a_thread_that_ended_is_gone_in_local_mode_too(teams: FakeTeams) -> None:
    """A window that restarted has forgotten its threads: the channel is there, it is nobody's chat."""
    async with connected(Settings()) as sender:
        ended = Place(teams.url, f"{CHANNEL};messageid=17")
        assert await sender.post(ended, CARD) == NotPosted(Fault.GONE, "ConversationNotFound")


async def test_a_sender_that_never_spoke_closes_too() -> None:
    async with connected(Settings()) as sender:
        assert len(sender._clients) == 0
