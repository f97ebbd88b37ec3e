"""Teams' connector, on this machine: as strict as the real one (TEAMS_FACTS §1.1–§1.3), and scriptable.

    with FakeTeams(tenant_id=TENANT) as teams:
        teams.add_person(Person("object-id", "29:camille", "Camille Roy", "camille@exemple.invalid"))
        teams.add_conversation("19:reseaux@thread.tacv2")
        … Settings(SERVICE_URL=teams.url) …
        assert teams.posted[0].card == card

A person who is added has the bot (a chat can be opened) unless `blocked`. `script` says what the next
calls get instead of an answer; a token is asked for once `require_token` was called.
"""

import asyncio
import itertools
import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from aiohttp import web

from tests.fakes.loopback import LoopbackServer
from tests.fakes.troubles import ERRORS, Trouble, error, gateway_page

__all__ = ["FakeTeams", "Person", "Record", "Trouble"]

LARGEST_MESSAGE = 100 * 1024  # bytes, counted as UTF-16
CARD = "application/vnd.microsoft.card.adaptive"


@dataclass(frozen=True)
class Person:
    object_id: str
    teams_id: str
    name: str
    email: str
    user_role: str = "user"
    user_principal_name: str = ""
    tenant_id: str = ""
    blocked: bool = False
    """The bot is not installed for this person, or was blocked."""


@dataclass(frozen=True)
class Record:
    """One message that was taken, in the order of arrival. `at` is monotonic seconds."""

    method: str
    conversation_id: str
    activity_id: str
    card: dict[str, Any] | None
    text: str
    activity: Mapping[str, Any]
    headers: Mapping[str, str]
    at: float


@dataclass
class _Scripted:
    trouble: Trouble
    times: int
    headers: dict[str, str] = field(default_factory=dict)
    only: str = ""


