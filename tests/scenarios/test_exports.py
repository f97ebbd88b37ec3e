"""The year in the whole bot: looked at, its envelope set, its workbook and documents taken away (B2, S19)."""

import asyncio
import zipfile
from datetime import timedelta
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import budget as say_budget
from cards.phrases import desk as say_desk
from cards.phrases import documents as say_documents
from cards.phrases import exports as say
from cards.phrases import menu as say_menu
from cards.phrases import overview as say_overview
from cards.phrases import shared_documents as say_shared
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network
from storage.people import Person
from tests.factories import add_lists, add_person, submitted
from tests.scenarios.test_agenda import enroll, stage
from tests.scenarios.test_documents import URL, fetch
from tests.scenarios.world import Card, World, elements, text, titles, values, world
from tests.whole_year import whole_year


def token(card: Card, title: str) -> str:
    """Of the only link of a card, which bears this title."""
    (opened,) = [one for one in elements(card) if one.get("type") == "Action.OpenUrl"]
    assert opened["title"] == title
    return str(opened["url"]).removeprefix(f"{URL}/documents/")


def exported(session: Session) -> list[tuple[str, int | None, str | None]]:
    """(who, of what, which) in the journal."""
    rows = session.scalars(select(AuditRow).where(AuditRow.action == "exported").order_by(AuditRow.id))
    return [(row.subject_type, row.subject_id, row.after) for row in rows]


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.namelist()


async def refused(around: World, wanted: str) -> bool:
    status, headers, content = await fetch(around, wanted)
    gone = say_documents.GONE in content.decode()
    return (status, headers["Cache-Control"], gone) == (404, "no-store", True)


