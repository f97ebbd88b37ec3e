"""Help from everywhere, over HTTP (R06, R65; issue 6, point 9), on SQLite and PostgreSQL."""

import json

from bot.rules.questions import LIMIT
from cards.phrases import desk as say_desk
from cards.phrases import guide as say_guide
from cards.phrases import menu as say_menu
from cards.phrases import people as say_people
from cards.phrases import questions as say
from cards.phrases import texts as say_texts
from storage.database import Database
from tests.factories import add_known, add_person
from tests.fakes import activities
from tests.scenarios.world import Actor, World, elements, text, titles, values, world


async def here(around: World, *names: str) -> list[Actor]:
    """People who have spoken, so that what is for them reaches them."""
    people = [around.person(name) for name in names]
    for one in people:
        await one.say("bonjour")
    return people


def verbs(card: dict[str, object], title: str) -> dict[str, object]:
    (found,) = [one for one in elements(card) if one.get("title") == title]
    return dict(found.get("data") or {})


async def test_a_question_is_asked_in_two_presses_and_answered_in_one(database: Database) -> None:
    """At most three each (issue 6, point 9): from the menu, and from the card that comes by itself."""
    database.write(add_known)
    async with world(database) as around:
        ada, rita, paul = await here(around, "Ada", "Rita", "Paul")
        form = await ada.press(await ada.say("menu"), say_menu.HELP)
        sent = await ada.press(form, say.SEND, asked="Puis-je changer de date?")
        assert say.SENT in text(sent)
        await around.settle()
        for office in (rita, paul):
            assert text(office.cards[-1]).startswith(say.of_person("Ada Essai"))
            assert "Puis-je changer de date?" in text(office.cards[-1])
        answered = await rita.press(rita.cards[-1], say.SEND_ANSWER, text="Oui, par le bouton.")
        assert say.ANSWERED in text(answered)
        await around.settle()
        answer = ada.cards[-1]
        assert text(answer).startswith(say.ANSWERED_TITLE)
        assert "Oui, par le bouton." in text(answer)
        # Paul answers from the card that he still has: he reads Rita's word first, and his own is kept.
        behind = await paul.press(paul.cards[-1], say.SEND_ANSWER, text="Non.")
        assert say.BEHIND in text(behind)
        assert "Oui, par le bouton." in text(behind)
        assert values(behind) == {"text": "Non."}
        more = await ada.press(answer, say.SEND_MORE, text="Lequel?")
        assert say.WRITTEN in text(more)
        desk = await paul.say("mon bureau")
        reply = await paul.press(desk, say.REPLY)  # from the desk: two presses
        assert "Lequel?" in text(reply)
        await paul.press(reply, say.SEND_ANSWER, text="« Déplacer ».")
        await around.settle()
        settled = await ada.press(ada.cards[-1], say.SETTLED)
        assert say.NOW_CLOSED in text(settled)
        assert say_desk.EMPTY in text(await rita.say("mon bureau"))
        # She finds it again where she asked.
        again = await ada.press(await ada.say("aide"), say.question_of("le 23 novembre 2026", closed=True))
        assert say.CLOSED in text(again)


async def test_a_text_that_is_too_long_is_told_with_its_count_and_kept(database: Database) -> None:
    database.write(add_known)
    async with world(database) as around:
        (ada,) = await here(around, "Ada")
        typed = "x" * (LIMIT + 7)
        form = await ada.say("aide")
        wrong = await ada.press(form, say.SEND, asked=typed)
        assert say_texts.too_long(LIMIT + 7, LIMIT) in text(wrong)
        assert values(wrong) == {"asked": typed}
        empty = await ada.press(form, say.SEND, asked="  ")
        assert say.WRITE_QUESTION in text(empty)
        far = await ada.invoke("question.ask", {"asked": "x" * 20_000})
        assert far["value"] == say_texts.too_long(20_000, LIMIT)


async def test_a_forged_id_shows_nothing_and_a_forged_role_answers_nobody(database: Database) -> None:
    database.write(add_known)
    async with world(database) as around:
        ada, eva, rita = await here(around, "Ada", "Eva", "Rita")
        await ada.press(await ada.say("aide"), say.SEND, asked="Un secret?")
        for verb, data in (
            ("question.open", {"question": 1}),
            ("question.write", {"question": 1, "revision": 1, "text": "Bonjour"}),
            ("question.close", {"question": 1, "revision": 1}),
            ("question.open", {"question": "1; DROP TABLE"}),
        ):
            answer = await eva.invoke(verb, {**data, "person": 1, "role": "CEE_RESPONSIBLE"})
            assert text(answer["value"]) == say.GONE
        for verb in ("unreached.open", "unreached.retry", "unreached.note", "deputy.open", "desk.networks"):
            answer = await eva.invoke(verb, {"person": 1})
            assert text(answer["value"]) == say_menu.REFUSED
        assert "Un secret?" in text(await rita.press(await rita.say("mon bureau"), say.REPLY))


