"""What one types and presses outside any form; the channel; faults (issue 2, points 5, 6, 8)."""

import json

import pytest
import structlog
from sqlalchemy import text as sql

from cards.phrases import menu as say
from storage.database import Database
from tests.factories import add_lists, add_person
from tests.fakes import activities
from tests.fakes.troubles import Trouble
from tests.scenarios.world import text, titles, values, world

DUTIES, GUIDE = "Mes échéances", "Le guide en bref"
PROPOSE, NETWORKS, ALWAYS = "Proposer un réseau", "Voir les réseaux", ["Mon profil", "Demander de l’aide"]


async def test_the_menu_differs_for_a_teacher_an_animator_and_a_responsible(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        assert titles(await rita.say("xyzzy")) == ["Mon bureau", PROPOSE, GUIDE, NETWORKS, *ALWAYS]
        assert titles(await ada.say("xyzzy")) == [NETWORKS, PROPOSE, GUIDE, *ALWAYS]
        with database.engine.begin() as connection:
            connection.execute(
                sql(
                    "INSERT INTO networks (title, animator_id, school_year, state, accepted_at)"
                    " SELECT 'Un réseau', id,"
                    " '2026-2027', 'OPEN', :now FROM people WHERE object_id = 'oid-ada'"
                ),
                {"now": "2026-11-01 00:00:00"},
            )
        assert titles(await ada.say("xyzzy")) == ["Mon réseau", PROPOSE, GUIDE, NETWORKS, DUTIES, *ALWAYS]
        assert "«\u00a0Un réseau\u00a0»" in text(await ada.say("mon réseau"))


async def test_help_gives_the_address_and_privacy_says_who_reads(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say.HELP)
        assert "cee@cssdm.gouv.qc.ca" in text(card)
        assert say.PRIVACY_RIGHTS in text(await ada.say("vie privée"))


async def test_a_person_is_known_by_the_rosters_address_never_by_the_cards(database: Database) -> None:
    """S27: what the card or the message claims about the sender is not read."""
    database.write(lambda session: add_person(session, "Ada", school_id=None, object_id="to-be-bound"))
    with database.engine.begin() as connection:
        connection.execute(sql("UPDATE people SET object_id = NULL"))
    async with world(database) as around:
        zoe, ada = around.person("Zoé"), around.person("Ada")
        await zoe.invoke("menu", {"email": "ada@exemple.invalid", "person_id": 1, "object_id": "to-be-bound"})
        await ada.say("bonjour")
        with database.engine.connect() as connection:
            rows = connection.execute(sql("SELECT email, object_id FROM people ORDER BY email")).all()
        found = {(row.email, row.object_id) for row in rows}
        assert {("ada@exemple.invalid", "oid-ada"), ("zoé@exemple.invalid", "oid-zoé")} <= found


async def test_a_guest_is_refused_in_words(database: Database) -> None:
    async with world(database) as around:
        assert text(await around.person("Gus", role="guest").say("bonjour")) == say.GUEST


async def test_in_a_channel_everyone_sees_a_neutral_card_and_the_presser_alone_the_answer(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        thread = f"{activities.CHANNEL};messageid=1699999999999"
        around.teams.add_conversation(activities.CHANNEL)
        for words in ("je veux proposer un réseau", "mes propositions", "n’importe quoi", "demandes"):
            status, _ = await around.send(activities.mention(words, around.teams.url, ada.sender))
            assert status == 200
        posted = [record for record in around.teams.posted if record.conversation_id == thread]
        assert [text(record.card or {}) for record in posted] == [say.IN_CHANNEL] * 4
        assert all("Ada Essai" not in json.dumps(record.card) for record in posted)
        verb = (posted[0].card or {})["body"][1]["actions"][0]["verb"]
        answer = await ada.invoke(verb, {}, conversation_id=thread)
        assert "Étape 1 de 5" in text(answer["value"])
        await around.settle()
        assert [record for record in around.teams.posted if record.conversation_id == thread] == posted


async def test_installing_again_and_again_welcomes_once(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        for _ in range(3):
            for activity in (
                activities.installation("add", around.teams.url, ada.sender),
                activities.members_added(
                    activities.BOT_ID, ada.sender.teams_id, service_url=around.teams.url, sender=ada.sender
                ),
                activities.activity("messageReaction", around.teams.url, ada.sender),
                activities.activity("somethingNew", around.teams.url, ada.sender),
            ):
                assert (await around.send(activity))[0] == 200
        await around.settle()
        assert [text(card).split("\n")[0] for card in ada.cards] == [say.WELCOME_TITLE]


async def test_an_old_or_unknown_button_answers_the_menu(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        answer = await ada.invoke("something.of.last.year", {})
        assert say.STALE in text(answer["value"])


async def test_a_fault_says_panne_with_the_code_of_its_log_line_and_loses_nothing(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    """Point 6. The database goes away in the middle; no word that was typed stands in the log."""
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say.PROPOSE)
        with database.engine.begin() as connection:
            connection.execute(sql("ALTER TABLE proposal_versions RENAME TO away"))
        structlog.configure(
            processors=[structlog.processors.JSONRenderer()], logger_factory=structlog.PrintLoggerFactory()
        )
        capsys.readouterr()
        failed = await ada.press(card, "Continuer", experience="TÉMOIN-4815")
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines() if line.startswith("{")]
        code = next(line["code"] for line in lines if line["event"] == "turn_failed")
        assert text(failed) == say.fault(code)
        assert "TÉMOIN" not in json.dumps(lines, ensure_ascii=False)
        with database.engine.begin() as connection:
            connection.execute(sql("ALTER TABLE away RENAME TO proposal_versions"))
        # The same press again, by a button that carries all that was typed: nothing is typed twice.
        mended = await ada.press(failed, say.AGAIN)
        assert values(mended)["experience"] == "TÉMOIN-4815"
        structlog.reset_defaults()


async def test_a_roster_that_is_down_says_panne_and_binds_nobody(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        around.teams.script(Trouble.SERVER_ERROR, times=5, only="GET")
        card = await ada.say("bonjour")
        assert text(card).startswith("Quelque chose n’a pas fonctionné de notre côté.")
        with database.engine.connect() as connection:
            count = connection.execute(
                sql("SELECT count(*) FROM people WHERE object_id = 'oid-ada'")
            ).scalar()
        assert count == 0
