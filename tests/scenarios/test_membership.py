"""The Team's members over HTTP: by Graph where it may, else one task for all (issue 4 point 10)."""

from datetime import timedelta

from sqlalchemy.orm import Session

from bot.usecases import enrollment
from cards.phrases import membership as say
from cards.phrases import menu as say_menu
from storage.database import Database
from tests.enrolling import add_network, add_schools, add_teacher
from tests.factories import NOW
from tests.scenarios.world import World, text, world


def stage(session: Session) -> int:
    """Ada and Zoé have a seat in Eva's network."""
    codes = add_schools(session, 3)
    eva, *people = (
        add_teacher(session, name, code) for name, code in zip(("Eva", "Ada", "Zoé"), codes, strict=True)
    )
    network = add_network(session, "N", animator_id=eva)
    for person in people:
        enrollment.enroll(session, NOW, person, network)
    return network


async def minute(around: World) -> None:
    """The clock moves by one, everything that is due happens."""
    around.clock.move(around.clock.now() + timedelta(minutes=1))
    around.bot.services.wake()
    await around.settle()
    around.bot.services.wake()
    await around.settle()


async def test_graph_adds_who_enrolled_and_removes_who_left(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        members, ada = around.graph.members, around.person("Ada")
        members.people = {f"oid-{name}": f"{name}@exemple.invalid" for name in ("ada", "eva", "zoé")}
        members.join("oid-zoé")
        await minute(around)
        assert members.ids == ["oid-ada", "oid-eva", "oid-zoé"]
        for name in ("Ada", "Zoé"):
            await around.person(name).invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await minute(around)
        await minute(around)
        # Zoé was there before the bot: that is not the bot's to undo.
        assert members.ids == ["oid-eva", "oid-zoé"]
        assert say.TITLE not in text(await around.person("Rita").say("mon bureau"))
        # Without the permission it becomes a person's task.
        around.graph.may_change_members = False
        await ada.invoke("enrollment.enroll", {"network": network})
        await minute(around)
        desk = await around.person("Rita").say("mon bureau")
        assert say.line(1, 0) in text(desk)
        assert "oid-ada" not in members.ids


async def test_otherwise_one_task_says_whom_to_add_and_remove(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database, by_hand=True) as around:
        rita, ada, zoe = (around.person(name) for name in ("Rita", "Ada", "Zoé"))
        await minute(around)
        form = await rita.press(await rita.say("mon bureau"), say.OPEN)
        for words in ("ada@exemple.invalid; eva@exemple.invalid; zoé@exemple.invalid", "- Ada Essai, ada@"):
            assert words in text(form)
        await zoe.invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await minute(around)
        # The card is older than the withdrawal: she is not noted as added.
        assert say.noted(2) in text(await rita.press(form, say.DONE))
        assert say.NOTHING in text(await rita.press(form, say.DONE))
        await ada.invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await minute(around)
        form = await rita.press(await rita.say("mon bureau"), say.OPEN)
        assert (say.REMOVE in text(form), say.ADD in text(form)) == (True, False)
        assert say.noted(1) in text(await rita.press(form, say.DONE))
        assert say.NOTHING in text((await rita.invoke("membership.open", {}))["value"])
        for verb in ("membership.open", "membership.done"):
            refused = await ada.invoke(verb, {"added": "1,2,3"})
            assert text(refused["value"]) == say_menu.REFUSED
        assert around.graph.requests == []
