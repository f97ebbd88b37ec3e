"""The JSON of an activity, as Teams sends it, read into our own Turn. Pure; nothing of it is trusted."""

import html
import json
import math
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.services import Place
from bot.teams.turn import Caller, Happening, Scope, Turn

ACTION_INVOKE = "adaptiveCard/action"

# Teams' own activities are a dozen levels deep; more would exhaust the stack of whatever walks them next.
DEPTH = 64
LARGEST = 2**63  # beyond it neither database stores the number
_SCOPES = frozenset(Scope)
_AT = re.compile(r"<at(?:\s[^<>]*)?>([^<>]*)</at>", re.IGNORECASE)


class UnreadableError(Exception):
    """Not an activity: whoever sent it made a mistake (400)."""


def parse(body: bytes) -> dict[str, Any]:
    """The activity in a request's body. Raises UnreadableError.

    Refused: what is not one JSON object in UTF-8 with a type, a conversation and a service; numbers out of
    range, halves of surrogate pairs, NUL characters and absurd nesting, which would only break further in.
    """
    try:
        activity = json.loads(
            body.decode("utf-8-sig"), parse_int=_integer, parse_float=_number, parse_constant=_constant
        )
    except (ValueError, RecursionError) as error:
        raise UnreadableError("not_json") from error
    if not isinstance(activity, dict):
        raise UnreadableError("not_an_object")
    _refuse_unsound(activity)
    if not _text(activity.get("type")):
        raise UnreadableError("no_type")
    if not _text(_at(activity, "conversation", "id")):
        raise UnreadableError("no_conversation")
    if not _is_address(_text(activity.get("serviceUrl"))):
        raise UnreadableError("no_service_url")
    return activity


def turn(activity: Mapping[str, Any]) -> Turn:
    """What happened, in our own words. `activity` went through `parse`; what it lacks stays empty."""
    happening = _happening(activity)
    pressed = _pressed(activity) if happening is Happening.ACTION else {}
    data = pressed.get("data")
    return Turn(
        happening=happening,
        scope=_scope(activity),
        place=Place(activity["serviceUrl"], activity["conversation"]["id"]),
        caller=_caller(activity.get("from")),
        activity_id=_text(activity.get("id")),
        text=_typed(activity) if happening is Happening.MESSAGE else "",
        verb=_text(pressed.get("verb")),
        data=data if isinstance(data, dict) else {},
    )


def _happening(activity: Mapping[str, Any]) -> Happening:
    match activity["type"]:
        case "message" if _text(activity.get("text")) or activity.get("value") is None:
            return Happening.MESSAGE
        case "message":
            # Action.Submit, which our cards do not use; with a verb it is an old client's fallback.
            return Happening.ACTION if _text(_at(activity, "value", "verb")) else Happening.OTHER
        case "invoke" if activity.get("name") == ACTION_INVOKE:
            return Happening.ACTION
        case "installationUpdate":
            return _installation(activity.get("action"))
        case "conversationUpdate" if _bot_was_added(activity):
            return Happening.INSTALLED
        case _:
            return Happening.OTHER


def _installation(action: Any) -> Happening:
    """`remove-upgrade` is followed by `add-upgrade`: the bot does not leave."""
    if action in ("add", "add-upgrade"):
        return Happening.INSTALLED
    return Happening.UNINSTALLED if action == "remove" else Happening.OTHER


def _bot_was_added(activity: Mapping[str, Any]) -> bool:
    bot = _text(_at(activity, "recipient", "id"))
    added = activity.get("membersAdded")
    return bool(bot) and isinstance(added, list) and any(_at(member, "id") == bot for member in added)


def _pressed(activity: Mapping[str, Any]) -> Mapping[str, Any]:
    """The pressed action: `value.action` of an invoke; the whole value of a fallback Action.Submit."""
    value = activity.get("value")
    if activity["type"] == "message":
        return {"verb": _at(value, "verb"), "data": value}
    action = _at(value, "action")
    return action if isinstance(action, dict) else {}


def _scope(activity: Mapping[str, Any]) -> Scope:
    """An unknown kind counts as a group: there nothing personal is said."""
    given = _at(activity, "conversation", "conversationType")
    return Scope(given) if isinstance(given, str) and given in _SCOPES else Scope.GROUP


def _caller(sender: Any) -> Caller | None:
    object_id = _text(_at(sender, "aadObjectId"))
    if not object_id:
        return None
    return Caller(object_id.lower(), _text(_at(sender, "id")), _text(_at(sender, "name")))


def _typed(activity: Mapping[str, Any]) -> str:
    """The text without the bot's mention; of another person's mention the name stays."""
    others = {
        _text(_at(entity, "mentioned", "name"))
        for entity in _list(activity.get("entities"))
        if _at(entity, "type") == "mention"
        and _at(entity, "mentioned", "id") != _at(activity, "recipient", "id")
    }
    text = _AT.sub(
        lambda tag: tag[1] if html.unescape(tag[1]) in others else " ", _text(activity.get("text"))
    )
    # After the tags: what somebody typed as « &lt;at&gt; » is text, not a mention.
    return html.unescape(text).replace("\N{NO-BREAK SPACE}", " ").strip()


def _refuse_unsound(activity: dict[str, Any]) -> None:
    """Walks without recursion, so that depth cannot break the walk itself."""
    level: list[Any] = [activity]
    for _ in range(DEPTH):
        for value in level:
            if isinstance(value, str):
                _refuse_unsound_text(value)
        level = [
            child
            for value in level
            if isinstance(value, dict | list)
            for child in ((*value.keys(), *value.values()) if isinstance(value, dict) else value)
        ]
        if not level:
            return
    raise UnreadableError("too_deep")


def _refuse_unsound_text(text: str) -> None:
    """PostgreSQL stores no NUL, and half a surrogate pair cannot be written as UTF-8 at all."""
    if "\0" in text:
        raise UnreadableError("nul_character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UnreadableError("lone_surrogate") from error


def _integer(digits: str) -> int:
    number = int(digits)
    if abs(number) >= LARGEST:
        raise ValueError("integer out of range")
    return number


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number


def _constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value
