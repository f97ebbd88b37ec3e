"""Attendance in the channel: opened in place, saved at each press, corrected (R60, R61; S24, S25)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cards.phrases import attendance as say
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say_minutes
from storage.attendance import marks_of
from storage.attendance_changes import AttendanceChange, changes_of
from storage.database import Database
from storage.people import Role, person_by_object_id
from storage.release import releases_of
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, clean
from tests.factories import TORONTO, add_person
from tests.scenarios.test_agenda import enroll
from tests.scenarios.test_plan import IN_CHANNEL, in_channel, opened
from tests.scenarios.world import Actor, Card, World, elements, text, titles, together, world

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
DAY = "le 1er décembre 2026"
NAMES = ("Eva", "Zoé", "Luc")


def stage(session: Session) -> tuple[int, int]:
    """(network, meeting of 1 December, a whole day); Ada animates, Rita is responsible, three will enroll."""
    codes = add_schools(session, 5)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    for name, code in zip((*NAMES, "Nina"), (*codes[1:], codes[4]), strict=False):
        add_person(session, name, school_id=code)
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    return network, meetings_of(session, network)[0].id


def at(hour: int, minute: int = 0, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=TORONTO)


async def later(around: World, moment: datetime) -> None:
    """The clock moves on, and everything due by then arrives."""
    around.clock.move(moment)
    around.bot.services.wake()
    await around.settle()


async def begun(around: World, database: Database, network: int, *, channel: bool = True) -> None:
    """Three take part, and it is 9 o'clock on the day: fifteen minutes after the start."""
    if channel:
        await opened(around, database, network)
    for name in NAMES:
        await enroll(around.person(name))
    await later(around, at(9))


def posted(around: World) -> Card:
    (found,) = [card for card in in_channel(around) if text(card).startswith(say.TITLE)]
    return found