async def test_a_responsible_looks_at_the_year_and_takes_its_workbook(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        rita, eva = around.person("Rita"), around.person("Eva")
        await enroll(eva)
        year = await rita.press(await rita.say("mon bureau"), say_overview.OPEN)
        assert year == await rita.say("tableau de bord")
        assert say_overview.seats(1, 10, 0) in text(year)
        card = await rita.press(year, say_overview.WORKBOOK)
        assert say_documents.until("le 24 novembre 2026", "10\u00a0h") in text(card)
        wanted = token(card, say.OPEN_WORKBOOK)
        assert database.read(exported) == []
        status, headers, content = await fetch(around, wanted)
        assert (status, headers["Cache-Control"]) == (200, "no-store")
        assert headers["Content-Type"].endswith("spreadsheetml.sheet")
        assert "CEE_2026-2027_Classeur_2026-11-23.xlsx" in headers["Content-Disposition"]
        book = load_workbook(BytesIO(content))
        assert [cell.value for cell in book["Membres"][2]][:3] == [1, "Réseau Lire", "Eva Essai"]
        assert database.read(exported) == [("year", 2026, "workbook")]
        assert token(await rita.say("classeur"), say.OPEN_WORKBOOK) != ""
        assert text(await rita.press(card, say_documents.BACK)) == text(year)


async def test_a_link_ends_with_its_day_and_with_the_role_of_its_person(database: Database) -> None:
    """Each is refused as if it had never been; nothing of it is in the journal."""
    database.write(stage)
    async with world(database) as around:
        rita, paul, zoe = (around.person(name) for name in ("Rita", "Paul", "Zoé"))
        for actor in (rita, paul):
            await actor.say("bonjour")
        hers = token(await rita.say("excel"), say.OPEN_WORKBOOK)
        his = token(await paul.say("exporter"), say.OPEN_WORKBOOK)
        for verb in ("overview.open", "budget.open", "budget.envelope", "document.workbook"):
            for data in ({}, {"year": 2026, "part": 1}):
                answer = await zoe.invoke(verb, dict[str, Any](data))
                assert text(answer["value"]) == say_menu.REFUSED
        answer = await zoe.invoke("budget.envelope_save", {"year": 2026, "days": "1", "was": ""})
        assert text(answer["value"]) == say_menu.REFUSED
        assert await refused(around, hers[:-4])
        assert (await fetch(around, hers))[0] == 200
        with database.engine.begin() as connection:
            connection.exec_driver_sql(
                "DELETE FROM role_grants WHERE person_id = (SELECT id FROM people WHERE name = 'Rita Essai')"
            )
        assert await refused(around, hers)
        assert (await fetch(around, his))[0] == 200
        around.clock.move(around.clock.now() + timedelta(hours=24))
        assert await refused(around, his)
        assert database.read(exported) == [("year", 2026, "workbook")] * 2


async def test_an_envelope_is_set_and_the_wrong_one_is_kept_as_typed(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        rita, paul = around.person("Rita"), around.person("Paul")
        await paul.say("bonjour")
        budget = await rita.press(await rita.say("année"), say_overview.SEE_BUDGET)
        assert say_budget.NOT_SET_HOW in text(budget)
        form = await rita.press(budget, say_budget.SET)
        wrong = await rita.press(form, say_budget.SAVE, days="21,25")
        assert (values(wrong)["days"], say_budget.FAULTS["no_half"] in text(wrong)) == ("21,25", True)
        done = await rita.press(wrong, say_budget.SAVE, days="21,5")
        assert say_budget.saved(43) in text(done)
        assert "Enveloppe : 21,5\u00a0jours" in text(done)
        # Paul's form was drawn before: nothing changes, and he sees what stands there.
        answer = await paul.invoke("budget.envelope_save", {"year": 2026, "days": "100", "was": ""})
        assert (say_budget.STALE in text(answer["value"]), values(answer["value"])["days"]) == (True, "21,5")
        late = await paul.invoke("budget.envelope_save", {"year": 1999, "days": "100", "was": ""})
        assert text(late["value"]) == say_menu.STALE
        assert titles(await rita.press(done, say_overview.BACK)).count(say_desk.TITLE) == 1


async def test_the_documents_of_a_network_are_for_its_animator_and_the_responsible(
    database: Database,
) -> None:
    """The animator gets what is hers; somebody else's proposal and Folio's sheet are the responsible's."""

    def before(session: Session) -> None:
        stage(session)
        add_lists(session)
        proposal_id, _ = submitted(session, add_person(session, "Noé").id)
        session.query(Network).one().proposal_id = proposal_id

    database.write(before)
    async with world(database) as around:
        ada, rita, eva = (around.person(name) for name in ("Ada", "Rita", "Eva"))
        await rita.say("bonjour")
        await enroll(eva)
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        listed = await ada.say("documents")
        mine = token(await ada.press(listed, say.ARCHIVE), say.OPEN_ARCHIVE)
        status, headers, content = await fetch(around, mine)
        assert (status, headers["Content-Type"]) == (200, "application/zip")
        assert "CEE_2026-2027_1_Documents_2026-11-23.zip" in headers["Content-Disposition"]
        agenda = "CEE_2026-2027_1_Ordre-du-jour_2026-12-01.docx"
        assert names(content) == [agenda]
        assert (await fetch(around, mine))[2] == content
        answer = await rita.invoke("documents.open", {"network": 1})
        whole = token(await rita.press(answer["value"], say.ARCHIVE), say.OPEN_ARCHIVE)
        assert names((await fetch(around, whole))[2]) == [
            "CEE_2026-2027_1_Folio_2026-11-23.docx",
            agenda,
            "CEE_2027-2028_1_Proposition_2026-11-23.docx",
        ]
        assert say.ARCHIVE in titles((await rita.invoke("roster.open", {"network": 1}))["value"])
        # A member reads the list, and takes nothing all at once.
        assert say.ARCHIVE not in titles(await eva.say("documents"))
        for data in ({"network": 1}, {"network": 99}, {}):
            answer = await eva.invoke("document.archive", dict[str, Any](data))
            assert text(answer["value"]) == say_menu.REFUSED
        # Somebody else animates since: the link leads nowhere.
        database.write(
            lambda session: setattr(session.query(Network).one(), "animator_id", _id(session, "Zoé"))
        )
        assert await refused(around, mine)
        assert database.read(exported) == [("network", 1, "archive")] * 3
        assert say_shared.TITLE in text(await eva.say("documents"))


def _id(session: Session, name: str) -> int:
    return session.query(Person).filter_by(name=f"{name} Essai").one().id


async def test_a_network_without_a_document_says_so(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        answer = await around.person("Ada").invoke("document.archive", {"network": 1})
        assert text(answer["value"]) == say.NO_DOCUMENT


async def test_forty_networks_are_exported_while_the_bot_goes_on_answering(database: Database) -> None:
    """The workbook is drawn off the loop, and in a bounded time; the card that offers it makes nothing."""
    database.write(lambda session: whole_year(session, 40))
    async with world(database) as around:
        rita = around.person("Rita")
        wanted = token(await rita.say("classeur"), say.OPEN_WORKBOOK)
        export = asyncio.create_task(fetch(around, wanted))
        answered = 0
        while not export.done():
            async with around.http.get(f"{around.url}/health/live") as live:
                answered += live.status == 200
            await asyncio.sleep(0.02)
        status, _, content = await asyncio.wait_for(export, 30)
        assert (status, answered > 3, len(content) < 400_000) == (200, True, True)
        sheet = load_workbook(BytesIO(content), read_only=True)["Réseaux"]
        assert sum(1 for _ in sheet.iter_rows(values_only=True)) == 41
