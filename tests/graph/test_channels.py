"""A Team's channels through Graph, over real HTTP (TEAMS_FACTS §2.1, §2.2, §2.7; point 6)."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.errors import ChannelCause, ChannelError
from bot.graph.channels import LOOKS
from bot.services import CreatedChannel, Place
from cards.phrases import network as say
from cards.phrases.network import channel_description
from tests.fakes.graph import TEAM, FakeGraph, Trouble
from tests.graph.tenant import SERVICE, Tenant, tenant

KEY, TITLE = "R2027-0001", "Lire dehors"
NAME = f"{KEY} {TITLE}"


async def fault(asking: Awaitable[object]) -> tuple[str, bool, float]:
    """(cause, whether it passes, the wait that it asks for)."""
    with pytest.raises(ChannelError) as raised:
        await asking
    return raised.value.cause.value, raised.value.passing, raised.value.retry_after


def channel(channel_id: str) -> CreatedChannel:
    return CreatedChannel(channel_id, (Place(SERVICE, channel_id),))


async def test_a_channel_is_standard_named_described_and_a_place_to_post(around: Tenant) -> None:
    created = await around.channels.create(KEY, TITLE)
    (made,) = around.graph.made
    assert created == channel(made.channel_id)
    assert (made.name, made.description, made.membership) == (NAME, channel_description(KEY), "standard")


async def test_of_two_keys_that_begin_alike_each_finds_its_own(around: Tenant) -> None:
    """R2026-0001 is not R2026-00012, nor the other way round."""
    keys = ("R2026-0001", "R2026-00012", "R2026-000")
    first = await around.channels.create("R2026-00012", TITLE)
    assert [await around.channels.find(key) for key in keys] == [None, first, None]
    second = await around.channels.create("R2026-0001", TITLE)
    assert [await around.channels.find(key) for key in keys] == [second, first, None]


async def test_a_channel_renamed_in_teams_is_found_by_its_description(around: Tenant) -> None:
    created = await around.channels.create(KEY, TITLE)
    around.graph.made[0].name = "Nos lectures"
    around.graph.add(f"{KEY} entre nous")
    assert await around.channels.find(KEY) == created


async def test_a_channel_whose_description_was_changed_is_found_by_its_name(around: Tenant) -> None:
    created = await around.channels.create(KEY, TITLE)
    around.graph.made[0].description = "Nos lectures."
    assert await around.channels.find(KEY) == created


async def test_a_private_channel_is_never_adopted(around: Tenant) -> None:
    """§2.3: a bot cannot work there."""
    around.graph.add(NAME, membership="private")
    assert await around.channels.find(KEY) is None


async def test_of_two_that_bear_the_key_the_older_is_it(around: Tenant) -> None:
    older, newer = (around.graph.add(f"Un {n}", channel_description(KEY)) for n in (1, 2))
    around.graph.channels.reverse()
    assert newer.created > older.created
    assert await around.channels.find(KEY) == channel(older.channel_id)


async def test_the_list_is_read_to_its_last_page(around: Tenant) -> None:
    around.graph.page_size = 2
    for number in range(5):
        around.graph.add(f"Canal {number}")
    last = around.graph.add(NAME)
    assert await around.channels.find(KEY) == channel(last.channel_id)
    assert await around.channels.count() == 7
    assert len(around.graph.requests) == 8


@pytest.mark.parametrize(
    "link",
    [
        "https://graph.example/v1.0/teams",
        "http://127.0.0.1:1/v1.0/teams",
        "//evil.example/x",
        "/v1.0/teams",
        "http://[",
        "nothing",
    ],
)
async def test_a_next_page_elsewhere_is_not_followed_with_the_token(around: Tenant, link: str) -> None:
    """The control is the test above: a page of Graph's own is."""
    around.graph.page_size = 1
    around.graph.add(NAME)
    around.graph.next_link = lambda _link: link
    assert await fault(around.channels.find(KEY)) == ("refused", False, 0.0)
    assert len(around.graph.requests) == 1


async def test_a_list_without_end_is_left(around: Tenant) -> None:
    around.graph.page_size = 1
    around.graph.add("Canal 1")
    around.graph.next_link = lambda link: link.replace("$skiptoken=1", "$skiptoken=0")
    assert await fault(around.channels.find(KEY)) == ("refused", False, 0.0)


LOST = [Trouble.BAD_GATEWAY_AFTER, Trouble.TIMEOUT_AFTER, Trouble.DROP_AFTER, Trouble.EMPTY_AFTER]


@pytest.mark.parametrize("lag", [0, 3])
@pytest.mark.parametrize("trouble", LOST)
async def test_a_channel_made_without_an_answer_is_found_and_adopted(
    around: Tenant, trouble: Trouble, lag: int
) -> None:
    """§0: Graph can answer 502 after creating; the list may show it a while later."""
    around.graph.script(trouble, only="POST")
    around.graph.lag = lag
    created = await around.channels.create(KEY, TITLE)
    assert around.graph.names == ["General", NAME]
    assert created == channel(around.graph.made[0].channel_id)
    assert around.waits == [wait for wait in LOOKS[: lag + 1] if wait]


async def test_a_creation_that_never_ends_is_looked_up(graph: FakeGraph) -> None:
    async with tenant(graph, seconds=0.2) as around:
        graph.script(Trouble.HANG_AFTER, only="POST")
        created = await around.channels.create(KEY, TITLE)
        graph.let_go()
    assert created == channel(graph.made[0].channel_id)


