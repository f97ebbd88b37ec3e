"""A delivery office on a loopback Teams: real rows, the real sender, cards that show a network's title."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.jobs import deliver
from bot.services import Card, NotPosted, Place, Posted, Sender, Services
from bot.teams.sender import ConnectorSender
from storage import posts
from storage.database import Database
from storage.network import Network
from storage.posts import Subject
from tests.fakes.activities import CHANNEL
from tests.fakes.channels import FakeChannels
from tests.fakes.clock import FakeClock
from tests.fakes.edge import FixedToken, hosted
from tests.fakes.teams import FakeTeams

ENDED = "ended"
"""The title of a network of which nothing is left to say."""

BROKEN = "broken"
"""The title of a network whose card cannot be drawn."""


def draw(
    session: Session,
    _now: datetime,
    kind: str,
    subject: Subject,
    _person_id: int | None,
    facts: Mapping[str, Any],
) -> Card | None:
    """`kind: title`, and the facts if there are some, as the network stands."""
    title = session.get_one(Network, subject[1]).title
    if title == BROKEN:
        raise KeyError(title)
    if title == ENDED:
        return None
    told = "".join(f" {name}={value}" for name, value in facts.items())
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": "Essai.",
        "body": [{"type": "TextBlock", "text": f"{kind}: {title}{told}"}],
    }


@dataclass
class Office:
    """`after_draw` hears of each card on the database's thread, `before_post` before each POST or PUT."""

    services: Services
    database: Database
    teams: FakeTeams
    clock: FakeClock
    before_post: Callable[[str], None] = lambda _text: None
    after_draw: Callable[[str], None] = lambda _text: None
    tries: list[str] = field(default_factory=list)

    async def deliver(self, **more: Any) -> None:
        def drawing(session: Session, now: datetime, *rest: Any) -> Card | None:
            card = draw(session, now, *rest)
            if card is not None:
                self.after_draw(text(card))
            return card

        await deliver.deliver(self.services, drawing, jitter=lambda: 0.0, **more)

    def retitle(self, network_id: int, title: str) -> None:
        """What people see of this network changes."""

        def work(session: Session) -> None:
            session.get_one(Network, network_id).title = title
            posts.changed(session, ("network", network_id), self.clock.now())

        self.database.write(work)

    @property
    def calls(self) -> list[tuple[str, str]]:
        """(POST or PUT, text) of what Teams took, in order."""
        return [(record.method, text(record.card or {})) for record in self.teams.posted]

    def shown(self) -> list[str]:
        """Every message as it reads now, oldest first."""
        latest: dict[tuple[str, str], str] = {}
        for record in self.teams.posted:
            latest[record.conversation_id, record.activity_id] = text(record.card or {})
        return list(latest.values())


def text(card: Card) -> str:
    return str(card["body"][0]["text"])


@dataclass
class Listening:
    """The sender, with a word to the office before each post."""

    sender: Sender
    office: Office | None = None

    async def open_chat(self, object_id: str) -> Place | NotPosted:
        return await self.sender.open_chat(object_id)

    async def post(self, place: Place, card: Card) -> Posted | NotPosted:
        self._tell(card)
        return await self.sender.post(place, card)

    async def update(self, place: Place, activity_id: str, card: Card) -> Posted | NotPosted:
        self._tell(card)
        return await self.sender.update(place, activity_id, card)

    def _tell(self, card: Card) -> None:
        assert self.office is not None
        self.office.tries.append(text(card))
        self.office.before_post(text(card))


def make_services(database: Database, clock: FakeClock, sender: Any, teams_url: str) -> Services:
    """Services as a hosted bot has them, `sender` being the roster too."""
    return Services(
        settings=hosted(teams_url),
        database=database,
        clock=clock,
        sender=sender,
        roster=sender,
        channels=FakeChannels(Place(teams_url, CHANNEL)),
        wake=lambda: None,
    )


@asynccontextmanager
async def office(database: Database, teams: FakeTeams) -> AsyncIterator[Office]:
    sender = ConnectorSender(hosted(teams.url), FixedToken(), seconds=5)
    listening = Listening(sender)
    clock = FakeClock()
    opened = Office(make_services(database, clock, listening, teams.url), database, teams, clock)
    listening.office = opened
    try:
        yield opened
    finally:
        await sender.close()
