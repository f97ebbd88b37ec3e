"""The members of the Team on this machine (TEAMS_FACTS §2.4, §2.7; team-post-members, team-list-members).

What no document says: `$filter` compares without regard to case; a member who is added twice is kept once.
"""

import itertools
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import web

FILTER = re.compile(r"\(microsoft\.graph\.aadUserConversationMember/(userId|email) eq '((?:[^']|'')*)'\)")
BIND = re.compile(r"https?://[^/]+/v1\.0/users\('((?:[^']|'')+)'\)")
PATH = "/v1.0/teams/{team}/members"
Gate = Callable[[web.Request], Awaitable[web.StreamResponse | None]]
KNOWN = {"@odata.type", "roles", "user@odata.bind"}


@dataclass
class Members:
    """`people` are {object id: e-mail} of the tenant, where `everybody` else is known by the id that is asked
    for; `inside` are those in the Team, by membership id.
    """

    everybody: bool = True
    people: dict[str, str] = field(default_factory=dict)
    inside: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def ids(self) -> list[str]:
        """The object ids of who is in the Team."""
        return sorted(object_id for object_id, _ in self.inside.values())

    def join(self, object_id: str, *roles: str) -> str:
        key = f"MCMjMiMj{next(self._numbers)}=="
        self.inside[key] = (object_id, roles)
        return key

    def listed(self, query: str | None) -> list[dict[str, Any]] | None:
        """None for a filter that Graph would refuse."""
        if query is None:
            return [self._shown(key) for key in self.inside]
        found = FILTER.fullmatch(query)
        if found is None:
            return None
        name, wanted = found.group(1), found.group(2).replace("''", "'").lower()
        return [one for one in map(self._shown, self.inside) if str(one[name]).lower() == wanted]

    def add(self, asked: Any) -> str | None:
        """The membership id, or None for what Graph would refuse."""
        if not isinstance(asked, dict) or set(asked) != KNOWN or asked["roles"] != []:
            return None
        bound = BIND.fullmatch(str(asked["user@odata.bind"]))
        if bound is None or asked["@odata.type"] != "#microsoft.graph.aadUserConversationMember":
            return None
        wanted = bound.group(1).replace("''", "'").lower()
        for object_id, email in self.people.items():
            if wanted in (object_id.lower(), email.lower()):
                inside = next((key for key, (one, _) in self.inside.items() if one == object_id), None)
                return inside or self.join(object_id)
        return self.join(wanted) if self.everybody else None

    def routes(self, admit: Gate, once_done: Gate) -> list[web.RouteDef]:
        """`admit` answers a call that does not get through, `once_done` one whose answer is lost."""

        async def list_members(request: web.Request) -> web.StreamResponse:
            refused = await admit(request)
            if refused is not None:
                return refused
            listed = self.listed(request.query.get("$filter"))
            if listed is None or not set(request.query) <= {"$filter"}:
                return error(400, "BadRequest", "Invalid filter clause")
            return web.json_response({"@odata.count": len(listed), "value": listed})

        async def add_member(request: web.Request) -> web.StreamResponse:
            refused = await admit(request)
            if refused is not None:
                return refused
            key = self.add(await request.json())
            if key is None:
                return error(400, "BadRequest", "Bad or unknown member")
            made = web.json_response({"id": key, "roles": []}, status=201)
            return await once_done(request) or made

        async def remove_member(request: web.Request) -> web.StreamResponse:
            refused = await admit(request)
            if refused is not None:
                return refused
            if self.inside.pop(request.match_info["membership"], None) is None:
                return error(404, "NotFound", "No such member")
            return await once_done(request) or web.Response(status=204)

        return [
            web.get(PATH, list_members),
            web.post(PATH, add_member),
            web.delete(PATH + "/{membership}", remove_member),
        ]

    def _shown(self, key: str) -> dict[str, Any]:
        object_id, roles = self.inside[key]
        return {
            "@odata.type": "#microsoft.graph.aadUserConversationMember",
            "id": key,
            "roles": list(roles),
            "userId": object_id,
            "email": self.people.get(object_id, ""),
        }


def error(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> web.Response:
    """§2.7: the shape of every error."""
    inner = {"date": "2026-11-23T15:00:00", "request-id": str(uuid4()), "client-request-id": str(uuid4())}
    body = {"error": {"code": code, "message": message, "innerError": inner}}
    return web.json_response(body, status=status, headers=headers)
