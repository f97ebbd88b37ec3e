"""« Mes heures », « Mes données », requests, incidents and the journal in the whole bot (B3; s. 63.8, 98)."""

import asyncio
import io
import json
from datetime import timedelta

from docx import Document
from sqlalchemy.orm import Session

from bot.usecases import attendance
from cards.phrases import desk as say_desk
from cards.phrases import hours as say_hours
from cards.phrases import incidents as say_incidents
from cards.phrases import journal as say_journal
from cards.phrases import menu as say_menu
from cards.phrases import my_data as say_data
from cards.phrases import privacy as say
from storage.database import Database
from storage.people import person_by_object_id
from storage.privacy import PrivacyNotice
from storage.schedule import Meeting
from tests.factories import NOW
from tests.fakes import activities
from tests.scenarios import test_attendance
from tests.scenarios.test_attendance import begun
from tests.scenarios.test_documents import URL, fetch
from tests.scenarios.world import Card, elements, text, titles, values, world

LINK = f"{URL}/documents/"


def links(card: Card) -> dict[str, str]:
    """{title: token} of the buttons that open an address."""
    found = [one for one in elements(card) if one.get("type") == "Action.OpenUrl"]
    return {one["title"]: one["url"].removeprefix(LINK) for one in found}


async def test_hours_are_shown_attested_and_nobody_elses(database: Database) -> None:
    (network, meeting), _ = database.write(test_attendance.stage)

    def mark(session: Session) -> None:
        ada = person_by_object_id(session, "oid-ada")
        eva = person_by_object_id(session, "oid-eva")
        assert ada is not None
        assert eva is not None
        during = test_attendance.at(16)
        attendance.mark(session, during, ada.id, meeting, eva.id, "morning", activity_id="1")
        attendance.complete(session, during, ada.id, meeting, activity_id="2")
        assert session.get_one(Meeting, meeting).network_id == network

    async with world(database) as around:
        ada, eva, rita = (around.person(name) for name in ("Ada", "Eva", "Rita"))
        assert say_hours.NONE in text(await eva.say("mes heures"))
        await begun(around, database, network, channel=False)
        await asyncio.to_thread(database.write, mark)
        line = say_hours.hours_line("le 1er décembre 2026", "Réseau Lire", "3\u00a0h", say_hours.PARTLY)
        card = await eva.say("mes heures")
        assert line in text(card)
        assert say_hours.over_two_years("3\u00a0h", "2025-2026", "2026-2027") in text(card)
        assert say_hours.COUNTS in text(card)
        assert "6\u00a0h (animation)" in text(await ada.say("heures"))
        opened = links(await eva.press(card, say_hours.ATTESTATION))
        status, headers, content = await fetch(around, opened[say_hours.OPEN_ATTESTATION])
        assert (status, "CEE_Attestation_" in headers["Content-Disposition"]) == (200, True)
        assert [cell.text for cell in Document(io.BytesIO(content)).tables[0].rows[1].cells] == [
            "1er décembre 2026",
            "Réseau Lire",
            "Présence partielle",
            "3\u00a0h",
        ]
        # A responsible for who asks, by e-mail; anybody else for herself alone.
        office = await rita.say("attestation")
        wrong = await rita.press(office, say_hours.FOR_ONE, who="personne@exemple.invalid")
        assert say_hours.NOBODY in text(wrong)
        assert values(wrong)["who"] == "personne@exemple.invalid"
        right = await rita.press(wrong, say_hours.FOR_ONE, who="Eva@exemple.invalid")
        assert (await fetch(around, links(right)[say_hours.OPEN_ATTESTATION]))[0] == 200
        forged = await eva.invoke("document.hours", {"other": 1, "who": "ada@exemple.invalid"})
        assert text(forged["value"]) == say_menu.REFUSED


