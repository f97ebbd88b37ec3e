"""One thing that happened in Teams, in our own words; what a handler answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bot.services import Card, Place


class Happening(StrEnum):
    MESSAGE = "message"  # somebody typed
    ACTION = "action"  # somebody pressed a button of a card
    INSTALLED = "installed"  # the bot came to a conversation
    UNINSTALLED = "uninstalled"
    OTHER = "other"  # edits, reactions, unknown events: nothing to do


class Scope(StrEnum):
    PERSONAL = "personal"
    CHANNEL = "channel"
    GROUP = "groupChat"


@dataclass(frozen=True, slots=True)
class Caller:
    """Who Teams says is there: `object_id` is Entra's, `teams_id` the 29:… under which this bot knows it."""

    object_id: str
    teams_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Turn:
    happening: Happening
    scope: Scope
    place: Place
    caller: Caller | None
    activity_id: str = ""
    text: str = ""
    """What was typed, mentions of the bot taken out."""
    verb: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    """A pressed button's data with the card's inputs in it: whatever the sender chose to send."""


@dataclass(frozen=True, slots=True)
class Say:
    """A sentence shown under the card, which stays as it is with everything typed in it."""

    text: str


Reply = Card | Say | None
"""To a press: the card that takes the place of the pressed one. To a message: a card posted in answer."""
