"""Archiving a channel through Graph: look, ask, look again (learn.microsoft.com/graph/api/channel-archive).

Graph answers 202 and archives some time later; asked again meanwhile, or for a channel that is archived, it
may refuse. So each try looks first, and only what it sees counts.
"""

from http import HTTPStatus
from typing import Any

from yarl import URL

from bot.errors import ChannelCause, ChannelError
from bot.graph.client import Answer, Graph, NoAnswerError
from bot.settings import Settings


class GraphArchive:
    """Fills `bot.services.ChannelArchive` for TEAM_ID; takes ChannelSettings.ReadWrite.All.

    The body is left empty: `shouldSetSpoSiteReadOnlyForMembers` would close the site that all standard
    channels of the Team share.
    """

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._graph = graph
        self._team = settings.TEAM_ID

    async def archive(self, channel_id: str) -> bool:
        """True when the channel stands archived, or is not there any more; False when Teams took the request
        and is at it. Raises ChannelError.
        """
        address = self._graph.address("teams", self._team, "channels", channel_id)
        if await self._is_archived(address):
            return True
        answer = await self._ask("POST", address / "archive", {})
        if answer.status == HTTPStatus.ACCEPTED:
            return False
        if _is_unsure(answer) or _is_done(answer):
            return await self._is_archived(address)
        raise _fault(answer)

    async def _is_archived(self, address: URL) -> bool:
        answer = await self._ask("GET", address.with_query({"$select": "id,isArchived"}))
        if answer.status == HTTPStatus.NOT_FOUND and not _is_about_the_team(answer):
            return True
        if answer.status != HTTPStatus.OK or not isinstance(answer.document.get("isArchived"), bool):
            raise _fault(answer)
        return bool(answer.document["isArchived"])

    async def _ask(self, method: str, url: URL, body: dict[str, Any] | None = None) -> Answer:
        try:
            return await self._graph.ask(method, url, body)
        except NoAnswerError as error:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error


def _is_unsure(answer: Answer) -> bool:
    return (
        answer.status < HTTPStatus.MULTIPLE_CHOICES
        or answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or answer.status == HTTPStatus.REQUEST_TIMEOUT
    )


def _is_done(answer: Answer) -> bool:
    """« Channel already archived », which no document gives a status to."""
    told = f"{answer.code} {answer.message}".lower()
    refused = answer.status in (HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT)
    return refused and "already" in told and "archived" in told


def _is_about_the_team(answer: Answer) -> bool:
    return "team" in answer.message.lower() or "group" in answer.message.lower()


def _fault(answer: Answer) -> ChannelError:
    if _is_unsure(answer):
        return ChannelError(ChannelCause.UNREACHABLE, passing=True, retry_after=answer.retry_after or 0.0)
    told = f"{answer.code} {answer.message}".lower()
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            cause = ChannelCause.NOT_SIGNED_IN
        case HTTPStatus.FORBIDDEN:
            cause = ChannelCause.NOT_ALLOWED
        case HTTPStatus.NOT_FOUND:
            cause = ChannelCause.TEAM_UNKNOWN
        case HTTPStatus.BAD_REQUEST if "team" in told and "archived" in told:
            # A channel cannot be archived in a Team that is.
            cause = ChannelCause.TEAM_ARCHIVED
        case _:
            cause = ChannelCause.REFUSED
    return ChannelError(cause, passing=False)