async def test_in_a_channel_help_answers_the_presser_alone(database: Database) -> None:
    database.write(add_known)
    async with world(database) as around:
        ada, rita = await here(around, "Ada", "Rita")
        thread = f"{activities.CHANNEL};messageid=1699999999999"
        around.teams.add_conversation(activities.CHANNEL)
        for words in ("aide", "combien de participants?"):
            await around.send(activities.mention(words, around.teams.url, ada.sender))
        posted = [record for record in around.teams.posted if record.conversation_id == thread]
        assert [text(record.card or {}) for record in posted] == [say_menu.IN_CHANNEL] * 2
        data = verbs(posted[1].card or {}, say_menu.OPEN)
        answer = await ada.invoke("guide", data, conversation_id=thread)
        assert "un minimum de six participants" in text(answer["value"])
        sent = await ada.invoke("question.ask", {"asked": "Et moi?"}, conversation_id=thread)
        assert say.SENT in text(sent["value"])
        await around.settle()
        answer_text = "Oui, vous aussi."
        await rita.press(rita.cards[-1], say.SEND_ANSWER, text=answer_text)
        await around.settle()
        assert [record for record in around.teams.posted if record.conversation_id == thread] == posted
        assert answer_text in text(ada.cards[-1])


async def test_what_is_not_understood_becomes_the_draft_of_a_question(database: Database) -> None:
    """Nothing typed is lost: the menu offers the guide, and help with what was typed in it."""
    database.write(add_known)
    async with world(database) as around:
        (ada,) = await here(around, "Ada")
        typed = "Ma directrice refuse que je sorte mardi, **vraiment**"
        card = await ada.say(typed)
        assert say_menu.NOT_UNDERSTOOD in text(card)
        form = await ada.press(card, say_menu.HELP)
        assert values(form) == {"asked": typed}
        sent = await ada.press(form, say.SEND)
        assert "\\*\\*vraiment\\*\\*" in text(sent)
        guide = await ada.press(card, say_guide.TITLE)
        assert titles(guide)[:12] == list(say_guide.SHORT.values())
        section = await ada.press(guide, say_guide.SHORT["6"])
        assert say_guide.LINES["6"][0] in text(section)
        long = await ada.say("z" * 20_000)
        assert say.TOO_LONG_HERE in text(long)
        assert len(json.dumps(long)) < 28_000
        assert values(await ada.press(long, say_menu.HELP)) == {"asked": ""}


ANSWERED = {
    "Bonjour, combien de participants?": say_guide.LINES["3"][14],
    "combien de jours de libération": say_guide.LINES["6"][0],
    "Quand déposer le plan?": say_guide.LINES["5"][1],
}


async def test_the_guide_answers_with_its_own_sentence_first(database: Database) -> None:
    database.write(add_known)
    async with world(database) as around:
        (ada,) = await here(around, "Ada")
        for typed, line in ANSWERED.items():
            card = await ada.say(typed)
            assert text(card).split("\n")[1:3] == [say_guide.ANSWER, line.removeprefix("- ")]
            # Not answered after all? The question goes on as it was typed.
            assert values(await ada.press(card, say_menu.HELP)) == {"asked": typed}


async def test_who_is_said_not_to_teach_asks_for_access_and_is_answered(database: Database) -> None:
    """One list for all who wait for a responsible's word (R04, S03)."""
    database.write(add_known)
    database.write(lambda session: add_person(session, "Max", confirmed=False))
    async with world(database) as around:
        max_, rita = await here(around, "Max", "Rita")
        unknown = await rita.say("personnes à confirmer")
        await rita.press(unknown, say_people.REFUSE, people=_first_choice(unknown))
        profile = await max_.say("mon profil")
        assert say_people.SAID_NOT_TEACHING in text(profile)
        asked = await max_.press(profile, say_people.ACCESS)
        assert say_people.ACCESS_ASKED in text(asked)
        assert say_people.ACCESS not in titles(asked)
        desk = await rita.say("mon bureau")
        assert say_people.unknown_task(1) in text(desk)
        again = await rita.press(desk, say_people.UNKNOWN_TITLE)
        assert say_people.ASKS_AGAIN in json.dumps(again, ensure_ascii=False)
        await rita.press(again, say_people.CONFIRM, people=_first_choice(again))
        await around.settle()
        assert say_people.ACCESS_GIVEN in text(max_.cards[-1])
        # Pressed by somebody who was not refused, it asks nothing.
        nothing = await rita.invoke("people.access", {})
        assert say_people.ACCESS_NOT_NEEDED in text(nothing["value"])
        assert say_desk.EMPTY in text(await rita.say("mon bureau"))


def _first_choice(card: dict[str, object]) -> str:
    (listed,) = [one for one in elements(card) if one.get("type") == "Input.ChoiceSet"]
    return str(listed["choices"][0]["value"])
