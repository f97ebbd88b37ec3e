"""Who cannot come, who followed the procedure, who is asked (R61; DOMAIN.md §1.8, 5; B1)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import release as say
from storage.database import Database
from storage.enrollment import EnrollmentState, enrollments_of
from storage.people import Role
from storage.release import releases_of
from storage.schedule import MeetingState, meetings_of
from tests.enrolling import add_network, add_schools
from tests.factories import TORONTO, add_person
from tests.scenarios.test_agenda import enroll
from tests.scenarios.world import Actor, Card, World, elements, text, titles, together, world

# Wednesdays; fourteen days before the first is 13 January, three days before it is Sunday 24 January.
DAYS = (date(2027, 1, 27), date(2027, 5, 5))
DAY = "le 27 janvier 2027"
ASKED = say.wanted_title(DAY)


def stage(session: Session) -> tuple[int, int, int]:
    """(network, first meeting, second meeting): Ada animates, Rita is responsible, Eva and Zoé teach."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    add_person(session, "Zoé", school_id=codes[2])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    first, second = (one.id for one in meetings_of(session, network))
    return network, first, second


async def at(around: World, written: str) -> None:
    """The clock moves on, and everything due by then arrives."""
    around.clock.move(datetime.fromisoformat(written).replace(tzinfo=TORONTO))
    around.bot.services.wake()
    await around.settle()


def states(session: Session, network: int, meeting: int) -> list[str]:
    return sorted(one.state for one in releases_of(session, network) if one.meeting_id == meeting)


def asked(actor: Actor) -> int:
    return sum(ASKED in text(card) for card in actor.cards)


def rows(card: Card, title: str) -> int:
    return titles(card).count(title)


