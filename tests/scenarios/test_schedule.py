"""From an accepted proposal to people who enroll: dates, room, Folio (S18; guide §8.2, R44–R51)."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from cards.phrases import catalog as say_catalog
from cards.phrases import desk as say_desk
from cards.phrases import enrollment as say_enrollment
from cards.phrases import folio as say_folio
from cards.phrases import menu as say_menu
from cards.phrases import schedule as say
from cards.phrases import year_dates as say_dates
from storage.database import Database
from storage.network import Network, NetworkState
from storage.people import Role
from storage.schedule import meetings_of
from storage.school_calendar import CalendarDay
from tests.enrolling import add_schools
from tests.factories import NOW, add_person
from tests.scenarios.test_enrollment import text
from tests.scenarios.world import Actor, world

Card = dict[str, Any]


def stage(session: Session) -> int:
    """Ada animates an accepted network of 2026-2027 without dates; Rita is the responsible."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    session.add(CalendarDay(day=date(2027, 3, 3), kind="CLOSED", label="Relâche", source="import"))
    session.add(CalendarDay(day=date(2027, 2, 5), kind="PEDAGOGICAL", label="Pédagogique", source="import"))
    network = Network(title="Lire dehors", animator_id=ada.id, school_year="2026-2027", accepted_at=NOW)
    session.add(network)
    session.flush()
    return network.id


async def fill(ada: Actor, card: Card, day: str, place: str = "CEE", room: str = "2.04") -> Card:
    return await ada.press(card, say.KEEP, day=day, place=place, room=room)


async def test_all_dates_at_once_then_the_network_opens(database: Database) -> None:
    """S18: with two of three dates nothing leaves; with all, sheet and catalogue show them together."""
    network = database.write(stage)[0]
    async with world(database) as around:
        ada, rita, eva = around.person("Ada"), around.person("Rita"), around.person("Eva")
        await rita.say("bonjour")
        form = await ada.say("choisir mes dates")
        assert say.CHOOSE_MODALITY in text(await ada.press(form, say.CONTINUE))
        step = await ada.press(form, say.CONTINUE, modality="FULL_1_HALF_2")
        assert say.step_title(1, 3, say.SHARES[2]) in text(step)
        # Each mistake is told with its own reason, and what was typed stays.
        for day, fault in (
            ("2027-01-16", "weekend"),
            ("2026-12-25", "holiday"),
            ("2027-03-03", "closed"),
            ("2027-07-05", "outside_year"),
            ("2026-11-20", "past"),
        ):
            wrong = await fill(ada, step, day)
            assert say.FAULTS[fault] in text(wrong), fault
            assert "2.04" in text(wrong)
        step = await fill(ada, step, "2027-01-13")
        assert say.step_title(2, 3, say.SHARES[1]) in text(step)
        assert say.FAULTS["same_day"] in text(await fill(ada, step, "2027-01-13"))
        step = await fill(ada, step, "2027-02-05", place="S1", room="112")
        # Only two of three: « Envoyer » by hand is refused, naming the one that is missing.
        refused = await ada.invoke("schedule.send", {"network": network})
        assert say.missing([3]) in text(refused["value"])
        assert database.read(lambda session: meetings_of(session, network)) == []
        summary = await fill(ada, step, "2027-04-14")
        assert text(summary).count("Rencontre ") == 3
        assert say.numbered_warning(2, "pedagogical") in text(summary)
        sent = await ada.press(summary, say.SEND)
        assert say.SENT in text(sent)
        await around.settle()
        await publish(rita, around)
        assert database.read(lambda session: session.get_one(Network, network).state) == "OPEN"
        assert database.read(lambda session: session.get_one(Network, network).closes_on) == date(
            2026, 12, 21
        )
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        assert text(sheet).count("Rencontre ") == 3
        assert say_enrollment.ENROLLED_TITLE in text(await eva.press(sheet, say_enrollment.ENROLL))
        await ada.say("bonjour")
        assert any(say_folio.PUBLISHED_TITLE in text(card) for card in ada.cards)


async def test_one_common_day_opens_every_network_of_the_year(database: Database) -> None:
    """Published before the day, it waits for it; the day may still be moved, or taken away (setting)."""
    network = database.write(stage)[0]

    def days(session: Session) -> tuple[date | None, date | None]:
        found = session.get_one(Network, network)
        return found.opens_on, found.closes_on

    async with world(database) as around:
        ada, rita, eva = around.person("Ada"), around.person("Rita"), around.person("Eva")
        await rita.say("bonjour")
        form = await rita.press(await rita.say("mon bureau"), say_desk.DATES)
        wrong = await rita.press(form, say_dates.SAVE, committee="2027-02-10", enrollment="2027-02-10")
        assert say_dates.MISTAKES["enrollment_before_committee"] in text(wrong)
        await rita.press(form, say_dates.SAVE, enrollment_now="2026-12-18")
        step = await ada.press(await ada.say("mes dates"), say.CONTINUE, modality="FULL_2")
        step = await fill(ada, step, "2027-01-13")
        await ada.press(await fill(ada, step, "2027-05-05"), say.SEND)
        await around.settle()
        await publish(rita, around, say_folio.done_later("le 18 décembre 2026"))
        assert database.read(days) == (date(2026, 12, 18), date(2026, 12, 23))
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        assert say_enrollment.not_yet("le 18 décembre 2026") in text(sheet)
        await rita.press(form, say_dates.SAVE, enrollment_now="2026-11-30")
        assert database.read(days) == (date(2026, 11, 30), date(2026, 12, 21))
        await rita.press(form, say_dates.SAVE, enrollment_now="")
        assert database.read(days) == (None, date(2026, 12, 21))
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        assert say_enrollment.ENROLLED_TITLE in text(await eva.press(sheet, say_enrollment.ENROLL))
        # What is open stays so.
        await rita.press(form, say_dates.SAVE, enrollment_now="2026-12-18")
        assert database.read(days) == (None, date(2026, 12, 21))


