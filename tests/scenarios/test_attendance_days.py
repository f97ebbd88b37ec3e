"""Attendance around the day: who was named, reminders, a meeting that was not held, the bilan (R60; S24)."""

import asyncio

from sqlalchemy.orm import Session

from cards.phrases import attendance as say
from cards.phrases import moves as say_moves
from storage.attendance import marks_of, sheet_of
from storage.attendance_changes import changes_of
from storage.database import Database
from storage.network import Network
from storage.people import person_by_object_id
from storage.release import releases_of
from storage.schedule import Meeting
from tests.scenarios.test_agenda import enroll
from tests.scenarios.test_attendance import DAY, at, begun, in_place, later, marks, press_of, stage, used
from tests.scenarios.test_plan import in_channel
from tests.scenarios.world import text, titles, world


async def test_a_member_named_for_the_day_takes_it_that_day_alone(database: Database) -> None:
    (_, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, nina = around.person("Ada"), around.person("Eva"), around.person("Nina")
        await enroll(eva)
        card = await ada.say("présences")
        assert say.not_yet(DAY) in text(card)
        form = await ada.press(card, say.NAME_KEEPER)
        person = database.read(lambda session: person_by_object_id(session, "oid-eva"))
        stranger = database.read(lambda session: person_by_object_id(session, "oid-nina"))
        assert person is not None
        assert stranger is not None
        wrong = await ada.invoke("attendance.keeper_save", {"meeting": meeting, "person": str(stranger.id)})
        assert say.REFUSED["not_a_member"] in text(dict(wrong["value"]))
        assert say.KEEPER_KEPT in text(await ada.press(form, say.KEEPER_SAVE, person=str(person.id)))
        await around.settle()
        asked = eva.cards[-1]
        assert text(asked).startswith(say.KEEPER_TITLE)
        # Before the day, and to anybody else, it does not open.
        assert say.not_yet(DAY) in text(await eva.press(asked, say.OPEN))
        await later(around, at(9))
        shown = await eva.press(asked, say.OPEN)
        assert say.NOT_HELD not in titles(shown)
        # Release is between each member, who animates and the responsibles (DOMAIN.md §1.9).
        assert say.SHOW_RELEASES not in titles(shown)
        forged = await eva.invoke("attendance.open", {"meeting": meeting, "releases": 1})
        assert "libération" not in text(dict(forged["value"]))
        await eva.press(shown, say.EVERYBODY)
        assert database.read(lambda session: sheet_of(session, meeting).recorded_by) == person.id  # type: ignore[union-attr]
        await later(around, at(9, day=2))
        late = await eva.invoke("attendance.open", {"meeting": meeting})
        assert say.REFUSED["not_allowed"] in text(dict(late["value"]))
        assert say.NOTHING_TO_TAKE in text(await nina.say("présences"))


async def test_reminded_at_the_end_of_the_day_and_on_the_next_then_on_the_desk(database: Database) -> None:
    (network, _), _ = database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        await ada.say("bonjour")
        await begun(around, database, network)
        wanted = say.wanted_title(DAY)

        def asked() -> int:
            return sum(wanted in text(card) for card in ada.cards)

        await later(around, at(15, 44))
        assert asked() == 0
        await later(around, at(15, 46))
        assert asked() == 1
        await later(around, at(9, day=2))
        assert asked() == 2
        await later(around, at(9, day=3))
        assert asked() == 2
        assert say.SEE not in titles(await rita.say("mon bureau"))
        await later(around, at(9, day=4))
        assert asked() == 2
        # A responsible may take it too, from the desk.
        desk = await rita.say("mon bureau")
        assert say.untaken_line("Ada Essai", DAY, 2) in text(desk)
        shown = await rita.press(desk, say.SEE)
        await rita.press(shown, say.EVERYBODY)
        assert say.SEE not in titles(await rita.say("mon bureau"))
        assert len([card for card in in_channel(around) if text(card).startswith(say.TITLE)]) == 1


async def test_s24_it_did_not_take_place(database: Database) -> None:
    """Marks that were made go, half-days too; a late press of the list is refused; nothing more is asked."""
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await begun(around, database, network)
        here = {"meeting": meeting}
        shown = (await in_place(ada, "attendance.open", here))["value"]
        shown = (await in_place(ada, "attendance.mark", press_of(shown, "Eva")))["value"]
        form = await ada.press(shown, say.NOT_HELD)
        await ada.press(form, say_moves.NOT_HELD_SURE, reason="closed")
        late = await in_place(ada, "attendance.mark", press_of(shown, "Zoé"))
        assert late["value"] == say.REFUSED["over"]
        # What stands in the channel asks for nothing any more.
        await around.settle()
        assert not [card for card in in_channel(around) if say.OPEN in titles(card)]
        assert {text(card).split("\n")[0] for card in in_channel(around)} == {say_moves.NOT_HELD_TITLE}

        def left(session: Session) -> tuple[object, ...]:
            states = {one.state for one in releases_of(session, network) if one.meeting_id == meeting}
            return (
                marks_of(session, meeting),
                sheet_of(session, meeting),
                used(session, network, meeting),
                states,
            )

        assert database.read(left) == ({}, None, [0, 0, 0], {"NOT_USED"})
        history = database.read(lambda session: changes_of(session, meeting))
        assert [(one.before, one.after) for one in history[:2]] == [("PRESENT", None)] * 2
        await later(around, at(9, day=4))
        assert not [card for card in ada.cards if say.wanted_title(DAY) in text(card)]
        assert say.SEE not in titles(await around.person("Rita").say("mon bureau"))


async def test_once_recorded_a_meeting_is_not_called_off_and_after_the_bilan_only_rita_corrects(
    database: Database,
) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await begun(around, database, network)
        shown = (await in_place(ada, "attendance.everybody", {"meeting": meeting}))["value"]
        assert say.NOT_HELD not in titles(shown)
        forged = await ada.invoke("meeting.cancel_sure", {"meeting": meeting, "reason": "closed"})
        assert say_moves.REFUSED["held"] in text(dict(forged["value"]))

        def over(session: Session) -> None:
            session.get_one(Network, network).state = "COMPLETED"

        await asyncio.to_thread(database.write, over)
        luc = press_of(shown, "Luc")
        assert (await in_place(ada, "attendance.mark", luc))["value"] == say.REFUSED["closed"]
        await in_place(rita, "attendance.mark", luc)
        kept = database.read(lambda session: marks(session, meeting))
        assert kept["Luc"] == {1: "ABSENT", 2: "ABSENT"}
        assert database.read(lambda session: session.get_one(Meeting, meeting).state) == "HELD"
