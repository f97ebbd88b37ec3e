"""What a use case, a handler or a job may ask for. Protocols here; teams, graph and local fill them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy.orm import Session

from bot.settings import Settings
from storage.database import Database

P = ParamSpec("P")
T = TypeVar("T")
Card = dict[str, Any]


class Clock(Protocol):
    def now(self) -> datetime:
        """The present moment, aware, in the settings' time zone."""


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation, and the service through which Teams reaches it."""

    service_url: str
    conversation_id: str


@dataclass(frozen=True, slots=True)
class Posted:
    activity_id: str


class Fault(StrEnum):
    """What to do about a message that was not, or perhaps not, taken."""

    LATER = "later"  # 429, 412, no connection: certainly not shown, try again freely
    UNSURE = "unsure"  # 5xx or time-out on a POST: perhaps shown, one more try at most
    UNREACHABLE = "unreachable"  # 403: wait until the person comes back
    GONE = "gone"  # 404: this conversation or message is not there any more
    REFUSED = "refused"  # 400, 401, 413: our own fault, trying again changes nothing
    NOBODY = "nobody"  # local mode only: a person without a window


@dataclass(frozen=True, slots=True)
class NotPosted:
    """`retry_after` is in seconds, given by Teams with a 429; `code` is its error code, for the log."""

    fault: Fault
    code: str
    retry_after: float | None = None


class Sender(Protocol):
    async def open_chat(self, object_id: str) -> Place | NotPosted:
        """The chat with a person who may never have spoken (settings' SERVICE_URL and tenant)."""

    async def post(self, place: Place, card: Card) -> Posted | NotPosted: ...

    async def update(self, place: Place, activity_id: str, card: Card) -> Posted | NotPosted:
        """Redraw a message. A time-out or 5xx is `LATER`, never `UNSURE`: the same PUT twice is harmless."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the Teams roster says of somebody; `email` is lower case and may be empty."""

    object_id: str
    name: str
    email: str
    guest: bool


class Roster(Protocol):
    async def member(self, place: Place, teams_id: str) -> Member:
        """Raises TeamsUnavailableError when Teams gives no answer."""


@dataclass(frozen=True, slots=True)
class CreatedChannel:
    channel_id: str
    places: tuple[Place, ...]


class Channels(Protocol):
    async def find(self, key: str) -> CreatedChannel | None:
        """The channel made earlier for this key, if its creation got that far."""

    async def create(self, key: str, title: str) -> CreatedChannel:
        """Make the network's channel. Raises ChannelError; may have made part of it."""


class TeamMembers(Protocol):
    """`user` is an Entra object id, or an e-mail."""

    async def add(self, user: str) -> bool:
        """False when this person is in the Team already. Raises ChannelError."""

    async def remove(self, user: str) -> None:
        """Nothing for who is not in the Team, or owns it. Raises ChannelError."""


class ChannelFiles(Protocol):
    async def put(self, channel_id: str, name: str, content: bytes) -> None:
        """Put a document among the channel's files, in place of the one of this name. Raises ChannelError."""


class ChannelArchive(Protocol):
    async def archive(self, channel_id: str) -> bool:
        """True when the channel stands archived, or is gone; False when that was asked for: look again later.

        Raises ChannelError.
        """


@dataclass(frozen=True, slots=True)
class Services:
    settings: Settings
    database: Database
    clock: Clock
    sender: Sender
    roster: Roster
    channels: Channels
    wake: Callable[[], None]

    async def transact(
        self, usecase: Callable[Concatenate[Session, datetime, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a use case in one transaction on a database thread, then wake the jobs it left work for."""
        now = self.clock.now()
        result, has_work = await self.database.run(
            lambda: self.database.write(lambda session: usecase(session, now, *args, **kwargs))
        )
        if has_work:
            self.wake()
        return result

    async def read(
        self, view: Callable[Concatenate[Session, datetime, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        now = self.clock.now()
        return await self.database.run(
            lambda: self.database.read(lambda session: view(session, now, *args, **kwargs))
        )