async def publish(rita: Actor, around: Any, told: str = say_folio.DONE_FIRST) -> None:
    """The responsible: the room first, then Folio; an early « publié » is refused."""
    card = rita.cards[-1]
    assert say.arrived("Lire dehors") in text(card)
    desk = await rita.say("mon bureau")
    assert say_folio.task_title("Lire dehors") in text(desk)
    early = await rita.press(await rita.press(desk, say_folio.OPEN), say_folio.DONE)
    assert say_folio.CONFIRM_ROOM_FIRST in text(early)
    confirmed = await rita.press(card, say.CONFIRM_ROOM)
    assert say.CONFIRMED in text(confirmed)
    sheet = await rita.press(confirmed, say_folio.OPEN)
    assert "le mercredi 13 janvier 2027" in str(sheet)
    done = await rita.press(sheet, say_folio.DONE)
    assert told in text(done)
    again = await rita.press(sheet, say_folio.DONE)
    assert say_folio.NOTHING in text(again)
    await around.settle()


async def test_only_the_animator_chooses_and_only_a_responsible_confirms(database: Database) -> None:
    """S27: the network's number on a card gives nobody a right."""
    network = database.write(stage)[0]
    async with world(database) as around:
        eva = around.person("Eva")
        for verb in ("schedule.modality", "schedule.meeting", "schedule.send"):
            answer = await eva.invoke(verb, {"network": network, "modality": "FULL_2", "number": 1})
            assert say.GONE in text(answer["value"]), verb
        for verb in (
            *("schedule.show", "schedule.confirm", "schedule.change", "schedule.remind"),
            *("folio.open", "folio.done", "document.folio"),
        ):
            answer = await eva.invoke(verb, {"network": network, "message": "Non."})
            assert answer["value"]["body"][0]["text"] == say_menu.REFUSED, verb
        state = database.read(lambda session: session.get_one(Network, network).state)
        assert state == NetworkState.ACCEPTED.value


async def test_the_dates_come_back_with_a_word_and_are_kept(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        step = await ada.press(await ada.say("mes dates"), say.CONTINUE, modality="FULL_2")
        step = await fill(ada, step, "2027-01-13")
        await ada.press(await fill(ada, step, "2027-05-05"), say.SEND)
        await around.settle()
        card = rita.cards[-1]
        assert say.WRITE_MESSAGE in text(await rita.press(card, say.ASK_CHANGE))
        desk = await rita.press(card, say.ASK_CHANGE, message="Le 2.04 est pris le 13 janvier.")
        assert say.SENT_BACK in text(desk)
        await around.settle()
        letter = ada.cards[-1]
        assert "Le 2.04 est pris le 13 janvier." in text(letter)
        form = await ada.press(letter, say.CHANGE_DATES)
        step = await ada.press(form, say.CONTINUE)
        assert "2027-01-13" in str(step)
        assert database.read(lambda session: session.get_one(Network, network).state) == "ACCEPTED"


async def test_a_member_who_came_or_left_opens_one_task_for_folio(database: Database) -> None:
    """Issue 4 point 2: what is new since the last time, in one task, with the members."""
    network = database.write(stage)[0]
    async with world(database) as around:
        ada, rita, eva = around.person("Ada"), around.person("Rita"), around.person("Eva")
        await rita.say("bonjour")
        step = await ada.press(await ada.say("mes dates"), say.CONTINUE, modality="FULL_2")
        step = await fill(ada, step, "2027-01-13")
        await ada.press(await fill(ada, step, "2027-05-05"), say.SEND)
        await around.settle()
        await publish(rita, around)
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        await eva.press(sheet, say_enrollment.ENROLL)
        around.bot.services.wake()
        await around.settle()
        desk = await rita.say("mon bureau")
        assert say_folio.members_changed(1, 0) in text(desk)
        sheet = await rita.press(desk, say_folio.OPEN)
        assert "Eva Essai" in str(sheet)
        assert say_folio.DONE_AGAIN in text(await rita.press(sheet, say_folio.DONE))
        assert say_folio.task_title("Lire dehors") not in text(await rita.say("mon bureau"))
        assert network


async def test_dates_that_are_late_stand_on_the_desk(database: Database) -> None:
    """Point 1: recalled on the day, then a task with « Rappeler »."""
    database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await ada.say("bonjour")
        await around.settle()
        around.clock.move(NOW.replace(month=12, day=14))
        around.bot.services.wake()
        await around.settle()
        assert any(say.WANTED_TITLE in text(card) for card in ada.cards)
        around.clock.move(NOW.replace(month=12, day=15))
        await around.settle()
        desk = await rita.say("mon bureau")
        assert say.late_title("Lire dehors") in text(desk)
        assert say.REMINDED in text(await rita.press(desk, say.REMIND))
        assert say_desk.TITLE in text(desk)
