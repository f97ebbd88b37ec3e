"""The bot's own access tokens, from Entra through msal: the only module that knows msal.

msal blocks and builds its cache per client, so there is one client, asked in a thread, and the last
token for each service is kept here: a call that has one costs nothing (botbuilder asks anew at each turn,
on the loop).
"""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import msal
import requests
import structlog
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509 import load_pem_x509_certificates

from bot.errors import BotError, NotReadyError
from bot.settings import Settings

log = structlog.get_logger()

CONNECTOR = "https://api.botframework.com"
RENEW_BEFORE = 300.0  # seconds before its end, so that no call travels with a token about to expire
FAILURE_PAUSE = 5.0  # an outage must not queue a thread for each message that waits
TRUSTED_FOR = 60.0  # a token refused when it is this new was not refused for its age
TIMEOUT = 10


class TokenError(BotError):
    """No token. `code` is Entra's error code or the fault's name: never a description, never a secret."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class _Token:
    value: str
    since: float
    until: float


@dataclass(frozen=True, slots=True)
class _Failure:
    code: str
    until: float


class _Session(requests.Session):
    """msal sets no time-out on a client that it is given, and none at all for a managed identity."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        kwargs.setdefault("timeout", TIMEOUT)
        return super().request(*args, **kwargs)


class Tokens:
    """The connector's and Graph's tokens, as APP_TYPE, APP_PASSWORD or APP_CERTIFICATE obtain them.

    `monotonic` gives seconds; `http_client` is a requests.Session (a test's, with its own certificates).
    Raises NotReadyError when APP_CERTIFICATE cannot be read. Not for local mode, which has no identity.
    """

    def __init__(
        self,
        settings: Settings,
        monotonic: Callable[[], float] = time.monotonic,
        http_client: requests.Session | None = None,
    ) -> None:
        ask = _source(settings, http_client or _Session())
        self._connector = _Kept(partial(ask, CONNECTOR), monotonic)
        self._graph = _Kept(partial(ask, settings.GRAPH_URL.rstrip("/")), monotonic)

    async def connector_token(self) -> str:
        """A token good for five minutes or more, whenever Entra answers. Raises TokenError.

        Callers who come together share one request. While Entra fails, a token that still holds serves.
        """
        return await self._connector.token()

    async def graph_token(self) -> str:
        """As `connector_token`, for GRAPH_URL."""
        return await self._graph.token()

    def forget(self, token: str) -> bool:
        """A service refused this token. True when it is worth asking for another one.

        A new token refused is not its age's fault, and asking again for each message would change nothing.
        """
        return self._connector.forget(token) and self._graph.forget(token)


