"""A channel is archived through Graph: looked at, asked for once, seen before it counts (point 4)."""

import pytest

from bot.errors import ChannelError
from tests.fakes.graph import Trouble
from tests.graph.tenant import Tenant


def channel(around: Tenant) -> str:
    return around.graph.add("R2026-0001 Lire").channel_id


async def fault(around: Tenant, channel_id: str) -> tuple[str, bool, float]:
    """(cause, whether it passes, the wait that it asks for)"""
    with pytest.raises(ChannelError) as raised:
        await around.archive.archive(channel_id)
    return raised.value.cause.value, raised.value.passing, raised.value.retry_after


async def test_it_is_asked_for_once_and_counts_when_it_is_seen(around: Tenant) -> None:
    made = channel(around)
    around.graph.archives.after = 2
    # 202; then twice « already archived » while Teams is at it; then it is seen.
    assert [await around.archive.archive(made) for _ in range(4)] == [False, False, True, True]
    assert around.graph.archives.asked == [made]


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY_AFTER, Trouble.TIMEOUT_AFTER])
async def test_an_answer_that_is_lost_is_looked_for(around: Tenant, trouble: Trouble) -> None:
    """502 after it was done: the second look sees it, nothing is asked twice."""
    made = channel(around)
    around.graph.script(trouble, only="POST")
    assert await around.archive.archive(made) is True
    assert around.graph.archives.asked == [made]


async def test_a_connection_that_breaks_passes_and_is_seen_next_time(around: Tenant) -> None:
    made = channel(around)
    around.graph.script(Trouble.DROP_AFTER, 2, only="POST")
    assert await fault(around, made) == ("unreachable", True, 0.0)
    assert await around.archive.archive(made) is True


async def test_what_somebody_archived_or_deleted_is_done(around: Tenant) -> None:
    made = channel(around)
    around.graph.channels[-1].archived = True
    assert await around.archive.archive(made) is True
    around.graph.delete("R2026-0001 Lire")
    assert await around.archive.archive(made) is True
    assert around.graph.archives.asked == []


async def test_what_graph_asks_to_wait_is_waited_for_or_told(around: Tenant) -> None:
    made = channel(around)
    around.graph.script(Trouble.THROTTLED, retry_after="3")
    assert await around.archive.archive(made) is False
    assert around.waits == [3.0]
    around.graph.script(Trouble.THROTTLED, retry_after="300")
    assert await fault(around, made) == ("busy", True, 300.0)
    around.graph.script(Trouble.UNAVAILABLE, only="GET", retry_after="120")
    assert await fault(around, made) == ("unreachable", True, 120.0)


async def test_each_lasting_refusal_has_its_cause(around: Tenant) -> None:
    made = channel(around)
    around.graph.may_archive = False
    assert await fault(around, made) == ("not_allowed", False, 0.0)
    around.graph.may_archive, around.graph.archived = True, True
    assert await fault(around, made) == ("team_archived", False, 0.0)
    around.graph.archived = False
    around.graph.team = "99999999-0000-0000-0000-00000000dead"
    assert await fault(around, made) == ("team_unknown", False, 0.0)


@pytest.mark.parametrize("trouble", [Trouble.BAD_REQUEST, Trouble.NONSENSE])
async def test_what_nobody_explains(around: Tenant, trouble: Trouble) -> None:
    made = channel(around)
    around.graph.script(trouble, only="GET")
    cause, passing, _ = await fault(around, made)
    assert (cause, passing) == (
        ("refused", False) if trouble is Trouble.BAD_REQUEST else ("unreachable", True)
    )
