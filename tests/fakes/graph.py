"""Microsoft Graph's channels of a Team, on this machine: as strict as TEAMS_FACTS §2 says, and scriptable.

    with FakeGraph(TEAM) as graph:
        graph.accept("a token")
        … Settings(GRAPH_URL=graph.origin, TEAM_ID=TEAM) …
        assert graph.names == ["General", "R2027-0001 Lire dehors"]

What it must do that no document says: names are compared without regard to case; a list's page ends where
`page_size` says; a new channel is missing from the next `lag` lists.
"""

import asyncio
import itertools
import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from aiohttp import web

from tests.fakes.graph_archive import Archives
from tests.fakes.graph_files import Files
from tests.fakes.graph_members import Members, error
from tests.fakes.graph_names import is_legal
from tests.fakes.loopback import LoopbackServer, wait_for

TEAM = "99999999-0000-0000-0000-000000000001"
PATH = "/v1.0/teams/{team}/channels"
MOST = 1000  # deleted ones of the last 30 days included (§2.2)
QUERY = {"$select", "$filter", "$skiptoken"}


class Trouble(Enum):
    """What a scripted call gets. Those that end in AFTER create the channel first."""

    THROTTLED = "429"
    BAD_GATEWAY = "502, as JSON"
    GATEWAY_PAGE = "502, as an HTML page"
    SERVER_ERROR = "500"
    UNAVAILABLE = "503"
    UNAUTHORIZED = "401"
    BAD_REQUEST = "400 for no reason that is told"
    REDIRECT = "307 to elsewhere"
    NONSENSE = "200 with what is not JSON"
    DROP = "the connection is closed without an answer"
    BAD_GATEWAY_AFTER = "502, once the channel is made"
    TIMEOUT_AFTER = "504, once the channel is made"
    DROP_AFTER = "the connection is closed, once the channel is made"
    HANG_AFTER = "no answer, once the channel is made, until `let_go`"
    EMPTY_AFTER = "201 without a body, once the channel is made"


ERRORS = {
    Trouble.THROTTLED: (429, "TooManyRequests"),
    Trouble.BAD_GATEWAY: (502, "BadGateway"),
    Trouble.SERVER_ERROR: (500, "InternalServerError"),
    Trouble.UNAVAILABLE: (503, "ServiceUnavailable"),
    Trouble.UNAUTHORIZED: (401, "InvalidAuthenticationToken"),
    Trouble.BAD_REQUEST: (400, "BadRequest"),
    Trouble.BAD_GATEWAY_AFTER: (502, "BadGateway"),
    Trouble.TIMEOUT_AFTER: (504, "GatewayTimeout"),
}


@dataclass
class Channel:
    channel_id: str
    name: str
    description: str
    created: str
    membership: str = "standard"
    hidden_for: int = 0
    archived: bool = False


@dataclass
class _Scripted:
    trouble: Trouble
    only: str
    headers: dict[str, str]


