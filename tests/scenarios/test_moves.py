"""Meetings moved and called off, in the whole bot (guide §8.2; S23, S24, B11, B12)."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from cards.phrases import desk as say_desk
from cards.phrases import moves as say
from cards.phrases import schedule as say_schedule
from storage.database import Database
from storage.deadlines import coming_meetings
from storage.folio import open_folio_task
from storage.people import Role
from storage.release import ReleaseState, releases_of
from storage.schedule import Meeting, MeetingState, meetings_of
from tests.enrolling import add_network, add_schools
from tests.factories import TORONTO, add_person
from tests.scenarios.test_agenda import enroll
from tests.scenarios.world import Actor, elements, text, titles, together, world

# S23: the second meeting of N2; a meeting of May keeps the network open to enrollment.
DAYS = (date(2027, 1, 27), date(2027, 5, 5))
CANCELLED, PLANNED = MeetingState.CANCELLED.value, MeetingState.PLANNED.value
SLOT = {"starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}


def stage(session: Session) -> tuple[int, int]:
    """(network, first meeting): Ada animates, Rita is the responsible, Eva and Zoé teach."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    add_person(session, "Zoé", school_id=codes[2])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    return network, meetings_of(session, network)[0].id


async def ask(actor: Actor, day: str, reason: str = "", **slot: str) -> dict[str, object]:
    """Fill the two steps of the form for the first meeting; the answer to the last press."""
    listed = await actor.say("déplacer une rencontre")
    form = await actor.invoke("meeting.move", {"meeting": first_of(listed)})
    summary = await actor.press(dict(form["value"]), say.NEXT, day=day, **{**SLOT, **slot})
    for send in (say.ASK, say.SAVE, say.MOVE_NOW):
        if send in titles(summary):
            typed = {"reason": reason} if reason else {}
            return await actor.press(summary, send, **typed)
    return summary


def first_of(card: dict[str, object]) -> int:
    return next(int(one["data"]["meeting"]) for one in elements(card) if one.get("verb") == "meeting.move")


def state_of(session: Session, network: int, meeting: int) -> set[str]:
    return {one.state for one in releases_of(session, network) if one.meeting_id == meeting}


