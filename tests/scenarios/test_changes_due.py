"""Changes whose date passes, through the whole bot (B19, B9), on SQLite and PostgreSQL."""

from cards.phrases import approval as say_approval
from cards.phrases import changes_due as say
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived, decide
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, World, text, titles, values, world

TITLE = "Lire dehors"
LATE = say.overdue_title(TITLE)


async def asked(around: World, until: str = "2026-12-11") -> tuple[Actor, Actor, Actor]:
    """(Ada, Rita, Paul) once Rita asked Ada for changes until that day."""
    ada, rita, paul = (around.person(name) for name in ("Ada", "Rita", "Paul"))
    await propose(ada)
    card = await arrived(around, rita, "À l’étude")
    await decide(rita, card, "CHANGES_REQUESTED", "Précisez le résumé.", until)
    await around.settle()
    return ada, rita, paul


def told(person: Actor, beginning: str) -> list[str]:
    return [text(card) for card in person.cards if text(card).startswith(beginning)]


async def test_b19_changes_are_recalled_three_days_before_and_on_the_day(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, _ = await asked(around)
        await morning(around, "2026-12-07 12:00")
        assert told(ada, say.SOON_TITLE) == []
        await morning(around, "2026-12-08 08:00")
        assert told(ada, say.SOON_TITLE) == [f"{say.SOON_TITLE}\n{say.recall(TITLE, 'le 11 décembre 2026')}"]
        await morning(around, "2026-12-11 08:00")
        assert told(ada, say.TODAY_TITLE) == [f"{say.TODAY_TITLE}\n{say.recall_today(TITLE)}"]
        assert LATE not in text(await rita.say("mon bureau"))
        # The button of the recall opens the proposal.
        recall = next(card for card in ada.cards if text(card).startswith(say.TODAY_TITLE))
        assert "Étape 1 de 5" in text(await ada.press(recall, say.EDIT))


async def test_a_bot_that_was_stopped_sends_only_the_most_urgent_recall(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, _, _ = await asked(around)
        await morning(around, "2026-12-11 10:00")
        assert (len(told(ada, say.SOON_TITLE)), len(told(ada, say.TODAY_TITLE))) == (0, 1)


async def test_what_was_sent_meanwhile_is_not_recalled(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, _ = await asked(around)
        letter = await arrived(around, ada, say_approval.CHANGES_TITLE)
        card = await fill(ada, await ada.press(letter, say_approval.EDIT))
        await ada.press(card, say_proposal.SEND_AGAIN)
        for moment in ("2026-12-08 08:00", "2026-12-11 08:00", "2026-12-14 08:00"):
            await morning(around, moment)
        assert [*told(ada, say.SOON_TITLE), *told(ada, say.TODAY_TITLE)] == []
        assert LATE not in text(await rita.say("mon bureau"))


async def test_b19_late_changes_stand_on_the_desk_and_are_given_more_time(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, paul = await asked(around)
        await morning(around, "2026-12-12 00:00")
        desks = [await person.say("mon bureau") for person in (rita, paul)]
        for card in desks:
            assert LATE in text(card)
            assert "Depuis le 12 décembre 2026." in text(card)
        form = await rita.press(desks[0], say.EXTEND)
        again = await rita.press(form, say.SAVE_EXTEND, until="2026-12-11")
        assert say_approval.MISTAKES["past_date"] in text(again)
        assert values(again) == {"until": "2026-12-11"}
        done = await rita.press(again, say.SAVE_EXTEND, until="2026-12-18")
        assert say.granted(TITLE, "le 18 décembre 2026") in text(done)
        assert LATE not in text(done)
        # Paul's old desk settles nothing more.
        assert say.NOT_LATE in text(await paul.press(desks[1], say.DECLINE))
        await around.settle()
        assert len(told(ada, say.EXTENDED_TITLE)) == 1
        (letter,) = told(ada, say_approval.CHANGES_TITLE)
        assert "Vous avez jusqu’au 18 décembre 2026 inclusivement." in letter


async def test_b19_late_changes_are_declined_by_a_person_with_a_reason(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, _ = await asked(around)
        await morning(around, "2026-12-14 09:00")
        form = await rita.press(await rita.say("mon bureau"), say.DECLINE)
        again = await rita.press(form, say.SAVE_DECLINE)
        assert say_approval.MISTAKES["no_reason"] in text(again)
        done = await rita.press(again, say.SAVE_DECLINE, reason="Sans nouvelles de votre part.")
        assert say.declined(TITLE) in text(done)
        assert text(done).startswith(say_desk.TITLE)
        letter = await arrived(around, ada, "Réponse du comité")
        assert "Sans nouvelles de votre part." in text(letter)
        assert len(told(ada, "Réponse du comité")) == 1
        # The letter that asked for changes asks no more.
        assert told(ada, say_approval.CHANGES_TITLE) == []
        # Pressed again, nothing more leaves.
        assert say.NOT_LATE in text(await rita.press(again, say.SAVE_DECLINE, reason="Encore."))
        await around.settle()
        assert len(told(ada, "Réponse du comité")) == 1


async def test_b19_changes_that_come_late_are_received_all_the_same(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, _ = await asked(around)
        await morning(around, "2027-01-18 09:00")
        desk = await rita.say("mon bureau")
        assert LATE in text(desk)
        letter = await arrived(around, ada, say_approval.CHANGES_TITLE)
        card = await fill(ada, await ada.press(letter, say_approval.EDIT))
        assert "Merci" in text(await ada.press(card, say_proposal.SEND_AGAIN))
        assert say.NOT_LATE in text(await rita.press(desk, say.EXTEND))
        after = await rita.say("mon bureau")
        assert LATE not in text(after)
        assert say_approval.RECORD in titles(after)


async def test_s04_s26_late_changes_are_no_affair_of_who_proposed(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, paul, ada = (around.person(name) for name in ("Rita", "Paul", "Ada"))
        await propose(rita)
        card = await arrived(around, paul, "À l’étude")
        await decide(paul, card, "CHANGES_REQUESTED", "Précisez.", "2026-12-11")
        await morning(around, "2026-12-14 09:00")
        assert LATE not in text(await rita.say("mon bureau"))
        assert LATE in text(await paul.say("mon bureau"))
        verbs = ("extend", "extend_save", "decline", "decline_save")
        typed = {"request": 1, "until": "2026-12-18", "reason": "Non."}
        for verb in verbs:
            own = text((await rita.invoke(f"changes_due.{verb}", typed))["value"])
            assert say_approval.REFUSALS["own_proposal"] in own or say.NOT_LATE in own
            assert text((await ada.invoke(f"changes_due.{verb}", typed))["value"]) == say_menu.REFUSED
        assert LATE in text(await paul.say("mon bureau"))
