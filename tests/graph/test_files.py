"""A channel's Files through Graph: repeated without harm, waited for, never wrongly given up (§2.5)."""

import contextlib

import pytest

from bot.errors import ChannelCause, ChannelError
from tests.fakes.graph import Trouble
from tests.graph.tenant import Tenant

NAME = "CEE_2026-2027_1_Plan.docx"


def channel(around: Tenant) -> str:
    return around.graph.add("R2026-0001 Lire").channel_id


async def fault(around: Tenant, channel_id: str, name: str = NAME) -> tuple[str, bool, float]:
    """(cause, whether it passes, the wait that it asks for)."""
    with pytest.raises(ChannelError) as raised:
        await around.files.put(channel_id, name, b"docx")
    return raised.value.cause.value, raised.value.passing, raised.value.retry_after


async def test_a_document_is_put_and_replaced_under_its_name(around: Tenant) -> None:
    made = channel(around)
    for content in (b"one", b"two"):
        await around.files.put(made, NAME, content)
    assert around.graph.files.stored == {made: {NAME: b"two"}}
    assert [method for method, _ in around.graph.requests] == ["GET", "PUT", "GET", "PUT"]


async def test_a_name_with_accents_and_spaces_stays_one_part_of_the_address(around: Tenant) -> None:
    made = channel(around)
    await around.files.put(made, "Été à l’école #1.docx", b"x")
    assert list(around.graph.files.stored[made]) == ["Été à l’école #1.docx"]


async def test_a_folder_that_is_not_there_yet_passes(around: Tenant) -> None:
    """§2.5: 404 right after the channel was made; then it is there."""
    made = channel(around)
    around.graph.files.late = 2
    for _ in range(2):
        assert await fault(around, made) == ("channel_gone", True, 0.0)
    await around.files.put(made, NAME, b"x")
    assert around.graph.files.stored == {made: {NAME: b"x"}}


@pytest.mark.parametrize("trouble", [Trouble.BAD_GATEWAY_AFTER, Trouble.DROP_AFTER, Trouble.TIMEOUT_AFTER])
async def test_an_answer_that_is_lost_leaves_one_document(around: Tenant, trouble: Trouble) -> None:
    made = channel(around)
    around.graph.script(trouble, 2, only="PUT")
    assert await fault(around, made) == ("unreachable", True, 0.0)
    assert around.graph.files.stored == {made: {NAME: b"docx"}}
    # The client itself asks again for a PUT whose connection broke: another lost answer may be left.
    with contextlib.suppress(ChannelError):
        await around.files.put(made, NAME, b"new")
    await around.files.put(made, NAME, b"new")
    assert around.graph.files.stored == {made: {NAME: b"new"}}


async def test_what_graph_asks_to_wait_is_waited_for_or_told(around: Tenant) -> None:
    made = channel(around)
    around.graph.script(Trouble.THROTTLED, retry_after="3")
    await around.files.put(made, NAME, b"x")
    assert around.waits == [3.0]
    around.graph.script(Trouble.THROTTLED, retry_after="300")
    assert await fault(around, made) == ("busy", True, 300.0)
    around.graph.script(Trouble.UNAVAILABLE, only="PUT", retry_after="120")
    assert await fault(around, made) == ("unreachable", True, 120.0)


async def test_a_document_open_in_word_passes(around: Tenant) -> None:
    made = channel(around)
    around.graph.files.locked.add(NAME)
    assert await fault(around, made) == ("unreachable", True, 0.0)


async def test_each_lasting_refusal_has_its_cause(around: Tenant) -> None:
    made = channel(around)
    around.graph.may_file = False
    assert await fault(around, made) == ("not_allowed", False, 0.0)
    around.graph.may_file = True
    assert await fault(around, made, "a:b.docx") == ("refused", False, 0.0)
    around.graph.script(Trouble.BAD_REQUEST, only="PUT")
    assert await fault(around, made) == ("refused", False, 0.0)
    # Of the folder it may be that it is not ready: seen on real tenants.
    around.graph.script(Trouble.BAD_REQUEST, only="GET")
    assert await fault(around, made) == (ChannelCause.REFUSED.value, True, 0.0)
    around.graph.script(Trouble.NONSENSE, only="GET")
    assert await fault(around, made) == ("unreachable", True, 0.0)
    assert await fault(around, "19:gone@thread.tacv2") == ("channel_gone", True, 0.0)
    assert around.graph.files.stored == {}
