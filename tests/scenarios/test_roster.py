"""Who takes part and who waits, the seats, the end of a network, on cards (R22, B18; DOMAIN.md §1.9)."""

from sqlalchemy.orm import Session

from bot.usecases.enrollment import Asked, enroll
from cards.phrases import catalog as say_catalog
from cards.phrases import menu as say_menu
from cards.phrases import minimum as say_minimum
from cards.phrases import network as say_network
from cards.phrases import roster as say
from cards.phrases import waiting as say_waiting
from storage.database import Database
from storage.network import Network
from storage.people import Role
from tests.enrolling import FAR, add_network, add_schools, add_teacher, members, queue
from tests.factories import NOW, add_person
from tests.scenarios.test_enrollment import text
from tests.scenarios.world import titles, world


def stage(session: Session) -> int:
    """Maude's network, its seven seats taken, two of them by S1; Ada of S1 waits, then Zoé of S7."""
    codes = add_schools(session, 9)
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    maude = add_teacher(session, "Maude", codes[8])
    network = add_network(session, "N", animator_id=maude, days=FAR, capacity=7)
    for number, code in enumerate(["S1", "S1", "S2", "S3", "S4"]):
        enroll(session, NOW, add_teacher(session, f"P{number}", code), network)
    for name, code in (("Eva", "S5"), ("Léo", "S6"), ("Ada", "S1"), ("Zoé", "S7")):
        enroll(session, NOW, add_teacher(session, name, code), network, Asked(wait=True))
    return network


async def test_the_responsible_reads_who_waits_and_why(database: Database) -> None:
    """Point 7: why no offer went out; the animator sees how many wait, everybody else nothing."""
    network = database.write(stage)[0]
    async with world(database) as around:
        rita, maude, ada = (around.person(name) for name in ("Rita", "Maude", "Ada"))
        sheet = await rita.press(await rita.say("voir les réseaux"), say_catalog.SHOW)
        seen = text(await rita.press(sheet, say.OPEN))
        assert say.taken(7, 7) in seen
        assert say.rank(1, "Ada Essai (École S1)", say.FULL) in seen
        assert say.rank(2, "Zoé Essai (École S7)", say.FULL) in seen
        # Zoé has Eva's seat; Léo's stays free, and Ada is told apart from who merely waits.
        for name in ("Eva", "Léo"):
            await around.person(name).invoke("enrollment.withdraw", {"network": network, "sure": 1})
        seen = text((await rita.invoke("roster.open", {"network": network}))["value"])
        assert say.taken(6, 7) in seen
        assert say.rank(1, "Ada Essai (École S1)", say.SKIPS["same_school"]) in seen
        card = await maude.press(await maude.say("mon réseau"), say.OPEN)
        assert say.waits(1) in text(card)
        assert ("Ada" in text(card), say.CANCEL in titles(card)) == (False, False)
        refused = await ada.invoke("roster.open", {"network": network})
        assert text(refused["value"]) == say_menu.REFUSED


async def test_b18_the_animator_raises_the_seats_and_never_under_who_is_enrolled(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        maude, ada, zoe = (around.person(name) for name in ("Maude", "Ada", "Zoé"))
        await zoe.say("bonjour")
        card = await maude.press(await maude.say("mon réseau"), say.OPEN)
        under = await maude.press(card, say.SET_CAPACITY, capacity="6")
        assert say.CAPACITY_MISTAKES["under_enrolled"] in text(under)
        wide = await maude.press(card, say.SET_CAPACITY, capacity="11")
        assert say.CAPACITY_MISTAKES["out_of_range"] in text(wide)
        assert database.read(lambda session: len(queue(session, network))) == 2
        raised = await maude.press(card, say.SET_CAPACITY, capacity="9")
        assert say.capacity_set(9) in text(raised)
        assert say.taken(8, 9) in text(raised)
        await around.settle()
        assert say_waiting.GIVEN_TITLE in text(zoe.cards[-1])
        forged = await ada.invoke("roster.capacity", {"network": network, "capacity": "10"})
        assert text(forged["value"]) == say_menu.REFUSED
        assert database.read(lambda session: session.get_one(Network, network).capacity) == 9


async def test_a_responsible_ends_a_network_with_a_reason(database: Database) -> None:
    """Point 9: its people are free, and each is told."""
    network = database.write(stage)[0]
    async with world(database) as around:
        rita, maude, ada = (around.person(name) for name in ("Rita", "Maude", "Ada"))
        for person in (maude, ada):
            await person.say("bonjour")
        card = (await rita.invoke("roster.open", {"network": network}))["value"]
        asked = await rita.press(card, say.CANCEL)
        assert say.NO_REASON in text(await rita.press(asked, say.CANCEL_SURE))
        assert say.title("Réseau N") in text(await rita.press(asked, say.KEEP))
        for verb in ("roster.cancel", "roster.cancel_sure"):
            forged = await maude.invoke(verb, {"network": network, "reason": "Non."})
            assert text(forged["value"]) == say_menu.REFUSED
        done = await rita.press(asked, say.CANCEL_SURE, reason="La salle n’existe plus.")
        assert say_minimum.CANCELLED in text(done)
        await around.settle()
        for person in (maude, ada):
            assert say_waiting.CANCELLED_TITLE in text(person.cards[-1])
        assert database.read(lambda session: (members(session, network), queue(session, network))) == ([], [])
        again = await rita.invoke("roster.cancel_sure", {"network": network, "reason": "Encore."})
        assert text(again["value"]) == say.OVER
        assert say_network.MINE_ANIMATED not in text(await maude.say("mon réseau"))
