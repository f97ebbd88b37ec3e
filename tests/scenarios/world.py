"""The whole bot over HTTP: a real token on each activity, a loopback Teams that answers, real databases.

A person of a scenario types and presses; what she or he sees is read from what the bot answered and posted.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.app import Bot, running
from bot.graph.tokens import Tokens
from bot.services import Channels
from bot.settings import Settings
from storage.database import Database
from tests.fakes import activities
from tests.fakes.clock import FakeClock
from tests.fakes.entra import SECRET, FakeLogin, FakeOpenId
from tests.fakes.graph import TEAM, FakeGraph
from tests.fakes.teams import FakeTeams, Person, Record

Card = dict[str, Any]


@dataclass
class World:
    """What stands around the bot; `http` speaks to it as Teams does."""

    bot: Bot
    database: Database
    clock: FakeClock
    teams: FakeTeams
    graph: FakeGraph
    openid: FakeOpenId
    login: FakeLogin
    url: str
    http: aiohttp.ClientSession
    ids: "itertools.count[int]" = field(default_factory=itertools.count)

    def person(self, first_name: str, *, role: str = "user") -> "Actor":
        """Somebody of the tenant, whom the roster knows under `first name`@exemple.invalid."""
        low = first_name.lower()
        sender = activities.Sender(f"oid-{low}", f"29:{low}", f"{first_name} Essai")
        self.teams.add_person(
            Person(sender.object_id, sender.teams_id, sender.name, f"{low}@exemple.invalid", user_role=role)
        )
        self.teams.add_conversation(sender.chat_id)
        return Actor(self, sender)

    async def send(self, activity: Mapping[str, Any], token: str | None = None) -> tuple[int, Any]:
        """(status, body) of one activity with this token, or a good one."""
        signed = token or self.openid.token(service_url=activity["serviceUrl"])
        async with self.http.post(
            f"{self.url}/api/messages", json=activity, headers={"Authorization": f"Bearer {signed}"}
        ) as answer:
            body = await answer.json() if answer.content_type == "application/json" else None
            return answer.status, body

    async def settle(self) -> None:
        """Wait until nothing is due or under way any more."""
        await self.bot.scheduler.settle()


@dataclass
class Actor:
    """A person in a scenario."""

    world: World
    sender: activities.Sender

    @property
    def posts(self) -> list[Record]:
        """What was posted in the chat with this person, oldest first; updates are not posts."""
        return [
            record
            for record in self.world.teams.posted
            if record.conversation_id == self.sender.chat_id and record.method == "POST"
        ]

    def shown(self, activity_id: str) -> Card:
        """A message as it shows now: as posted, or as last updated."""
        card = [record.card for record in self.world.teams.posted if record.activity_id == activity_id][-1]
        assert card is not None
        return card

    @property
    def cards(self) -> list[Card]:
        """Every message of the chat as it shows now, oldest first."""
        return [self.shown(record.activity_id) for record in self.posts]

    async def say(self, text: str, **more: Any) -> Card:
        """Type in the chat; the card posted in answer."""
        await self.world.settle()  # what was due arrives first: the next message is the answer
        before = len(self.posts)
        status, _ = await self.world.send(
            activities.message(text, self.world.teams.url, self.sender, id=self._id(), **more)
        )
        assert status == 200, status
        answers = self.posts[before:]
        assert answers, "no answer"
        card = answers[0].card
        assert card is not None
        return card

    async def press(self, card: Card, button: str, /, **inputs: str) -> Card:
        """Press the button of this title; the card's own input values go with it, `inputs` over them."""
        answer = await self.invoke(*pressed(card, button, inputs))
        assert answer["type"] == "application/vnd.microsoft.card.adaptive", answer
        return dict(answer["value"])

    async def invoke(self, verb: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
        """The invoke answer's body for any press, honest or forged."""
        status, body = await self.world.send(
            activities.invoke(verb, data, self.world.teams.url, self.sender, **{"id": self._id(), **more})
        )
        assert status == 200, status
        assert body["statusCode"] == 200, body
        return dict(body)

    def _id(self) -> str:
        return f"{next(self.world.ids)}"


def pressed(card: Card, title: str, inputs: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    """(verb, data) as Teams sends them when the button of this title is pressed."""
    found = [action for action in elements(card) if action.get("title") == title and "verb" in action]
    assert len(found) == 1, f"{title} among {titles(card)}"
    button = found[0]
    data = dict(button.get("data") or {})
    if button.get("associatedInputs") == "auto":
        held = {one["id"]: one["value"] for one in elements(card) if _is_input(one) and one.get("value")}
        unknown = set(inputs) - {one["id"] for one in elements(card) if _is_input(one)}
        assert not unknown, unknown
        # An input left empty is not sent at all (PLAYGROUND.md §2).
        data |= {name: value for name, value in {**held, **inputs}.items() if value}
    return button["verb"], data


def titles(card: Card) -> list[str]:
    """The titles of the buttons, in order."""
    return [one["title"] for one in elements(card) if one.get("type") == "Action.Execute"]


def text(card: Card) -> str:
    """Everything that one reads on the card, a line each."""
    lines = []
    for one in elements(card):
        if one.get("type") == "TextBlock":
            lines.append(one["text"])
        if one.get("type") == "FactSet":
            lines += [f"{fact['title']} : {fact['value']}" for fact in one["facts"]]
    return "\n".join(lines)


def values(card: Card) -> dict[str, str]:
    """What stands in the inputs."""
    return {one["id"]: one.get("value", "") for one in elements(card) if _is_input(one)}


def elements(value: Any) -> list[dict[str, Any]]:
    """Every element of a card, however deep."""
    if isinstance(value, list):
        return [one for item in value for one in elements(item)]
    if not isinstance(value, dict):
        return []
    inner = [one for key in ("body", "items", "actions") for one in elements(value.get(key))]
    return [value, *inner]


def _is_input(element: Mapping[str, Any]) -> bool:
    return str(element.get("type", "")).startswith("Input.")


@asynccontextmanager
async def world(
    database: Database,
    *,
    channels: Callable[[str], Channels] | None = None,
    committee: str = "",
    by_hand: bool = False,
    files: bool = False,
    archive: bool = False,
) -> AsyncIterator[World]:
    """A bot with a tenant around it, until the block ends; `channels` for Teams' address, or else Graph's.

    Rita and Paul are responsible, and keep the Team's members themselves when `by_hand`; `committee` are
    the object ids of its members, separated by commas; with `files` the bot files documents in channels,
    with `archive` it archives those of past years.

    A channel that Graph makes is known to Teams at once.
    """
    with ExitStack() as stack:
        teams = stack.enter_context(FakeTeams(activities.TENANT))
        openid = stack.enter_context(FakeOpenId())
        login = stack.enter_context(FakeLogin())
        login_http = stack.enter_context(login.http_client())
        graph = stack.enter_context(FakeGraph())
        graph.accept_if(lambda token: token.startswith("graph-token-"))
        graph.on_created = teams.add_conversation
        login.graph_url = graph.origin
        settings = Settings.from_env(
            {
                "APP_ID": activities.APP_ID,
                "APP_PASSWORD": SECRET,
                "APP_TENANT_ID": activities.TENANT,
                "TEAM_ID": TEAM,
                "TEAM_MEMBERS": "false" if by_hand else "true",
                "CHANNEL_FILES": "true" if files else "false",
                "CHANNEL_ARCHIVE": "true" if archive else "false",
                "GRAPH_URL": graph.origin,
                "CEE_RESPONSIBLES": "oid-rita,oid-paul",
                "COMMITTEE_MEMBERS": committee,
                "LINK_SECRET": "x" * 32,
                "BOT_OPENID_URL": openid.openid_url,
                "SERVICE_URL": teams.url,
                "LOGIN_URL": login.origin,
                "EMAIL_DOMAINS": "exemple.invalid",
            }
        )
        clock = FakeClock()
        tokens = Tokens(settings, lambda: clock.now().timestamp(), login_http)
        made = channels(teams.url) if channels else None
        async with running(settings, database, clock, channels=made, tokens=tokens) as bot:
            runner = web.AppRunner(bot.web, access_log=None)
            await runner.setup()
            try:
                site = web.TCPSite(runner, "127.0.0.1", 0)
                await site.start()
                port = runner.addresses[0][1]
                async with aiohttp.ClientSession() as http:
                    url = f"http://127.0.0.1:{port}"
                    yield World(bot, database, clock, teams, graph, openid, login, url, http)
            finally:
                await runner.cleanup()


async def together(*presses: Any) -> list[Any]:
    """Run presses at the same time."""
    return list(await asyncio.gather(*presses))
