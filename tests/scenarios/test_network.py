"""From the acceptance to the channel, and what a failure shows (guide §8.3; issue 2, point 11)."""

from datetime import timedelta

from bot.errors import ChannelCause, ChannelError
from bot.services import Place
from cards.phrases import menu as say_menu
from cards.phrases import network as say
from storage.database import Database
from tests.factories import add_lists
from tests.fakes import activities
from tests.fakes.channels import FakeChannels
from tests.scenarios.test_approval import arrived, decide
from tests.scenarios.test_proposal import propose
from tests.scenarios.world import Actor, World, text, titles, world

PASSING = ChannelError(ChannelCause.UNREACHABLE, passing=True)
LASTING = ChannelError(ChannelCause.REFUSED, passing=False)


async def accepted(around: World) -> tuple[Actor, Actor]:
    """(proposer, responsible) once a proposal was accepted and all of it delivered."""
    around.teams.add_conversation(activities.CHANNEL)
    ada, rita = around.person("Ada"), around.person("Rita")
    await propose(ada)
    await decide(rita, await arrived(around, rita, "À l’étude"), "ACCEPTED")
    await around.settle()
    return ada, rita


def posted_in_channel(around: World) -> list[str]:
    return [
        text(record.card or {})
        for record in around.teams.posted
        if record.conversation_id == activities.CHANNEL
    ]


def channels(url: str, *failures: ChannelError) -> FakeChannels:
    return FakeChannels(Place(url, activities.CHANNEL), *failures)


async def test_an_accepted_network_gets_its_channel_and_its_welcome_once(database: Database) -> None:
    database.write(add_lists)
    async with world(database, channels=channels) as around:
        ada, _ = await accepted(around)
        (welcome,) = posted_in_channel(around)
        assert "«\u00a0Lire dehors\u00a0»" in welcome
        assert "Animation : Ada Essai" in welcome
        assert say.WELCOME_NEXT in welcome
        assert "ouvert dans Teams" in text(await ada.say("mon réseau"))


async def test_a_lasting_failure_is_shown_with_its_cause_and_mended_by_a_press(database: Database) -> None:
    database.write(add_lists)
    async with world(database, channels=lambda url: channels(url, LASTING)) as around:
        ada, rita = await accepted(around)
        assert posted_in_channel(around) == []
        failed = await arrived(around, rita, say.failed_title("Lire dehors"))
        assert say.CAUSES["refused"] in text(failed)
        # Only a responsible may try again.
        forged = await ada.invoke("network.retry_channel", {"network": 1})
        assert text(forged["value"]) == say_menu.REFUSED
        tried = await rita.press(failed, say.RETRY)
        assert say.RETRIED in text(tried)
        await around.settle()
        assert len(posted_in_channel(around)) == 1
        # The card of the failure tells that it is over, and offers nothing more.
        made = await arrived(around, rita, say.made_title("Lire dehors"))
        assert titles(made) == []


async def test_a_passing_failure_is_tried_again_without_a_word(database: Database) -> None:
    database.write(add_lists)
    async with world(database, channels=lambda url: channels(url, PASSING, PASSING)) as around:
        _, rita = await accepted(around)
        for minutes in (1, 3):
            around.clock.move(around.clock.now() + timedelta(minutes=minutes))
            around.bot.scheduler.wake()
            await around.settle()
        assert len(posted_in_channel(around)) == 1
        assert not any("n’a pas pu être créé" in text(card) for card in rita.cards)
