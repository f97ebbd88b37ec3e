"""The year's dates through the whole bot: set on a card, announced, a closed window said (B19)."""

from datetime import datetime

from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from cards.phrases import year_dates as say
from storage.database import Database
from tests.factories import TORONTO, add_lists
from tests.scenarios.test_proposal import fill
from tests.scenarios.world import Actor, World, text, titles, values, world


async def morning(around: World, written: str) -> None:
    """The clock moves to a moment, and everything due by then arrives."""
    around.clock.move(datetime.fromisoformat(written).replace(tzinfo=TORONTO))
    around.bot.services.wake()
    await around.settle()


async def set_dates(rita: Actor, **typed: str) -> None:
    form = await rita.press(await rita.say("mon bureau"), say_desk.DATES)
    assert say.SAVED in text(await rita.press(form, say.SAVE, **typed))


async def test_the_responsible_sets_the_dates_and_mistakes_lose_nothing(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        form = await rita.press(await rita.say("mon bureau"), say_desk.DATES)
        typed = {"opens": "2026-12-01", "closes": "2026-11-30", "committee": "2027-02-10"}
        typed |= {"enrollment": "2027-08-30", "enrollment_now": ""}
        again = await rita.press(form, say.SAVE, **typed)
        assert say.MISTAKES["closes_before_opens"] in text(again)
        assert values(again) == typed
        saved = await rita.press(again, say.SAVE, closes="2027-01-15")
        assert say.SAVED in text(saved)
        assert values(await rita.press(await rita.say("mon bureau"), say_desk.DATES)) == {
            **typed,
            "closes": "2027-01-15",
        }
        for verb in ("desk.open", "year_dates.open", "year_dates.save"):
            forged = await ada.invoke(verb, {"opens": "2026-12-01"})
            assert text(forged["value"]) == say_menu.REFUSED
        assert "Les propositions sont reçues du 1er décembre 2026" in text(await ada.say("menu"))


async def test_b19_outside_the_window_nothing_is_sent_and_the_draft_stays(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        await set_dates(rita, opens="2026-12-01", closes="2026-12-18")
        card = await fill(ada, await ada.press(await ada.say("bonjour"), say_menu.PROPOSE))
        ticked = {"mission_ack": "true", "attendance_ack": "true", "heard_about": "Par une collègue"}
        early = await ada.press(card, say_proposal.SEND, **ticked)
        assert "Le dépôt des propositions commence le 1er décembre 2026." in text(early)
        assert values(early) == ticked
        await morning(around, "2026-12-19 00:00")
        late = await ada.press(early, say_proposal.SEND)
        assert "Le dépôt des propositions s’est terminé le 18 décembre 2026." in text(late)
        assert values(late) == ticked
        await around.settle()
        assert not any("À l’étude" in text(one) for one in rita.cards)
        await set_dates(rita, closes="2026-12-22")
        assert "Merci, Ada!" in text(await ada.press(late, say_proposal.SEND))


async def test_b19_changes_asked_for_may_come_after_the_window(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        card = await fill(ada, await ada.press(await ada.say("bonjour"), say_menu.PROPOSE))
        sent = await ada.press(card, say_proposal.SEND, mission_ack="true", attendance_ack="true")
        await set_dates(rita, closes="2026-11-24")
        await morning(around, "2026-12-01 10:00")
        card = await fill(ada, await ada.press(sent, say_proposal.EDIT), title="Lire dehors en hiver")
        assert "version 2" in text(await ada.press(card, say_proposal.SEND_AGAIN)).lower()


async def test_the_opening_then_the_draft_are_announced_once_each_in_the_morning(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        await ada.say("bonjour")
        await set_dates(rita, opens="2026-11-28", closes="2027-01-15")  # a Saturday
        await morning(around, "2026-11-28 10:00")
        assert [one for one in ada.cards if say.OPENS_TITLE in text(one)] == []
        await morning(around, "2026-11-30 07:59")
        assert [one for one in ada.cards if say.OPENS_TITLE in text(one)] == []
        for moment in ("2026-11-30 08:00", "2026-11-30 16:00", "2026-12-01 10:00"):
            await morning(around, moment)
            (opened,) = [one for one in ada.cards if say.OPENS_TITLE in text(one)]
        card = await ada.press(opened, say.PROPOSE)
        await fill(ada, card, 2)
        await morning(around, "2027-01-08 08:00")
        (recalled,) = [one for one in ada.cards if say.DRAFT_TITLE in text(one)]
        assert "«\u00a0Lire dehors\u00a0» n’est pas encore envoyée." in text(recalled)
        assert titles(recalled) == [say.RESUME]
        assert "Étape 3 de 5" in text(await ada.press(recalled, say.RESUME))
        assert [one for one in ada.cards if say.CLOSES_TITLE in text(one)] == []


async def test_the_closing_is_dropped_for_who_sent_one_meanwhile(database: Database) -> None:
    """At send time a notice asks whether it still holds (design.md §4)."""
    database.write(add_lists)
    async with world(database) as around:
        rita, ada, zoe = (around.person(name) for name in ("Rita", "Ada", "Zoé"))
        await ada.say("bonjour")
        await zoe.say("bonjour")
        await set_dates(rita, closes="2027-01-15")
        await morning(around, "2027-01-08 06:00")  # written, not sent yet
        card = await fill(ada, await ada.press(await ada.say("bonjour"), say_menu.PROPOSE))
        await ada.press(card, say_proposal.SEND, mission_ack="true", attendance_ack="true")
        await morning(around, "2027-01-08 08:00")
        assert [one for one in ada.cards if say.CLOSES_TITLE in text(one)] == []
        assert len([one for one in zoe.cards if say.CLOSES_TITLE in text(one)]) == 1
