"""Is it Teams that calls, for us, from our tenant? Tokens of the Bot Framework, verified with PyJWT.

botbuilder's own validator blocks the loop, answers 500 to a garbled or expired token, forgets the
tenant and fails for a day when Microsoft changes its keys (TEAMS_FACTS.md §4): it is not used.
"""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import jwt
import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout

log = structlog.get_logger()

ISSUER = "https://api.botframework.com"
LEEWAY = 300  # seconds that two clocks may differ
KEYS_LAST = 24 * 3600.0
UNKNOWN_KEY_PAUSE = 60.0  # a flood of invented key names must not become a flood at Microsoft
FAILURE_PAUSE = 5.0  # nor a flood of calls while the keys cannot be had
FETCH_TIMEOUT = ClientTimeout(total=5)

_FAILURES = (ClientError, TimeoutError, ValueError, TypeError, KeyError, RecursionError)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a request is not heard: an HTTP status (401, 403; 503 without keys) and a word for the log."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Key:
    key: jwt.PyJWK
    endorsements: frozenset[str]


class _KeysUnavailableError(Exception):
    """No key is known and Microsoft gives none."""


def bearer(authorization: str | None) -> str | None:
    """The token in an Authorization header, when it looks like a signed one; nothing is verified yet."""
    scheme, _, token = (authorization or "").strip().partition(" ")
    token = token.strip()
    return token if scheme.lower() == "bearer" and _key_name(token) else None


class Authenticator:
    """Verifies what Teams sends. `http` fetches the keys; `monotonic` gives seconds, for the keys' age."""

    def __init__(
        self,
        app_id: str,
        tenant_id: str,
        openid_url: str,
        http: ClientSession,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app_id = app_id
        self._tenant_id = tenant_id.lower()
        self._keys = _Keys(openid_url, http, monotonic)

    async def check(self, authorization: str | None, activity: Mapping[str, Any]) -> Refusal | None:
        """None when `activity` comes from Teams, for this bot and from its tenant; else why not.

        401: the token proves nothing. 403: it is good, but not for this activity. 503: no key to
        verify it with. Raises nothing, whatever was sent.
        """
        token = bearer(authorization)
        if token is None:
            return _refused("no_token")
        try:
            signer = await self._keys.find(_key_name(token))
        except _KeysUnavailableError:
            return Refusal(HTTPStatus.SERVICE_UNAVAILABLE, "no_keys")
        if signer is None:
            return _refused("unknown_key")
        try:
            claims = self._claims(token, signer.key)
        except jwt.PyJWTError as error:
            return _refused(type(error).__name__)
        reason = _mismatch(claims, signer.endorsements, activity) or self._foreign_tenant(activity)
        return Refusal(HTTPStatus.FORBIDDEN, reason) if reason else None

    def _claims(self, token: str, key: jwt.PyJWK) -> dict[str, Any]:
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience=self._app_id,
            issuer=ISSUER,
            leeway=LEEWAY,
            options={"require": ["exp", "iss", "aud"], "strict_aud": True},
        )
        return claims

    def _foreign_tenant(self, activity: Mapping[str, Any]) -> str | None:
        named = [
            tenant
            for tenant in (
                _at(activity, "conversation", "tenantId"),
                _at(activity, "channelData", "tenant", "id"),
            )
            if tenant is not None
        ]
        ours = bool(named) and all(str(tenant).lower() == self._tenant_id for tenant in named)
        return None if ours else "foreign_tenant"


class _Keys:
    """Microsoft's signing keys: kept a day, asked for again when an unknown one turns up."""

    def __init__(self, openid_url: str, http: ClientSession, monotonic: Callable[[], float]) -> None:
        self._openid_url = openid_url
        self._http = http
        self._monotonic = monotonic
        self._known: dict[str, _Key] = {}
        self._stale_at = float("-inf")
        self._unknown_again_at = float("-inf")
        self._failed_until = float("-inf")
        self._fetching: asyncio.Task[None] | None = None

    async def find(self, name: str) -> _Key | None:
        """The key of that name, or None. Raises _KeysUnavailableError when no key at all is to be had."""
        if self._monotonic() >= self._stale_at:
            await self._fetch()
        elif name not in self._known:
            await self._fetch_for_unknown()
        if not self._known:
            raise _KeysUnavailableError
        return self._known.get(name)

    async def _fetch_for_unknown(self) -> None:
        """Microsoft may have changed its keys: ask at once, but once a minute, whoever invents names."""
        if self._fetching is None:
            if self._monotonic() < self._unknown_again_at:
                return
            self._unknown_again_at = self._monotonic() + UNKNOWN_KEY_PAUSE
        await self._fetch()

    async def _fetch(self) -> None:
        """Ask once for everybody who waits. On failure the keys already known go on serving."""
        if self._fetching is None:
            if self._monotonic() < self._failed_until:
                return
            self._fetching = asyncio.create_task(self._ask())
            self._fetching.add_done_callback(self._fetched)
        # Shielded: a caller who hangs up must not take the answer away from the others.
        await asyncio.shield(self._fetching)

    def _fetched(self, _: asyncio.Task[None]) -> None:
        self._fetching = None

    async def _ask(self) -> None:
        try:
            metadata = await self._get(self._openid_url)
            keys = dict(_read_keys(await self._get(str(metadata["jwks_uri"]))))
            if not keys:
                raise ValueError("no usable key")
        except _FAILURES as error:
            self._failed_until = self._monotonic() + (UNKNOWN_KEY_PAUSE if self._known else FAILURE_PAUSE)
            log.warning("openid_keys_unavailable", error=type(error).__name__, known=len(self._known))
            return
        self._known = keys
        self._stale_at = self._monotonic() + KEYS_LAST

    async def _get(self, url: str) -> Any:
        async with self._http.get(url, timeout=FETCH_TIMEOUT, raise_for_status=True) as answer:
            return await answer.json(content_type=None)


def _read_keys(document: Mapping[str, Any]) -> Iterator[tuple[str, _Key]]:
    """The RSA keys of a JWKS document, by name; one that cannot be read is passed over."""
    for entry in document["keys"]:
        if not isinstance(entry, dict):
            continue
        try:
            key = jwt.PyJWK(entry, algorithm="RS256")
        except jwt.PyJWTError:
            continue
        endorsements = entry.get("endorsements")
        endorsed = endorsements if isinstance(endorsements, list) else []
        yield str(entry.get("kid")), _Key(key, frozenset(str(channel) for channel in endorsed))


def _mismatch(
    claims: Mapping[str, Any], endorsements: frozenset[str], activity: Mapping[str, Any]
) -> str | None:
    """A good token of another conversation's service or another channel's key is no proof for this one."""
    claimed, given = claims.get("serviceurl"), activity.get("serviceUrl")
    if not isinstance(claimed, str) or not isinstance(given, str) or claimed.rstrip("/") != given.rstrip("/"):
        return "foreign_service_url"
    channel = activity.get("channelId")
    return None if isinstance(channel, str) and channel in endorsements else "not_endorsed"


def _key_name(token: str) -> str:
    """The `kid` of a token signed with RS256; empty for anything else."""
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError):  # ValueError: bytes that are no text
        return ""
    return str(header.get("kid", "")) if header.get("alg") == "RS256" else ""


def _at(value: Any, *path: str) -> Any:
    for name in path:
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _refused(reason: str) -> Refusal:
    return Refusal(HTTPStatus.UNAUTHORIZED, reason)
