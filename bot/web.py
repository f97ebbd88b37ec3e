"""What the bot listens to: Teams' messages and two questions about its health. HTTP lives only here."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from aiohttp import web

from bot.settings import Settings, is_loopback
from bot.teams.adapter import Answer, TeamsAdapter

LARGEST_BODY = 256 * 1024

# Whoever reaches local mode through a proxy is not on this machine.
FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def make_app(
    adapter: TeamsAdapter, settings: Settings, ready: Callable[[], Awaitable[bool]]
) -> web.Application:
    """The bot's web application: POST /api/messages, GET /health/live, GET /health/ready.

    `ready` says whether the database answers. In local mode only this machine, and no page of a foreign
    site open on it, is heard: everything else is 403.
    """

    async def messages(request: web.Request) -> web.Response:
        return _response(await adapter.process(request.headers.get("Authorization"), await request.read()))

    async def live(_: web.Request) -> web.Response:
        return _response(Answer(HTTPStatus.OK, {"status": "live"}))

    async def is_ready(_: web.Request) -> web.Response:
        if await ready():
            return _response(Answer(HTTPStatus.OK, {"status": "ready"}))
        return _response(Answer(HTTPStatus.SERVICE_UNAVAILABLE, {"status": "database unavailable"}))

    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[_only_this_machine] if settings.local else []
    )
    app.on_response_prepare.append(_finish)
    app.add_routes(
        [
            web.post("/api/messages", messages),
            web.get("/health/live", live),
            web.get("/health/ready", is_ready),
        ]
    )
    return app


def _response(answer: Answer) -> web.Response:
    if answer.body is None:
        return web.Response(status=answer.status)
    return web.json_response(answer.body, status=answer.status)


async def _finish(_: web.Request, response: web.StreamResponse) -> None:
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.popall("Server", None)


@web.middleware
async def _only_this_machine(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Local mode authenticates nobody. A Host that is not ours is a name made to point here (DNS
    rebinding); an Origin that is not ours is a page of another site that posts from this machine's browser.
    """
    origin = request.headers.get("Origin")
    if (
        any(name in request.headers for name in FORWARDING)
        or not _is_ours(f"//{request.host}")
        or (origin is not None and not _is_ours(origin))
    ):
        return web.Response(status=HTTPStatus.FORBIDDEN)
    return await handler(request)


def _is_ours(url: str) -> bool:
    try:
        return is_loopback(urlsplit(url).hostname or "")
    except ValueError:
        return False
