"""The minutes in the whole bot: written in steps, deposited to the members, a line in the channel (R62)."""

import asyncio
from datetime import datetime
from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due
from storage import posts
from storage.attendance import AttendanceMark
from storage.database import Database
from storage.people import person_by_object_id
from storage.schedule import Meeting
from tests.factories import NOW, TORONTO
from tests.scenarios import test_agenda
from tests.scenarios.test_agenda import enroll
from tests.scenarios.test_documents import fetch, token
from tests.scenarios.test_plan import IN_CHANNEL, in_channel, opened
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, Card, World, elements, text, titles, together, values, world

HELD_ON = datetime(2026, 12, 1, 16, 0, tzinfo=TORONTO)
LINE = say.minutes_line("le 1er décembre 2026")
SUMMARY = "Essais\nTrois grilles, la deuxième convient."


def stage(session: Session) -> tuple[int, int, int]:
    """(network, its meeting of 1 December, its meeting of May)."""
    first, second = test_agenda.stage(session)
    return session.get_one(Meeting, first).network_id, first, second


def mark(session: Session, meeting: int, name: str, presence: str) -> None:
    person = person_by_object_id(session, f"oid-{name}")
    assert person is not None
    session.merge(AttendanceMark(meeting_id=meeting, person_id=person.id, half=1, presence=presence))


async def held(around: World, ada: Actor, eva: Actor) -> None:
    """Eva takes part, the agenda was deposited, and the meeting is over."""
    await enroll(eva)
    await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
    around.clock.move(HELD_ON)
    await around.settle()


async def filled(ada: Actor, summary: str = SUMMARY) -> Card:
    """The whole, ready to deposit."""
    first = await ada.press(await ada.say("compte rendu"), say.WRITE)
    second = await ada.press(first, say.CONTINUE)
    third = await ada.press(second, say.CONTINUE, summary=summary)
    return await ada.press(await ada.press(third, say.CONTINUE), say.CONTINUE)


def ready(actor: Actor) -> list[Card]:
    return [card for card in actor.cards if text(card).startswith(say.READY)]


