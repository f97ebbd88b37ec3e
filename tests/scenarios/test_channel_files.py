"""The channel's Files in the whole bot: what stands there names nobody (issue 5 point 11; B7)."""

import asyncio
import re
import zipfile
from datetime import timedelta
from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import channel_files as say
from cards.phrases import documents as say_documents
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say_minutes
from cards.phrases import shared_documents as say_list
from storage.database import Database
from storage.network import ChannelState, NetworkChannel
from tests.factories import NOW, SETTINGS
from tests.scenarios import test_minutes
from tests.scenarios.test_agenda import enroll, stage
from tests.scenarios.test_documents import fetch, token
from tests.scenarios.world import Actor, World, text, world
from tests.usecases.test_plan import deposit, written

PLAN, FIRST = "CEE_2026-2027_1_Plan.docx", "CEE_2026-2027_1_Ordre-du-jour_1.docx"
MINUTES = "CEE_2026-2027_1_Compte-rendu_1.docx"
NAMES = re.compile(r"\b(?:ada|eva|zoé|essai|rita|exemple\.invalid)\b", re.IGNORECASE)


def names_in(content: bytes) -> list[str]:
    """The names in any part of the document, its properties and footers included."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")]
    return NAMES.findall("\n".join(re.sub(r"<[^>]*>", " ", part) for part in parts))


def words(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def write_plan(session: Session) -> None:
    """Ada's plan names her, Eva, an address, and somebody in no network of hers."""
    written(session, 1, 1, develop="Ada Essai et eva essai lisent.", result="Un mot à eva@exemple.invalid.")
    deposit(session, 1, 1)


async def opened(around: World, database: Database) -> str:
    """The network's channel stands in Teams; its id."""
    made = around.graph.add("R2026-0001 Lire").channel_id
    kept = NetworkChannel(
        network_id=1,
        key="R2026-0001",
        state=ChannelState.CREATED.value,
        not_before=NOW,
        channel_id=made,
    )
    await asyncio.to_thread(database.write, lambda session: session.add(kept))
    return made


async def minute(around: World, count: int = 1) -> None:
    """The clock moves, everything that is due happens."""
    for _ in range(count):
        around.clock.move(around.clock.now() + timedelta(minutes=1))
        around.bot.services.wake()
        await around.settle()


async def deposit_agenda(ada: Actor, around: World) -> None:
    form = await ada.press(await ada.say("ordre du jour"), say_agenda.EDIT)
    minutes = await ada.press(
        form,
        say_agenda.CONTINUE,
        items="Atelier d’Eva (60 min)\nLecture",
        follow_up="Zoé apporte les livres (15 min)",
        others="Questions à Ada Essai",
    )
    whole = await ada.press(minutes, say_agenda.CONTINUE)
    await ada.press(whole, say_agenda.DEPOSIT)
    await around.settle()


async def test_what_stands_in_the_channel_names_nobody(database: Database) -> None:
    """The bytes that Graph took are read. The control: what members get in chat does name."""
    database.write(stage)
    database.write(write_plan)
    async with world(database, files=True) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await enroll(eva)
        await enroll(around.person("Zoé"))
        await deposit_agenda(ada, around)
        channel = await opened(around, database)
        around.graph.files.late = 1
        await minute(around, 4)
        stored = around.graph.files.stored[channel]
        assert set(stored) == {PLAN, FIRST}
        assert {name: names_in(content) for name, content in stored.items()} == {PLAN: [], FIRST: []}
        plan, agenda = words(stored[PLAN]), words(stored[FIRST])
        assert f"{say.NAME_LEFT_OUT} et {say.NAME_LEFT_OUT} lisent." in plan
        assert f"Un mot à {say.NAME_LEFT_OUT}" in plan
        assert f"4. Atelier d’{say.NAME_LEFT_OUT}\n60\u00a0min\n5. Lecture" in agenda
        assert (say.FOLLOW_UP_LEFT_OUT in agenda, "livres" in agenda) == (True, False)
        footer = Document(BytesIO(stored[FIRST])).sections[0].footer.paragraphs[0].text
        assert say.EDITION in footer
        read = await eva.press(await eva.say("ordre du jour"), say_agenda.READ_WORD)
        own = (await fetch(around, token(read)))[2]
        assert names_in(own) != []
        assert say.EDITION not in words(own)
        assert say_documents.READY in text(read)
        # The card says what is filed; the animator's own links never are.
        assert say.WHAT in text(await ada.say("documents"))
        await ada.invoke(
            "documents.add_save", {"network": 1, "title": "Grille", "address": "https://exemple.invalid/g"}
        )
        await minute(around, 2)
        assert set(around.graph.files.stored[channel]) == {PLAN, FIRST}


