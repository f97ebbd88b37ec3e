"""Archiving channels on this machine (learn.microsoft.com/graph/api/channel-archive, channel-get).

202 says that it will be done: `after` reads of the channel later, it is. What no document says: a channel
that is archived, or being so, is refused with 400 « already archived »; so is one of an archived Team.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.fakes.graph_members import error

if TYPE_CHECKING:
    from tests.fakes.graph import FakeGraph

CHANNEL = "/v1.0/teams/{team}/channels/{channel}"
ARCHIVE = CHANNEL + "/archive"
Gate = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


class Archives:
    """`asked` are the channels whose archiving was taken, in order; `after` how many reads it takes."""

    def __init__(self, graph: "FakeGraph") -> None:
        self.asked: list[str] = []
        self.after = 0
        self._graph = graph
        self._under_way: dict[str, int] = {}

    def routes(
        self, admit: Callable[..., Awaitable[web.StreamResponse | None]], once_done: Gate
    ) -> list[web.RouteDef]:
        """`admit` answers a call that does not get through; `once_done` one whose answer is lost."""

        async def show(request: web.Request) -> web.StreamResponse:
            refused = await admit(request, "Channel.ReadBasic.All", allowed=self._graph.may_read)
            if refused is not None:
                return refused
            found = self._find(request)
            if found is None:
                return error(404, "NotFound", "No channel found with this id.")
            if request.query.get("$select") != "id,isArchived":
                return error(400, "BadRequest", "Query option not allowed")
            self._advance(found)
            return web.json_response({"id": found.channel_id, "isArchived": found.archived})

        async def archive(request: web.Request) -> web.StreamResponse:
            refused = await admit(request, "ChannelSettings.ReadWrite.All", allowed=self._graph.may_archive)
            if refused is not None:
                return refused
            found = self._find(request)
            unfit = self._unfit(found, await request.json())
            if unfit is not None:
                return unfit
            self.asked.append(found.channel_id)
            self._under_way[found.channel_id] = self.after
            location = f"/teams('{self._graph.team}')/operations('1')"
            taken = web.Response(status=202, headers={"Location": location})
            return await once_done(request) or taken

        return [web.get(CHANNEL, show), web.post(ARCHIVE, archive)]

    def _unfit(self, found: Any, body: Any) -> web.Response | None:
        if found is None:
            return error(404, "NotFound", "No channel found with this id.")
        if body != {}:
            # It would close the site that all standard channels of the Team share.
            return error(400, "BadRequest", "Unexpected body")
        if self._graph.archived:
            return error(400, "BadRequest", "The team is archived.")
        if found.archived or found.channel_id in self._under_way:
            return error(400, "BadRequest", "Channel is already archived")
        return None

    def _find(self, request: web.Request) -> Any:
        wanted = request.match_info["channel"]
        return next((one for one in self._graph.channels if one.channel_id == wanted), None)

    def _advance(self, found: Any) -> None:
        left = self._under_way.get(found.channel_id)
        if left is None:
            return
        if left <= 0:
            found.archived = True
            del self._under_way[found.channel_id]
        else:
            self._under_way[found.channel_id] = left - 1
