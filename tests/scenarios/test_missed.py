"""What a stopped bot could not say of a meeting in time: missed, listed, noted (point 5; B1, S24)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cards.phrases import agenda as say_agenda
from cards.phrases import attendance as say_attendance
from cards.phrases import menu as say_menu
from cards.phrases import missed as say
from cards.phrases import moves as say_moves
from cards.phrases import release as say_release
from storage.database import Database
from storage.outbox import OutboxRow, OutboxState
from storage.schedule import Meeting, MeetingState
from tests.factories import TORONTO
from tests.scenarios.test_absence import at
from tests.scenarios.test_agenda import enroll
from tests.scenarios.test_deadlines import stage
from tests.scenarios.test_plan import in_channel, opened
from tests.scenarios.world import text, titles, world

TITLE = say.title("Réseau Lire")
DAY = "le 1er décembre 2026"


def missed(session: Session) -> list[tuple[str, str | None]]:
    """(kind, cause) of what is missed for good; a notice that no longer holds is none of it."""
    query = select(OutboxRow).where(
        OutboxRow.state == OutboxState.MISSED.value, OutboxRow.cause != "no_longer_holds"
    )
    return [(row.kind, row.cause) for row in session.scalars(query.order_by(OutboxRow.kind))]


async def test_b1_what_could_not_leave_in_time_is_missed_and_stands_on_the_desk_until_noted(
    database: Database,
) -> None:
    """Stopped from the eve of D−7 to the day after: nothing is sent late, and a responsible knows."""
    (network, first), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe, rita, paul = (around.person(name) for name in ("Ada", "Eva", "Zoé", "Rita", "Paul"))
        await opened(around, database, network)
        await ada.say("bonjour")
        await enroll(eva)
        await enroll(zoe)
        await zoe.press(await zoe.say("mes libérations"), say_release.TICK_ALL)
        around.clock.move(datetime(2026, 11, 23, 16, 59, tzinfo=TORONTO))
        await at(around, "2026-12-02T10:00")
        await at(around, "2026-12-02T10:01")
        assert in_channel(around) == []
        assert sorted(database.read(missed)) == [("release_wanted", "too_late"), ("week_before", "too_late")]
        desks = [await one.say("mon bureau") for one in (rita, paul)]
        # The animator was reminded when the bot last ran; Zoé ticked: neither is missed.
        line = say.line(DAY, {"week_before": 1, "release_wanted": 1})
        assert all(TITLE in text(desk) and line in text(desk) for desk in desks)
        forged = await eva.invoke("missed.noted", {"meeting": first})
        assert text(forged["value"]) == say_menu.REFUSED
        noted = await rita.press(desks[0], say.NOTED)
        assert say.NOTED_SAID in text(noted)
        assert TITLE not in text(noted)
        again = await paul.press(desks[1], say.NOTED)
        assert say.NOTHING in text(again)
        await at(around, "2026-12-03T10:00")
        assert TITLE not in text(await rita.say("mon bureau"))


async def test_what_was_said_in_time_or_of_a_meeting_called_off_is_not_missed(database: Database) -> None:
    (network, _), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = around.person("Ada"), around.person("Eva"), around.person("Rita")
        await opened(around, database, network)
        await enroll(eva)
        await ada.press(await ada.say("ordre du jour"), say_agenda.DEPOSIT)
        await at(around, "2026-11-24T09:00")
        await at(around, "2026-11-27T10:00")
        await at(around, "2026-12-02T10:00")
        assert TITLE not in text(await rita.say("mon bureau"))
        assert database.read(missed) == []


async def test_s24_nothing_is_missed_of_a_meeting_that_was_called_off(database: Database) -> None:
    (network, first), _ = database.write(stage)
    async with world(database) as around:
        await opened(around, database, network)

        def call_off(session: Session) -> None:
            session.get_one(Meeting, first).state = MeetingState.CANCELLED.value

        database.write(call_off)
        await at(around, "2026-12-02T10:00")
        assert database.read(missed) == []


async def test_r61_before_the_day_the_animator_sees_behind_a_press_who_followed_the_procedure(
    database: Database,
) -> None:
    (_, first), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe, rita = (around.person(name) for name in ("Ada", "Eva", "Zoé", "Rita"))
        await enroll(eva)
        await enroll(zoe)
        await zoe.press(await zoe.say("mes libérations"), say_release.TICK_ALL)
        listed = await ada.say("déplacer une rencontre")
        button = [one for one in titles(listed) if one == say_attendance.SHOW_RELEASES]
        assert len(button) == 2
        assert "Eva" not in text(listed)
        for actor in (ada, rita):
            shown = (await actor.invoke("release.meeting", {"meeting": first}))["value"]
            assert say_attendance.followed(1, 2) in text(shown)
            assert "Zoé Essai" in text(shown)
            assert say_attendance.RELEASES_NEXT in text(shown)
        (line,) = [one for one in text(shown).split("\n") if one.startswith("Zoé")]
        assert line.endswith("procédure suivie.")
        assert say_moves.OPEN in titles(shown)
        for actor, meeting in ((eva, first), (ada, 99)):
            refused = (await actor.invoke("release.meeting", {"meeting": meeting}))["value"]
            assert text(refused) == say_menu.REFUSED


async def test_b1_a_bot_that_wakes_during_the_meeting_lists_it_though_the_attendance_is_taken(
    database: Database,
) -> None:
    (network, first), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = around.person("Ada"), around.person("Eva"), around.person("Rita")
        await opened(around, database, network)
        await ada.say("bonjour")
        await enroll(eva)
        around.clock.move(datetime(2026, 11, 23, 16, 59, tzinfo=TORONTO))
        await at(around, "2026-12-01T10:00")
        await ada.invoke("attendance.everybody", {"meeting": first})
        await at(around, "2026-12-02T10:00")
        assert sorted(database.read(missed)) == [("release_wanted", "too_late"), ("week_before", "too_late")]
        line = say.line(DAY, {"week_before": 1, "release_wanted": 1})
        assert line in text(await rita.say("mon bureau"))