async def test_a_new_version_takes_the_place_of_the_last(database: Database) -> None:
    database.write(stage)
    async with world(database, files=True) as around:
        ada = around.person("Ada")
        channel = await opened(around, database)
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        await minute(around, 2)
        first = around.graph.files.stored[channel][FIRST]
        await ada.invoke("agenda.link_deposit", {"meeting": 1, "address": "https://exemple.invalid/mien"})
        await minute(around, 2)
        (name,) = around.graph.files.stored[channel]
        second = around.graph.files.stored[channel][name]
        assert (name, first == second) == (FIRST, False)
        # One's own document is not named: nothing in the channel leads to it.
        assert say.ELSEWHERE in words(second)
        assert names_in(second) == []
        assert around.graph.files.puts == [FIRST, FIRST]
        await minute(around, 3)
        assert around.graph.files.puts == [FIRST, FIRST]


async def test_who_enrolls_later_is_left_out_from_then_on(database: Database) -> None:
    """Named in the text before: the document is filed anew; one that stays the same is not sent again."""
    database.write(stage)
    async with world(database, files=True) as around:
        ada = around.person("Ada")
        channel = await opened(around, database)
        form = await ada.press(await ada.say("ordre du jour"), say_agenda.EDIT)
        minutes = await ada.press(form, say_agenda.CONTINUE, items="Zoé lit (60 min)")
        await ada.press(await ada.press(minutes, say_agenda.CONTINUE), say_agenda.DEPOSIT)
        await minute(around, 2)
        assert names_in(around.graph.files.stored[channel][FIRST]) == ["Zoé"]
        await enroll(around.person("Eva"))
        await minute(around, 2)
        assert around.graph.files.puts == [FIRST]
        await enroll(around.person("Zoé"))
        await minute(around, 2)
        assert names_in(around.graph.files.stored[channel][FIRST]) == []
        assert around.graph.files.puts == [FIRST, FIRST]


async def test_a_missing_permission_is_a_task_that_a_responsible_tries_again(database: Database) -> None:
    database.write(stage)
    database.write(write_plan)
    async with world(database, files=True) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        channel = await opened(around, database)
        around.graph.may_file = False
        await rita.say("bonjour")
        await minute(around, 2)
        desk = await rita.say("mon bureau")
        assert say.line(1, say.CAUSES["not_allowed"]) in text(desk)
        refused = await ada.invoke("files.retry", {})
        assert text(refused["value"]) == say_menu.REFUSED
        around.graph.may_file = True
        assert say.again(1) in text(await rita.press(desk, say.RETRY))
        await minute(around, 2)
        assert list(around.graph.files.stored[channel]) == [PLAN]
        assert say.TITLE not in text(await rita.say("mon bureau"))


async def test_without_the_setting_nothing_is_asked_of_graph_and_no_card_speaks_of_it(
    database: Database,
) -> None:
    database.write(stage)
    database.write(write_plan)
    assert SETTINGS.CHANNEL_FILES is False
    async with world(database) as around:
        await opened(around, database)
        await minute(around, 2)
        assert [path for _, path in around.graph.requests if "filesFolder" in path] == []
        assert say.WHAT not in text(await around.person("Ada").say("documents"))
        assert say_list.TITLE in text(await around.person("Ada").say("documents"))


async def test_minutes_stand_there_without_attendance_nor_who_does_what(database: Database) -> None:
    """R62: the members' edition names who was there and who does what; that of the channel does neither."""
    database.write(test_minutes.stage)
    async with world(database, files=True) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await test_minutes.held(around, ada, eva)
        channel = await opened(around, database)
        second = await ada.press(
            await ada.press(await ada.say("compte rendu"), say_minutes.WRITE), say_minutes.CONTINUE
        )
        third = await ada.press(second, say_minutes.CONTINUE, summary="Eva a montré sa grille.")
        fourth = await ada.press(third, say_minutes.CONTINUE, what="Apporter deux livres", who="Eva Essai")
        await ada.press(await ada.press(fourth, say_minutes.CONTINUE), say_minutes.DEPOSIT)
        await minute(around, 2)
        stored = around.graph.files.stored[channel]
        assert set(stored) == {FIRST, MINUTES}
        assert names_in(stored[MINUTES]) == []
        public = words(stored[MINUTES])
        assert f"{say.NAME_LEFT_OUT} a montré sa grille." in public
        assert (say.MEMBERS_LEFT_OUT in public, say.FOLLOW_UPS_LEFT_OUT in public) == (True, True)
        assert ("livres" in public, say_minutes.TICKED["present"] in public) == (False, False)
        listed = await eva.say("documents")
        read = await eva.press(listed, say_minutes.read_minutes_of(1))
        own = (await fetch(around, token(await eva.press(read, say_minutes.WORD))))[2]
        assert "Eva" in names_in(own)
        assert "livres" in words(own)
