"""A channel's Files, through Graph: the folder, and a document put in it (TEAMS_FACTS.md §2.5).

A PUT of the same name replaces: repeated after an answer that was lost, it leaves one document.
"""

from http import HTTPStatus
from urllib.parse import quote

from yarl import URL

from bot.errors import ChannelCause, ChannelError
from bot.graph.client import Answer, Graph, NoAnswerError
from bot.settings import Settings

# Somebody has the document open in Word, or it is being changed at the same time.
_HELD = {HTTPStatus.CONFLICT, HTTPStatus.PRECONDITION_FAILED, HTTPStatus.LOCKED}


class GraphFiles:
    """Fills `bot.services.ChannelFiles` for TEAM_ID; takes Files.ReadWrite.All."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._graph = graph
        self._team = settings.TEAM_ID

    async def put(self, channel_id: str, name: str, content: bytes) -> None:
        """Put a document in the channel's folder, in place of the one of this name. Raises ChannelError:
        a folder that is not there yet is a passing fault.
        """
        folder = await self._folder(channel_id)
        url = URL(f"{folder}:/{quote(name, safe='')}:/content", encoded=True)
        answer = await self._ask("PUT", url, content)
        if answer.status not in (HTTPStatus.OK, HTTPStatus.CREATED):
            raise _fault(answer)

    async def _folder(self, channel_id: str) -> str:
        """The address of the folder. Right after the channel is made there is none (404, at times 400)."""
        address = self._graph.address("teams", self._team, "channels", channel_id, "filesFolder")
        answer = await self._ask("GET", address)
        if answer.status == HTTPStatus.BAD_REQUEST:
            raise ChannelError(ChannelCause.REFUSED, passing=True)
        if answer.status != HTTPStatus.OK:
            raise _fault(answer)
        parent = answer.document.get("parentReference")
        drive = parent.get("driveId") if isinstance(parent, dict) else None
        item = answer.document.get("id")
        if not isinstance(drive, str) or not isinstance(item, str) or not drive or not item:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True)
        return str(self._graph.address("drives", drive, "items", item))

    async def _ask(self, method: str, url: URL, content: bytes | None = None) -> Answer:
        try:
            return await self._graph.ask(method, url, content)
        except NoAnswerError as error:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error


def _fault(answer: Answer) -> ChannelError:
    wait = answer.retry_after or 0.0
    if (
        answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or answer.status == HTTPStatus.REQUEST_TIMEOUT
        or answer.status < HTTPStatus.MULTIPLE_CHOICES
    ):
        return ChannelError(ChannelCause.UNREACHABLE, passing=True, retry_after=wait)
    if answer.status in _HELD:
        return ChannelError(ChannelCause.UNREACHABLE, passing=True, retry_after=wait)
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            return ChannelError(ChannelCause.NOT_SIGNED_IN, passing=False)
        case HTTPStatus.FORBIDDEN:
            return ChannelError(ChannelCause.NOT_ALLOWED, passing=False)
        case HTTPStatus.NOT_FOUND:
            return ChannelError(ChannelCause.CHANNEL_GONE, passing=True, retry_after=wait)
        case _:
            return ChannelError(ChannelCause.REFUSED, passing=False)
