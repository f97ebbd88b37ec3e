"""B13 over HTTP: a member takes over a network, on cards; everybody concerned is told."""

from sqlalchemy.orm import Session

from bot.services import CreatedChannel, Place
from bot.usecases.channel import created, want_channel
from bot.usecases.enrollment import Asked, enroll
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import network as say_network
from cards.phrases import replacement as say
from cards.phrases import roster as say_roster
from cards.phrases import waiting as say_waiting
from storage.database import Database
from storage.network import Network
from storage.people import Person, Role
from tests.enrolling import FAR, add_network, add_schools, add_teacher, fill, members
from tests.factories import NOW, add_person
from tests.scenarios.test_enrollment import of
from tests.scenarios.world import text, titles, values, world


def stage(session: Session) -> int:
    """Maude animates six, Eva among them; Noé waits; Zoé is in another network on the same days."""
    codes = add_schools(session, 12)
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    maude = add_teacher(session, "Maude", codes[0])
    network = add_network(session, "N", animator_id=maude, capacity=6)
    fill(
        session,
        network,
        [
            add_teacher(session, name, codes[at])
            for at, name in enumerate(("Eva", "Lou", "Max", "Pia", "Tom", "Ugo"), start=1)
        ],
    )
    enroll(session, NOW, add_teacher(session, "Noé", codes[8]), network, Asked(wait=True))
    other = add_network(session, "Autre", days=FAR)
    fill(session, other, [add_teacher(session, "Zoé", codes[9])])
    return network


async def test_b13_a_member_takes_over_on_three_cards(database: Database) -> None:
    network = database.write(stage)[0]
    eva_id = database.read(lambda session: of(session, "eva"))
    async with world(database) as around:
        names = ("Rita", "Maude", "Eva", "Noé", "Lou")
        rita, maude, eva, noe, lou = (around.person(name) for name in names)
        for person in (maude, eva, noe, lou):
            await person.say("bonjour")
        roster = (await rita.invoke("roster.open", {"network": network}))["value"]
        search = await rita.press(roster, say.OPEN)
        assert say.how("Réseau N", "Maude Essai") in text(search)
        nobody = await rita.press(search, say.SEARCH, name="Maude")
        assert say.NOBODY_FOUND in text(nobody)
        found = await rita.press(nobody, say.SEARCH, name="éva")
        confirm = await rita.press(found, say.CHOOSE, person=str(eva_id))
        assert say.will_animate("Réseau N", "Maude Essai", "Eva Essai") in text(confirm)
        assert say.GIVES_UP["ACTIVE"] in text(confirm)
        missing = await rita.press(confirm, say.SURE)
        assert say.MISTAKES["no_reason"] in text(missing)
        assert database.read(lambda s: s.get_one(Network, network).animator.name) == "Maude Essai"
        done = await rita.press(missing, say.SURE, reason="Congé de maternité.")
        assert say.taken_over("Eva Essai") in text(done)
        assert "Noé" in text(done)
        await around.settle()
        people = zip(names[1:], (maude, eva, noe, lou), strict=True)
        shown = {name: text(one.cards[-1]) for name, one in people}
        assert say.to_old("Réseau N", "Eva Essai") in shown["Maude"]
        assert say.to_new("Réseau N", "2026-2027", "Maude Essai") in shown["Eva"]
        assert say.SEAT_WENT_ON in shown["Eva"]
        assert say.to_member("Réseau N", "Eva Essai") in shown["Lou"]
        assert any(say_waiting.GIVEN_TITLE in text(card) for card in noe.cards)
        assert not any("maternité" in one for one in shown.values())
        # The same card again changes nothing; Eva is the one who animates now, for herself too.
        again = await rita.press(missing, say.SURE, reason="Congé de maternité.")
        assert say.REFUSALS["changed"] in text(again)
        assert say_network.MINE_ANIMATED in text(await eva.say("mon réseau"))
        assert say_network.MINE_ANIMATED not in text(await maude.say("mon réseau"))
        assert eva_id not in database.read(lambda session: members(session, network))


async def test_a_shared_day_is_told_and_set_aside_by_a_tick(database: Database) -> None:
    network = database.write(stage)[0]
    zoe = database.read(lambda session: of(session, "zoé"))
    async with world(database) as around:
        rita = around.person("Rita")
        search = (await rita.invoke("replacement.open", {"network": network}))["value"]
        found = await rita.press(search, say.SEARCH, name="zoé@exemple.invalid")
        confirm = await rita.press(found, say.CHOOSE, person=str(zoe))
        assert "le mercredi 13 janvier 2027" in text(confirm)
        refused = await rita.press(confirm, say.SURE, reason="Retraite.")
        assert say.MISTAKES["clash"] in text(refused)
        assert values(refused)["reason"] == "Retraite."
        done = await rita.press(refused, say.SURE, despite="true")
        assert say.taken_over("Zoé Essai") in text(done)


async def test_a_network_without_animation_waits_on_the_desk(database: Database) -> None:
    """R04: [Remplacer] [Annuler]; the channel's welcome shows who animates."""
    network = database.write(stage)[0]
    async with world(database) as around:
        rita = around.person("Rita")
        around.teams.add_conversation("19:n@thread")
        database.write(lambda session: with_channel(session, network, around.teams.url))
        await around.settle()
        left = {"email": "maude@exemple.invalid", "action": "left", "reason": "Retraite."}
        await rita.invoke("acting.save", left)
        desk = await rita.say("mon bureau")
        assert say.task_title("Réseau N") in text(desk)
        assert {say.REPLACE, say_roster.CANCEL} <= set(titles(desk))
        search = await rita.press(desk, say.REPLACE)
        found = await rita.press(search, say.SEARCH, name="Lou")
        lou = database.read(lambda session: of(session, "lou"))
        await rita.press(await rita.press(found, say.CHOOSE, person=str(lou)), say.SURE, reason="Retraite.")
        assert say.task_title("Réseau N") not in text(await rita.say("mon bureau"))
        assert say_desk.TITLE in text(await rita.say("mon bureau"))
        await around.settle()
        told = [one for one in around.teams.posted if one.conversation_id == "19:n@thread"]
        assert told[-1].card is not None
        assert "Lou Essai" in text(told[-1].card)
        # She did not come back by this: a teacher who left is found by nobody.
        again = (await rita.invoke("replacement.search", {"network": network, "name": "Maude"}))["value"]
        assert say.NOBODY_FOUND in text(again)
        assert database.read(lambda session: session.get_one(Person, of(session, "maude")).not_teaching)
        refused = await around.person("Lou").invoke("replacement.open", {"network": network})
        assert text(refused["value"]) == say_menu.REFUSED


def with_channel(session: Session, network: int, url: str) -> None:
    want_channel(session, NOW, session.get_one(Network, network))
    place = Place(url, "19:n@thread")
    created(session, NOW, network, CreatedChannel("19:n@thread", (place,)))
