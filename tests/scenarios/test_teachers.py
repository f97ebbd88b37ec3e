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