async def test_written_step_by_step_and_deposited_to_the_members(database: Database) -> None:
    (network, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = (around.person(name) for name in ("Ada", "Eva", "Zoé"))
        await opened(around, database, network)
        await held(around, ada, eva)
        draft = await ada.press(await ada.say("bonjour"), say.DO)
        assert say.NO_ATTENDANCE in text(draft)
        assert say.soft_due("le 11 décembre 2026") in text(draft)
        await asyncio.to_thread(database.write, lambda session: mark(session, first, "eva", "PRESENT"))
        # Headings alone deposit nothing.
        refused = await ada.press(draft, say.DEPOSIT)
        assert say.NO_SUMMARY in text(refused)
        assert say.attendance(1, 1) in text(refused)
        form = await ada.press(refused, say.WRITE)
        assert values(form)["opening"] == say.opening("8\u00a0h\u00a045")
        assert values(form)["reading"] == say.reading("le 23 novembre 2026")
        second = await ada.press(form, say.CONTINUE, opening_done="Tout le monde est là.")
        heads = values(second)["summary"]
        assert heads != ""
        wrong = await ada.press(second, say.CONTINUE)
        assert say.NO_SUMMARY in text(wrong)
        third = await ada.press(wrong, say.CONTINUE, summary=SUMMARY)
        # Several follow-ups, one at a time; a mistake keeps what was typed.
        bad = await ada.press(third, say.ADD, who="Eva Essai", when="2026-12-10")
        assert say.NO_WHAT in text(bad)
        assert (values(bad)["who"], values(bad)["when"]) == ("Eva Essai", "2026-12-10")
        third = await ada.press(bad, say.ADD, what="Envoyer la grille")
        assert say.follow_up_line("Envoyer la grille", "Eva Essai", "le 10 décembre 2026") in text(third)
        assert values(third)["what"] == ""
        third = await ada.press(third, say.ADD, what="Réserver", who_other="La direction")
        removes = [one for one in elements(third) if one.get("title") == say.REMOVE]
        third = (await ada.invoke("minutes.step", removes[1]["data"]))["value"]
        assert "La direction" not in text(third)
        fourth = await ada.press(third, say.CONTINUE, what="Réserver la salle")
        closing = say.ending("15\u00a0h\u00a045", "le 5 mai 2027")
        assert values(fourth)["closing"] == closing
        whole = await ada.press(fourth, say.CONTINUE, questions="Aucune.")
        assert "- Réserver la salle" in text(whole)
        done = await ada.press(whole, say.DEPOSIT)
        assert say.minutes_deposited(1) in text(done)
        await around.settle()
        (card,) = ready(eva)
        for told in (closing, "Aucune.", "Trois grilles", "Tout le monde est là."):
            assert told in text(card)
        assert say.EDIT not in titles(card)
        # Found again: by its name, and in « Mon réseau ».
        assert text(await eva.say("compte rendu")).startswith(say.READY)
        again = await eva.press(await eva.say("mon réseau"), say.read_minutes_of(1))
        assert "Trois grilles" in text(again)
        assert text(await zoe.say("compte rendu")) == say.NO_MINUTES
        assert ready(ada) == []
        assert say.DO not in titles(await ada.say("bonjour"))


async def test_a_new_version_redraws_what_was_sent_and_the_channel_names_nobody(database: Database) -> None:
    """B7: one line in the channel, whose button answers members alone."""
    (network, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = (around.person(name) for name in ("Ada", "Eva", "Zoé"))
        await opened(around, database, network)
        await held(around, ada, eva)
        done = await ada.press(await filled(ada), say.DEPOSIT)
        await around.settle()
        (line,) = [card for card in in_channel(around) if LINE in text(card)]
        assert "Essai " not in str(line)
        assert "grilles" not in str(line)
        assert [one["type"] for one in elements(line) if "Action." in str(one.get("type"))] == [
            "Action.Execute"
        ]
        member = await eva.invoke("minutes.read", {"meeting": first}, **IN_CHANNEL)
        assert text(member["value"]).startswith(say.READY)
        for more in ({}, IN_CHANNEL):
            stranger = await zoe.invoke("minutes.read", {"meeting": first}, **more)
            assert text(stranger["value"]) == say.MEMBERS_ONLY
        second = await ada.press(await ada.press(done, say.EDIT), say.CONTINUE)
        third = await ada.press(second, say.CONTINUE, summary="Autre chose.")
        whole = await ada.press(await ada.press(third, say.CONTINUE), say.CONTINUE)
        assert say.minutes_deposited(2) in text(await ada.press(whole, say.DEPOSIT_AGAIN))
        await around.settle()
        (card,) = ready(eva)
        assert "Autre chose." in text(card)
        assert len([card for card in in_channel(around) if LINE in text(card)]) == 1


async def test_two_devices_keep_both_texts(database: Database) -> None:
    """Point 8: nothing is overwritten silently."""
    database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await held(around, ada, eva)
        first = await ada.press(await ada.say("compte rendu"), say.WRITE)
        phone = await ada.press(first, say.CONTINUE)
        desktop = await ada.press(first, say.CONTINUE)
        await ada.press(phone, say.CONTINUE, summary="Écrit au téléphone.")
        told = await ada.press(desktop, say.CONTINUE, summary="Écrit à l’ordinateur.")
        assert say.CONFLICT in text(told)
        assert say.KEPT_MEANWHILE in text(told)
        assert "Écrit au téléphone." in text(told)
        assert values(told)["summary"] == "Écrit à l’ordinateur."
        third = await ada.press(told, say.CONTINUE)
        whole = await ada.press(await ada.press(third, say.CONTINUE), say.CONTINUE)
        assert "Écrit à l’ordinateur." in text(whole)
        # Pressed at the same moment, one is kept and the other is told.
        second = await ada.press(await ada.press(whole, say.EDIT), say.CONTINUE)
        answers = await together(
            *(ada.press(second, say.CONTINUE, summary=f"Au même moment, {number}.") for number in "ab")
        )
        assert sorted(say.CONFLICT in text(answer) for answer in answers) == [False, True]
        # A card that showed something else deposits nothing.
        assert say.CHANGED in text(
            (await ada.invoke("minutes.deposit", {"meeting": 1, "revision": 1}))["value"]
        )


async def test_s25_the_word_document_prints_the_attendance_as_corrected(database: Database) -> None:
    (_, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = (around.person(name) for name in ("Ada", "Eva", "Zoé"))
        await held(around, ada, eva)
        await ada.press(await filled(ada), say.DEPOSIT)
        await around.settle()

        async def presence() -> list[list[str]]:
            card = await eva.press(ready(eva)[0], say.WORD)
            status, headers, content = await fetch(around, token(card))
            assert status == 200
            assert "Compte-rendu_2026-12-01.docx" in headers["Content-Disposition"]
            table = Document(BytesIO(content)).tables[0]
            return [[cell.text for cell in row.cells] for row in table.rows[1:]]

        names = ["Ada Essai, École S1 (Animation)", "Eva Essai, École S2"]
        for standing, animator, member in (
            ("", "unknown", "unknown"),
            ("ABSENT", "present", "absent"),
            ("PARTLY", "present", "partly"),
        ):
            if standing:
                await asyncio.to_thread(
                    database.write, lambda session, s=standing: mark(session, first, "eva", s)
                )
            wanted = [say.TICKED[animator], say.TICKED[member]]
            assert await presence() == [list(pair) for pair in zip(names, wanted, strict=True)]
        forged = await zoe.invoke("document.minutes", {"meeting": first})
        assert text(forged["value"]) == say_menu.REFUSED


async def test_nobody_else_writes_nothing_before_it_begins_nor_of_a_cancelled_meeting(
    database: Database,
) -> None:
    """R62; S24."""
    (_, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = (around.person(name) for name in ("Ada", "Eva", "Rita"))
        await enroll(eva)
        early = await ada.invoke("minutes.open", {"meeting": first})
        assert text(early["value"]) == say.REFUSED["not_yet"]
        assert text(await ada.say("compte rendu")) == say.NO_MINUTES
        await held(around, ada, around.person("Zoé"))
        await ada.say("compte rendu")
        verbs = [f"minutes.{one}" for one in ("open", "step", "deposit", "writer", "writer_save")]
        for verb in (*verbs, "follow_ups.open", "follow_ups.done"):
            data = {"meeting": first, "step": 2, "to": 3, "summary": "Non.", "person": 1, "key": 1}
            answer = await eva.invoke(verb, data)
            assert text(answer["value"]) == say.REFUSED["not_allowed"], verb
        for verb in ("late", "on_paper"):
            answer = await eva.invoke(f"minutes.{verb}", {"meeting": first})
            assert text(answer["value"]) == say_menu.REFUSED, verb
        nothing = await rita.invoke("minutes.read", {"meeting": first})
        assert text(nothing["value"]) == say_menu.STALE
        whole = await filled(ada)

        def cancel(session: Session) -> None:
            session.get_one(Meeting, first).state = "CANCELLED"
            posts.changed(session, ("minutes", first), NOW)

        await asyncio.to_thread(database.write, cancel)
        assert text(await ada.press(whole, say.DEPOSIT)) == say.REFUSED["over"]
        await morning(around, "2026-12-20 10:00")
        wanted = say_due.wanted_title("le 1er décembre 2026")
        assert not [card for card in ada.cards if wanted in text(card)]
        assert say_due.late_minutes_title("Réseau Lire") not in text(await rita.say("mon bureau"))