@pytest.mark.parametrize("trouble", LOST)
async def test_an_answer_lost_for_longer_than_the_looks_is_adopted_by_the_next_try(
    around: Tenant, trouble: Trouble
) -> None:
    around.graph.script(trouble, only="POST")
    around.graph.lag = 1000
    assert await fault(around.channels.create(KEY, TITLE)) == ("unreachable", True, 0.0)
    around.graph.made[0].hidden_for = 2
    # The next try does not see it either, asks for it again, is told that the name is taken, and looks.
    assert await around.channels.find(KEY) is None
    created = await around.channels.create(KEY, TITLE)
    assert [created] == [channel(each.channel_id) for each in around.graph.made]


@pytest.mark.parametrize(
    "trouble", [Trouble.BAD_GATEWAY, Trouble.GATEWAY_PAGE, Trouble.SERVER_ERROR, Trouble.UNAVAILABLE]
)
async def test_a_fault_of_graphs_makes_nothing_and_passes(around: Tenant, trouble: Trouble) -> None:
    around.graph.script(trouble, only="POST")
    assert await fault(around.channels.create(KEY, TITLE)) == ("unreachable", True, 0.0)
    assert around.graph.made == []
    around.graph.script(trouble, only="GET")
    assert await fault(around.channels.find(KEY)) == ("unreachable", True, 0.0)
    assert await around.channels.create(KEY, TITLE) == channel(around.graph.made[0].channel_id)


async def test_two_creations_at_once_make_one_channel(around: Tenant) -> None:
    """§2.1: no idempotency key; Teams takes no name twice, and the one who is refused adopts."""
    async with tenant(around.graph) as other:
        both = await asyncio.gather(*(one.channels.create(KEY, TITLE) for one in (around, other)))
    assert both == [channel(around.graph.made[0].channel_id)] * 2
    assert len(around.graph.made) == 1


async def test_a_creation_under_another_title_finds_the_first(around: Tenant) -> None:
    """The title was changed between a try that was lost and the next, which looks before it creates."""
    created = await around.channels.create(KEY, TITLE)
    assert await around.channels.find(KEY) == created


async def test_the_name_of_a_deleted_channel_gives_way_to_another(around: Tenant) -> None:
    """§2.1: a deleted channel keeps its name."""
    await around.channels.create(KEY, TITLE)
    around.graph.delete(NAME)
    again = await around.channels.create(KEY, TITLE)
    assert around.graph.names == ["General", f"{NAME} (2)"]
    assert again == channel(around.graph.made[0].channel_id) == await around.channels.find(KEY)
    # Only after the list had the time to show it, had it been there.
    assert around.waits == [wait for wait in LOOKS if wait]


async def test_names_that_are_all_taken_are_somebodys_task(around: Tenant) -> None:
    around.graph.deleted += [NAME.upper(), *(f"{NAME} ({number})" for number in range(2, 6))]
    assert await fault(around.channels.create(KEY, TITLE)) == ("name_taken", False, 0.0)
    assert around.graph.made == []


def no_reading(graph: FakeGraph) -> None:
    graph.may_read = False


def no_creating(graph: FakeGraph) -> None:
    graph.may_create = False


def archived(graph: FakeGraph) -> None:
    graph.archived = True


def full(graph: FakeGraph) -> None:
    graph.deleted += [f"ancien {number}" for number in range(999)]


def unexplained(graph: FakeGraph) -> None:
    graph.script(Trouble.BAD_REQUEST, only="POST")


def elsewhere(graph: FakeGraph) -> None:
    graph.script(Trouble.REDIRECT, only="POST", times=1)


LASTING: list[tuple[Callable[[FakeGraph], None], str]] = [
    (no_creating, "not_allowed"),
    (archived, "team_archived"),
    (full, "team_full"),
    (unexplained, "refused"),
    (elsewhere, "refused"),
]


@pytest.mark.parametrize(("spoil", "cause"), LASTING)
async def test_what_lasts_is_named(around: Tenant, spoil: Callable[[FakeGraph], None], cause: str) -> None:
    spoil(around.graph)
    assert await fault(around.channels.create(KEY, TITLE)) == (cause, False, 0.0)
    assert around.graph.made == []


async def test_control_a_team_of_999_takes_one_more(around: Tenant) -> None:
    around.graph.deleted += [f"ancien {number}" for number in range(998)]
    await around.channels.create(KEY, TITLE)
    assert await fault(around.channels.create("R2027-0002", TITLE)) == ("team_full", False, 0.0)


async def test_a_list_that_is_refused_is_named(around: Tenant) -> None:
    no_reading(around.graph)
    assert await fault(around.channels.find(KEY)) == ("not_allowed", False, 0.0)


@pytest.mark.parametrize("team", ["00000000-0000-0000-0000-00000000dead", "../users", "a/b?c#d", ""])
async def test_a_team_that_is_not_there_is_named(graph: FakeGraph, team: str) -> None:
    """Whatever stands in TEAM_ID, it stays in its place of the address."""
    async with tenant(graph, team=team) as around:
        assert await fault(around.channels.find(KEY)) == ("team_unknown", False, 0.0)
        assert await fault(around.channels.create(KEY, TITLE)) == ("team_unknown", False, 0.0)


async def test_only_what_is_needed_is_asked(around: Tenant) -> None:
    """E-mail and moderation are expensive for Graph; the list is asked without them."""
    await around.channels.create(KEY, TITLE)
    await around.channels.find(KEY)
    fields = "id,displayName,description,membershipType,createdDateTime"
    assert around.graph.requests == [
        ("POST", f"/v1.0/teams/{TEAM}/channels"),
        ("GET", f"/v1.0/teams/{TEAM}/channels?$select={fields}"),
    ]


def test_each_fault_of_graphs_has_its_words() -> None:
    assert set(say.CAUSES) == {cause.value for cause in ChannelCause}
