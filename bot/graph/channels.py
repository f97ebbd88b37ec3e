"""A network's channel in the CEE's Team, through Graph: look up, create, reconcile (TEAMS_FACTS.md §2.1).

Creating is not idempotent, and a 502 may come after the channel was made: the key stands in the channel's
name and description, and Teams takes no name twice, so a channel whose answer was lost is found again.
"""

from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

from yarl import URL

from bot.errors import ChannelCause, ChannelError
from bot.graph.client import Answer, Graph, NoAnswerError
from bot.rules.channel import NAMES, channel_name, is_named_after
from bot.services import CreatedChannel, Place
from bot.settings import Settings
from cards.phrases.network import channel_description

FIELDS = "id,displayName,description,membershipType,createdDateTime"
PAGES = 1000  # a Team has no more channels than that: a longer list would be a loop
# A channel that was just made may be missing from the list for a moment: how long to wait before each look.
LOOKS = (0.0, 2.0, 5.0, 10.0)


class GraphChannels:
    """Fills `bot.services.Channels` for TEAM_ID. Its channels are standard ones (TEAMS_FACTS.md §2.3)."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._graph = graph
        self._service_url = settings.SERVICE_URL
        self._address = graph.address("teams", settings.TEAM_ID, "channels")

    async def find(self, key: str) -> CreatedChannel | None:
        """Raises ChannelError."""
        try:
            mine = [each async for each in self._all() if _bears(each, key)]
        except NoAnswerError as error:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error
        # The description first: people rename channels, and may name one of their own after a network.
        mine.sort(key=lambda each: (not _is_described(each, key), str(each.get("createdDateTime"))))
        return self._created(mine[0]) if mine else None

    async def create(self, key: str, title: str) -> CreatedChannel:
        """Make the channel, or adopt the one that an earlier or concurrent creation made for this key.

        Raises ChannelError. Where Teams keeps the name of a deleted channel, another name is taken.
        """
        for number in range(1, NAMES + 1):
            made = await self._make(key, channel_name(key, title, number))
            if made is not None:
                return made
        raise ChannelError(ChannelCause.NAME_TAKEN, passing=False)

    async def count(self) -> int:
        """How many channels the Team has, deleted ones apart: what `doctor` asks. Raises ChannelError."""
        try:
            return sum([1 async for _ in self._all()])
        except NoAnswerError as error:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error

    async def _make(self, key: str, name: str) -> CreatedChannel | None:
        """None when Teams keeps this name for a channel that is not there any more."""
        body = {
            "displayName": name,
            "description": channel_description(key),
            "membershipType": "standard",
        }
        try:
            answer = await self._graph.ask("POST", self._address, body)
        except NoAnswerError as error:
            found = await self._look_for(key)
            if found is None:
                raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error
            return found
        if answer.status == HTTPStatus.CREATED and _text(answer.document, "id"):
            return self._created(answer.document)
        if _is_duplicate(answer):
            return await self._look_for(key)
        if _is_unsure(answer):
            found = await self._look_for(key)
            if found is not None:
                return found
        raise _fault(answer)

    async def _look_for(self, key: str) -> CreatedChannel | None:
        """Look until the list has had the time to show it: a name too early given up is a second channel."""
        for wait in LOOKS:
            if wait:
                await self._graph.sleep(wait)
            found = await self.find(key)
            if found is not None:
                return found
        return None

    async def _all(self) -> AsyncIterator[dict[str, Any]]:
        """Every channel of the Team, page by page. Raises NoAnswerError and ChannelError."""
        url: URL | None = self._address.with_query({"$select": FIELDS})
        for _ in range(PAGES):
            if url is None:
                return
            answer = await self._graph.ask("GET", url)
            listed, link = answer.document.get("value"), _text(answer.document, "@odata.nextLink")
            if answer.status != HTTPStatus.OK or not isinstance(listed, list):
                raise _fault(answer)
            for each in listed:
                if isinstance(each, dict):
                    yield each
            url = self._next(link) if link else None
        raise ChannelError(ChannelCause.REFUSED, passing=False)

    def _next(self, link: str) -> URL:
        try:
            url = URL(link, encoded=True)
            is_own = self._graph.is_own(url)
        except ValueError:
            is_own = False
        if not is_own:
            raise ChannelError(ChannelCause.REFUSED, passing=False)
        return url

    def _created(self, channel: Any) -> CreatedChannel:
        """Posting to a channel's own id opens a new thread in it (TEAMS_FACTS.md §6)."""
        channel_id = _text(channel, "id")
        return CreatedChannel(channel_id, (Place(self._service_url, channel_id),))


def _bears(channel: dict[str, Any], key: str) -> bool:
    standard = channel.get("membershipType") in (None, "standard")
    named = is_named_after(key, _text(channel, "displayName"))
    return standard and bool(_text(channel, "id")) and (named or _is_described(channel, key))


def _is_described(channel: dict[str, Any], key: str) -> bool:
    return channel_description(key) in _text(channel, "description")


def _is_duplicate(answer: Answer) -> bool:
    """« Channel name already existed », under several codes (graph-docs 6649): the status is not enough."""
    told = f"{answer.code} {answer.message}".lower()
    return answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT) and (
        "already exist" in told or "namealreadyexists" in told
    )


def _is_unsure(answer: Answer) -> bool:
    """Done perhaps: what fails behind Graph's door, and a yes that does not say to what."""
    return (
        answer.status < HTTPStatus.MULTIPLE_CHOICES
        or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or answer.status == HTTPStatus.REQUEST_TIMEOUT
    )


def _fault(answer: Answer) -> ChannelError:
    """What a refusal means: by its status first, and by its words where the status says too little."""
    if _is_unsure(answer):
        return ChannelError(ChannelCause.UNREACHABLE, passing=True, retry_after=answer.retry_after or 0.0)
    told = f"{answer.code} {answer.message}".lower()
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            cause = ChannelCause.NOT_SIGNED_IN
        case HTTPStatus.FORBIDDEN | HTTPStatus.BAD_REQUEST if _says(told, "max allowed", "limitexceeded"):
            cause = ChannelCause.TEAM_FULL
        case HTTPStatus.FORBIDDEN | HTTPStatus.BAD_REQUEST if _says(told, "has to be active", "archived"):
            cause = ChannelCause.TEAM_ARCHIVED
        case HTTPStatus.FORBIDDEN:
            cause = ChannelCause.NOT_ALLOWED
        case HTTPStatus.NOT_FOUND:
            cause = ChannelCause.TEAM_UNKNOWN
        case _:
            cause = ChannelCause.REFUSED
    return ChannelError(cause, passing=False)


def _says(told: str, *words: str) -> bool:
    return any(word in told for word in words)


def _text(document: Any, name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""