async def test_s23_a_moved_meeting_is_confirmed_and_told_old_and_new(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, rita, eva = here.person("Ada"), here.person("Rita"), here.person("Eva")
        await rita.say("bonjour")
        await enroll(eva)
        assert say.ASKED_NOW in text(await ask(ada, "2027-01-20"))
        await here.settle()
        asked = rita.cards[-1]
        assert "27 janvier 2027" in text(asked)
        assert "20 janvier 2027" in text(asked)
        # Nothing moves before a responsible says so; a second request is refused.
        assert database.read(lambda session: session.get_one(Meeting, meeting).day) == DAYS[0]
        again = await ada.invoke("meeting.move", {"meeting": meeting})
        assert say.REFUSED["asked_already"] in text(dict(again["value"]))
        desk = await rita.press(asked, say.CONFIRM)
        assert say.CONFIRMED in text(desk)
        await here.settle()
        told = [card for card in eva.cards if text(card).startswith(say.MOVED_TITLE)]
        assert len(told) == 1
        assert say.TICK_AGAIN in text(told[0])
        assert database.read(lambda session: session.get_one(Meeting, meeting).day) == date(2027, 1, 20)
        assert database.read(lambda session: open_folio_task(session, network) is not None)
        # The press repeated says what is so, and changes nothing.
        late = await rita.invoke("move.confirm", {"move": 1})
        assert say.REFUSED["not_asked"] in text(dict(late["value"]))


async def test_s23_the_ticks_of_that_date_are_reset_and_b12_stay_when_the_room_changes(
    database: Database,
) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, rita, eva = here.person("Ada"), here.person("Rita"), here.person("Eva")
        await rita.say("bonjour")
        await enroll(eva)
        await eva.invoke("release.tick", {"meeting": meeting})
        ticked = {ReleaseState.REQUESTED.value}
        assert say.SAVED in text(await ask(ada, "2027-01-27", room="3.12"))
        assert database.read(lambda session: state_of(session, network, meeting)) == ticked
        await here.settle()
        told = [card for card in eva.cards if text(card).startswith(say.CHANGED_TITLE)]
        assert "3.12" in text(told[0])
        await ask(ada, "2027-01-20")
        await here.settle()
        await rita.press(rita.cards[-1], say.CONFIRM)
        planned = {ReleaseState.PLANNED.value}
        assert database.read(lambda session: state_of(session, network, meeting)) == planned


async def test_s23_a_day_nearer_than_eight_days_needs_a_written_exemption(database: Database) -> None:
    (_, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, rita = here.person("Ada"), here.person("Rita")
        await rita.say("bonjour")
        wrong = await ask(ada, "2026-11-27")
        assert say.MISTAKES["no_reason"] in text(wrong)
        assert say.ASKED_NOW in text(await ask(ada, "2026-11-27", "Le local se libère."))
        await here.settle()
        assert say.MISTAKES["no_reason"] in text(await rita.press(rita.cards[-1], say.CONFIRM))
        assert say.CONFIRMED in text(await rita.press(rita.cards[-1], say.CONFIRM, answer="D’accord."))
        assert database.read(lambda session: session.get_one(Meeting, meeting).day) == date(2026, 11, 27)


async def test_a_holiday_a_colleagues_press_and_two_at_once_change_nothing(database: Database) -> None:
    (_, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, eva, rita = here.person("Ada"), here.person("Eva"), here.person("Rita")
        refused = await ask(ada, "2027-03-26")
        assert say_schedule.FAULTS["holiday"] in text(refused)
        stranger = await eva.invoke("meeting.move_ask", {"meeting": meeting, "day": "2027-01-20", **SLOT})
        assert say.REFUSED["not_allowed"] in text(dict(stranger["value"]))
        data = {"meeting": meeting, **SLOT}
        await together(
            ada.invoke("meeting.move_ask", {**data, "day": "2027-01-20"}),
            ada.invoke("meeting.move_ask", {**data, "day": "2027-01-21"}),
        )
        await here.settle()
        desk = await rita.say("mon bureau")
        assert titles(desk).count(say.SEE) == 1
        assert say_desk.TITLE in text(desk)


async def test_s24_a_storm_at_ten_past_six(database: Database) -> None:
    """Everybody is told at once, the half-days go back, nothing more is asked of that meeting (B11)."""
    (network, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, eva, rita = here.person("Ada"), here.person("Eva"), here.person("Rita")
        await enroll(eva)
        here.clock.move(datetime(2027, 1, 27, 6, 10, tzinfo=TORONTO))
        form = await ada.invoke("meeting.cancel", {"meeting": meeting})
        card = dict(form["value"])
        assert say.MISTAKES["no_choice"] in text(await ada.press(card, say.CANCEL_SURE))
        done = await ada.press(card, say.CANCEL_SURE, reason="closed")
        assert say.REACH_TITLE in text(done)
        await here.settle()
        assert text(eva.cards[-1]).startswith(say.CANCELLED_TITLE)
        given_back = {ReleaseState.NOT_USED.value}
        assert database.read(lambda session: state_of(session, network, meeting)) == given_back
        day = DAYS[0]
        assert database.read(lambda session: coming_meetings(session, day, day)) == []
        again = await rita.invoke("meeting.cancel_sure", {"meeting": meeting, "reason": "room"})
        assert say.REACH_TITLE in text(dict(again["value"]))
        await here.settle()
        assert len([card for card in eva.cards if text(card).startswith(say.CANCELLED_TITLE)]) == 1
        # Put off: until a responsible confirms, it stays called off; then the half-days are planned again.
        await ask(ada, "2027-02-10")
        await here.settle()
        assert database.read(lambda session: session.get_one(Meeting, meeting).state) == CANCELLED
        await rita.press(rita.cards[-1], say.CONFIRM)
        assert database.read(lambda session: session.get_one(Meeting, meeting).state) == PLANNED
        planned = {ReleaseState.PLANNED.value}
        assert database.read(lambda session: state_of(session, network, meeting)) == planned


async def test_a_meeting_put_back_on_its_own_day_asks_for_the_procedure_anew(database: Database) -> None:
    """Its half-days went back when it was called off: nobody reads that the release is still good."""
    (network, meeting), _ = database.write(stage)
    async with world(database) as here:
        ada, rita, eva = here.person("Ada"), here.person("Rita"), here.person("Eva")
        await rita.say("bonjour")
        await enroll(eva)
        await eva.invoke("release.tick", {"meeting": meeting})
        await ada.invoke("meeting.cancel_sure", {"meeting": meeting, "reason": "closed"})
        assert say.ASKED_NOW in text(await ask(ada, "2027-01-27"))
        await here.settle()
        await rita.press(rita.cards[-1], say.CONFIRM)
        await here.settle()
        told = text(eva.cards[-1])
        assert told.startswith(say.PUT_BACK_TITLE)
        assert say.TICK_AGAIN_SAME_DAY in told
        assert say.TICKS_STAY not in told
        planned = {ReleaseState.PLANNED.value}
        assert database.read(lambda session: state_of(session, network, meeting)) == planned
        # A change of room afterwards is one again.
        await eva.invoke("release.tick", {"meeting": meeting})
        assert say.SAVED in text(await ask(ada, "2027-01-27", room="3.12"))
        await here.settle()
        assert text(eva.cards[-1]).startswith(say.CHANGED_TITLE)
        assert say.TICKS_STAY in text(eva.cards[-1])


async def test_a_request_about_a_meeting_that_took_place_leaves_the_desk(database: Database) -> None:
    database.write(stage)
    async with world(database) as here:
        ada, rita = here.person("Ada"), here.person("Rita")
        await rita.say("bonjour")
        await ask(ada, "2027-02-10")
        await here.settle()
        title = say.asked_title("Réseau Lire")
        assert title in text(await rita.say("mon bureau"))
        here.clock.move(datetime(2027, 1, 27, 10, 0, tzinfo=TORONTO))
        assert title not in text(await rita.say("mon bureau"))
        assert say.STATES["asked"] not in text(await ada.say("déplacer une rencontre"))
