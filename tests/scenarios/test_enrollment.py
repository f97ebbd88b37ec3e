"""Finding a network, enrolling, waiting, leaving: the bot over HTTP (S11, S13, S15, S16, S28; B7, B16)."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.enrollment import withdraw
from cards.phrases import catalog as say_catalog
from cards.phrases import enrollment as say
from cards.phrases import menu as say_menu
from cards.phrases import minimum as say_minimum
from cards.phrases import my_calendar as say_calendar
from cards.phrases import people as say_people
from cards.phrases import revision as say_revision
from cards.phrases import texts as say_texts
from cards.phrases import waiting as say_waiting
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import Network
from storage.people import Person, Role
from tests.enrolling import FAR, NEAR, add_network, add_schools, add_teacher, fill, members, queue
from tests.factories import NOW, add_person
from tests.scenarios.world import elements, titles, world

Card = dict[str, Any]


def text(card: Card) -> str:
    """All that is written on a card."""
    return "\n".join(str(one[key]) for one in elements(card) for key in ("text", "value") if one.get(key))


def stage(session: Session, *, days: tuple[date, date] = FAR, seated: int = 0, capacity: int = 10) -> int:
    """Ada, Eva and Rita of three schools, and a network « Réseau N » with so many members."""
    codes = add_schools(session, 20)
    for number, name in enumerate(("Ada", "Eva")):
        add_person(session, name, school_id=codes[15 + number])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    network = add_network(
        session, days=days, capacity=capacity, closes_on=None if days == NEAR else date(2026, 12, 18)
    )
    found = session.get_one(Network, network)
    found.summary = "Des laboratoires à faible coût, faits avec ce qui se trouve à l’épicerie."
    session.flush()
    fill(session, network, [add_teacher(session, f"P{n}", codes[n]) for n in range(seated)])
    return network


def of(session: Session, name: str) -> int:
    return session.scalars(select(Person.id).where(Person.object_id == f"oid-{name}")).one()


async def test_three_presses_from_the_menu_to_a_seat(database: Database) -> None:
    """design.md §3: menu, sheet, enroll; the card says every date, what to do and what happens next."""
    network = database.write(stage)[0]
    async with world(database) as around:
        ada = around.person("Ada")
        listing = await ada.press(await ada.say("menu"), say_menu.CATALOG)
        assert "Réseau N" in text(listing)
        sheet = await ada.press(listing, say_catalog.SHOW)
        assert say.free(10, "le 18 décembre 2026") in text(sheet)
        assert text(sheet).count("Rencontre ") == 2
        enrolled = await ada.press(sheet, say.ENROLL)
        assert say.ENROLLED_TITLE in text(enrolled)
        hours = "de 8\u00a0h\u00a045 à 15\u00a0h\u00a045"
        assert f"le mercredi 13 janvier 2027, {hours}, au CEE (2.04)" in text(enrolled)
        assert say.release(4) in text(enrolled)
        assert database.read(lambda session: members(session, network)) == [
            database.read(lambda session: of(session, "ada"))
        ]
        # Again, from the same old sheet: nothing changes, and the card says so.
        assert say.ALREADY_TITLE in text(await ada.press(sheet, say.ENROLL))
        school = await ada.press(enrolled, say.SCHOOL_TEXT)
        assert "Rencontre 2" in text(school)


async def test_a_network_is_found_without_accents_and_with_typos(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        for words in ("chercher laboratoire epicerie", "chercher laboratoirs"):
            assert "Réseau N" in text(await ada.say(words)), words
        nothing = await ada.say("chercher musique baroque")
        assert say_catalog.NOTHING in text(nothing)
        filters = await ada.press(nothing, say_catalog.FILTER)
        january = await ada.press(filters, say_catalog.FIND, choose_month="1")
        assert say_catalog.NOTHING in text(january)  # the words are kept
        everything = await ada.press(january, say_catalog.ALL)
        filters = await ada.press(everything, say_catalog.FILTER)
        assert "Réseau N" in text(await ada.press(filters, say_catalog.FIND, choose_month="1"))
        assert say_catalog.NOTHING in text(await ada.press(filters, say_catalog.FIND, choose_month="3"))


async def test_the_eleventh_waits_and_is_seated_when_somebody_leaves(database: Database) -> None:
    """S13, DOMAIN.md §6 texts 9 c and 10: the rank at once, then a letter with the dates."""
    network = database.write(lambda session: stage(session, seated=9))[0]
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        sheet = await ada.press(await ada.say("voir les réseaux"), say_catalog.SHOW)
        seated = await ada.press(sheet, say.ENROLL)
        waits = await eva.press(sheet, say.ENROLL)
        assert say.waiting("Réseau N", 1) in text(waits)
        asked = await ada.press(seated, say.WITHDRAW)
        assert say.LEAVE_TITLE in text(asked)
        assert say.left("Réseau N") in text(await ada.press(asked, say.LEAVE_YES))
        await around.settle()
        assert say_waiting.GIVEN_TITLE in text(eva.cards[-1])
        mine = await eva.say("mon réseau")
        assert "Eva Essai" in str(mine)
        assert {say.WRITE_ANIMATOR, say_calendar.DOWNLOAD} <= {one.get("title") for one in elements(mine)}
        (chat,) = [one["url"] for one in elements(mine) if one.get("title") == say.WRITE_ANIMATOR]
        assert chat == "https://teams.microsoft.com/l/chat/0/0?users=animn%40exemple.invalid"
        # The first sheet was Ada's: pressed by her again, it takes a rank.
        assert say.waiting("Réseau N", 1) in text(await ada.press(sheet, say.ENROLL))
        assert database.read(lambda session: len(queue(session, network))) == 1


async def test_a_late_seat_is_offered_and_accepted_in_chat(database: Database) -> None:
    """S15: until when is said; a press that comes too late is told so, politely."""
    database.write(lambda session: stage(session, days=NEAR, seated=10))
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        sheet = await ada.press(await ada.say("voir les réseaux"), say_catalog.SHOW)
        for person in (ada, eva):
            assert say.WAITING_TITLE in text(await person.press(sheet, say.WAIT))

        def leave(session: Session, now: datetime) -> None:
            first = session.scalars(select(Enrollment).order_by(Enrollment.id)).all()[0]
            withdraw(session, now, first.person_id, first.network_id)

        await around.bot.services.transact(leave)
        await around.settle()
        offer = ada.cards[-1]
        assert say_waiting.offer("Réseau N", "10\u00a0h le mercredi 25 novembre 2026") in text(offer)
        around.clock.move(NOW + timedelta(days=2))
        over = await ada.press(offer, say_waiting.ACCEPT)
        assert say_waiting.OFFER_OVER_TITLE in text(over)
        await around.settle()
        accepted = await eva.press(eva.cards[-1], say_waiting.ACCEPT)
        assert say.ENROLLED_TITLE in text(accepted)
        again = await ada.press(offer, say_waiting.ACCEPT)
        assert say_waiting.ACCEPT not in titles(again)


async def test_somebody_unknown_declares_and_is_confirmed_or_not(database: Database) -> None:
    """B16; a school is asked for on the spot, and nothing typed is lost."""
    network = database.write(stage)[0]
    async with world(database) as around:
        ines, rita = around.person("Inès"), around.person("Rita")
        sheet = await ines.press(await ines.say("voir les réseaux"), say_catalog.SHOW)
        form = await ines.press(sheet, say.ENROLL)
        assert say.DECLARE in text(form)
        wrong = await ines.press(form, say.DECLARE_BUTTON, school="S1")
        assert say.TEACHES_MISSING in text(wrong)
        done = await ines.press(wrong, say.DECLARE_BUTTON, teaches="true")
        assert say.TO_CONFIRM in text(done)
        assert database.read(lambda session: len(members(session, network))) == 1
        unknown = await rita.say("personnes à confirmer")
        who = str(
            database.read(
                lambda session: session.scalars(
                    select(Person.id).where(Person.confirmed_teacher.is_(False), Person.name.like("In%"))
                ).one()
            )
        )
        await rita.press(unknown, say_people.REFUSE, people=who)
        await around.settle()
        assert say_waiting.SEAT_REFUSED_TITLE in text(ines.cards[-1])
        assert database.read(lambda session: members(session, network)) == []


async def test_a_refusal_is_automatic_and_a_person_may_look_again(database: Database) -> None:
    """Loi sur l’accès, s. 65.2: the reason, that it is automatic, and a person who answers."""

    def closed(session: Session) -> int:
        network = stage(session, seated=6)
        found = session.get_one(Network, network)
        found.closes_on, found.state = date(2026, 11, 20), "CONFIRMED"
        return network

    network = database.write(closed)[0]
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        refused = await ada.invoke("enrollment.enroll", {"network": network})
        card = refused["value"]
        assert say.AUTOMATIC in text(card)
        assert say.STALE_CLOSED in text(card)
        assert say_revision.REVISION_SENT in text(await ada.press(card, say.REVISION))
        assert say_revision.REVISION_KNOWN in text(await ada.press(card, say.REVISION))
        await around.settle()
        form = rita.cards[-1]
        assert say_revision.REVISION_FORM in text(form)
        forged = await ada.invoke("revision.answer", {"request": 1, "admit": 1, "answer": "Oui."})
        assert forged["value"]["body"][0]["text"] == say_menu.REFUSED
        empty = await rita.press(form, say_revision.REVISION_ADMIT)
        assert say_revision.REVISION_ANSWER_MISSING in text(empty)
        await rita.press(empty, say_revision.REVISION_ADMIT, answer="Bienvenue malgré la date.")
        await around.settle()
        assert say_revision.admitted("Réseau N") in text(ada.cards[-1])
        assert database.read(lambda session: of(session, "ada") in members(session, network))
        late = await rita.press(form, say_revision.REVISION_KEEP, answer="x")
        assert say_revision.REVISION_GONE in text(late)


async def test_below_six_a_person_decides(database: Database) -> None:
    """S16: one task; too late a date and no reason are refused; a sixth enrollment closes it."""

    def short(session: Session) -> int:
        network = stage(session, seated=5)
        session.get_one(Network, network).closes_on = NOW.date() - timedelta(days=1)
        return network

    network = database.write(short)[0]
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        desk = await rita.say("mon bureau")
        form = await rita.press(desk, say_minimum.OPEN)
        assert say_minimum.latest("le 5 janvier 2027") in text(form)
        late = await rita.press(form, say_minimum.EXTEND, until="2027-01-06")
        assert say_minimum.NOT_DECIDED in text(late)
        long = await rita.press(form, say_minimum.KEEP, reason="a" * 1001)
        assert say_texts.too_long(1001, 1000) in text(long)
        assert "a" * 1001 in str(long)
        none = await rita.press(form, say_minimum.KEEP)
        assert say_minimum.MISTAKES["no_reason"] in text(none)
        # It stays open until somebody decides: the sixth closes the task.
        sheet = await ada.press(await ada.say("voir les réseaux"), say_catalog.SHOW)
        assert say.ENROLLED_TITLE in text(await ada.press(sheet, say.ENROLL))
        assert say_minimum.GONE in text(await rita.press(form, say_minimum.CANCEL, reason="Trop peu."))
        assert database.read(lambda session: session.get_one(Network, network).state) != "CANCELLED"


async def test_a_cancelled_network_tells_everybody(database: Database) -> None:
    """B15."""

    def short(session: Session) -> int:
        network = stage(session)
        session.get_one(Network, network).closes_on = NOW.date() - timedelta(days=1)
        fill(session, network, [of(session, "ada")])
        return network

    database.write(short)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await ada.say("bonjour")
        form = await rita.press(await rita.say("mon bureau"), say_minimum.OPEN)
        done = await rita.press(form, say_minimum.CANCEL, reason="Trop peu de personnes.")
        assert say_minimum.CANCELLED in text(done)
        await around.settle()
        assert say_waiting.CANCELLED_TITLE in text(ada.cards[-1])


async def test_nobody_s_name_is_shown_to_who_is_not_a_member(database: Database) -> None:
    """B7, DOMAIN.md §1.9: the sheet says how many seats are left, never who sits on them."""
    network = database.write(lambda session: stage(session, seated=3))[0]
    async with world(database) as around:
        ada = around.person("Ada")
        sheet = await ada.press(await ada.say("voir les réseaux"), say_catalog.SHOW)
        assert "P1 Essai" not in str(sheet)
        for verb in ("enrollment.school_text", "enrollment.withdraw", "enrollment.accept"):
            answer = await ada.invoke(verb, {"network": network, "sure": 1})
            assert "P1 Essai" not in str(answer)
        assert database.read(lambda session: len(members(session, network))) == 3
