"""What everybody sees after a meeting was moved: notices, reminders, deadlines, Folio (R48–R50; S23)."""

from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.views import deadlines
from cards.phrases import deadlines as say_deadlines
from cards.phrases import desk as say_desk
from cards.phrases import duties as say_duties
from cards.phrases import folio as say_folio
from cards.phrases import moves as say
from storage.database import Database
from storage.folio import FolioTask, current_sheets
from storage.moves import MeetingMove
from storage.network import Network
from storage.people import Role, person_by_object_id
from storage.schedule import Meeting, MeetingState, meetings_of
from tests.enrolling import add_network, add_schools, fill
from tests.factories import NOW, TORONTO, add_person
from tests.scenarios.test_duties import facts_of, next_step
from tests.scenarios.test_moves import SLOT, ask
from tests.scenarios.test_plan import in_channel, opened
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, Card, text, titles, world

DAYS = (date(2026, 12, 14), date(2027, 5, 5))
PLACE = ", de 8\u00a0h\u00a045 à 15\u00a0h\u00a045, au CEE (2.04)"
OLD, NEW = f"le lundi 14 décembre 2026{PLACE}", f"le mercredi 20 janvier 2027{PLACE}"


def stage(session: Session) -> tuple[int, int]:
    """(network, first meeting): Ada animates, Rita and Paul are responsible, Eva is a member; in Folio."""
    codes = add_schools(session, 2)
    ada = add_person(session, "Ada", school_id=codes[0])
    for name in ("Rita", "Paul"):
        add_person(session, name, Role.CEE_RESPONSIBLE, school_id=None)
    eva = add_person(session, "Eva", school_id=codes[1])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    fill(session, network, [eva.id])
    session.get_one(Network, network).room_confirmed_at = NOW
    sheet = current_sheets(session, network)[network]
    session.add(FolioTask(network_id=network, opened_at=NOW, done_at=NOW, sheet=sheet))
    return network, meetings_of(session, network)[0].id


def beginning(actor: Actor, *titles: str) -> list[Card]:
    return [card for card in actor.cards if text(card).startswith(titles)]


async def test_everybody_reads_the_old_and_the_new_date_once(database: Database) -> None:
    (network, _), _ = database.write(stage)
    async with world(database) as here:
        ada, eva, rita, paul = (here.person(name) for name in ("Ada", "Eva", "Rita", "Paul"))
        await opened(here, database, network)
        for actor in (eva, rita, paul):
            await actor.say("bonjour")
        await ask(ada, "2027-01-20")
        await here.settle()
        asked = rita.cards[-1]
        for line in (say.was(OLD), say.would_be(NEW)):
            assert line in text(asked)
        await rita.press(asked, say.CONFIRM)
        await here.settle()
        for actor in (ada, eva, paul):
            (notice,) = beginning(actor, say.MOVED_TITLE)
            assert say.was(OLD) in text(notice)
            assert say.becomes(NEW) in text(notice)
            assert (say.TICK_AGAIN in text(notice)) is (actor is eva)
        assert beginning(rita, say.MOVED_TITLE) == []
        (post,) = [card for card in in_channel(here) if text(card).startswith(say.MOVED_TITLE)]
        assert say.was(OLD) in text(post)
        assert say.becomes(NEW) in text(post)
        assert "Essai" not in str(post)
        # The request shows its answer to both, and to who presses it late.
        for actor in (rita, paul):
            (shown,) = beginning(actor, *say.ANSWERS.values())
            assert text(shown).startswith(say.ANSWERS["DONE"])
            assert "Rita Essai" in text(shown)
        late = await paul.invoke("move.decline", {"move": 1, "answer": "Non."})
        assert say.REFUSED["not_asked"] in text(late["value"])
        assert say.CONFIRM not in titles(late["value"])


