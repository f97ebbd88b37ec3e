"""« Documents du réseau » in the whole bot: the animator adds, the members read, nobody else (R58, B7)."""

from cards.elements import plain
from cards.phrases import agenda as say_agenda
from cards.phrases import exports as say_exports
from cards.phrases import folio as say_folio
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import shared_documents as say
from storage.database import Database
from tests.scenarios.test_agenda import enroll, stage
from tests.scenarios.test_plan import IN_CHANNEL
from tests.scenarios.world import elements, text, titles, values, world

LINK = "https://exemple.invalid/grille?du=jour"
HOSTILE = "[Cliquez](https://mal.invalid) **{{x}}**"


async def test_the_animator_adds_and_removes_and_the_members_read(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva, rita = around.person("Ada"), around.person("Eva"), around.person("Rita")
        await enroll(eva)
        await rita.say("bonjour")
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        mine = await ada.say("mon réseau")
        assert say_network.MINE_ANIMATED in text(mine)
        form = await ada.press(await ada.press(mine, say.OPEN), say.ADD)
        wrong = await ada.press(form, say.SAVE, title="", address="javascript:alert(1)")
        assert (say.NO_TITLE in text(wrong), say.BAD_LINK in text(wrong)) == (True, True)
        assert values(wrong)["address"] == "javascript:alert(1)"
        done = await ada.press(wrong, say.SAVE, title=HOSTILE, address=LINK)
        assert say.ADDED in text(done)
        assert plain(HOSTILE) in text(done)
        # The same press again adds nothing.
        again = await ada.invoke("documents.add_save", {"network": 1, "title": HOSTILE, "address": LINK})
        assert text(again["value"]).count("Cliquez") == 1
        card = await eva.press(await eva.say("mon réseau"), say.OPEN)
        assert card == await eva.say("documents")
        (opens,) = [one for one in elements(card) if one.get("type") == "Action.OpenUrl"]
        assert opens["url"] == LINK
        assert {say.ADD, say.REMOVE} & set(titles(card)) == set()
        assert "1. Ouverture" in text(await eva.press(card, say_agenda.read_of(1)))
        answer = await rita.invoke("documents.open", {"network": 1})
        # The responsible reads what a member does, and may take it all at once.
        assert [one for one in titles(answer["value"]) if one != say_exports.ARCHIVE] == titles(card)
        assert say_exports.ARCHIVE in titles(answer["value"])
        gone = await ada.press(done, say.REMOVE)
        assert (say.REMOVED in text(gone), say.NO_LINKS in text(gone)) == (True, True)
        stale = await ada.press(done, say.REMOVE)
        assert say.NO_LINKS in text(stale)
        assert LINK not in str(await eva.say("documents"))


async def test_b7_a_stranger_reads_and_changes_nothing_and_a_channel_shows_a_button(
    database: Database,
) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        await ada.invoke("documents.add_save", {"network": 1, "title": "Grille", "address": LINK})
        for more in ({}, IN_CHANNEL):
            stranger = await zoe.invoke("documents.open", {"network": 1}, **more)
            assert text(stranger["value"]) == say_agenda.MEMBERS_ONLY
        assert text(await zoe.say("documents")) == say.NONE
        for actor in (eva, zoe):
            for verb in ("documents.add", "documents.add_save", "documents.remove"):
                sent = {"network": 1, "document": 1, "title": "X", "address": LINK}
                answer = await actor.invoke(verb, sent)
                assert text(answer["value"]) == say.REFUSED["not_allowed"], verb
        for network in (0, 999, "x"):
            answer = await zoe.invoke("documents.open", {"network": network})
            assert text(answer["value"]) in {say.NONE, say_menu.STALE}
        assert "Grille" in text(await eva.say("documents"))


async def test_the_responsible_finds_what_is_new_in_the_one_folio_task(database: Database) -> None:
    """R58: grouped with the rest; the plan's own date is not touched by it."""
    database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        await around.settle()
        for name in ("Grille", "Photos"):
            await ada.invoke("documents.add_save", {"network": 1, "title": name, "address": LINK})
        around.bot.services.wake()
        await around.settle()
        desk = await rita.say("mon bureau")
        assert say.folio_new(2, 0) in text(desk)
        sheet = await rita.press(desk, say_folio.OPEN)
        assert "Grille\n\nPhotos" in text(sheet)
        listed = await rita.press(sheet, say.OPEN)
        assert len([one for one in elements(listed) if one.get("type") == "Action.OpenUrl"]) == 2
