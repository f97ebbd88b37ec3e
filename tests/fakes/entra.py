"""Microsoft's identity services, on this machine: real RSA keys, real tokens, a token endpoint over TLS."""

import itertools
import ssl
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from types import TracebackType
from typing import Any

import jwt
import requests
from aiohttp import web

from tests.fakes.activities import APP_ID, TENANT
from tests.fakes.keys import Certificate, SigningKey, new_key
from tests.fakes.loopback import LoopbackServer, wait_for

ISSUER = "https://api.botframework.com"
SECRET = "the bot's own secret"
Claims = dict[str, Any]


class FakeOpenId(LoopbackServer):
    """The Bot Framework's key metadata, and tokens signed with those keys.

    `keys` is what is published; `rotate` changes it. `fetches` counts the readings of the keys.
    """

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[SigningKey | dict[str, Any]] = [SigningKey("key-1", new_key())]
        self.fetches = 0
        self.metadata: Any = None
        self.holding = False
        self.asked = threading.Event()
        self._answer = threading.Event()

    @property
    def openid_url(self) -> str:
        return f"{self.origin}/v1/.well-known/openidconfiguration"

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/v1/.well-known/openidconfiguration", self._metadata),
            web.get("/v1/.well-known/keys", self._jwks),
        ]

    def rotate(self, endorsements: tuple[str, ...] | None = ("msteams",)) -> SigningKey:
        """Publish another key in place of all others."""
        key = SigningKey(f"key-{time.monotonic_ns()}", new_key(), endorsements)
        self.keys = [key]
        return key

    def hold(self) -> None:
        """Keep the answers back until `release`."""
        self.holding = True

    def release(self) -> None:
        self.holding = False
        self._answer.set()

    def token(
        self,
        service_url: str | None,
        *,
        audience: Any = APP_ID,
        issuer: str = ISSUER,
        expires_in: float = 3600,
        begins_in: float = -60,
        kid: str | None = None,
        key: Any = None,
        algorithm: str = "RS256",
        leave_out: tuple[str, ...] = (),
    ) -> str:
        """A token as Teams sends it; every argument spoils one thing."""
        published = self.keys[0]
        assert isinstance(published, SigningKey)
        now = time.time()
        claims: Claims = {
            "iss": issuer,
            "aud": audience,
            "iat": int(now + min(begins_in, 0)),
            "nbf": int(now + begins_in),
            "exp": int(now + expires_in),
            "serviceurl": service_url,
        }
        for name in (*leave_out, *(["serviceurl"] if service_url is None else [])):
            claims.pop(name)
        headers = {"kid": published.kid if kid is None else kid}
        return jwt.encode(claims, key or published.key, algorithm=algorithm, headers=headers)

    async def _metadata(self, _: web.Request) -> web.Response:
        if self.metadata is not None:
            return web.json_response(self.metadata)
        document = {"issuer": ISSUER, "jwks_uri": f"{self.origin}/v1/.well-known/keys"}
        return web.json_response(document)

    async def _jwks(self, _: web.Request) -> web.Response:
        self.fetches += 1
        self.asked.set()
        if self.holding:
            await wait_for(self._answer)
        keys = [key.jwk() if isinstance(key, SigningKey) else key for key in self.keys]
        return web.json_response({"keys": keys})