async def test_folio_says_old_and_new_until_it_is_posted(database: Database) -> None:
    """R50: one task, reopened; the sheet has all dates together."""
    (_, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, rita = here.person("Ada"), here.person("Rita")
        task = say_folio.task_title("Réseau Lire")
        assert task not in text(await rita.say("mon bureau"))
        await ask(ada, "2026-12-14", room="3.12")
        elsewhere = OLD.replace("2.04", "3.12")
        assert say_folio.date_changed(OLD, elsewhere) in text(await rita.say("mon bureau"))
        await ask(ada, "2027-01-20", room="3.12")
        await here.settle()
        await rita.press(rita.cards[-1], say.CONFIRM)
        changed = say_folio.date_changed(OLD, NEW.replace("2.04", "3.12"))
        desk = await rita.say("mon bureau")
        assert changed in text(desk)
        assert text(desk).count(task) == 1
        sheet = await rita.press(desk, say_folio.OPEN)
        assert changed in text(sheet)
        assert "20 janvier 2027" in text(sheet)
        await rita.press(sheet, say_folio.DONE)
        assert task not in text(await rita.say("mon bureau"))
        # Called off, it is to be taken away; put off, to be added again.
        await ada.invoke("meeting.cancel_sure", {"meeting": meeting, "reason": "room"})
        gone = say_folio.date_gone(NEW.replace("2.04", "3.12"))
        assert gone in text(await rita.say("mon bureau"))


async def test_reminders_of_the_old_date_do_not_fire_and_the_new_ones_do(database: Database) -> None:
    """S23: due seven days before the new date; what stands in the channel says it too."""
    (network, _), _ = database.write(stage)
    async with world(database) as here:
        ada, rita = here.person("Ada"), here.person("Rita")
        await opened(here, database, network)
        await ada.say("bonjour")
        card = await ada.press(await ada.say("menu"), say_duties.OPEN)
        assert next_step(card) == "Déposer le plan du réseau, au plus tard le 7 décembre 2026."
        await morning(here, "2026-12-07 09:00")
        (post,) = in_channel(here)
        assert OLD.removeprefix("le ") in text(post)
        await ask(ada, "2027-01-20")
        await here.settle()
        await rita.press(await wanted(rita), say.CONFIRM)
        await here.settle()
        (post,) = [one for one in in_channel(here) if text(one).startswith(say_deadlines.POST_TITLE)]
        assert NEW.removeprefix("le ") in text(post)
        assert OLD.removeprefix("le ") not in text(post)
        card = await ada.press(await ada.say("menu"), say_duties.OPEN)
        assert next_step(card) == "Déposer le plan du réseau, au plus tard le 13 janvier 2027."
        assert facts_of(card)["Déposer l’ordre du jour (rencontre 1)"] == "au plus tard le 13 janvier 2027"
        # Neither the old date’s last recalls nor its escalation.
        before = len(ada.cards)
        for day in ("2026-12-08 09:00", "2026-12-11 09:00", "2026-12-14 16:00", "2026-12-15 09:00"):
            await morning(here, day)
        late = say_deadlines.task_title("Ordre du jour", "Réseau Lire")
        assert late not in text(await rita.say("mon bureau"))
        assert len(ada.cards) == before
        for day in ("2027-01-06 09:00", "2027-01-13 09:00"):
            await morning(here, day)
        assert len(ada.cards) == before + 2
        posts = [one for one in in_channel(here) if text(one).startswith(say_deadlines.POST_TITLE)]
        assert [NEW.removeprefix("le ") in text(one) for one in posts] == [True, True]


async def wanted(rita: Actor) -> Card:
    return await rita.press(await rita.say("mon bureau"), say.SEE)


async def test_what_stands_in_the_channel_says_that_it_is_called_off(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada = here.person("Ada")
        await opened(here, database, network)
        await morning(here, "2026-12-07 09:00")
        await ada.invoke("meeting.cancel_sure", {"meeting": meeting, "reason": "room"})
        await here.settle()
        assert [text(one).split("\n")[0] for one in in_channel(here)] == [say.CANCELLED_TITLE] * 2
        await morning(here, "2026-12-14 09:30")
        assert len(in_channel(here)) == 2


def test_a_post_that_was_held_up_since_waits_for_the_new_date(database: Database) -> None:
    """Never « dans sept jours » weeks ahead: it comes on its day."""
    (_, meeting), _ = database.write(stage)
    for moment, drawn in (
        ("2026-12-04 16:59", False),
        ("2026-12-07 09:00", True),
        ("2026-12-14 09:00", False),
    ):
        now = datetime.fromisoformat(moment).replace(tzinfo=TORONTO)
        card = database.read(partial(deadlines.week_before, now=now, meeting_id=meeting))
        assert (card is not None) is drawn, moment


async def test_who_animates_and_is_responsible_waits_for_a_colleague(database: Database) -> None:
    (network, meeting), _ = database.write(stage)

    def hers(session: Session) -> None:
        rita = person_by_object_id(session, "oid-rita")
        assert rita is not None
        session.get_one(Network, network).animator_id = rita.id

    database.write(hers)
    async with world(database) as here:
        rita, paul = here.person("Rita"), here.person("Paul")
        await paul.say("bonjour")
        assert say.ASKED_NOW in text(await ask(rita, "2027-01-20"))
        await here.settle()
        card = await wanted(rita)
        assert say.REFUSED["own"] in text(await rita.press(card, say.CONFIRM))
        assert say.CONFIRMED in text(await paul.press(paul.cards[-1], say.CONFIRM))
        state = database.read(lambda session: session.get_one(Meeting, meeting).state)
        assert state == MeetingState.PLANNED.value
        assert database.read(lambda session: session.get_one(MeetingMove, 1).state) == "DONE"
        assert say_desk.TITLE in text(await paul.say("mon bureau"))
        assert SLOT["room"] in text(await rita.say("déplacer une rencontre"))