class FakeTeams(LoopbackServer):
    def __init__(self, tenant_id: str = "tenant") -> None:
        super().__init__()
        self._tenant_id = tenant_id
        self._lock = threading.Lock()
        self._people: dict[str, Person] = {}
        self._conversations: set[str] = set()
        self.is_closed: Callable[[str], bool] = lambda _conversation_id: False  # the bot is not in its roster
        self._activities: dict[str, set[str]] = {}
        self._records: list[Record] = []
        self._requests: list[tuple[str, str]] = []
        self._script: deque[_Scripted] = deque()
        self._token: str | None = None
        self._numbers = itertools.count(1)
        self._connections: set[int] = set()
        self._let_go = threading.Event()
        self.hanging = threading.Semaphore(0)
        """Released each time a call starts to hang."""

    @property
    def url(self) -> str:
        """The service URL, as an activity carries it."""
        return f"{self.origin}/teams/"

    @property
    def posted(self) -> tuple[Record, ...]:
        """Every message taken so far, posts and updates."""
        with self._lock:
            return tuple(self._records)

    @property
    def requests(self) -> tuple[tuple[str, str], ...]:
        """Every call that came, (method, path), taken or not."""
        with self._lock:
            return tuple(self._requests)

    @property
    def connections(self) -> int:
        """How many connections were opened."""
        with self._lock:
            return len(self._connections)

    def add_person(self, person: Person) -> None:
        self._people[person.object_id] = person

    def add_conversation(self, conversation_id: str) -> None:
        self._conversations.add(conversation_id)

    def remove_conversation(self, conversation_id: str) -> None:
        self._conversations.discard(conversation_id)

    def require_token(self, token: str) -> None:
        """From now on a call without exactly this token is 401."""
        self._token = token

    def script(
        self, trouble: Trouble, times: int = 1, *, retry_after: str | None = None, only: str = ""
    ) -> None:
        """The next `times` calls get `trouble`; those pass by it whose method and path do not hold `only`."""
        headers = {} if retry_after is None else {"Retry-After": retry_after}
        with self._lock:
            self._script.append(_Scripted(trouble, times, headers, only))

    def let_go(self) -> None:
        """Calls that hang are dropped."""
        self._let_go.set()

    def routes(self) -> list[web.RouteDef]:
        base = "/teams/v3/conversations"
        return [
            web.post(base, self._create),
            web.post(base + "/{conversation}/activities", self._post),
            web.put(base + "/{conversation}/activities/{activity}", self._update),
            web.get(base + "/{conversation}/members/{member}", self._member),
        ]

    async def _create(self, request: web.Request) -> web.Response:
        return await self._admit(request) or self._created(await request.json())

    def _created(self, asked: Mapping[str, Any]) -> web.Response:
        members: list[Any] = asked.get("members") or []
        tenant: Any = (asked.get("channelData") or {}).get("tenant") or {}
        tenants = {asked.get("tenantId"), tenant.get("id")}
        fits = asked.get("isGroup") is False and len(members) == 1
        if not fits or not (asked.get("bot") or {}).get("id") or tenants != {self._tenant_id}:
            return error(400, "BadArgument", "isGroup, bot, one member, tenantId and channelData.tenant.id")
        person = self._people.get(str(members[0].get("id")))
        if person is None:
            return error(404, "ConversationNotFound", "no such member")
        if person.blocked:
            return error(403, "ForbiddenOperationException", "The bot is not installed in personal scope")
        conversation_id = f"a:{person.object_id}"
        self.add_conversation(conversation_id)
        return web.json_response({"id": conversation_id}, status=201)

    async def _post(self, request: web.Request) -> web.Response:
        refused = await self._admit(request) or await self._unfit(request)
        if refused is not None:
            return refused
        conversation_id, number = request.match_info["conversation"], str(next(self._numbers))
        with self._lock:
            self._activities.setdefault(conversation_id, set()).add(number)
        await self._record(request, conversation_id, number)
        return gateway_page() if self._fails_after() else web.json_response({"id": number}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        refused = await self._admit(request) or await self._unfit(request)
        if refused is not None:
            return refused
        conversation_id, activity_id = request.match_info["conversation"], request.match_info["activity"]
        if activity_id not in self._activities.get(conversation_id, set()):
            return error(404, "ActivityNotFoundInConversation", "no such activity")
        await self._record(request, conversation_id, activity_id)
        return gateway_page() if self._fails_after() else web.json_response({"id": activity_id})

    async def _member(self, request: web.Request) -> web.Response:
        refused = await self._admit(request)
        if refused is not None:
            return refused
        if not self._knows(request.match_info["conversation"]):
            return error(404, "ConversationNotFound", "no such conversation")
        wanted = request.match_info["member"]
        for person in self._people.values():
            if wanted in (person.teams_id, person.object_id):
                return web.json_response(self._roster_entry(person))
        return error(404, "MemberNotFoundInConversation", "no such member")

    def _roster_entry(self, person: Person) -> dict[str, str]:
        return {
            "id": person.teams_id,
            "aadObjectId": person.object_id,
            "name": person.name,
            "email": person.email,
            "userPrincipalName": person.user_principal_name or person.email,
            "tenantId": person.tenant_id or self._tenant_id,
            "userRole": person.user_role,
        }

    async def _record(self, request: web.Request, conversation_id: str, activity_id: str) -> None:
        activity = await request.json()
        attachments = activity.get("attachments") or []
        card = attachments[0]["content"] if attachments else None
        record = Record(
            method=request.method,
            conversation_id=conversation_id,
            activity_id=activity_id,
            card=card,
            text=activity.get("text") or "",
            activity=activity,
            headers=dict(request.headers),
            at=monotonic(),
        )
        with self._lock:
            self._records.append(record)

    def _knows(self, conversation_id: str) -> bool:
        """A thread is known when its channel is."""
        return conversation_id.partition(";messageid=")[0] in self._conversations

    async def _admit(self, request: web.Request) -> web.Response | None:
        """The answer of a call that does not get through, or None."""
        with self._lock:
            self._requests.append((request.method, request.path))
            self._connections.add(id(request.transport))
        if self._token is not None and request.headers.get("Authorization") != f"Bearer {self._token}":
            return error(401, "BotNotRegistered", "Invalid token")
        scripted = self._next_trouble(f"{request.method} {request.path}")
        return None if scripted is None else await self._trouble(request, scripted)

    def _next_trouble(self, call: str) -> _Scripted | None:
        """BAD_GATEWAY_AFTER stays in the script until the message is recorded (`_fails_after`)."""
        with self._lock:
            if not self._script or self._script[0].only not in call:
                return None
            head = self._script[0]
            return None if head.trouble is Trouble.BAD_GATEWAY_AFTER else self._used(head)

    def _used(self, scripted: _Scripted) -> _Scripted:
        scripted.times -= 1
        if not scripted.times:
            self._script.popleft()
        return scripted

    def _fails_after(self) -> bool:
        with self._lock:
            fails = bool(self._script) and self._script[0].trouble is Trouble.BAD_GATEWAY_AFTER
            if fails:
                self._used(self._script[0])
            return fails

    async def _trouble(self, request: web.Request, scripted: _Scripted) -> web.Response:
        match scripted.trouble:
            case Trouble.HANG | Trouble.DROP:
                if scripted.trouble is Trouble.HANG:
                    self.hanging.release()
                    while not self._let_go.is_set():  # noqa: ASYNC110
                        await asyncio.sleep(0.01)
                assert request.transport is not None
                request.transport.abort()
                return web.Response()
            case Trouble.WRITES_BLOCKED:
                blocked = {"errorCode": 209, "message": "blocked", "subCode": "MessageWritesBlocked"}
                return web.json_response(blocked, status=403)
            case Trouble.BAD_GATEWAY:
                return gateway_page()
            case Trouble.REDIRECT:
                return web.Response(status=307, headers={"Location": f"{self.origin}/elsewhere"})
            case trouble:
                status, code = ERRORS[trouble]
                return error(status, code, "scripted", scripted.headers)

    async def _unfit(self, request: web.Request) -> web.Response | None:
        """What the real connector refuses of a message (TEAMS_FACTS §1.1, §1.3, §1.6)."""
        if not self._knows(request.match_info["conversation"]):
            return error(404, "ConversationNotFound", "no such conversation")
        if self.is_closed(request.match_info["conversation"]):
            return error(403, "BotNotInConversationRoster", "The bot is not part of the conversation roster.")
        activity = await request.json()
        if not isinstance(activity, dict) or activity.get("type") != "message":
            return error(400, "BadArgument", "not a message")
        if len(json.dumps(activity, ensure_ascii=False).encode("utf-16-le")) > LARGEST_MESSAGE:
            return error(413, "MessageSizeTooBig", "Message size too large")
        for attachment in activity.get("attachments") or []:
            card = attachment.get("content") or {}
            if attachment.get("contentType") != CARD or card.get("type") != "AdaptiveCard":
                return error(400, "BadArgument", "not an Adaptive Card")
            if tuple(int(part) for part in str(card.get("version", "9.9")).split(".")) > (1, 5):
                return error(400, "BadArgument", "card version")
        if not activity.get("attachments") and not activity.get("text"):
            return error(400, "BadArgument", "an empty message")
        return None