async def test_r61_only_who_said_nothing_is_asked_fourteen_and_three_days_before(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        eva, zoe = around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        await enroll(zoe)
        await at(around, "2027-01-12T10:00")
        assert (asked(eva), asked(zoe)) == (0, 0)
        await at(around, "2027-01-13T10:00")
        assert (asked(eva), asked(zoe)) == (1, 1)
        card = next(card for card in eva.cards if ASKED in text(card))
        done = await eva.press(card, say.TICK)
        assert say.TICKED_SAID in text(done)
        # Three days before is a Sunday: the working day before.
        await at(around, "2027-01-21T10:00")
        assert (asked(eva), asked(zoe)) == (1, 1)
        await at(around, "2027-01-22T10:00")
        assert (asked(eva), asked(zoe)) == (1, 2)
        for day in range(23, 31):
            await at(around, f"2027-01-{day}T10:00")
        assert (asked(eva), asked(zoe)) == (1, 2)


async def test_b1_a_bot_that_slept_asks_once_and_who_came_since_is_not_asked_yet(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        eva, zoe = around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        await at(around, "2027-01-18T10:00")
        assert asked(eva) == 1
        await enroll(zoe)
        await at(around, "2027-01-19T10:00")
        assert asked(zoe) == 0
        await at(around, "2027-01-22T10:00")
        assert (asked(eva), asked(zoe)) == (2, 1)


async def test_an_absence_keeps_the_place_frees_the_half_days_and_can_be_undone(database: Database) -> None:
    (network, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        await enroll(zoe)
        card = await eva.say("mes libérations")
        assert rows(card, say.ABSENT) == 2
        done = (await eva.invoke("release.absent", {"meeting": first}))["value"]
        assert say.ABSENT_SAID in text(done)
        assert rows(done, say.COMING) == 1
        assert database.read(lambda session: states(session, network, first)) == ["NOT_USED", "PLANNED"]
        seats = database.read(
            lambda session: [
                one.state
                for one in enrollments_of(session, network)
                if one.state == EnrollmentState.ACTIVE.value
            ]
        )
        assert len(seats) == 2
        await around.settle()
        title = say.absent_title("Eva Essai")
        assert text(ada.cards[-1]).startswith(title)
        # Said twice, or by somebody else of a meeting that is not hers, changes and tells nothing more.
        await eva.invoke("release.absent", {"meeting": first})
        rita = around.person("Rita")
        stranger = (await rita.invoke("release.absent", {"meeting": first}))["value"]
        assert say.NOTHING_CHANGED in text(stranger)
        await around.settle()
        assert sum(text(one).startswith(title) for one in ada.cards) == 1
        # Who cannot come is asked nothing.
        await at(around, "2027-01-13T10:00")
        assert (asked(eva), asked(zoe)) == (0, 1)
        back = await eva.press(done, say.COMING)
        assert say.COMING_SAID in text(back)
        assert database.read(lambda session: states(session, network, first)) == ["PLANNED", "PLANNED"]
        await around.settle()
        assert text(ada.cards[-1]).startswith(say.coming_title("Eva Essai"))
        # Once it has begun, it is the attendance that says.
        await at(around, "2027-01-27T08:45")
        late = (await eva.invoke("release.absent", {"meeting": first}))["value"]
        assert say.NOTHING_CHANGED in text(late)


async def test_the_agenda_carries_it_and_stays_on_the_card(database: Database) -> None:
    (network, first, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await enroll(eva)
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        await around.settle()
        (card,) = [card for card in eva.cards if text(card).startswith(say_agenda.READY)]
        assert say_agenda.RELEASE_TO_DO in text(card)
        ticked = await eva.press(card, say.TICK)
        assert text(ticked).startswith(say_agenda.READY)
        assert say_agenda.RELEASE_DONE in text(ticked)
        assert say.TICK not in titles(ticked)
        absent = await eva.press(ticked, say.ABSENT)
        assert say_agenda.RELEASE_ABSENT in text(absent)
        # The first card, pressed again as it was: nothing is undone.
        again = await eva.press(card, say.TICK)
        assert say_agenda.RELEASE_ABSENT in text(again)
        assert database.read(lambda session: states(session, network, first)) == ["NOT_USED"]


async def test_r61_every_date_in_one_press_and_a_press_twice_is_once(database: Database) -> None:
    (network, first, second), _ = database.write(stage)
    async with world(database) as around:
        eva = around.person("Eva")
        await enroll(eva)
        card = await eva.say("mes libérations")
        done = await eva.press(card, say.TICK_ALL)
        assert rows(done, say.UNTICK) == 2
        assert say.TICK_ALL not in titles(done)
        await together(*(eva.invoke("release.tick", {"meeting": first}) for _ in range(2)))
        assert database.read(lambda session: states(session, network, first)) == ["REQUESTED"]
        assert database.read(lambda session: states(session, network, second)) == ["REQUESTED"]
        undo = next(one for one in elements(done) if one.get("title") == say.UNTICK)
        await together(*(eva.invoke(undo["verb"], undo["data"]) for _ in range(2)))
        assert database.read(lambda session: states(session, network, first)) == ["PLANNED"]


async def test_the_responsible_sees_it_by_network_and_date(database: Database) -> None:
    (network, first, _), _ = database.write(stage)
    async with world(database) as around:
        rita, eva, zoe = (around.person(name) for name in ("Rita", "Eva", "Zoé"))
        await enroll(eva)
        await enroll(zoe)
        await eva.invoke("release.tick", {"meeting": first})
        await zoe.invoke("release.absent", {"meeting": first})
        card = await rita.press(await rita.say("libérations par réseau"), say.BY_PERSON)
        told = text(card)
        assert say.ticked(1, 2) in told
        assert say.absences("Zoé Essai") in told
        assert say.still_to_tick("Eva Essai, Zoé Essai") in told
        refused = (await eva.invoke("release.ledger", {"network": network}))["value"]
        assert say.absences("Zoé Essai") not in text(refused)


async def test_s23_a_meeting_that_moves_asks_anew_and_one_called_off_asks_nothing(database: Database) -> None:
    (network, first, _), _ = database.write(stage)

    def set_state(session: Session, state: MeetingState) -> None:
        meetings_of(session, network)[0].state = state.value

    async with world(database) as around:
        eva, rita = around.person("Eva"), around.person("Rita")
        await enroll(eva)
        await eva.invoke("release.absent", {"meeting": first})
        slot = {"starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
        await rita.invoke("meeting.move_ask", {"meeting": first, "day": "2027-02-03", **slot})
        assert database.read(lambda session: states(session, network, first)) == ["PLANNED"]
        await at(around, "2027-01-13T10:00")
        assert asked(eva) == 0
        database.write(lambda session: set_state(session, MeetingState.CANCELLED))
        await at(around, "2027-01-20T10:00")
        moved = say.wanted_title("le 3 février 2027")
        assert not [card for card in eva.cards if moved in text(card)]
