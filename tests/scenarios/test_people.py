"""Who speaks, comes and goes, and one's own profile, through the whole bot (points 5, 6, 8; S27)."""

from cards.phrases import menu as say_menu
from cards.phrases import people as say
from storage.database import Database
from tests.factories import add_lists, add_person
from tests.fakes import activities
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_proposal import propose
from tests.scenarios.world import text, titles, values, world


async def test_a_profile_is_saved_and_fills_the_next_proposal(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROFILE)
        saved = await ada.press(card, say.SAVE, school_id="E2", job_title="Orthopédagogue")
        assert say.SAVED in text(saved)
        form = await ada.press(await ada.press(saved, say_menu.MENU), say_menu.PROPOSE)
        assert (values(form)["school_id"], values(form)["job_title"]) == ("E2", "Orthopédagogue")


async def test_a_profile_with_mistakes_is_given_back_with_what_was_typed(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("profil"), say.SAVE, job_title="t" * 201)
        assert say.job_title_too_long(201, 200) in text(card)
        assert values(card)["job_title"] == "t" * 201
        answer = await ada.invoke("profile.save", {"school_id": "E9", "job_title": "Orthopédagogue"})
        assert say.CHOOSE_SCHOOL in text(answer["value"])
        assert values(answer["value"])["job_title"] == "Orthopédagogue"


async def test_somebody_whom_teams_does_not_name_is_told_nothing(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        nameless = activities.message("bonjour", around.teams.url, ada.sender)
        del nameless["from"]["aadObjectId"]
        assert (await around.send(nameless))[0] == 200
        assert [text(card) for card in ada.cards] == [say_menu.REFUSED]


async def test_an_address_that_has_another_account_is_shown_nothing(database: Database) -> None:
    database.write(lambda session: add_person(session, "Ada", school_id=None, object_id="oid-first"))
    async with world(database) as around:
        assert text(await around.person("Ada").say("mes propositions")) == say_menu.ADDRESS_TAKEN


async def test_who_removed_the_bot_gets_what_waited_on_coming_back(database: Database) -> None:
    """Point 5: install and uninstall, said more than once; nothing is sent in between, nothing lost."""
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        for _ in range(2):
            gone = activities.installation("remove", around.teams.url, rita.sender)
            assert (await around.send(gone))[0] == 200
        await propose(ada)
        await around.settle()
        assert not any("À l’étude" in text(card) for card in rita.cards)
        back = activities.installation("add", around.teams.url, rita.sender)
        assert (await around.send(back))[0] == 200
        assert "Lire dehors" in text(await arrived(around, rita, "À l’étude"))


async def test_in_a_group_chat_too_the_answer_is_neutral(database: Database) -> None:
    async with world(database) as around:
        ada = around.person("Ada")
        around.teams.add_conversation("19:groupe@thread.v2")
        said = activities.mention(
            "mes propositions", around.teams.url, ada.sender, conversation_id="19:groupe@thread.v2"
        )
        said["conversation"]["conversationType"] = "groupChat"
        assert (await around.send(said))[0] == 200
        came = activities.installation(
            "add", around.teams.url, ada.sender, conversation_id="19:groupe@thread.v2"
        )
        assert (await around.send(came))[0] == 200
        await around.settle()
        posted = [record.card or {} for record in around.teams.posted]
        assert [(text(card), titles(card)) for card in posted] == [(say_menu.IN_CHANNEL, [say_menu.OPEN])]


async def test_a_stranger_may_write_and_is_flagged_to_the_responsible(database: Database) -> None:
    """R04: who is on no list says where she or he teaches; the responsible sees it on the card."""
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        assert say.UNCONFIRMED in text(await ada.say("profil"))
        await propose(ada)
        card = await arrived(around, rita, "À l’étude")
        assert "n’est pas dans la liste du personnel enseignant" in text(card)
