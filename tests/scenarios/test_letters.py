"""Held letters: who sends them, who sees them wait, and who must not (B19, S26; DOMAIN.md §1.9)."""

from cards.phrases import approval as say_approval
from cards.phrases import desk as say_desk
from cards.phrases import menu as say_menu
from cards.phrases import sitting as say
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_proposal import propose
from tests.scenarios.test_sitting import all_held, record, three
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import text, titles, together, world


async def test_the_committee_sees_a_held_decision_without_its_buttons_but_not_on_ones_own(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database, committee="oid-lise,oid-marc") as around:
        lise, marc, rita = (around.person(name) for name in ("Lise", "Marc", "Rita"))
        for person in (lise, marc):
            await person.say("bonjour")
        await propose(lise)
        opened = await lise.invoke("approval.open", {"request": 1})
        standing = await arrived(around, marc, "À l’étude")
        assert say.held("Rita Essai", "ACCEPTED") not in text(standing)
        await record(rita, await rita.say("séance"), 1, "ACCEPTED")
        held = await arrived(around, marc, say.held_title("Lire dehors", "ACCEPTED"))
        assert say.held("Rita Essai", "ACCEPTED") in text(held)
        assert {say.CORRECT, say.PUT_BACK} & set(titles(held)) == set()
        # Lise sits on the committee too, and learns nothing from the same press as before.
        assert await lise.invoke("approval.open", {"request": 1}) == opened
        assert text(await marc.say("séance")) == say_menu.REFUSED


async def test_letters_sent_by_two_people_at_once_arrive_once(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        people, rita, paul = await three(around)
        await all_held(rita)
        drawn = [await person.say("lettres") for person in (rita, paul)]
        await around.settle()
        before = [len(person.posts) for person in people]
        answers = await together(rita.press(drawn[0], say.send(3)), paul.press(drawn[1], say.send(3)))
        assert all(say.NO_LETTERS in text(answer) for answer in answers)
        await around.settle()
        assert [len(person.posts) for person in people] == [count + 1 for count in before]


async def test_the_desk_has_a_row_for_each_request_and_one_for_all_the_letters(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        _, rita, paul = await three(around)
        card = await record(rita, await rita.say("séance"), 1, "ACCEPTED")
        await record(rita, card, 2, "DECLINED", "Non.")
        for person in (rita, paul):
            desk = await person.say("mon bureau")
            assert say_approval.request_title("Chanter en chœur") in text(desk)
            assert "Lire dehors" not in text(desk)
            assert text(desk).count(say.letters_waiting(2)) == 1
        letters = await paul.press(desk, say.SEE_LETTERS)
        await paul.press(letters, say.send(2))
        assert say.letters_waiting(2) not in text(await rita.say("mon bureau"))
        await morning(around, "2026-11-24 08:00")
        assert any(text(card).startswith("Ce matin") for card in rita.cards)
        assert text(await rita.say("bureau")).startswith(say_desk.TITLE)


async def test_s26_nobody_else_holds_a_sitting_and_each_try_to_send_leaves_a_security_line(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        (ada, *_), rita, _ = await three(around)
        await all_held(rita)
        for verb in ("sitting.open", "sitting.letters", "sitting.send", "sitting.put_back"):
            answer = await ada.invoke(verb, {"request": 1, "held": "x", "letters": {"1": "x"}})
            assert text(answer["value"]) == say_menu.REFUSED
        assert text(await ada.say("séance du comité")) == say_menu.REFUSED
        assert "Sécurité\u00a0: 2 tentatives" in text(await rita.say("demandes d’approbation"))
        assert say.counts(0, 3) in text(await rita.say("séance"))
