"""What the bot listens to: sizes, health, headers, and local mode's deafness to others (issue 2)."""

import json
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.settings import Settings
from tests.fakes.activities import TENANT, invoke, message
from tests.fakes.edge import Edge, edge
from tests.fakes.entra import FakeOpenId
from tests.fakes.teams import FakeTeams

KB = 1024


@pytest.fixture
async def hosted(teams: FakeTeams) -> AsyncIterator[Edge]:
    with FakeOpenId() as openid:
        async with edge(openid, teams) as running:
            yield running


@pytest.fixture
def teams() -> Iterator[FakeTeams]:
    with FakeTeams(TENANT) as server:
        yield server


@pytest.fixture
async def local(teams: FakeTeams) -> AsyncIterator[Edge]:
    with FakeOpenId() as openid:
        async with edge(openid, teams, Settings()) as running:
            yield running


def padded(teams: FakeTeams, size: int) -> bytes:
    """An activity of exactly this many bytes."""
    bare = len(json.dumps(message("", teams.url)))
    return json.dumps(message("a" * (size - bare), teams.url)).encode()


async def in_pieces(body: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(body), 10_000):
        yield body[start : start + 10_000]


@pytest.mark.parametrize(("size", "status"), [(256 * KB, 200), (256 * KB + 1, 413), (900 * KB, 413)])
@pytest.mark.parametrize("chunked", [False, True])
async def test_a_body_over_256_kb_is_413(
    hosted: Edge, teams: FakeTeams, size: int, status: int, chunked: bool
) -> None:
    """Also when no Content-Length announces it."""
    body = padded(teams, size)
    assert len(body) == size
    headers = {"Authorization": f"Bearer {hosted.openid.token(teams.url)}"}
    async with hosted.http.post(
        "/api/messages", data=in_pieces(body) if chunked else body, headers=headers
    ) as answer:
        assert answer.status == status
    assert len(hosted.heard) == (1 if status == 200 else 0)


@pytest.mark.parametrize(
    ("ready", "status", "word"), [(True, 200, "ready"), (False, 503, "database unavailable")]
)
async def test_ready_says_whether_the_database_answers(
    teams: FakeTeams, ready: bool, status: int, word: str
) -> None:
    with FakeOpenId() as openid:
        async with edge(openid, teams, ready=lambda: ready) as running:
            async with running.http.get("/health/ready") as answer:
                assert (answer.status, await answer.json()) == (status, {"status": word})
            async with running.http.get("/health/live") as answer:
                assert (answer.status, await answer.json()) == (200, {"status": "live"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/health/live", 200),
        ("POST", "/api/messages", 401),
        ("GET", "/api/messages", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/docs", 404),
    ],
)
async def test_every_answer_is_without_a_banner(hosted: Edge, method: str, path: str, status: int) -> None:
    """aiohttp would name itself and Python with their versions."""
    async with hosted.http.request(method, path) as answer:
        assert answer.status == status
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Server" not in answer.headers


async def test_an_invoke_is_answered_as_json(hosted: Edge, teams: FakeTeams) -> None:
    headers = {"Authorization": f"Bearer {hosted.openid.token(teams.url)}"}
    body = json.dumps(invoke("menu", {}, teams.url)).encode()
    async with hosted.http.post("/api/messages", data=body, headers=headers) as answer:
        assert (answer.status, answer.content_type) == (200, "application/json")


async def test_local_mode_hears_this_machine_without_a_token(local: Edge, teams: FakeTeams) -> None:
    """The control of the refusals below."""
    assert await local.send(message("bonjour", teams.url), Authorization="") == (200, None)
    assert [turn.text for turn in local.heard] == ["bonjour"]


REFUSED = [
    {"Forwarded": "for=192.0.2.1"},
    {"X-Forwarded-For": "127.0.0.1"},
    {"X-Forwarded-Host": "localhost"},
    {"X-Forwarded-Proto": "https"},
    {"X-Real-IP": "127.0.0.1"},
    {"Via": "1.1 proxy"},
    {"x-forwarded-for": ""},
    {"Host": "bot.exemple.invalid"},
    {"Host": "127.0.0.1.exemple.invalid:3978"},
    {"Host": "192.0.2.1"},
    {"Host": "localhost@exemple.invalid"},
    {"Host": "[::1"},
    {"Origin": "https://exemple.invalid"},
    {"Origin": "null"},
]


@pytest.mark.parametrize("headers", REFUSED, ids=str)
@pytest.mark.parametrize("path", ["/api/messages", "/health/live"])
async def test_local_mode_refuses_who_is_not_on_this_machine(
    local: Edge, teams: FakeTeams, headers: dict[str, str], path: str
) -> None:
    """A proxy, a name made to point here (DNS rebinding), another site's page in a browser here."""
    assert await local.send(message("bonjour", teams.url), Authorization="", **headers) == (403, None)
    async with local.http.get(path, headers=headers) as answer:
        assert answer.status == 403
        assert "Server" not in answer.headers
    assert local.heard == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "localhost:3978"},
        {"Host": "127.0.0.1"},
        {"Host": "[::1]:3978"},
        {"Origin": "http://localhost:56150"},
    ],
    ids=str,
)
async def test_local_mode_knows_its_own_names(local: Edge, teams: FakeTeams, headers: dict[str, str]) -> None:
    assert await local.send(message("bonjour", teams.url), Authorization="", **headers) == (200, None)


@pytest.mark.parametrize("headers", REFUSED[:6], ids=str)
async def test_a_hosted_bot_stands_behind_a_proxy(
    hosted: Edge, teams: FakeTeams, headers: dict[str, str]
) -> None:
    """There the token decides, and every host puts a proxy before it."""
    token = hosted.openid.token(teams.url)
    assert await hosted.send(message("bonjour", teams.url), token=token, **headers) == (200, None)
