"""Post or update a card in a conversation, ask who somebody is; what may be tried again, what is given up."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any, ClassVar, Protocol
from urllib.parse import urlsplit

from aiohttp import ClientConnectorError, ClientError, ConnectionTimeoutError
from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationParameters
from botframework.connector.aio import ConnectorClient
from msrest.authentication import Authentication

from bot.errors import TeamsUnavailableError
from bot.graph.tokens import TokenError
from bot.services import Card, Fault, Member, NotPosted, Place, Posted
from bot.settings import Settings, is_loopback
from bot.teams.transport import AiohttpTransport, NotTakenError, pipeline

CARD_TYPE = "application/vnd.microsoft.card.adaptive"
SECONDS = 15.0  # that a call may take
CLIENTS = 50  # Teams has one service per region; more would be somebody inventing them

# What the local client answers for somebody who has no window (PLAYGROUND.md §2).
_NO_WINDOW = "UserNotFound"
_NO_WINDOW_CHAT = "@test.user"

Call = Callable[[Any, dict[str, str]], Awaitable[Any]]
"""A call of the connector's conversations, given the headers that sign it."""


class ConnectorTokens(Protocol):
    async def connector_token(self) -> str:
        """Raises TokenError."""

    def forget(self, token: str, /) -> bool:
        """Teams refused this token. True when it is worth asking for another one."""


class ConnectorSender:
    """Fills Sender and Roster of `bot.services` over the connector. `tokens` is None in local mode only.

    One client is kept for each service URL; they share one HTTP session, which `close` ends.
    """

    def __init__(self, settings: Settings, tokens: ConnectorTokens | None, seconds: float = SECONDS) -> None:
        self._settings = settings
        self._tokens = tokens
        self._transport = AiohttpTransport(seconds=seconds, through_proxy=not settings.local)
        self._clients: OrderedDict[str, ConnectorClient] = OrderedDict()

    async def close(self) -> None:
        await self._transport.close()

    async def open_chat(self, object_id: str) -> Place | NotPosted:
        """The chat with a person who may never have spoken. Nobody sees it: asking twice is harmless."""
        tenant_id = self._settings.APP_TENANT_ID
        parameters = _NewChat(
            is_group=False,
            bot=ChannelAccount(id=f"28:{self._settings.APP_ID}"),
            members=[ChannelAccount(id=object_id)],
            tenant_id=tenant_id,
            channel_data={"tenant": {"id": tenant_id}},
        )
        place = Place(self._settings.SERVICE_URL, "")
        answer = await self._ask(
            place,
            lambda conversations, headers: conversations.create_conversation(
                parameters, custom_headers=headers, raw=True
            ),
            harmless=True,
        )
        if isinstance(answer, NotPosted):
            return answer
        chat_id = answer.get("id")
        if not isinstance(chat_id, str) or not chat_id:
            return NotPosted(Fault.LATER, "no_conversation_id")
        if self._has_no_window(chat_id):
            return NotPosted(Fault.NOBODY, _NO_WINDOW)
        return Place(self._settings.SERVICE_URL, chat_id)

    async def post(self, place: Place, card: Card) -> Posted | NotPosted:
        """`activity_id` is empty when Teams took the card and gave no id: it cannot be updated later."""
        activity = card_message(card)
        activity.channel_data = {"notification": {"alert": True}}
        return await self.send(place, activity)

    async def send(self, place: Place, activity: Activity) -> Posted | NotPosted:
        """One POST of a message as it is; the adapter's replies go this way."""
        if self._has_no_window(place.conversation_id):
            return NotPosted(Fault.NOBODY, _NO_WINDOW)
        answer = await self._ask(
            place,
            lambda conversations, headers: conversations.send_to_conversation(
                place.conversation_id, activity, custom_headers=headers, raw=True
            ),
            harmless=False,
        )
        return answer if isinstance(answer, NotPosted) else Posted(str(answer.get("id") or ""))

    async def update(self, place: Place, activity_id: str, card: Card) -> Posted | NotPosted:
        """Redraw a message. A time-out or 5xx is `LATER`, never `UNSURE`: the same PUT twice is harmless."""
        if not activity_id:
            return NotPosted(Fault.GONE, "no_activity_id")
        activity = card_message(card)
        activity.id = activity_id
        answer = await self._ask(
            place,
            lambda conversations, headers: conversations.update_activity(
                place.conversation_id, activity_id, activity, custom_headers=headers, raw=True
            ),
            harmless=True,
        )
        return answer if isinstance(answer, NotPosted) else Posted(activity_id)

    async def member(self, place: Place, teams_id: str) -> Member:
        """Somebody in the roster of a conversation. Raises TeamsUnavailableError."""
        answer = await self._ask(
            place,
            lambda conversations, headers: conversations.get_conversation_member(
                place.conversation_id, teams_id, custom_headers=headers, raw=True
            ),
            harmless=True,
        )
        if isinstance(answer, NotPosted):
            raise TeamsUnavailableError(f"roster: {answer.code}")
        return _member(answer, self._settings)

    async def _ask(self, place: Place, call: Call, *, harmless: bool) -> dict[str, Any] | NotPosted:
        """The JSON that answers a call. `harmless`: the call may be made twice without anybody noticing."""
        try:
            client = self._client(place.service_url)
            return await self._signed(client.conversations, call)
        except NotTakenError as error:
            return self._refused(error, place, harmless=harmless)
        except TokenError as error:
            return NotPosted(Fault.LATER, error.code)
        except _ForeignServiceError:
            return NotPosted(Fault.REFUSED, "foreign_service_url")
        except (ClientConnectorError, ConnectionTimeoutError) as error:
            # A connection that never stood carried nothing.
            return NotPosted(Fault.LATER, type(error).__name__)
        except (ClientError, TimeoutError) as error:
            return NotPosted(Fault.LATER if harmless else Fault.UNSURE, type(error).__name__)

    async def _signed(self, conversations: Any, call: Call) -> dict[str, Any]:
        """Make the call with a token fetched before; one that Teams refuses is replaced once."""
        if self._tokens is None:
            return _json(await call(conversations, {}))
        token = await self._tokens.connector_token()
        try:
            return _json(await call(conversations, _bearer(token)))
        except NotTakenError as error:
            if error.status != HTTPStatus.UNAUTHORIZED or not self._tokens.forget(token):
                raise
        return _json(await call(conversations, _bearer(await self._tokens.connector_token())))

    def _client(self, service_url: str) -> ConnectorClient:
        """The client kept for this service; the one unused for longest makes room."""
        if service_url not in self._clients:
            if not self._may_reach(service_url):
                raise _ForeignServiceError
            client = ConnectorClient(
                Authentication(), base_url=service_url, pipeline_type=pipeline(self._transport)
            )
            self._clients[service_url] = client
            if len(self._clients) > CLIENTS:
                self._clients.popitem(last=False)
        self._clients.move_to_end(service_url)
        return self._clients[service_url]

    def _may_reach(self, service_url: str) -> bool:
        """A token never travels in clear, and local mode never leaves this machine."""
        try:
            parts = urlsplit(service_url)
            here = is_loopback(parts.hostname or "")
        except ValueError:
            return False
        # msrest formats the address: a brace in it would be an instruction.
        if not parts.hostname or "{" in service_url or "}" in service_url:
            return False
        if here:
            return parts.scheme in ("http", "https")
        return parts.scheme == "https" and not self._settings.local

    def _refused(self, error: NotTakenError, place: Place, *, harmless: bool) -> NotPosted:
        code = error.code or str(error.status)
        if self._settings.local and (error.code == _NO_WINDOW or _is_missing_chat(error, place)):
            return NotPosted(Fault.NOBODY, code)
        return NotPosted(_fault(error.status, harmless=harmless), code, error.retry_after)

    def _has_no_window(self, conversation_id: str) -> bool:
        return self._settings.local and conversation_id.endswith(_NO_WINDOW_CHAT)