class FakeGraph(LoopbackServer):
    """`requests` are (method, path with its query) of every call that came.

    `may_read`, `may_create`, `may_change_members`, `may_file` and `may_archive` are the permissions;
    `archived` and `deleted` (names) the Team's state; `on_created` hears the id of each new channel.
    """

    def __init__(self, team: str = TEAM) -> None:
        super().__init__()
        self.team = team
        self.channels: list[Channel] = [Channel("19:general@thread.tacv2", "General", "", _moment(0))]
        self.deleted: list[str] = []
        self.may_read = self.may_create = self.may_change_members = self.may_file = True
        self.may_archive = True
        self.archives = Archives(self)
        self.members = Members()
        self.files = Files()
        self.archived = False
        self.page_size = 100
        self.lag = 0
        self.next_link: Callable[[str], str] = lambda link: link
        self.requests: list[tuple[str, str]] = []
        self.on_created: Callable[[str], None] = lambda _channel_id: None
        self._tokens: set[str] = set()
        self._any_token: Callable[[str], bool] = lambda _token: False
        self._script: deque[_Scripted] = deque()
        self._numbers = itertools.count(1)
        self._let_go = threading.Event()

    @property
    def names(self) -> list[str]:
        return [each.name for each in self.channels]

    @property
    def made(self) -> list[Channel]:
        """The channels but General."""
        return self.channels[1:]

    def accept(self, token: str) -> None:
        self._tokens.add(token)

    def accept_if(self, is_good: Callable[[str], bool]) -> None:
        self._any_token = is_good

    def withdraw(self, token: str) -> None:
        self._tokens.discard(token)

    def add(self, name: str, description: str = "", membership: str = "standard") -> Channel:
        """A channel that somebody made in Teams."""
        number = next(self._numbers)
        made = Channel(f"19:channel{number}@thread.tacv2", name, description, _moment(number), membership)
        self.channels.append(made)
        return made

    def delete(self, name: str) -> None:
        """Somebody deletes a channel: its name stays taken."""
        self.channels = [each for each in self.channels if each.name != name]
        self.deleted.append(name)

    def script(
        self, trouble: Trouble, times: int = 1, *, only: str = "", retry_after: str | None = None
    ) -> None:
        """The next `times` calls (of this method) get `trouble`."""
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        self._script.extend(_Scripted(trouble, only, headers) for _ in range(times))

    def let_go(self) -> None:
        self._let_go.set()

    def routes(self) -> list[web.RouteDef]:
        channels = [web.get(PATH, self._list), web.post(PATH, self._create)]
        files = self.files.routes(
            self._admit_files, self._once_done, lambda: [each.channel_id for each in self.channels]
        )
        archives = self.archives.routes(self._admit, self._once_done)
        return channels + files + archives + self.members.routes(self._admit_members, self._once_done)

    async def _admit_files(self, request: web.Request) -> web.StreamResponse | None:
        return await self._admit(request, "Files.ReadWrite.All", allowed=self.may_file)

    async def _admit_members(self, request: web.Request) -> web.StreamResponse | None:
        permission = "TeamMember.ReadWriteNonOwnerRole.All"
        return await self._admit(request, permission, allowed=self.may_change_members)

    async def _once_done(self, request: web.Request) -> web.StreamResponse | None:
        """The trouble after the fact, where one is scripted."""
        scripted = self._next(request.method, after=True)
        return await self._trouble(request, scripted) if scripted is not None else None

    async def _list(self, request: web.Request) -> web.StreamResponse:
        refused = await self._admit(request, "Channel.ReadBasic.All", allowed=self.may_read)
        if refused is not None:
            return refused
        if not set(request.query) <= QUERY:
            return error(400, "BadRequest", "Query option not allowed")
        listed = [each for each in self.channels if not each.hidden_for]
        for each in self.channels:
            each.hidden_for = max(each.hidden_for - 1, 0)
        skip = int(request.query.get("$skiptoken", "0"))
        page = listed[skip : skip + self.page_size]
        wanted = [name for name in request.query.get("$select", "").split(",") if name]
        value = [{name: one[name] for name in wanted or one} for one in map(self._shown, page)]
        body: dict[str, Any] = {"@odata.context": f"{self.origin}/v1.0/$metadata", "value": value}
        if skip + self.page_size < len(listed):
            link = (
                f"{self.origin}{request.path}?$select={','.join(wanted)}&$skiptoken={skip + self.page_size}"
            )
            body["@odata.nextLink"] = self.next_link(link)
        return web.json_response(body)

    async def _create(self, request: web.Request) -> web.StreamResponse:
        refused = await self._admit(request, "Channel.Create", allowed=self.may_create)
        if refused is not None:
            return refused
        if request.content_type != "application/json":
            return error(415, "UnsupportedMediaType", "Content-Type must be application/json")
        try:
            asked = json.loads(await request.text())
        except ValueError:
            return error(400, "BadRequest", "Unable to read JSON request payload.")
        unfit = self._unfit(asked)
        if unfit is not None:
            return unfit
        made = self.add(asked["displayName"], asked.get("description", ""), asked["membershipType"])
        made.hidden_for = self.lag
        self.on_created(made.channel_id)
        trouble = await self._once_done(request)
        if trouble is not None:
            return trouble
        body = {"@odata.context": f"{self.origin}/v1.0/$metadata#teams('{self.team}')/channels/$entity"}
        return web.json_response(body | self._shown(made), status=201)

    def _unfit(self, asked: Any) -> web.Response | None:
        known = {"displayName", "description", "membershipType"}
        if not isinstance(asked, dict) or not set(asked) <= known:
            return error(400, "BadRequest", "Invalid property")
        if asked.get("membershipType") != "standard":
            return error(400, "BadRequest", "'members' must be specified")  # app-only, of any other kind
        if self.archived:
            return error(400, "BadRequest", "Team has to be active, for channels[] to be created")
        name = asked.get("displayName")
        if not isinstance(name, str) or not is_legal(name):
            return error(400, "BadRequest", "Channel name is not valid")
        taken = {one.casefold() for one in (*self.names, *self.deleted)}
        if name.casefold() in taken:
            return error(400, "BadRequest", "Channel name already existed, please use other name")
        if len(self.channels) + len(self.deleted) >= MOST:
            return error(403, "Forbidden", "This team has exceeded the Max allowed channels")  # docs 7288
        return None

    def _shown(self, channel: Channel) -> dict[str, Any]:
        return {
            "id": channel.channel_id,
            "createdDateTime": channel.created,
            "displayName": channel.name,
            "description": channel.description or None,
            "membershipType": channel.membership,
            "isArchived": channel.archived,
        }

    async def _admit(
        self, request: web.Request, permission: str, *, allowed: bool
    ) -> web.StreamResponse | None:
        """The answer of a call that does not get through, or None."""
        self.requests.append((request.method, request.path_qs))
        scripted = self._next(request.method, after=False)
        if scripted is not None:
            return await self._trouble(request, scripted)
        kind, _, token = request.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or not (token in self._tokens or self._any_token(token)):
            return error(401, "InvalidAuthenticationToken", "Access token validation failure.")
        if not allowed:
            told = f"Missing role permissions on the request. API requires one of '{permission}'."
            return error(403, "Forbidden", told)
        team = request.match_info.get("team", self.team)
        if team != self.team:
            return error(404, "NotFound", f"No team found with Group Id {team}")
        return None

    def _next(self, method: str, *, after: bool) -> _Scripted | None:
        if not self._script or self._script[0].only not in ("", method):
            return None
        if self._script[0].trouble.name.endswith("_AFTER") is not after:
            return None
        return self._script.popleft()

    async def _trouble(self, request: web.Request, scripted: _Scripted) -> web.StreamResponse:
        match scripted.trouble:
            case Trouble.DROP | Trouble.DROP_AFTER | Trouble.HANG_AFTER:
                if scripted.trouble is Trouble.HANG_AFTER:
                    await asyncio.wait_for(wait_for(self._let_go), 30)
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case Trouble.GATEWAY_PAGE:
                return web.Response(status=502, text="<html>Bad Gateway</html>", content_type="text/html")
            case Trouble.REDIRECT:
                return web.Response(status=307, headers={"Location": f"{self.origin}/elsewhere"})
            case Trouble.NONSENSE:
                return web.Response(status=200, text="[", content_type="application/json")
            case Trouble.EMPTY_AFTER:
                return web.Response(status=201)
            case trouble:
                status, code = ERRORS[trouble]
                return error(status, code, "scripted", scripted.headers)


def _moment(number: int) -> str:
    return f"2026-11-23T15:00:00.{number:03}Z"