class FakeLogin(LoopbackServer):
    """Entra's token endpoint over TLS (msal refuses any other), and App Service's managed identity.

    Each token it gives is another one: `connector-token-1`, `-2` …, `graph-token-1` … for `graph_url`.
    `script` refuses the next requests.
    """

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._tls_certificate = Certificate.make()
        self.ca_file = Path(self._folder.name) / "tls.pem"
        self.ca_file.write_bytes(self._tls_certificate.pem())
        super().__init__(self._server_tls())
        self.app_certificate = Certificate.make()
        self.requests: list[dict[str, str]] = []
        self.lasts = 3600
        self.holding = False
        self.asked = threading.Event()
        self._answer = threading.Event()
        self.graph_url = "https://graph.microsoft.com"
        self._numbers = {"connector": itertools.count(1), "graph": itertools.count(1)}
        self._script: deque[tuple[int, dict[str, Any]]] = deque()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
        super().__exit__(kind, error, trace)
        self._folder.cleanup()

    def http_client(self) -> requests.Session:
        """A client that trusts this server's certificate, to be closed by the test."""
        session = requests.Session()
        session.verify = str(self.ca_file)
        session.trust_env = False
        return session

    def script(self, status: int, body: dict[str, Any], times: int = 1) -> None:
        self._script.extend([(status, body)] * times)

    def hold(self) -> None:
        self.holding = True
        self._answer.clear()

    def release(self) -> None:
        self.holding = False
        self._answer.set()

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(f"/{TENANT}/v2.0/.well-known/openid-configuration", self._configuration),
            web.post(f"/{TENANT}/oauth2/v2.0/token", self._token),
            web.get("/msi/token", self._managed),
        ]

    def _server_tls(self) -> ssl.SSLContext:
        key_file = Path(self._folder.name) / "tls.key"
        key_file.write_bytes(self._tls_certificate.key_pem())
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.ca_file, key_file)
        return context

    async def _configuration(self, _: web.Request) -> web.Response:
        base = f"{self.origin}/{TENANT}"
        document = {
            "issuer": f"{base}/v2.0",
            "authorization_endpoint": f"{base}/oauth2/v2.0/authorize",
            "token_endpoint": f"{base}/oauth2/v2.0/token",
        }
        return web.json_response(document)

    async def _token(self, request: web.Request) -> web.Response:
        form = {name: str(value) for name, value in (await request.post()).items()}
        scripted = await self._asked(form)
        if scripted is not None:
            return scripted
        if form.get("grant_type") != "client_credentials" or form.get("client_id") != APP_ID:
            return web.json_response({"error": "unauthorized_client"}, status=400)
        scopes = [one for one in form.get("scope", "").split() if one.endswith("/.default")]
        service = self._service(scopes[0].removesuffix("/.default")) if len(scopes) == 1 else None
        if service is None:
            return web.json_response({"error": "invalid_scope"}, status=400)
        if form.get("client_secret") != SECRET and not self._is_signed(form):
            described = {"error": "invalid_client", "error_description": f"AADSTS7000215: {SECRET}"}
            return web.json_response(described, status=401)
        return web.json_response(
            {"token_type": "Bearer", "access_token": self._next(service), "expires_in": self.lasts}
        )

    def _service(self, resource: str) -> str | None:
        return {"https://api.botframework.com": "connector", self.graph_url: "graph"}.get(resource)

    def _is_signed(self, form: dict[str, str]) -> bool:
        """A client assertion signed by the app's certificate, whose thumbprint names it."""
        assertion = form.get("client_assertion", "")
        try:
            jwt.decode(
                assertion,
                self.app_certificate.key.public_key(),
                algorithms=["PS256"],
                audience=f"{self.origin}/{TENANT}/oauth2/v2.0/token",
                issuer=APP_ID,
            )
        except jwt.PyJWTError:
            return False
        named = str(jwt.get_unverified_header(assertion).get("x5t#S256"))
        return named.rstrip("=") == self.app_certificate.thumbprint()  # msal pads it, Entra takes both

    async def _managed(self, request: web.Request) -> web.Response:
        scripted = await self._asked(dict(request.query))
        if scripted is not None:
            return scripted
        if request.headers.get("X-IDENTITY-HEADER") != SECRET or request.query.get("client_id") != APP_ID:
            return web.json_response({"statusCode": 400, "message": "unknown identity"}, status=400)
        service = self._service(request.query.get("resource", ""))
        if service is None:
            return web.json_response({"statusCode": 400, "message": "unknown resource"}, status=400)
        document = {
            "access_token": self._next(service),
            "expires_on": str(int(time.time()) + self.lasts),
            "resource": request.query["resource"],
            "token_type": "Bearer",
        }
        return web.json_response(document)

    async def _asked(self, form: dict[str, str]) -> web.Response | None:
        self.requests.append(form)
        self.asked.set()
        if self.holding:
            await wait_for(self._answer)
        if not self._script:
            return None
        status, body = self._script.popleft()
        return web.json_response(body, status=status)

    def _next(self, service: str) -> str:
        return f"{service}-token-{next(self._numbers[service])}"
