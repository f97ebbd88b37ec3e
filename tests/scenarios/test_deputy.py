"""« Je m’absente » and messages that reached nobody, over HTTP, on SQLite and PostgreSQL."""

from cards.phrases import deputy as say
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import questions as say_questions
from cards.phrases import unreached as say_unreached
from storage.database import Database
from tests.factories import add_known, add_person
from tests.fakes.troubles import Trouble
from tests.scenarios.test_questions import here
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, text, titles, values, world

MORNING = "Ce matin"


def mornings(person: Actor) -> int:
    """How many messages say what waits on the desk this morning."""
    return sum(MORNING in text(card) for card in person.cards)


async def test_a_deputy_is_named_from_the_desk_and_has_it_for_these_days(database: Database) -> None:
    database.write(add_known)
    database.write(lambda session: add_person(session, "Inconnue", confirmed=False))
    async with world(database) as around:
        rita, zoe = await here(around, "Rita", "Zoé")
        form = await rita.press(await rita.say("mon bureau"), say.OPEN)
        wrong = await rita.press(form, say.SAVE, first="2026-12-02", last="2026-12-01")
        assert say.MISTAKES["nobody"] in text(wrong)
        assert say.MISTAKES["backwards"] in text(wrong)
        assert values(wrong)["first"] == "2026-12-02"
        found = await rita.press(wrong, say.FIND, search="zoe")
        assert values(found)["first"] == "2026-12-02"
        (choice,) = _choices(found)
        done = await rita.press(found, say.SAVE, deputy=choice, last="2026-12-03")
        assert say.stands("Zoé Essai", "le 2 décembre 2026", "le 3 décembre 2026") in text(done)
        await around.settle()
        assert text(zoe.cards[-1]).startswith(say.NAMED_TITLE)
        assert text(await zoe.say("mon bureau")) == say_menu.REFUSED
        before = mornings(rita)
        await morning(around, "2026-12-02 08:00")
        assert "Une chose vous attend" in text(await zoe.say("mon bureau"))
        assert (mornings(rita), mornings(zoe)) == (before, 1)
        # A deputy names nobody; either of the two ends it.
        assert say.ONLY_OWN in text(await zoe.say("mon remplacement"))
        days = {"deputy": 1, "first": "2026-12-02", "last": "2026-12-02"}
        forged = await zoe.invoke("deputy.name", days)
        assert text(forged["value"]) == say.ONLY_OWN
        told = next(card for card in zoe.cards if text(card).startswith(say.NAMED_TITLE))
        sure = await zoe.press(told, say.END)
        assert say.END_WHAT in text(sure)
        assert text(await zoe.press(sure, say.END_SURE)) == say.ENDED
        await around.settle()
        assert text(rita.cards[-1]).startswith(say.ENDED_TITLE)
        assert text(await zoe.say("mon bureau")) == say_menu.REFUSED


def _choices(card: dict[str, object]) -> list[str]:
    body = card["body"]
    assert isinstance(body, list)
    return [one["value"] for part in body if part.get("id") == "deputy" for one in part["choices"]]


async def test_b5_a_failed_message_is_listed_tried_again_and_noted(database: Database) -> None:
    database.write(add_known)
    async with world(database) as around:
        ada, rita = await here(around, "Ada", "Rita")
        await ada.press(await ada.say("aide"), say_questions.SEND, asked="Bonjour?")
        await around.settle()
        around.teams.script(Trouble.WRITES_BLOCKED, times=1, only="POST")
        await rita.press(rita.cards[-1], say_questions.SEND_ANSWER, text="Bonjour!")
        await around.settle()
        await morning(around, "2026-11-23 11:30")
        desk = await rita.say("mon bureau")
        assert say_unreached.unreached_title(1, "Ada Essai") in text(desk)
        lost = await rita.press(desk, say_unreached.SEE)
        assert say_unreached.KINDS["question_answered"] in text(lost)
        again = await rita.press(lost, say_unreached.RETRY)
        assert say_unreached.RETRIED in text(again)
        await around.settle()
        assert "Bonjour!" in text(ada.cards[-1])
        assert say_desk.EMPTY in text(await rita.say("mon bureau"))
        assert titles(await rita.say("menu"))[0] == "Mon bureau"
