"""How Graph is spoken to: waits, tokens, faults, redirects, the log (TEAMS_FACTS §2.7, §2.8)."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from structlog.testing import capture_logs

from tests.fakes.graph import Trouble
from tests.graph.tenant import Tenant
from tests.graph.test_channels import KEY, NAME, TITLE, fault


async def test_a_short_wait_is_waited_and_asked_again(around: Tenant) -> None:
    """§2.7: 429 with Retry-After, in seconds; without one the waits double."""
    around.graph.script(Trouble.THROTTLED, only="POST", retry_after="7")
    around.graph.script(Trouble.THROTTLED, 2, only="POST")
    await around.channels.create(KEY, TITLE)
    assert around.waits == [7.0, 4.0, 8.0]
    assert len(around.graph.made) == 1


@pytest.mark.parametrize(
    ("retry_after", "times", "asked"), [("300", 1, 300.0), ("11", 1, 11.0), ("3", 4, 3.0)]
)
async def test_a_long_wait_frees_the_job(around: Tenant, retry_after: str, times: int, asked: float) -> None:
    around.graph.script(Trouble.THROTTLED, times, only="POST", retry_after=retry_after)
    assert await fault(around.channels.create(KEY, TITLE)) == ("busy", True, asked)
    assert (around.graph.made, around.waits) == ([], [3.0] * (times - 1))


@pytest.mark.parametrize("written", ["", "soon", "-5", "1e9"])
async def test_a_wait_that_cannot_be_read_is_none(around: Tenant, written: str) -> None:
    around.graph.script(Trouble.THROTTLED, only="GET", retry_after=written)
    assert await around.channels.find(KEY) is None
    assert around.waits == [2.0]


async def test_a_wait_may_be_a_date(around: Tenant) -> None:
    past = format_datetime(datetime.now(UTC) - timedelta(hours=1), usegmt=True)
    around.graph.script(Trouble.THROTTLED, only="GET", retry_after=past)
    assert await around.channels.find(KEY) is None
    assert around.waits == [0.0]
    coming = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    around.graph.script(Trouble.THROTTLED, only="GET", retry_after=coming)
    cause, passing, asked = await fault(around.channels.find(KEY))
    assert (cause, passing, round(asked / 3600, 1)) == ("busy", True, 1.0)


async def test_a_token_withdrawn_is_replaced_once(around: Tenant) -> None:
    around.graph.withdraw("graph-1")
    around.graph.accept("graph-2")
    await around.channels.create(KEY, TITLE)
    assert (around.tokens.forgotten, len(around.graph.made)) == (["graph-1"], 1)


async def test_an_identity_that_graph_never_takes_is_somebodys_task(around: Tenant) -> None:
    around.graph.withdraw("graph-1")
    assert await fault(around.channels.find(KEY)) == ("not_signed_in", False, 0.0)
    assert around.tokens.forgotten == ["graph-1"]
    assert len(around.graph.requests) == 2


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("invalid_client", ("not_signed_in", False, 0.0)),
        ("unauthorized_client", ("not_signed_in", False, 0.0)),
        ("temporarily_unavailable", ("unreachable", True, 0.0)),
        ("ConnectionError", ("unreachable", True, 0.0)),
    ],
)
async def test_without_a_token_nothing_is_asked(
    around: Tenant, code: str, expected: tuple[str, bool, float]
) -> None:
    """Point 7: a token service that is down delays a channel; a wrong secret is somebody's task."""
    around.tokens.fault = code
    assert await fault(around.channels.find(KEY)) == expected
    assert await fault(around.channels.create(KEY, TITLE)) == expected
    assert around.graph.requests == []


async def test_a_graph_that_is_away_passes(around: Tenant) -> None:
    around.graph.go_down()
    assert await fault(around.channels.find(KEY)) == ("unreachable", True, 0.0)
    assert await fault(around.channels.create(KEY, TITLE)) == ("unreachable", True, 0.0)
    around.graph.come_back()
    assert await around.channels.find(KEY) is None


@pytest.mark.parametrize("trouble", [Trouble.DROP, Trouble.NONSENSE])
async def test_an_answer_that_breaks_says_nothing(around: Tenant, trouble: Trouble) -> None:
    around.graph.add(NAME)
    around.graph.script(trouble, 2, only="GET")  # aiohttp asks again on another connection
    assert await fault(around.channels.find(KEY)) == ("unreachable", True, 0.0)


async def test_the_token_follows_no_redirect(around: Tenant) -> None:
    around.graph.script(Trouble.REDIRECT, only="GET")
    assert await fault(around.channels.find(KEY)) == ("refused", False, 0.0)
    assert len(around.graph.requests) == 1


async def test_the_log_names_the_refusal_and_no_more(around: Tenant) -> None:
    """Neither the title nor the token, nor what Graph writes in its message."""
    around.graph.may_create = False
    with capture_logs() as logs:
        await fault(around.channels.create(KEY, "Un titre secret"))
    (line,) = logs
    assert {name: line[name] for name in ("event", "status", "code", "log_level")} == {
        "event": "graph_refused",
        "status": 403,
        "code": "Forbidden",
        "log_level": "warning",
    }
    assert len(str(line.pop("request_id"))) == 36
    assert set(line) == {"event", "status", "code", "log_level"}
