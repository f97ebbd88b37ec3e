"""Who teaches, through the whole bot: flagged, confirmed many in one press, refused in words (R04, S03)."""

from cards.phrases import approval as say_approval
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import people as say
from cards.phrases import proposal as say_proposal
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.world import Card, elements, text, titles, values, world
from tests.usecases.test_teachers import full_network


def choices(card: Card) -> dict[str, str]:
    """(title: value) of the people on the card."""
    (asked,) = [one for one in elements(card) if one.get("id") == "people"]
    return {one["title"].split(",")[0]: one["value"] for one in asked["choices"]}


async def test_unknown_people_are_one_row_confirmed_many_in_one_press(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita = around.person("Rita")
        for name in ("Ada", "Zoé", "Léa"):
            await around.person(name).say("bonjour")
        ada = around.person("Ada")
        await propose(ada)
        request = await arrived(around, rita, "À l’étude")
        assert say_approval.UNCONFIRMED in text(request)
        desk = await rita.say("mon bureau")
        assert say.unknown_task(3) in text(desk)
        card = await rita.press(desk, say.UNKNOWN_TITLE)
        people = choices(card)
        assert list(people) == ["Ada Essai", "Zoé Essai", "Léa Essai"]
        nobody = await rita.press(card, say.CONFIRM)
        assert say.NOBODY_CHOSEN in text(nobody)
        chosen = f"{people['Ada Essai']},{people['Léa Essai']}"
        done = await rita.press(nobody, say.CONFIRM, people=chosen)
        assert say.confirmed(2) in text(done)
        assert list(choices(done)) == ["Zoé Essai"]
        # Her request's card is redrawn without the flag.
        await around.settle()
        assert say_approval.UNCONFIRMED not in text(await arrived(around, rita, "À l’étude"))
        last = await rita.press(done, say.REFUSE, people=people["Zoé Essai"])
        assert say.UNKNOWN_NONE in text(last)
        assert say.unknown_task(1) not in text(await rita.press(last, say_desk.TITLE))


async def test_s03_who_does_not_teach_is_told_so_and_the_draft_stays(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, zoe = around.person("Rita"), around.person("Zoé")
        card = await fill(zoe, await zoe.press(await zoe.say("bonjour"), say_menu.PROPOSE))
        listed = await rita.say("personnes à confirmer")
        await rita.press(listed, say.REFUSE, people=choices(listed)["Zoé Essai"])
        ticked = {"mission_ack": "true", "attendance_ack": "true"}
        refused = await zoe.press(card, say_proposal.SEND, **ticked)
        assert say.NOT_TEACHING in text(refused)
        assert values(refused)["mission_ack"] == "true"
        assert "Brouillon" in text(await zoe.say("mes propositions"))


async def test_nobody_else_confirms_anybody(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        zoe, rita = around.person("Zoé"), around.person("Rita")
        await zoe.say("bonjour")
        for verb in ("people.unknown", "people.confirm", "people.refuse", "people.note_school"):
            answer = await zoe.invoke(verb, {"people": "1,2,3", "network": 1, "seat": 1})
            assert text(answer["value"]) == say_menu.REFUSED
        assert list(choices(await rita.say("personnes à confirmer"))) == ["Zoé Essai"]
        assert "Mon bureau (1)" in titles(await rita.say("menu"))


async def test_s17_a_change_of_school_is_told_on_the_desk_until_it_is_noted(database: Database) -> None:
    """Zoé moves to E1, which has its two in the network: nobody is evicted, every desk says so once."""
    database.write(full_network)
    async with world(database) as around:
        zoe, rita, paul = (around.person(name) for name in ("Zoé", "Rita", "Paul"))
        saved = await zoe.press(await zoe.say("mon profil"), say.SAVE, school_id="E1", job_title="Titulaire")
        assert say.SAVED in text(saved)
        desk = await rita.say("mon bureau")
        assert say.OVER_TITLE in text(desk)
        assert say.over_line("Zoé Essai", "École du Parc", "Un réseau") in text(desk)
        assert say.OVER_TITLE in text(await paul.say("mon bureau"))
        noted = await rita.press(desk, say.NOTED)
        assert say_desk.EMPTY in text(noted)
        assert say_desk.EMPTY in text(await paul.say("mon bureau"))
        with database.engine.connect() as connection:
            seats = connection.exec_driver_sql(
                "SELECT number, school_number FROM seats ORDER BY number"
            ).all()
        assert [tuple(row) for row in seats] == [(1, 1), (2, 2), (3, None), (4, 2)]
