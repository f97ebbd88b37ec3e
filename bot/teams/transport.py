"""How the connector client speaks HTTP: on the loop with aiohttp, not with `requests` in six shared threads.

msrest's own pipeline retries by itself (also a PUT answered 429, asleep in its thread), follows redirects
with the token, waits 100 s, and loses the status of an error page that is not JSON. Here one call is one
request, and what Teams refused is raised as NotTakenError.
"""

import json
import re
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientSession, ClientTimeout, DummyCookieJar, TCPConnector
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import HTTPClientResponse
from yarl import URL

CONNECT_SECONDS = 5
# Shorter than any server keeps an idle connection (Node: 5 s): a message written on one that is being
# closed is lost without an answer, and whether it was taken nobody knows.
IDLE_SECONDS = 2
OK = range(200, 300)
_CODE = re.compile(r"[\w .:-]{1,80}")


class NotTakenError(Exception):
    """Teams answered, and did not take the call. `retry_after` is in seconds."""

    def __init__(self, status: int, code: str, retry_after: float | None) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.retry_after = retry_after


class AiohttpTransport(AsyncHTTPSender[Any, Any]):
    """The last stage of msrest's pipeline. A call's raw response is its JSON object, or an empty one."""

    def __init__(self, *, seconds: float, through_proxy: bool) -> None:
        self._timeout = ClientTimeout(total=seconds, connect=min(seconds, CONNECT_SECONDS))
        self._through_proxy = through_proxy
        self._session: ClientSession | None = None

    def _http(self) -> ClientSession:
        """Opened at the first call, which is made on the loop."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(keepalive_timeout=IDLE_SECONDS),
                timeout=self._timeout,
                cookie_jar=DummyCookieJar(),
                trust_env=self._through_proxy,
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(self, request: Request[Any], **_config: Any) -> Response[Any, Any]:
        """Raises NotTakenError; aiohttp.ClientError or TimeoutError when there is no answer."""
        asked = request.http_request
        async with self._http().request(
            asked.method,
            URL(asked.url, encoded=True),
            data=asked.data,
            headers=asked.headers,
            allow_redirects=False,
        ) as answer:
            document = _document(await answer.read())
            if answer.status not in OK:
                raise NotTakenError(answer.status, _code(document), _retry_after(answer.headers))
        response = HTTPClientResponse(asked, document)
        response.status_code = 200  # any success: the generated client reads the body of some only
        # The SDK's models stay empty: what a call needs is read from the raw JSON.
        return Response(request, response, {RawDeserializer.CONTEXT_NAME: None})

    async def __aexit__(self, *_: object) -> None:
        """The transport outlives the clients that use it: `close` ends it."""


def pipeline(transport: AiohttpTransport) -> Callable[[Any], AsyncPipeline[Any, Any]]:
    """What `ConnectorClient(pipeline_type=…)` takes."""
    return lambda config: AsyncPipeline([config.user_agent_policy], transport)


def _document(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return document if isinstance(document, dict) else {}


def _code(document: Mapping[str, Any]) -> str:
    """The error's code, in either of the two shapes (TEAMS_FACTS.md §1.3); never its message."""
    error = document.get("error")
    if isinstance(error, dict):
        code = str(error.get("code", ""))
    else:
        parts = (document.get("errorCode"), document.get("subCode"))
        code = " ".join(str(part) for part in parts if part)
    return code if _CODE.fullmatch(code) else ""


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, or a date: then counted from the answer's own Date, whatever our clock says."""
    given = headers.get("Retry-After", "").strip()
    if re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", given):
        return float(given)
    try:
        then, now = parsedate_to_datetime(given), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (then - now).total_seconds())
    except (ValueError, TypeError):
        return None
