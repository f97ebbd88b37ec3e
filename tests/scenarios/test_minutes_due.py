"""Around the minutes in the whole bot: follow-ups, reminders, the desk, the member who writes (R62)."""

from cards.phrases import agenda as say_agenda
from cards.phrases import desk as say_desk
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due
from storage.database import Database
from tests.scenarios.test_minutes import filled, held, ready, stage
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import elements, text, titles, world


async def test_follow_ups_go_to_the_next_agenda_and_are_marked_done(database: Database) -> None:
    (_, first, second), _ = database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await held(around, ada, eva)
        await filled(ada)
        form = (await ada.invoke("minutes.open", {"meeting": first, "step": 3}))["value"]
        form = await ada.press(form, say.ADD, what="Envoyer la grille", who="Eva Essai")
        form = await ada.press(form, say.ADD, what="Réserver la salle")
        whole = await ada.press(await ada.press(form, say.CONTINUE), say.CONTINUE)
        done = await ada.press(whole, say.DEPOSIT)
        await around.settle()

        async def agenda() -> str:
            return text((await ada.invoke("agenda.open", {"meeting": second}))["value"])

        head = say_agenda.follow_up("le 1er décembre 2026")
        assert f"{head}\n\n- Envoyer la grille\n\n- Réserver la salle" in await agenda()
        listed = await ada.press(done, say.FOLLOW_UPS)
        press = next(one for one in elements(listed) if one.get("title") == say_due.IS_DONE)
        forged = await eva.invoke(press["verb"], press["data"])
        assert text(forged["value"]) == say.REFUSED["not_allowed"]
        for _ in range(2):
            listed = (await ada.invoke(press["verb"], press["data"]))["value"]
        assert titles(listed).count(say_due.REOPEN) == 1
        assert f"{head}\n\n- Réserver la salle" in await agenda()
        await around.settle()
        assert say.carried_out("Envoyer la grille") in text(ready(eva)[0])
        # The first meeting has nothing to look back on.
        assert head not in text((await ada.invoke("minutes.open", {"meeting": first}))["value"])


async def test_reminders_then_the_desk_with_a_mail_ready(database: Database) -> None:
    (_, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = (around.person(name) for name in ("Ada", "Eva", "Rita"))
        await held(around, ada, eva)
        await rita.say("bonjour")
        title = say_due.wanted_title("le 1er décembre 2026")
        for moment, count in (("2026-12-02 07:30", 0), ("2026-12-02 09:30", 1), ("2026-12-08 09:30", 2)):
            await morning(around, moment)
            asked = [card for card in ada.cards if title in text(card)]
            assert len(asked) == count, moment
        assert say.DEPOSIT in titles(await ada.press(asked[-1], say.WRITE))
        late = say_due.late_minutes_title("Réseau Lire")
        await morning(around, "2026-12-11 10:00")
        assert late not in text(await rita.say("mon bureau"))
        await morning(around, "2026-12-14 10:00")
        desk = await rita.say("mon bureau")
        assert late in text(desk)
        card = (await rita.invoke("minutes.late", {"meeting": first}))["value"]
        assert "(mailto:ada@exemple.invalid?subject=Compte%20rendu" in text(card)
        assert "Bonjour Ada," in text(card)
        settled = await rita.press(card, say_due.ON_PAPER)
        assert say_due.SETTLED in text(settled)
        assert text(settled).startswith(say_desk.TITLE)
        assert late not in text(settled)
        again = await rita.press(card, say_due.ON_PAPER)
        assert say_due.NOTHING_LATE in text(again)
        # Not asked for any more, and never blocking.
        assert say.DO not in titles(await ada.say("bonjour"))
        assert say.minutes_deposited(1) in text(await ada.press(await filled(ada), say.DEPOSIT))


async def test_a_member_who_was_asked_writes_and_deposits(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await held(around, ada, eva)
        form = await ada.press(await ada.say("compte rendu"), say.ASK_WRITER)
        (choice,) = [one for one in elements(form) if one.get("type") == "Input.ChoiceSet"]
        assert [one["title"] for one in choice["choices"]] == [say_due.WRITER_NONE, "Eva Essai"]
        kept = await ada.press(form, say_due.WRITER_SAVE, person=choice["choices"][1]["value"])
        assert say_due.WRITER_KEPT in text(kept)
        await around.settle()
        (asked,) = [card for card in eva.cards if text(card).startswith(say_due.WRITER_TITLE)]
        draft = await eva.press(asked, say.WRITE)
        assert say.ASK_WRITER not in titles(draft)
        assert say.minutes_deposited(1) in text(await eva.press(await filled(eva), say.DEPOSIT))
        await around.settle()
        assert len(ready(ada)) == 1
        assert ready(eva) == []
