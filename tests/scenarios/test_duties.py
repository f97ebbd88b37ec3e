"""« Mes échéances »: one list for the person who animates, the next action first (guide §5; R31–R37)."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import duties as say
from cards.phrases import menu as say_menu
from storage.database import Database
from storage.deadlines import Delay
from storage.people import Role
from storage.schedule import Meeting, MeetingState, meetings_of
from tests.enrolling import add_network, add_schools
from tests.factories import NOW, TORONTO, add_person
from tests.scenarios.world import Card, elements, text, titles, world

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
NEXT = "À faire maintenant\u00a0: "


def stage(session: Session) -> tuple[int, int]:
    """Ada animates; (first, second meeting). Rita is the responsible, Eva only teaches."""
    codes = add_schools(session, 2)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    first, second = (one.id for one in meetings_of(session, network))
    return first, second


def next_step(card: Card) -> str:
    found = [str(one["text"]) for one in elements(card) if str(one.get("text", "")).startswith(NEXT)]
    return found[0].removeprefix(NEXT) if found else ""


def facts_of(card: Card) -> dict[str, str]:
    found = [each for one in elements(card) for each in one.get("facts", [])]
    return {one["title"]: one["value"] for one in found}


async def test_the_next_action_comes_first_and_its_button_opens_it(database: Database) -> None:
    database.write(stage)
    async with world(database) as here:
        ada = here.person("Ada")
        card = await ada.press(await ada.say("menu"), say.OPEN)
        assert next_step(card) == "Déposer le plan du réseau, au plus tard le 24 novembre 2026."
        assert say_menu.MY_NETWORK in titles(card)
        opened = await ada.press(card, say.DO["PLAN"])
        assert "Réseau Lire" in text(opened)
        listed = facts_of(card)
        assert listed["Déposer l’ordre du jour (rencontre 1)"] == "au plus tard le 24 novembre 2026"
        assert listed["Choisir ma journée de planification"] == "quand vous le pourrez"
        assert listed[say.AGENDAS] == "0 déposé sur 2"
        assert listed[say.SHARING] == listed[say.TAKING_PART] == say.YOURS_TO_WATCH


async def test_a_deposit_a_delay_and_the_day_after_change_the_list(database: Database) -> None:
    (first, _), _ = database.write(stage)
    async with world(database) as here:
        ada = here.person("Ada")
        draft = await ada.press(await ada.say("menu"), say_agenda.PREPARE)
        await ada.press(draft, say_agenda.DEPOSIT)
        card = await ada.say("mes échéances")
        assert facts_of(card)["Déposer l’ordre du jour (rencontre 1)"] == "fait le 23 novembre 2026"
        assert facts_of(card)[say.AGENDAS] == "1 déposé sur 2"
        here.clock.move(datetime(2026, 11, 25, 9, tzinfo=TORONTO))
        overdue = "Déposer le plan du réseau, attendu depuis le 24 novembre 2026; toujours accepté."
        assert next_step(await ada.say("mes échéances")) == overdue
        database.write(lambda session: grant(session, first))
        delayed = "Déposer le plan du réseau, au plus tard le 27 novembre 2026."
        assert next_step(await ada.say("mes échéances")) == delayed


def grant(session: Session, meeting: int) -> None:
    luc = add_person(session, "Luc", Role.CEE_RESPONSIBLE, school_id=None).id
    until = date(2026, 11, 27)
    session.add(
        Delay(document="PLAN", meeting_id=meeting, until=until, reason="Tempête", person_id=luc, at=NOW)
    )


async def test_a_cancelled_meeting_asks_for_nothing(database: Database) -> None:
    """S24"""
    (first, _), _ = database.write(stage)

    def cancel(session: Session) -> None:
        session.get_one(Meeting, first).state = MeetingState.CANCELLED.value

    database.write(cancel)
    async with world(database) as here:
        card = await here.person("Ada").say("mes échéances")
        assert next_step(card) == "Déposer le plan du réseau, au plus tard le 28 avril 2027."
        assert "Déposer l’ordre du jour (rencontre 1)" not in facts_of(card)
        assert facts_of(card)[say.AGENDAS] == "0 déposé sur 1"


async def test_who_animates_nothing_has_nothing_due(database: Database) -> None:
    database.write(stage)
    async with world(database) as here:
        card = await here.person("Eva").say("mes échéances")
        assert say.NONE in text(card)
        assert say.OPEN not in titles(await here.person("Eva").say("menu"))


async def test_on_the_last_day_it_is_on_time_and_says_so(database: Database) -> None:
    """S21: to the end of the seventh day before."""
    database.write(stage)
    async with world(database) as here:
        ada = here.person("Ada")
        here.clock.move(datetime(2026, 11, 24, 23, 59, tzinfo=TORONTO))
        assert "attendu depuis" not in next_step(await ada.say("mes échéances"))
        here.clock.move(datetime(2026, 11, 24, 23, 59, tzinfo=TORONTO) + timedelta(minutes=2))
        assert "attendu depuis" in next_step(await ada.say("mes échéances"))


async def test_an_agenda_that_nobody_can_deposit_any_more_is_not_asked_for(database: Database) -> None:
    """Once the meeting is past its agenda is refused: what comes next is what can be done."""
    database.write(stage)
    async with world(database) as here:
        ada = here.person("Ada")
        here.clock.move(datetime(2026, 12, 2, 9, tzinfo=TORONTO))
        card = await ada.say("mes échéances")
        assert "Déposer l’ordre du jour (rencontre 1)" not in str(card)
        assert facts_of(card)[say.AGENDAS] == "0 déposé sur 2"
        assert say.TASKS["ATTENDANCE"] in text(card)
