"""The rules of enrollment through the whole bot, pressed in turn and at once (S09–S14, B8)."""

from collections import Counter
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from bot.usecases.enrollment import Asked, enroll
from cards.phrases import enrollment as say
from cards.phrases import waiting as say_waiting
from storage.database import Database
from storage.people import Role
from tests.enrolling import FAR, add_network, add_schools, add_teacher, clean, fill, members, queue
from tests.factories import NOW, add_person
from tests.scenarios.test_enrollment import text
from tests.scenarios.world import Actor, titles, together, world

Card = dict[str, Any]
OTHER_DAYS = (date(2027, 1, 20), date(2027, 5, 12))


def stage(session: Session, schools: int = 30) -> list[str]:
    codes = add_schools(session, schools)
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    return codes


async def press(person: Actor, network: int, how: str = "") -> Card:
    """« M’inscrire », or « Changer pour ce réseau »."""
    data = {"network": network, "how": how} if how else {"network": network}
    return dict((await person.invoke("enrollment.enroll", data))["value"])


def title(card: Card) -> str:
    return str(card["body"][0]["text"])


def sound(database: Database) -> None:
    database.read(clean)


async def test_s09_one_last_seat_for_twenty_who_press_at_once(database: Database) -> None:
    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session)
        fill(session, network, [add_teacher(session, f"P{n}", codes[n]) for n in range(9)])
        for number in range(20):
            add_teacher(session, f"C{number}", codes[9 + number])
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        crowd = [around.person(f"C{number}") for number in range(20)]
        for one in crowd:
            await one.say("menu")  # known to the bot, as people who press a button are
        answers = await together(*(press(one, network) for one in crowd))
        assert Counter(map(title, answers)) == {say.ENROLLED_TITLE: 1, say.WAITING_TITLE: 19}
        assert database.read(
            lambda session: (len(members(session, network)), len(queue(session, network)))
        ) == (
            10,
            19,
        )
        told = [text(card) for card in answers if title(card) == say.WAITING_TITLE]
        for rank in range(1, 20):
            assert sum(say.waiting("Réseau N", rank) in one for one in told) == 1, rank
        sound(database)


async def test_s10_the_third_of_a_school_is_told_so_and_may_wait(database: Database) -> None:
    """The animator of the same school is not counted."""

    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session, animator_id=add_teacher(session, "Maude", codes[15]))
        fill(session, network, [add_teacher(session, "P", codes[15])])
        for name in ("Ada", "Eva"):
            add_teacher(session, name, codes[15])
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        pair = [around.person(name) for name in ("Ada", "Eva")]
        for one in pair:
            await one.say("menu")
        answers = await together(*(press(one, network) for one in pair))
        assert Counter(map(title, answers)) == {say.ENROLLED_TITLE: 1, say.TITLES["same_school"]: 1}
        ((late, refused),) = [
            (one, card) for one, card in zip(pair, answers, strict=True) if say.WAIT in titles(card)
        ]
        assert say.same_school("École S16") in text(refused)
        assert say.waiting("Réseau N", 1) in text(await late.press(refused, say.WAIT))
        sound(database)


async def test_s12_an_animator_takes_part_elsewhere_but_on_the_days_of_the_own_network(
    database: Database,
) -> None:
    def before(session: Session) -> tuple[int, int, int]:
        codes = stage(session)
        maude = add_teacher(session, "Maude", codes[0])
        own = add_network(session, "Un", animator_id=maude)
        clash = add_network(session, "Deux", days=(date(2027, 2, 3), FAR[1]))
        return own, clash, add_network(session, "Trois", days=OTHER_DAYS)

    own, clash, free = database.write(before)[0]
    async with world(database) as around:
        maude = around.person("Maude")
        assert title(await press(maude, own)) == say.TITLES["own_network"]
        refused = await press(maude, clash)
        assert say.clash("le mercredi 5 mai 2027") in text(refused)
        assert title(await press(maude, free)) == say.ENROLLED_TITLE
        sound(database)


async def test_s14_the_turn_of_who_sits_elsewhere_is_an_offer_of_exchange(database: Database) -> None:
    """Two leave at once; the seat elsewhere is kept until she accepts, and goes in the same moment."""

    def before(session: Session) -> tuple[int, int]:
        codes = stage(session)
        first = add_network(session, "Un")
        second = add_network(session, "Deux", days=OTHER_DAYS)
        fill(session, first, [add_teacher(session, f"P{n}", codes[n]) for n in range(10)])
        ada = add_teacher(session, "Ada", codes[20])
        enroll(session, NOW, ada, first, Asked(wait=True))
        enroll(session, NOW, ada, second)
        return first, second

    first, second = database.write(before)[0]
    async with world(database) as around:
        ada, *leaving = (around.person(name) for name in ("Ada", "P0", "P1"))
        for one in (ada, *leaving):
            await one.say("menu")
        await together(*(one.invoke("enrollment.withdraw", {"network": first, "sure": 1}) for one in leaving))
        await around.settle()
        offers = [card for card in ada.cards if title(card) == say_waiting.OFFER_TITLE]
        assert len(offers) == 1
        assert say_waiting.offer_swaps("Réseau Deux") in text(offers[0])
        assert database.read(lambda session: len(members(session, second))) == 1
        await ada.press(offers[0], say_waiting.ACCEPT)
        assert database.read(lambda session: (len(members(session, first)), members(session, second))) == (
            9,
            [],
        )
        sound(database)


async def test_b8_an_exchange_whose_target_fills_meanwhile_keeps_the_old_seat(database: Database) -> None:
    def before(session: Session) -> tuple[int, int]:
        codes = stage(session)
        first, second = add_network(session, "Un"), add_network(session, "Deux", days=OTHER_DAYS)
        fill(session, second, [add_teacher(session, f"P{n}", codes[n]) for n in range(9)])
        enroll(session, NOW, add_teacher(session, "Ada", codes[20]), first)
        add_teacher(session, "Eva", codes[21])
        return first, second

    first, second = database.write(before)[0]
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        offered = await press(ada, second)
        assert say.already_in("Réseau Un", "2026-2027") in text(offered)
        assert title(await press(eva, second)) == say.ENROLLED_TITLE
        told = await ada.press(offered, say.EXCHANGE)
        assert say.EXCHANGE_FULL in text(told)
        assert database.read(lambda session: (len(members(session, first)), queue(session, second))) == (
            1,
            [],
        )
        # She may take a rank beside the seat that she keeps.
        assert say.STAYS_IN_OTHER in text(await ada.press(told, say.WAIT))
        sound(database)


async def test_s11_one_person_on_two_networks_at_once_is_in_one(database: Database) -> None:
    def before(session: Session) -> tuple[int, int]:
        codes = stage(session)
        add_teacher(session, "Ada", codes[0])
        return add_network(session, "Un"), add_network(session, "Deux", days=OTHER_DAYS)

    pair = database.write(before)[0]
    async with world(database) as around:
        ada = around.person("Ada")
        await ada.say("menu")
        answers = await together(*(press(ada, network) for network in pair))
        assert Counter(map(title, answers)) == {say.ENROLLED_TITLE: 1, say.TITLES["already_in"]: 1}
        ((held, _),) = [
            (name, card)
            for name, card in zip(("Réseau Un", "Réseau Deux"), answers, strict=True)
            if title(card) == say.ENROLLED_TITLE
        ]
        (refused,) = [card for card in answers if title(card) != say.ENROLLED_TITLE]
        assert say.already_in(held, "2026-2027") in text(refused)
        sound(database)