class _NewChat(ConversationParameters):  # type: ignore[misc]  # botbuilder has no types
    """The SDK writes `tenantID`; the connector's reference says `tenantId`."""

    _attribute_map: ClassVar[dict[str, Any]] = {
        **ConversationParameters._attribute_map,  # noqa: SLF001 - msrest's only way to name a field
        "tenant_id": {"key": "tenantId", "type": "str"},
    }


class _ForeignServiceError(Exception):
    """A service URL to which nothing may be sent."""


def card_message(card: Card) -> Activity:
    """A message that shows a card; `summary` is what the notification says, which would else be empty."""
    return Activity(
        type="message",
        summary=card.get("fallbackText"),
        attachments=[Attachment(content_type=CARD_TYPE, content=card)],
    )


def text_message(text: str) -> Activity:
    return Activity(type="message", text=text, text_format="plain")


def _fault(status: int, *, harmless: bool) -> Fault:
    """What to do about a refusal (TEAMS_FACTS.md §1.3)."""
    match status:
        case HTTPStatus.TOO_MANY_REQUESTS | HTTPStatus.PRECONDITION_FAILED:
            return Fault.LATER
        case HTTPStatus.FORBIDDEN:
            return Fault.UNREACHABLE
        case HTTPStatus.NOT_FOUND:
            return Fault.GONE
        case HTTPStatus.REQUEST_TIMEOUT:
            return Fault.LATER if harmless else Fault.UNSURE
        case _ if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            return Fault.LATER if harmless else Fault.UNSURE
        case _:
            return Fault.REFUSED


def _is_missing_chat(error: NotTakenError, place: Place) -> bool:
    """A chat that the local client does not know; a missing thread of a channel is another matter."""
    return error.status == HTTPStatus.NOT_FOUND and "@thread" not in place.conversation_id


def _member(answer: Mapping[str, Any], settings: Settings) -> Member:
    """`aadObjectId` from one roster call, `objectId` from another (PLAYGROUND.md §2)."""
    object_id = _text(answer, "aadObjectId") or _text(answer, "objectId")
    if not object_id:
        raise TeamsUnavailableError("roster: no object id")
    principal, tenant_id = _text(answer, "userPrincipalName").lower(), _text(answer, "tenantId").lower()
    invited = "#ext#" in principal
    foreign = not settings.local and tenant_id not in ("", settings.APP_TENANT_ID.lower())
    return Member(
        object_id=object_id.lower(),
        name=_text(answer, "name"),
        # The principal name of somebody invited is made up: no letter arrives there.
        email=_text(answer, "email").lower() or ("" if invited else principal),
        guest=invited or foreign or _text(answer, "userRole").lower() == "guest",
    )


def _text(answer: Mapping[str, Any], name: str) -> str:
    value = answer.get(name)
    return value.strip() if isinstance(value, str) else ""


def _json(raw: Any) -> dict[str, Any]:
    """The JSON object that AiohttpTransport hands over as a call's raw response."""
    document: dict[str, Any] = raw.response
    return document


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
