"""A real tenant's channel, over HTTP: Graph makes it, Teams takes its welcome (issue 3, points 6 and 7)."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.views import network as views
from cards.phrases import network as say
from storage.database import Database
from tests.factories import add_lists
from tests.fakes.graph import FakeGraph
from tests.scenarios.test_approval import arrived, decide
from tests.scenarios.test_proposal import propose
from tests.scenarios.world import Actor, World, text, titles, world

NAME = "R2027-0001 Lire dehors"


async def accepted(around: World) -> tuple[Actor, Actor]:
    """(proposer, responsible) once a proposal was accepted and all that was due is delivered."""
    ada, rita = around.person("Ada"), around.person("Rita")
    await propose(ada)
    await decide(rita, await arrived(around, rita, "À l’étude"), "ACCEPTED")
    await around.settle()
    return ada, rita


def welcomes(around: World) -> list[tuple[str, str]]:
    """(conversation, beginning) of what was posted in channels."""
    return [
        (record.conversation_id, text(record.card or {}).partition("\n")[0])
        for record in around.teams.posted
        if record.conversation_id.startswith("19:")
    ]


def welcomed(around: World) -> list[tuple[str, str]]:
    """One welcome, in the channel that Graph made."""
    return [(each.channel_id, say.WELCOME_TITLE) for each in around.graph.made]


async def later(around: World, **by: float) -> None:
    around.clock.move(around.clock.now() + timedelta(**by))
    around.bot.scheduler.wake()
    await around.settle()


async def test_an_accepted_network_gets_its_channel_in_the_team(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, _ = await accepted(around)
        assert around.graph.names == ["General", NAME]
        assert welcomes(around) == welcomed(around)
        assert say.CHANNEL_STATES["CREATED"] in text(await ada.say("mon réseau"))
        await later(around, days=1)
        assert around.graph.names == ["General", NAME]
        assert welcomes(around) == welcomed(around)


def archive(graph: FakeGraph) -> None:
    graph.archived = True


def restore(graph: FakeGraph) -> None:
    graph.archived = False


def forbid(graph: FakeGraph) -> None:
    graph.may_create = False


def permit(graph: FakeGraph) -> None:
    graph.may_create = True


def fill(graph: FakeGraph) -> None:
    graph.deleted += [f"ancien {number}" for number in range(999)]


def empty(graph: FakeGraph) -> None:
    graph.deleted.clear()


FAULTS: list[tuple[Callable[[FakeGraph], None], Callable[[FakeGraph], None], str]] = [
    (archive, restore, "team_archived"),
    (forbid, permit, "not_allowed"),
    (fill, empty, "team_full"),
]


@pytest.mark.parametrize(("spoil", "mend", "cause"), FAULTS)
async def test_a_fault_says_what_to_do_and_a_press_mends_it(
    database: Database, spoil: Callable[[FakeGraph], None], mend: Callable[[FakeGraph], None], cause: str
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        spoil(around.graph)
        _, rita = await accepted(around)
        failed = await arrived(around, rita, say.failed_title("Lire dehors"))
        assert say.CAUSES[cause] in text(failed)
        (task,) = await around.bot.services.read(views.tasks, 1)
        assert (task.kind, task.subject_id, task.line) == ("channel", 1, say.CAUSES[cause])
        # Pressed too early, it fails again, on the same card.
        await rita.press(failed, say.RETRY)
        failed = await arrived(around, rita, say.failed_title("Lire dehors"))
        mend(around.graph)
        assert say.RETRIED in text(await rita.press(failed, say.RETRY))
        assert titles(await arrived(around, rita, say.made_title("Lire dehors"))) == []
        assert around.graph.names == ["General", NAME]
        assert welcomes(around) == welcomed(around)
        assert await around.bot.services.read(views.tasks, 1) == []


async def test_a_bot_that_is_not_in_the_team_is_a_task_and_then_welcomes_once(database: Database) -> None:
    """TEAMS_FACTS §1.3: 403 BotNotInConversationRoster; the channel is there, and is not made again."""
    database.write(add_lists)
    async with world(database) as around:
        around.teams.is_closed = lambda conversation_id: conversation_id.startswith("19:")
        ada, rita = await accepted(around)
        failed = await arrived(around, rita, say.mute_title("Lire dehors"))
        assert say.CAUSES["not_in_team"] in text(failed)
        assert say.CHANNEL_STATES["FAILED"] in text(await ada.say("mon réseau"))
        await rita.press(failed, say.RETRY)
        failed = await arrived(around, rita, say.mute_title("Lire dehors"))
        assert welcomes(around) == []
        around.teams.is_closed = lambda _conversation_id: False
        await rita.press(failed, say.RETRY)
        await arrived(around, rita, say.made_title("Lire dehors"))
        assert around.graph.names == ["General", NAME]
        assert welcomes(around) == welcomed(around)


async def test_a_channel_that_teams_does_not_know_yet_is_welcomed_within_two_minutes(
    database: Database,
) -> None:
    """TEAMS_FACTS §6: the first post to a new channel may be 404."""
    database.write(add_lists)
    async with world(database) as around:
        around.graph.on_created = lambda _channel_id: None
        _, rita = await accepted(around)
        for seconds in (5, 10, 20, 40):
            await later(around, seconds=seconds)
        assert welcomes(around) == []
        around.teams.add_conversation(around.graph.made[0].channel_id)
        await later(around, seconds=60)
        assert welcomes(around) == welcomed(around)
        assert not any(text(card).startswith(say.mute_title("Lire dehors")) for card in rita.cards)


async def test_a_channel_deleted_before_its_welcome_is_a_task_and_is_made_again(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        around.graph.on_created = lambda _channel_id: None
        _, rita = await accepted(around)
        around.graph.delete(NAME)
        for _ in range(7):
            await later(around, minutes=2)
        failed = await arrived(around, rita, say.mute_title("Lire dehors"))
        assert say.CAUSES["channel_gone"] in text(failed)
        around.graph.on_created = around.teams.add_conversation
        around.graph.add("R2027-0001 Lire dehors, retrouvé", say.channel_description("R2027-0001"))
        around.teams.add_conversation(around.graph.made[0].channel_id)
        await rita.press(failed, say.RETRY)
        await around.settle()
        assert welcomes(around) == welcomed(around)


async def test_a_token_service_that_is_down_delays_all_and_breaks_no_turn(database: Database) -> None:
    """Point 7: presses are answered; once Entra is back, nothing is missing and nothing comes twice."""
    database.write(add_lists)
    async with world(database) as around:
        around.login.lasts = 240  # no token outlives the five minutes below
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        card = await arrived(around, rita, "À l’étude")
        await rita.say("aide")  # the roster is asked about somebody once, at her first word
        heard = len(ada.posts)
        around.login.go_down()
        await later(around, minutes=5)
        await decide(rita, card, "ACCEPTED")
        await later(around, seconds=31)
        assert (around.graph.requests, len(ada.posts)) == ([], heard)
        around.login.come_back()
        await later(around, minutes=15)
        assert around.graph.names == ["General", NAME]
        assert welcomes(around) == welcomed(around)
        assert len(ada.posts) == heard + 1
        assert not any(text(each).startswith(say.failed_title("Lire dehors")) for each in rita.cards)


async def test_a_rotated_key_is_taken_up_by_a_bot_that_runs(database: Database) -> None:
    """Point 7: with the keys of before, every turn would be 401 for a day (TEAMS_FACTS §4)."""
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        before = text(await ada.say("aide"))
        around.openid.rotate()
        assert text(await ada.say("aide")) == before
