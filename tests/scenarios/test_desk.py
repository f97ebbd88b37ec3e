"""« Mon bureau » and the card of the morning (issue 3, point 3; design.md §4), on SQLite and PostgreSQL."""

from cards.phrases import approval as say_approval
from cards.phrases import desk as say
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import reminders as say_reminders
from cards.phrases import year_dates as say_dates
from storage.database import Database
from tests.factories import add_known
from tests.fakes.channels import FakeChannels
from tests.scenarios.test_network import LASTING, accepted, channels
from tests.scenarios.test_proposal import propose
from tests.scenarios.test_year_dates import morning, set_dates
from tests.scenarios.world import Actor, text, titles, world

FAILED = say_network.failed_title("Lire dehors")


def failing(url: str) -> FakeChannels:
    return channels(url, LASTING)


def mornings(person: Actor) -> list[str]:
    return [text(card) for card in person.cards if text(card).startswith("Ce matin")]


async def test_a_task_is_one_row_for_all_and_leaves_every_desk_when_anybody_does_it(
    database: Database,
) -> None:
    database.write(add_known)
    async with world(database, channels=failing) as around:
        _, rita = await accepted(around)
        paul = around.person("Paul")
        await paul.say("bonjour")  # at his first word comes what waited for him, perhaps before the answer
        desks = [await person.say("mon bureau") for person in (rita, paul)]
        for card in desks:
            assert text(card).count(FAILED) == 1
            assert "Une chose vous attend, depuis le 23 novembre 2026." in text(card)
        assert "Mon bureau (1)" in titles(await rita.say("menu"))
        await paul.press(desks[1], say_network.RETRY)
        await around.settle()
        for person in (rita, paul):
            assert say.EMPTY in text(await person.say("mon bureau"))
        # The old desk's button, pressed once more, makes no second channel.
        await rita.press(desks[0], say_network.RETRY)
        await around.settle()
        assert say.EMPTY in text(await rita.say("mon bureau"))
        assert "Mon bureau" in titles(await rita.say("menu"))


async def test_each_working_morning_one_card_says_what_is_new_and_what_is_oldest(
    database: Database,
) -> None:
    database.write(add_known)
    async with world(database, channels=failing) as around:
        _, rita = await accepted(around)
        assert mornings(rita) == []  # today's left before anything waited
        await morning(around, "2026-11-24 07:59")
        assert mornings(rita) == []
        await morning(around, "2026-11-24 08:00")
        await morning(around, "2026-11-24 11:00")
        (first,) = mornings(rita)
        assert first.split("\n") == [
            say.morning_title(1),
            say.morning_new([FAILED], 1),
            say.morning_oldest(FAILED, "le 23 novembre 2026"),
        ]
        await morning(around, "2026-11-25 09:00")
        assert mornings(rita)[1].split("\n")[1] == say.morning_new([], 0)
        for quiet in ("2026-11-28 10:00", "2026-11-29 10:00"):  # a weekend; Thursday and Friday were missed
            await morning(around, quiet)
        assert len(mornings(rita)) == 2
        await morning(around, "2026-11-30 08:00")
        assert len(mornings(rita)) == 3
        opened = await rita.press(
            next(card for card in rita.cards if text(card).startswith("Ce matin")), say.OPEN
        )
        await rita.press(opened, say_network.RETRY)
        await morning(around, "2026-12-01 08:00")
        assert len(mornings(rita)) == 3  # nothing waits: nothing is sent


async def test_b9_the_morning_and_an_announcement_are_one_message(database: Database) -> None:
    database.write(add_known)
    async with world(database, channels=failing) as around:
        _, rita = await accepted(around)
        await set_dates(rita, opens="2026-11-24")
        await morning(around, "2026-11-24 08:00")
        (both,) = [text(card) for card in rita.cards if text(card).startswith(say_reminders.together(2))]
        assert say_dates.OPENS_TITLE in both
        assert say.morning_title(1) in both
        assert mornings(rita) == []


async def test_a_stopped_bot_sends_only_the_present_morning(database: Database) -> None:
    database.write(add_known)
    async with world(database, channels=failing) as around:
        _, rita = await accepted(around)
        await morning(around, "2026-12-01 10:00")  # a week later, nothing ran in between
        assert len(mornings(rita)) == 1


async def test_nobody_else_has_a_desk(database: Database) -> None:
    database.write(add_known)
    async with world(database, channels=failing) as around:
        ada, _ = await accepted(around)
        assert text(await ada.say("mon bureau")) == say_menu.REFUSED
        await morning(around, "2026-11-24 08:00")
        assert mornings(ada) == []


async def test_several_requests_of_a_day_are_a_card_and_one_list(database: Database) -> None:
    """Pushed at once, but never more than two messages a day; the list grows and shrinks where it stands."""
    database.write(add_known)
    async with world(database, channels=channels) as around:
        rita = around.person("Rita")
        people = [around.person(name) for name in ("Ada", "Zoé", "Léa", "Noé")]
        for number, person in enumerate(people):
            await propose(person, title=f"Réseau {number}")
            await around.settle()
        (listed,) = [card for card in rita.cards if "Demandes d’approbation reçues" in text(card)]
        assert [card for card in rita.cards if text(card).startswith("À l’étude")] == [rita.cards[0]]
        assert len(rita.cards) == 2
        assert [title for title in titles(listed) if title == say_approval.OPEN] == [say_approval.OPEN] * 4
        opened = await rita.press(rita.cards[0], say_approval.RECORD)
        await rita.press(opened, say_approval.SAVE_DECISION, decision="ACCEPTED")
        await around.settle()
        assert "Réseau 0" not in text(rita.cards[1])
        assert "Réseau 3" in text(rita.cards[1])
        # The next day begins anew.
        await morning(around, "2026-11-24 10:00")
        await propose(around.person("Eva"), title="Réseau 4")
        await around.settle()
        assert text(rita.cards[-1]).startswith("À l’étude")
