"""Documents through the whole bot: asked on a card, fetched over HTTP, each reader's right asked anew."""

import logging
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from cards.phrases import approval as say_approval
from cards.phrases import documents as say
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.test_rating import COMMITTEE, rate
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Card, World, elements, text, world

URL = "http://localhost:3978"


def token(card: Card) -> str:
    (opened,) = [one for one in elements(card) if one.get("type") == "Action.OpenUrl"]
    assert opened["title"] == say.OPEN
    return str(opened["url"]).removeprefix(f"{URL}/documents/")


async def fetch(around: World, wanted: str) -> tuple[int, dict[str, str], bytes]:
    async with around.http.get(f"{around.url}/documents/{wanted}") as answer:
        return answer.status, dict(answer.headers), await answer.read()


def words(content: bytes) -> str:
    return "\n".join(one.text for one in Document(BytesIO(content)).paragraphs)


async def test_a_reader_and_the_author_open_the_version_that_was_named(
    database: Database, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    database.write(add_lists)
    caplog.set_level(logging.DEBUG)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea = around.person("Ada"), around.person("Léa")
        sent = await propose(ada)
        page = await lea.press(await arrived(around, lea, "À l’étude"), say_approval.READ_ALL)
        card = await lea.press(page, say.WORD)
        assert say.until("le 24 novembre 2026", "10\u00a0h") in text(card)
        first = token(card)
        status, headers, content = await fetch(around, first)
        assert status == 200
        assert headers["Content-Type"].endswith("wordprocessingml.document")
        assert "CEE_2027-2028_1_Proposition_2026-11-23.docx" in headers["Content-Disposition"]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert "Lire dehors" in words(content)
        form = await fill(ada, await ada.press(sent, say_proposal.EDIT), title="Lire en hiver")
        await ada.press(form, say_proposal.SEND_AGAIN)
        assert "Lire en hiver" not in words((await fetch(around, first))[2])
        mine = await ada.press(
            await ada.press(await ada.say("mes propositions"), say_proposal.OPEN), say.WORD
        )
        assert "Lire en hiver" in words((await fetch(around, token(mine)))[2])
        logged = caplog.text + "".join(capsys.readouterr())
        assert first not in logged
        assert token(mine) not in logged


async def test_a_draft_says_so_and_is_its_authors_alone(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await fill(ada, await ada.press(await ada.say("bonjour"), say_menu.PROPOSE), 2)
        card = await ada.press(
            await ada.press(await ada.say("mes propositions"), say_proposal.OPEN), say.WORD
        )
        _, _, content = await fetch(around, token(card))
        footer = Document(BytesIO(content)).sections[0].footer.paragraphs[0].text
        assert "Brouillon de la proposition numéro 1" in footer
        for actor, data in ((rita, {"id": 1}), (rita, {"request": 1}), (rita, {"id": "x"}), (rita, {})):
            answer = await actor.invoke("document.proposal", dict[str, Any](data))
            assert text(answer["value"]) == say_menu.REFUSED


async def test_strangers_get_no_link_and_a_link_follows_its_persons_right(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea, zoe = (around.person(name) for name in ("Ada", "Léa", "Zoé"))
        await propose(ada)
        await arrived(around, lea, "À l’étude")
        for verb, data in (
            ("document.proposal", {"request": 1}),
            ("document.proposal", {"id": 1}),
            ("document.comparison", {"year": 2027}),
        ):
            answer = await zoe.invoke(verb, dict[str, Any](data))
            assert text(answer["value"]) == say_menu.REFUSED
        page = await lea.press((await arrived(around, lea, "À l’étude")), say_approval.READ_ALL)
        wanted = token(await lea.press(page, say.WORD))
        assert (await fetch(around, wanted))[0] == 200
        with database.engine.begin() as connection:
            connection.exec_driver_sql("DELETE FROM role_grants WHERE role = 'COMMITTEE_MEMBER'")
        status, headers, gone = await fetch(around, wanted)
        assert (status, headers["Cache-Control"]) == (404, "no-store")
        for other in ("", "abc", wanted[:-4], wanted + "x"):
            if other:
                assert (await fetch(around, other))[::2] == (404, gone)
        assert say.GONE in gone.decode()
        assert '<html lang="fr-CA">' in gone.decode()


async def test_a_link_is_over_after_24_hours(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        sent = await propose(ada)
        wanted = token(await ada.press(sent, say.WORD))
        await morning(around, "2026-11-24 09:59")
        assert (await fetch(around, wanted))[0] == 200
        await morning(around, "2026-11-24 10:00")
        assert (await fetch(around, wanted))[0] == 404


async def test_the_comparison_shows_all_but_what_is_said_of_ones_own(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea, noe = (around.person(name) for name in ("Ada", "Léa", "Noé"))
        await propose(ada)
        await rate(noe, await arrived(around, noe, "À l’étude"), "Un mot de Noé")
        await propose(lea, title="Le projet de Léa")
        await around.settle()
        second = await noe.invoke("approval.open", {"request": 2})
        await rate(noe, second["value"], "Secret sur Léa")
        for reader, secret in ((noe, True), (lea, False)):
            card = await reader.press(await reader.say("propositions à l’étude"), say.COMPARE)
            status, headers, content = await fetch(around, token(card))
            assert (status, headers["Cache-Control"]) == (200, "no-store")
            shown = words(content)
            assert "Un mot de Noé" in shown
            assert "2. Le projet de Léa" in shown
            assert ("Secret sur Léa" in shown) is secret