async def test_one_s_own_data_a_request_and_its_answer(database: Database) -> None:
    database.write(test_attendance.stage)
    async with world(database) as around:
        eva, rita = around.person("Eva"), around.person("Rita")
        welcome = await eva.say("bonjour")
        assert say_menu.PRIVACY_NOTICE in text(welcome)
        assert say_menu.PRIVACY_NOTICE not in text(await eva.say("bonjour"))
        notice = await eva.press(welcome, say_menu.PRIVACY)
        assert say.RIGHTS in text(notice)
        assert say.JOURNAL not in titles(notice)
        card = await eva.press(notice, say.MY_DATA)
        opened = links(card)
        status, headers, content = await fetch(around, opened[say_data.OPEN_JSON])
        assert (status, headers["Content-Type"]) == (200, "application/json")
        told = json.loads(content)
        assert {one["nom"]: one for one in told["sections"]}["people"]["lignes"][0]["name"] == "Eva Essai"
        assert (await fetch(around, opened[say_data.OPEN_WORD]))[0] == 200
        form = await eva.press(card, say.ASK["CORRECTION"])
        empty = await eva.press(form, say.SEND)
        assert say.WRITE_WORDS in text(empty)
        sent = await eva.press(empty, say.SEND, words="Mon école est la *Rive*.")
        assert say.asked_until("le 13 décembre 2026") in text(sent)
        assert say.own_request("CORRECTION", "le 23 novembre 2026", "le 13 décembre 2026") in text(
            await eva.say("mes données")
        )
        await around.settle()
        desk = await rita.say("mon bureau")
        assert say.request_task("CORRECTION", "Eva Essai") in text(desk)
        asked = await rita.press(desk, say.OPEN)
        longer = await rita.press(asked, say.EXTEND)
        assert say.EXTENDED_DONE in text(longer)
        refused = await rita.press(await rita.press(longer, say.OPEN), say.REFUSE)
        assert say.ANSWER_MISSING in text(refused)
        done = await rita.press(refused, say.REFUSE, answer="La liste du CSSDM fait foi.")
        assert say.DONE in text(done)
        assert say_desk.EMPTY in text(done)
        await around.settle()
        shown = [text(one) for one in eva.cards]
        assert any(one.startswith(say.ANSWERED_TITLE) and say.RECOURSE in one for one in shown)
        register = await rita.say("registre des demandes")
        assert say.register_answered("le 23 novembre 2026", accepted=False) in text(register)
        # A day later the links lead nowhere.
        around.clock.move(NOW + timedelta(hours=25))
        assert (await fetch(around, opened[say_data.OPEN_JSON]))[0] == 404
    notices = database.read(lambda session: session.query(PrivacyNotice).all())
    assert [one.shown_at for one in notices] == [NOW]


async def test_a_responsible_keeps_incidents_and_reads_the_journal(database: Database) -> None:
    database.write(test_attendance.stage)
    async with world(database) as around:
        eva, rita = around.person("Eva"), around.person("Rita")
        for typed in ("incidents", "journal", "registre des demandes"):
            assert text(await eva.say(typed)) == say_menu.REFUSED
        form = await rita.press(await rita.say("registre des incidents"), say_incidents.ADD)
        facts = {"data": "Noms", "circumstances": "=Courriel", "period": "20 novembre"}
        wrong = await rita.press(form, say_incidents.SAVE, **facts, discovered_on="2026-12-01", people="deux")
        assert values(wrong)["circumstances"] == "=Courriel"
        assert len([line for line in text(wrong).split("\n") if "\u00a0: " in line]) == 3
        second = await rita.press(wrong, say_incidents.SAVE, discovered_on="2026-11-20", people="2")
        saved = await rita.press(second, say_incidents.SAVE, risk="Faible", serious="no")
        assert say_incidents.SAVED in text(saved)
        assert "Version 2, Rita Essai" in text(saved)
        history = await rita.press(saved, say_incidents.HISTORY)
        assert "Version 1" in text(await rita.press(history, say_incidents.OLDER))
        opened = links(await rita.press(await rita.say("incidents"), say_incidents.EXPORT))
        (token,) = opened.values()
        _, headers, content = await fetch(around, token)
        assert headers["Content-Type"] == "text/csv; charset=utf-8"
        assert [line.split(";")[3] for line in content.decode("utf-8-sig").splitlines()[1:]] == [
            "'=Courriel"
        ] * 2
        journal = await rita.press(await rita.say("journal"), say_journal.FILTER, group="privacy")
        assert say_journal.ACTIONS["incident_recorded"] in text(journal)
        exported = await rita.press(journal, say_journal.EXPORT)
        (token,) = links(exported).values()
        lines = (await fetch(around, token))[2].decode("utf-8-sig").splitlines()
        assert [line.split(";")[3] for line in lines[1:]] == [
            say_journal.ACTIONS[one] for one in ("journal_exported", "incident_recorded", "incident_recorded")
        ]


async def test_the_notice_that_an_installation_shows_is_remembered(database: Database) -> None:
    """S. 65: who was shown it, and when; the welcome bears it."""
    async with world(database) as around:
        ada = around.person("Ada")
        await around.send(activities.installation("add", around.teams.url, ada.sender))
        await around.settle()
        assert [say_menu.PRIVACY_NOTICE in text(card) for card in ada.cards] == [True]
        assert say_menu.PRIVACY_NOTICE not in text(await ada.say("bonjour"))
    notices = database.read(lambda session: session.query(PrivacyNotice).all())
    assert [one.shown_at for one in notices] == [NOW]
