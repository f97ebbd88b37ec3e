"""What the bot listens to: Teams' messages, links to documents, its health. HTTP lives only here."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from urllib.parse import quote, urlsplit

from aiohttp import web

from bot.settings import Settings, is_loopback
from bot.teams.adapter import Answer, TeamsAdapter
from bot.views.paper import Paper
from cards.phrases import documents as say

LARGEST_BODY = 256 * 1024

# Whoever reaches local mode through a proxy is not on this machine.
FORWARDING = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


# Of a link and of what it leads to nothing stays behind: not in a cache, a search engine, another site's log.
PRIVATE = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
    "Content-Security-Policy": "default-src 'none'",
}
GONE = (
    f'<!doctype html><html lang="fr-CA"><head><meta charset="utf-8"><title>{say.GONE_TITLE}</title></head>'
    f"<body><main><h1>{say.GONE_TITLE}</h1><p>{say.GONE}</p></main></body></html>"
)


def make_app(
    adapter: TeamsAdapter,
    settings: Settings,
    ready: Callable[[], Awaitable[bool]],
    document: Callable[[str], Awaitable[Paper | None]],
    feed: Callable[[str], Awaitable[Paper | None]],
) -> web.Application:
    """The bot's web application: POST /api/messages, GET /documents/{token}, /calendar/{token}.ics,
    /health/live, /health/ready.

    `document` and `feed` say what a token leads to; a link that is over, forged, or not allowed any more
    looks the same as one that never was. `ready` says whether the database answers. In local mode only this
    machine, and no page of a foreign site open on it, is heard: everything else is 403.
    """

    async def messages(request: web.Request) -> web.Response:
        return _response(await adapter.process(request.headers.get("Authorization"), await request.read()))

    async def live(_: web.Request) -> web.Response:
        return _response(Answer(HTTPStatus.OK, {"status": "live"}))

    async def is_ready(_: web.Request) -> web.Response:
        if await ready():
            return _response(Answer(HTTPStatus.OK, {"status": "ready"}))
        return _response(Answer(HTTPStatus.SERVICE_UNAVAILABLE, {"status": "database unavailable"}))

    async def documents(request: web.Request) -> web.Response:
        return await _sent(await document(request.match_info["token"]))

    async def calendar(request: web.Request) -> web.Response:
        return await _sent(await feed(request.match_info["token"]))

    app = web.Application(
        client_max_size=LARGEST_BODY, middlewares=[_only_this_machine] if settings.local else []
    )
    app.on_response_prepare.append(_finish)
    app.add_routes(
        [
            web.post("/api/messages", messages),
            web.get("/documents/{token}", documents, allow_head=False),
            web.get("/calendar/{token}.ics", calendar),
            web.get("/health/live", live),
            web.get("/health/ready", is_ready),
        ]
    )
    return app


async def _sent(paper: Paper | None) -> web.Response:
    """The document, drawn on a thread; the page that says « Ce lien n’est plus valide » for none."""
    if paper is None:
        return web.Response(status=HTTPStatus.NOT_FOUND, text=GONE, content_type="text/html", headers=PRIVATE)
    content = await asyncio.to_thread(paper.draw)
    named = f"attachment; filename=\"{paper.name}\"; filename*=UTF-8''{quote(paper.name)}"
    charset = "utf-8" if paper.media.startswith("text/") else None
    return web.Response(
        body=content,
        content_type=paper.media,
        charset=charset,
        headers={**PRIVATE, "Content-Disposition": named},
    )


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