async def in_place(actor: Actor, verb: str, data: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The answer to a press in the channel."""
    return await actor.invoke(verb, data, **IN_CHANNEL, **more)


def standings(card: Card) -> dict[str, str]:
    """{name: mark} of the name buttons."""
    names = [one["title"] for one in elements(card) if one.get("verb") == "attendance.mark"]
    return {name[2:].split()[0]: name[0] for name in names}


def press_of(card: Card, name: str, verb: str = "attendance.mark") -> dict[str, Any]:
    """What the button of this name sends."""
    rows = [one["actions"] for one in elements(card) if one.get("type") == "ActionSet"]
    (row,) = [row for row in rows if f"{name} Essai" in row[0]["title"]]
    return next(dict(one["data"]) for one in row if one["verb"] == verb)


def marks(session: Session, meeting: int) -> dict[str, dict[int, str]]:
    people = {person_by_object_id(session, f"oid-{name.lower()}"): name for name in NAMES}
    names = {person.id: name for person, name in people.items() if person}
    return {
        names[person]: {half: one.value for half, one in sorted(kept.items())}
        for person, kept in marks_of(session, meeting).items()
    }


def used(session: Session, network: int, meeting: int) -> list[int]:
    return [one.used for one in releases_of(session, network) if one.meeting_id == meeting]


async def test_r60_the_animator_takes_it_in_the_channel_and_the_channel_reads_counts_alone(
    database: Database,
) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await begun(around, database, network)
        card = posted(around)
        assert say.expected(DAY, 3) in text(card)
        here = {"meeting": meeting}
        shown = (await in_place(ada, "attendance.open", here))["value"]
        assert standings(shown) == {"Eva": "☐", "Luc": "☐", "Zoé": "☐"}
        assert "libération" not in text(shown)  # R61: the list may be projected
        shown = (await in_place(ada, "attendance.mark", press_of(shown, "Eva")))["value"]
        assert standings(shown) == {"Eva": "☑", "Luc": "☐", "Zoé": "☐"}
        await around.settle()
        assert posted(around) == card  # not updated while somebody fills it in
        detail = (await in_place(ada, "attendance.person", press_of(shown, "Zoé", "attendance.person")))[
            "value"
        ]
        morning = next(one for one in elements(detail) if one.get("title") == say.CHOICES["morning"])
        shown = (await in_place(ada, morning["verb"], morning["data"]))["value"]
        assert f"École S3 : {say.STANDINGS['morning']}" in text(shown).replace("\u00a0", " ")
        shown = (await in_place(ada, "attendance.complete", here))["value"]
        assert say.kept(2, 3) in text(shown)
        assert say.WRITE_MINUTES in titles(shown)
        await around.settle()
        told = posted(around)
        assert say.recorded(2, 3) in text(told)
        assert not [name for name in NAMES if name in str(told)]
        wanted = {"Eva": ["PRESENT"] * 2, "Zoé": ["PRESENT", "ABSENT"], "Luc": ["ABSENT"] * 2}
        kept = database.read(lambda session: marks(session, meeting))
        assert {name: list(halves.values()) for name, halves in kept.items()} == wanted
        assert sorted(database.read(lambda session: used(session, network, meeting))) == [0, 1, 2]
        # The minutes have it.
        await later(around, at(16))
        draft = await ada.say("compte rendu")
        assert say_minutes.attendance(2, 3) in text(draft)
        assert say_minutes.STANDINGS["partly"] in text(draft)
        database.read(clean)


async def test_r60_a_teacher_a_stranger_and_a_forged_press_change_nothing(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada, eva, nina = around.person("Ada"), around.person("Eva"), around.person("Nina")
        await begun(around, database, network)
        here = {"meeting": meeting}
        zoe = press_of((await in_place(ada, "attendance.open", here))["value"], "Zoé")
        for actor in (eva, nina):
            for verb in (
                "attendance.open",
                "attendance.mark",
                "attendance.person",
                "attendance.everybody",
                "attendance.complete",
                "attendance.history",
                "attendance.keeper",
                "attendance.keeper_save",
            ):
                answer = await in_place(actor, verb, zoe)
                assert answer["type"] == "application/vnd.microsoft.activity.message", verb
                assert answer["value"] == say.REFUSED["not_allowed"], verb
        # Somebody of another network, and what is no choice.
        person = database.read(lambda session: person_by_object_id(session, "oid-nina"))
        assert person is not None
        forged = await in_place(ada, "attendance.mark", {**zoe, "person": person.id})
        assert forged["value"] == say.REFUSED["not_a_member"]
        assert (await in_place(ada, "attendance.mark", {**zoe, "choice": "late"}))["value"] == say.REFUSED[
            "no_choice"
        ]
        assert database.read(lambda session: marks_of(session, meeting)) == {}
        refused = await eva.invoke("attendance.open", here)
        assert say.REFUSED["not_allowed"] in text(dict(refused["value"]))


async def test_everybody_is_there_in_one_press_but_for_who_was_marked(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await begun(around, database, network, channel=False)
        # Without a channel the card comes in chat, and the menu leads there too.
        asked = [card for card in ada.cards if text(card).startswith(say.TITLE)]
        assert len(asked) == 1
        assert say.OPEN in titles(await ada.say("menu"))
        shown = await ada.press(asked[0], say.OPEN)
        luc = press_of(shown, "Luc")
        shown = (await ada.invoke("attendance.mark", {**luc, "choice": "absent"}))["value"]
        shown = await ada.press(shown, say.EVERYBODY_ELSE)
        assert standings(shown) == {"Eva": "☑", "Luc": "☒", "Zoé": "☑"}
        assert say.kept(2, 3) in text(shown)
        assert say.COMPLETE not in titles(shown)
        assert say.OPEN not in titles(await ada.say("menu"))
        # What nobody used waits for a responsible, who says so once.
        rita = around.person("Rita")
        await rita.say("bonjour")  # at her first word comes what waited for her, perhaps before the answer
        card = await rita.press(await rita.say("mon bureau"), say.DECIDE)
        assert "Luc Essai" in text(card)
        stranger = await ada.invoke("release.decide", {"meeting": meeting, "everybody": 1, "used": 1})
        assert say_menu.REFUSED in text(dict(stranger["value"]))
        done = await rita.press(card, say.NOT_USED)
        assert say.ALL_DECIDED in text(done)
        states = database.read(
            lambda session: sorted(
                (one.used, one.state) for one in releases_of(session, network) if one.meeting_id == meeting
            )
        )
        assert states == [(0, "NOT_USED"), (2, "PLANNED"), (2, "PLANNED")]
        assert say.DECIDE not in titles(await rita.say("mon bureau"))


async def test_s25_two_devices_a_double_delivery_and_a_late_one(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await begun(around, database, network)
        opened_twice = [
            (await in_place(ada, "attendance.open", {"meeting": meeting}))["value"] for _ in range(2)
        ]
        phone, desktop = (press_of(card, "Eva") for card in opened_twice)
        await ada.invoke("attendance.mark", {**phone, "choice": "present"}, **{**IN_CHANNEL, "id": "twice"})
        await ada.invoke("attendance.mark", {**desktop, "choice": "absent"}, **IN_CHANNEL)
        # The first press, delivered again after the correction, changes nothing.
        await ada.invoke("attendance.mark", {**phone, "choice": "present"}, **{**IN_CHANNEL, "id": "twice"})
        kept = database.read(lambda session: marks(session, meeting))
        assert kept == {"Eva": {1: "ABSENT", 2: "ABSENT"}}

        def history(session: Session) -> list[tuple[str | None, str | None]]:
            found = session.scalars(select(AttendanceChange).order_by(AttendanceChange.id))
            return [(one.before, one.after) for one in found if one.half == 1]

        assert database.read(history) == [(None, "PRESENT"), ("PRESENT", "ABSENT")]
        shown = (await in_place(ada, "attendance.history", {"meeting": meeting}))["value"]
        assert text(shown).count("au lieu d’une présence") == 2
        # Two presses at once, on two devices: both are kept, in some order.
        luc, zoe = (press_of(opened_twice[0], name) for name in ("Luc", "Zoé"))
        await together(in_place(ada, "attendance.mark", luc), in_place(ada, "attendance.mark", zoe))
        kept = database.read(lambda session: marks(session, meeting))
        assert kept["Luc"] == kept["Zoé"] == {1: "PRESENT", 2: "PRESENT"}
        # Completed twice is once.
        await together(*(in_place(ada, "attendance.complete", {"meeting": meeting}) for _ in range(2)))
        assert len(database.read(lambda session: changes_of(session, meeting))) == 8


async def test_s25_a_correction_after_the_deposit_shows_in_the_minutes_and_the_channel(
    database: Database,
) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await begun(around, database, network)
        here = {"meeting": meeting}
        shown = (await in_place(ada, "attendance.everybody", here))["value"]
        await around.settle()
        assert say.recorded(3, 3) in text(posted(around))
        await in_place(ada, "attendance.mark", press_of(shown, "Luc"))
        await around.settle()
        assert say.recorded(3, 3) in text(posted(around))  # the list stays open meanwhile
        await later(around, at(9, 11))
        assert say.recorded(2, 3) in text(posted(around))
        await later(around, at(16))
        assert say_minutes.attendance(2, 3) in text(await ada.say("compte rendu"))


async def test_r61_who_followed_the_procedure_is_shown_only_when_asked_for(database: Database) -> None:
    (network, meeting), _ = database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await begun(around, database, network)
        await eva.invoke("release.tick", {"meeting": meeting})
        shown = (await in_place(ada, "attendance.open", {"meeting": meeting}))["value"]
        assert say.RELEASES["REQUESTED"] not in text(shown)
        shown = await ada.press(shown, say.SHOW_RELEASES)
        told = text(shown).replace("\u00a0", " ")
        assert told.count("libération : procédure suivie") == 1
        assert told.count("libération : à vérifier") == 2
        # It stays shown while one goes on, until it is hidden.
        shown = (await ada.invoke("attendance.mark", press_of(shown, "Luc")))["value"]
        assert say.HIDE_RELEASES in titles(shown)
