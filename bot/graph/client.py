"""One question to Microsoft Graph: signed, timed, throttled; the only place that speaks HTTP to it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import quote
from uuid import uuid4

import aiohttp
import structlog
from yarl import URL

from bot.errors import ChannelCause, ChannelError
from bot.graph.tokens import TokenError
from bot.settings import Settings

log = structlog.get_logger()

SECONDS = 30.0  # that a call may take; creating a channel takes a few
SHORT_WAIT = 10.0  # what Graph asks for is waited here; anything longer frees the job
TRIES = 4
# What an administrator must mend: asking again changes nothing.
_BAD_IDENTITY = {"invalid_client", "unauthorized_client", "invalid_request", "invalid_scope"}


class GraphTokens(Protocol):
    async def graph_token(self) -> str:
        """Raises TokenError."""

    def forget(self, token: str, /) -> bool:
        """Graph refused this token. True when it is worth asking for another one."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What Graph said. `code` and `message` are an error's, for what no status tells apart."""

    status: int
    document: Mapping[str, Any]
    code: str = ""
    message: str = ""
    retry_after: float | None = None


class NoAnswerError(Exception):
    """Graph may have done it, or not: a time-out, a connection that broke."""


class Graph:
    """Graph's v1.0 under GRAPH_URL. `sleep` waits seconds; `new_id` names a request for their support."""

    def __init__(
        self,
        settings: Settings,
        tokens: GraphTokens,
        http: aiohttp.ClientSession,
        *,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        new_id: Callable[[], str] = lambda: str(uuid4()),
        seconds: float = SECONDS,
    ) -> None:
        self._base = URL(settings.GRAPH_URL.rstrip("/") + "/v1.0")
        self._tokens = tokens
        self._http = http
        self.sleep = sleep
        self._new_id = new_id
        self._timeout = aiohttp.ClientTimeout(total=seconds)

    def address(self, *parts: str) -> URL:
        """The address of something; each part is quoted, so that none can leave its place."""
        return URL("/".join([str(self._base), *(quote(part, safe="") for part in parts)]), encoded=True)

    def is_own(self, url: URL) -> bool:
        """Whether a token may go there: an answer could name any address."""
        return url.absolute and url.origin() == self._base.origin()

    async def ask(self, method: str, url: URL, body: Mapping[str, Any] | bytes | None = None) -> Answer:
        """Graph's answer, whatever its status; 429 with a short wait is waited for, and asked again.

        Bytes are sent as they are, any other body as JSON.
        Raises NoAnswerError, and ChannelError when there is no token or Graph wants to be left alone.
        """
        for attempt in range(1, TRIES + 1):
            answer = await self._signed(method, url, body)
            if answer.status != HTTPStatus.TOO_MANY_REQUESTS:
                return answer
            wait = answer.retry_after if answer.retry_after is not None else 2.0**attempt
            if attempt == TRIES or wait > SHORT_WAIT:
                raise ChannelError(ChannelCause.BUSY, passing=True, retry_after=wait)
            await self.sleep(wait)
        raise AssertionError("unreachable")  # pragma: no cover - the last try returns or raises

    async def _signed(self, method: str, url: URL, body: Mapping[str, Any] | bytes | None) -> Answer:
        """A token that Graph refuses is replaced once: it may have been withdrawn before its end."""
        token = await self._token()
        answer = await self._once(method, url, body, token)
        if answer.status == HTTPStatus.UNAUTHORIZED and self._tokens.forget(token):
            answer = await self._once(method, url, body, await self._token())
        return answer

    async def _token(self) -> str:
        try:
            return await self._tokens.graph_token()
        except TokenError as error:
            lasting = error.code in _BAD_IDENTITY
            cause = ChannelCause.NOT_SIGNED_IN if lasting else ChannelCause.UNREACHABLE
            raise ChannelError(cause, passing=not lasting) from error

    async def _once(
        self, method: str, url: URL, body: Mapping[str, Any] | bytes | None, token: str
    ) -> Answer:
        headers = {
            "Authorization": f"Bearer {token}",
            "Accept": "application/json",
            "client-request-id": self._new_id(),
        }
        sent: dict[str, Any] = {"data": body} if isinstance(body, bytes) else {"json": body}
        try:
            async with self._http.request(
                method, url, **sent, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                document = await _document(response)
        except aiohttp.ClientConnectorError as error:
            # A connection that never stood carried nothing.
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            log.warning("graph_no_answer", method=method, error=type(error).__name__)
            raise NoAnswerError from error
        return _answer(response, document)


async def _document(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """The JSON object that answers; a gateway's page is none."""
    try:
        read = await response.json(content_type=None)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _answer(response: aiohttp.ClientResponse, document: dict[str, Any]) -> Answer:
    error = document.get("error")
    told = error if isinstance(error, dict) else {}
    code, message = (str(told.get(name) or "") for name in ("code", "message"))
    if response.status >= HTTPStatus.BAD_REQUEST:
        inner = told.get("innerError")
        request_id = inner.get("request-id", "") if isinstance(inner, dict) else ""
        log.warning("graph_refused", status=response.status, code=code[:80], request_id=str(request_id)[:80])
    wait = _seconds(response.headers.get("Retry-After", ""))
    return Answer(response.status, document, code, message, wait)


def _seconds(written: str) -> float | None:
    """Retry-After: seconds, or a date; anything else says nothing."""
    if written.strip().isdigit():
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except ValueError:
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    # Graph's date is compared with the machine's own time: a test's or local mode's clock is another one.
    return max((until - datetime.now(UTC)).total_seconds(), 0.0)