class _Kept:
    """One service's token: shared, renewed before its end, and a failure remembered for a moment."""

    def __init__(self, ask: Callable[[bool], dict[str, Any]], monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._source = ask
        self._held: _Token | None = None
        self._failure: _Failure | None = None
        self._is_stale = False
        self._acquiring: asyncio.Task[_Token | _Failure] | None = None

    async def token(self) -> str:
        now = self._monotonic()
        held = self._held
        if held is not None and now < held.until - RENEW_BEFORE:
            return held.value
        outcome: _Token | _Failure | None = self._failure
        if outcome is None or now >= outcome.until:
            outcome = await self._acquire()
        if isinstance(outcome, _Token):
            return outcome.value
        if held is not None and now < held.until:
            return held.value
        raise TokenError(outcome.code)

    def forget(self, token: str) -> bool:
        held = self._held
        if held is None or held.value != token:
            return True
        if self._monotonic() < held.since + TRUSTED_FOR:
            return False
        self._held = None
        self._is_stale = True
        return True

    async def _acquire(self) -> "_Token | _Failure":
        if self._acquiring is None:
            self._acquiring = asyncio.create_task(self._ask())
            self._acquiring.add_done_callback(self._acquired)
        # Shielded: a caller who hangs up must not take the answer away from the others.
        return await asyncio.shield(self._acquiring)

    def _acquired(self, _: "asyncio.Task[_Token | _Failure]") -> None:
        self._acquiring = None

    async def _ask(self) -> "_Token | _Failure":
        is_stale, self._is_stale = self._is_stale, False
        try:
            result = await asyncio.to_thread(self._source, is_stale)
            value, lasts = result["access_token"], float(result["expires_in"])
        except Exception as error:  # noqa: BLE001 - msal raises what its HTTP client, cache and parser raise
            return self._failed(error.code if isinstance(error, TokenError) else type(error).__name__)
        now = self._monotonic()
        self._failure = None
        self._held = _Token(value, since=now, until=now + lasts)
        return self._held

    def _failed(self, code: str) -> _Failure:
        log.warning("token_unavailable", code=code)
        self._failure = _Failure(code, self._monotonic() + FAILURE_PAUSE)
        return self._failure


_Source = Callable[[str, bool], dict[str, Any]]
"""Asks for a service's token, blocking; True drops what msal has cached. Raises TokenError, or what msal
raises."""


def _source(settings: Settings, http_client: requests.Session) -> _Source:
    if settings.APP_TYPE == "UserAssignedMSI":
        return _managed_identity(settings.APP_ID, http_client)
    return _confidential_client(settings, _credential(settings), http_client)


def _managed_identity(app_id: str, http_client: requests.Session) -> _Source:
    identity = msal.UserAssignedManagedIdentity(client_id=app_id)
    clients = [msal.ManagedIdentityClient(identity, http_client=http_client)]

    def ask(resource: str, is_stale: bool) -> dict[str, Any]:  # noqa: FBT001 - one caller
        if is_stale:
            clients[0] = msal.ManagedIdentityClient(identity, http_client=http_client)
        return _taken(clients[0].acquire_token_for_client(resource=resource))

    return ask


def _confidential_client(settings: Settings, credential: Any, http_client: requests.Session) -> _Source:
    clients: list[msal.ConfidentialClientApplication] = []
    making = threading.Lock()

    def client() -> msal.ConfidentialClientApplication:
        # Made at the first request, in the thread: it asks the authority for its addresses.
        # LOGIN_URL is the operator's choice: no list of Microsoft's has to confirm it.
        with making:
            if not clients:
                made = msal.ConfidentialClientApplication(
                    settings.APP_ID,
                    authority=f"{settings.LOGIN_URL.rstrip('/')}/{settings.APP_TENANT_ID}",
                    client_credential=credential,
                    instance_discovery=False,
                    http_client=http_client,
                )
                clients.append(made)
        return clients[0]

    def ask(resource: str, is_stale: bool) -> dict[str, Any]:  # noqa: FBT001 - one caller
        if is_stale:
            client().remove_tokens_for_client()
        return _taken(client().acquire_token_for_client([f"{resource}/.default"]))

    return ask


def _taken(result: dict[str, Any]) -> dict[str, Any]:
    """A refusal comes back from msal as a dictionary, with a description that is nobody's business."""
    if "access_token" not in result:
        raise TokenError(str(result.get("error", "no_token"))[:80])
    return result


def _credential(settings: Settings) -> str | dict[str, str]:
    """The secret; or the key and certificate of a PEM file, whose thumbprint msal takes itself."""
    if not settings.APP_CERTIFICATE:
        return settings.APP_PASSWORD.get_secret_value()
    try:
        pem = Path(settings.APP_CERTIFICATE).read_bytes()
        key = load_pem_private_key(pem, password=None)
        certificate = load_pem_x509_certificates(pem)[0]
    except (OSError, ValueError, TypeError) as error:
        raise NotReadyError("APP_CERTIFICATE: a PEM file with a private key and its certificate") from error
    return {
        "private_key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
        "public_certificate": certificate.public_bytes(Encoding.PEM).decode(),
    }
