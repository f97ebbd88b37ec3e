"""The Files of a Team's channels on this machine (TEAMS_FACTS §2.5; channel-get-filesfolder,
driveitem-put-content).

A folder is missing for the first `late` times that it is asked for. What no document says: names are
compared without regard to case.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import web

from tests.fakes.graph_members import error

FOLDER = "/v1.0/teams/{team}/channels/{channel}/filesFolder"
CONTENT = "/v1.0/drives/{drive}/items/{item:[^/:]+}:/{name:[^/]+}:/content"
DRIVE = "b!drive-of-the-team"
FORBIDDEN = re.compile(r'["*:<>?/\\|]|^\s|\s$|\.$')
LARGEST = 4 * 1024 * 1024
Gate = Callable[[web.Request], Awaitable[web.StreamResponse | None]]


@dataclass
class Files:
    """`stored` are {channel: {name: bytes}}, `puts` the names in the order in which they came; `locked` are
    names that somebody has open in Word.
    """

    late: int = 0
    stored: dict[str, dict[str, bytes]] = field(default_factory=dict)
    puts: list[str] = field(default_factory=list)
    locked: set[str] = field(default_factory=set)
    _folders: dict[str, str] = field(default_factory=dict)

    def routes(self, admit: Gate, once_done: Gate, channels: Callable[[], list[str]]) -> list[web.RouteDef]:
        """`admit` answers a call that does not get through, `once_done` one whose answer is lost."""

        async def folder(request: web.Request) -> web.StreamResponse:
            refused = await admit(request)
            if refused is not None:
                return refused
            channel = request.match_info["channel"]
            if request.query:
                return error(400, "BadRequest", "Query option not allowed")
            if channel not in channels():
                return error(404, "NotFound", "No such channel")
            if self.late > 0:
                self.late -= 1
                return error(404, "NotFound", "Folder location for this channel is not ready yet")
            return web.json_response(_folder(self._item(channel)))

        async def put(request: web.Request) -> web.StreamResponse:
            refused = await admit(request)
            if refused is not None:
                return refused
            content = await request.read()
            channel = self._folders.get(request.match_info["item"])
            if request.match_info["drive"] != DRIVE or channel is None:
                return error(404, "itemNotFound", "The resource could not be found.")
            name = request.match_info["name"]
            unfit = self._unfit(name, request.content_type, content)
            if unfit is not None:
                return unfit
            status = self._keep(channel, name, content)
            made = web.json_response({"id": f"01{uuid4().hex}", "name": name}, status=status)
            return await once_done(request) or made

        return [web.get(FOLDER, folder), web.put(CONTENT, put)]

    def _item(self, channel: str) -> str:
        """The id of a channel's folder, which stays."""
        known = {one: item for item, one in self._folders.items()}
        item = known.get(channel) or f"01{uuid4().hex.upper()}"
        self._folders[item] = channel
        return item

    def _keep(self, channel: str, name: str, content: bytes) -> int:
        kept = self.stored.setdefault(channel, {})
        same = next((one for one in kept if one.casefold() == name.casefold()), None)
        kept[same or name] = content
        self.puts.append(name)
        return 200 if same else 201

    def _unfit(self, name: str, media: str, content: bytes) -> web.Response | None:
        if media == "application/json" or not content or FORBIDDEN.search(name):
            return error(400, "invalidRequest", "The request is malformed.")
        if len(content) > LARGEST:
            return error(413, "contentTooLarge", "Use an upload session.")
        if name in self.locked:
            return error(423, "resourceLocked", "The resource is locked.")
        return None


def _folder(item: str) -> dict[str, Any]:
    return {"id": item, "name": "folder", "folder": {"childCount": 0}, "parentReference": {"driveId": DRIVE}}
