"""The committee's sitting through the whole bot (B19, S04–S06), on SQLite and PostgreSQL."""

from cards.phrases import approval as say_approval
from cards.phrases import proposal as say_proposal
from cards.phrases import sitting as say
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived, decide
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.world import Actor, Card, World, elements, pressed, text, titles, values, world

TITLES = ("Lire dehors", "Compter en jouant", "Chanter en chœur")


async def three(around: World) -> tuple[list[Actor], Actor, Actor]:
    """Three teachers, each with a proposal, and both responsibles."""
    people = [around.person(name) for name in ("Ada", "Zoé", "Léa")]
    rita, paul = around.person("Rita"), around.person("Paul")
    for person, title in zip(people, TITLES, strict=True):
        await propose(person, title=title)
    await around.settle()
    return people, rita, paul


def button(card: Card, title: str, request: int) -> tuple[str, dict[str, object]]:
    """(verb, data) of the button of this title about one request, of several of the same title."""
    found = [
        one
        for one in elements(card)
        if one.get("title") == title and one.get("data", {}).get("request") == request
    ]
    assert len(found) == 1, (title, request, titles(card))
    return found[0]["verb"], found[0]["data"]


async def press(person: Actor, card: Card, title: str, request: int) -> Card:
    return dict((await person.invoke(*button(card, title, request)))["value"])


async def record(
    person: Actor, sitting: Card, request: int, decision: str, message: str = "", answer_by: str = ""
) -> Card:
    form = await press(person, sitting, say.RECORD, request)
    assert values(form)["letter"] == "HELD"
    return await person.press(
        form, say_approval.SAVE_DECISION, decision=decision, message=message, answer_by=answer_by
    )


async def all_held(person: Actor) -> Card:
    """The sitting once the three are decided: yes, no, changes."""
    card = await person.say("séance")
    card = await record(person, card, 1, "ACCEPTED")
    card = await record(person, card, 2, "DECLINED", "Le CEE l’offre déjà.")
    return await record(person, card, 3, "CHANGES_REQUESTED", "Précisez.", "2026-12-11")


async def everything_shown(around: World, person: Actor) -> tuple[list[Card], list[Card]]:
    """What this person can find: her messages as they stand, and every card that she can open."""
    await around.settle()
    standing = person.cards
    opened = [await person.say(words) for words in ("menu", "mes propositions", "mon réseau", "aide")]
    listed = opened[1]
    opened += [
        dict((await person.invoke(one["verb"], one["data"]))["value"])
        for one in elements(listed)
        if one.get("verb") == "proposal.open"
    ]
    # What belongs to others is opened too: whoever forges a press must not learn more.
    for verb in ("approval.open", "approval.form", "approval.sheet", "sitting.open", "sitting.letters"):
        for number in (1, 2, 3):
            opened.append(dict((await person.invoke(verb, {"request": number, "page": 1}))["value"]))
    return standing, opened


async def test_b19_decisions_are_recorded_one_by_one_and_their_letters_leave_together(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        people, rita, paul = await three(around)
        card = await rita.say("séance du comité")
        assert say.counts(3, 0) in text(card)
        assert [line for line in text(card).split("\n") if line.startswith("«")] == [
            f"«\u00a0{title}\u00a0»" for title in TITLES
        ]
        card = await record(rita, card, 1, "ACCEPTED")
        assert say.recorded("Lire dehors", "ACCEPTED") in text(card)
        assert say.counts(2, 1) in text(card)
        assert say.held("Rita Essai", "ACCEPTED") in text(card)
        card = await record(rita, card, 2, "DECLINED", "Le CEE l’offre déjà.")
        card = await record(rita, card, 3, "CHANGES_REQUESTED", "Précisez.", "2026-12-11")
        assert say.counts(0, 3) in text(card)
        posts = [len(person.posts) for person in people]
        letters = await rita.press(card, say.SEE_LETTERS)
        for said in ("Bonne nouvelle", "Le CEE l’offre déjà.", "jusqu’au 11 décembre 2026 inclusivement"):
            assert said in text(letters)
        assert say_proposal.EDIT not in titles(letters)
        await around.settle()
        assert [len(person.posts) for person in people] == posts
        done = await rita.press(letters, say.send(3))
        assert say.sent(3, 0) in text(done)
        assert say.NO_LETTERS in text(done)
        await around.settle()
        begun = [text(person.cards[-1]).split("\n")[0] for person in people]
        assert begun == [
            say_approval.ACCEPTED_TITLE,
            say_approval.declined_title("Compter en jouant"),
            say_approval.CHANGES_TITLE,
        ]
        # Paul presses the same letters, drawn before: nothing leaves twice.
        again = await paul.invoke(*pressed(letters, say.send(3), {}))
        assert say.ALREADY_SENT in text(again["value"])
        await around.settle()
        assert [len(person.posts) for person in people] == [count + 1 for count in posts]


async def test_b19_a_held_decision_is_nowhere_to_be_seen_for_who_proposed_nor_for_others(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        people, rita, paul = await three(around)
        stranger = around.person("Noé")
        await around.settle()
        for number in (1, 2, 3):  # read first: that much shows, as « à l’étude »
            await rita.invoke("approval.sheet", {"request": number, "page": 1})
        await around.settle()
        for person in (*people, stranger):
            await person.say("menu")
        records = len(around.teams.posted)
        before = [await everything_shown(around, person) for person in (*people, stranger)]
        await all_held(rita)
        after = [await everything_shown(around, person) for person in (*people, stranger)]
        for (old_cards, old_opened), (new_cards, new_opened) in zip(before, after, strict=True):
            assert new_opened == old_opened
            assert new_cards[: len(old_cards)] == old_cards
        theirs = {person.sender.chat_id for person in (*people, stranger)}
        updates = [one for one in around.teams.posted[records:] if one.method == "PUT"]
        assert not [one for one in updates if one.conversation_id in theirs]
        # The control: who decides does see it, on the very card that was posted.
        assert any("acceptée" in text(card) for card in paul.cards)


async def test_s04_a_responsible_who_proposed_sees_nothing_of_what_is_held_about_her(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, paul = around.person("Rita"), around.person("Paul")
        await propose(rita)
        await propose(around.person("Ada"), title="Compter en jouant")
        await around.settle()
        typed = ("séance", "lettres", "mon bureau", "demandes d’approbation", "menu", "mes propositions")
        before = [text(await rita.say(words)) for words in typed]
        await rita.say("menu")
        other = await rita.invoke("approval.open", {"request": 2})
        await record(paul, await paul.say("séance"), 1, "ACCEPTED")
        assert [text(await rita.say(words)) for words in typed] == before
        # Nor by what the year has committed, which stands beside every other request.
        assert await rita.invoke("approval.open", {"request": 2}) == other
        form = await paul.press(await paul.say("séance"), say.CORRECT)
        message = {"decision": "DECLINED", "message": "Trop proche d’un autre."}
        await paul.press(form, say_approval.SAVE_DECISION, **message)
        assert [text(await rita.say(words)) for words in typed] == before
        assert say.OWN in before[0]
        opened = await rita.invoke("approval.open", {"request": 1})
        assert "consignée" not in text(opened["value"])
        for verb, data in (
            ("sitting.put_back", {"request": 1, "held": "x"}),
            ("approval.decide", {"request": 1, "decision": "ACCEPTED", "letter": "HELD", "held": "x"}),
        ):
            forged = await rita.invoke(verb, data)
            assert say_approval.REFUSALS["own_proposal"] in text(forged["value"])
        assert say.ALREADY_SENT in text((await rita.invoke("sitting.send", {"letters": {"1": "x"}}))["value"])
        await paul.press(await paul.say("lettres"), say.send(1))
        assert "Trop proche d’un autre." in text(await arrived(around, rita, "Réponse du comité"))


async def test_a_held_decision_is_corrected_put_back_and_recorded_again(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, paul = (around.person(name) for name in ("Ada", "Rita", "Paul"))
        await propose(ada)
        card = await record(rita, await rita.say("séance"), 1, "ACCEPTED")
        form = await rita.press(card, say.CORRECT)
        assert values(form) == {"decision": "ACCEPTED", "message": "", "answer_by": "", "letter": "HELD"}
        stale = await paul.press(await paul.say("séance"), say.CORRECT)
        card = await rita.press(form, say_approval.SAVE_DECISION, decision="DECLINED", message="Non.")
        assert say.recorded("Lire dehors", "DECLINED") in text(card)
        # S06: the other person's correction of what was there before changes nothing.
        told = await paul.press(stale, say_approval.SAVE_DECISION, message="Oui!")
        assert say_approval.REFUSALS["already_decided"] in text(told)
        assert say.held("Rita Essai", "DECLINED") in text(told)
        card = await paul.press(told, say.PUT_BACK)
        assert say.put_back("Lire dehors") in text(card)
        assert say.counts(1, 0) in text(card)
        # An old button does nothing.
        assert say.GONE in text(await paul.press(told, say.PUT_BACK))
        # The card that was posted waits for a decision again, for everybody.
        assert say_approval.RECORD in titles(await arrived(around, rita, "À l’étude"))


async def test_from_the_request_s_card_a_letter_may_be_held_and_its_decision_put_back(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        form = await rita.press(await arrived(around, rita, "À l’étude"), say_approval.RECORD)
        assert values(form)["letter"] == "NOW"
        held = await rita.press(form, say_approval.SAVE_DECISION, decision="ACCEPTED", letter="HELD")
        assert text(held).split("\n")[:2] == [
            say.held_title("Lire dehors", "ACCEPTED"),
            say.held("Rita Essai", "ACCEPTED"),
        ]
        back = await rita.press(held, say.PUT_BACK)
        assert say.put_back("Lire dehors") in text(back)
        assert say_approval.RECORD in titles(back)
        assert "acceptée" in text(await decide(rita, back, "ACCEPTED"))
        assert text(await arrived(around, ada, "Bonne nouvelle")).startswith(say_approval.ACCEPTED_TITLE)


async def test_presses_of_a_sitting(database: Database) -> None:
    """design.md §3: two presses a decision, from the list and the desk; the letters, two from the list."""
    database.write(add_lists)
    async with world(database) as around:
        _, rita, _ = await three(around)
        desk = await rita.say("mon bureau")
        assert titles(desk).count(say_approval.RECORD) == 3
        form = await press(rita, desk, say_approval.RECORD, 1)
        sent = await rita.press(form, say_approval.SAVE_DECISION, decision="ACCEPTED")
        assert "Décision consignée par Rita Essai" in text(sent)
        card = await rita.say("séance")
        presses = 0
        for number in (2, 3):
            form = await press(rita, card, say.RECORD, number)
            card = await rita.press(form, say_approval.SAVE_DECISION, decision="ACCEPTED")
            presses += 2
        letters = await rita.press(card, say.SEE_LETTERS)
        done = await rita.press(letters, say.send(2))
        assert (presses, say.sent(2, 0) in text(done)) == (4, True)


async def test_what_cannot_leave_stays_with_its_reason_and_the_others_leave(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        (ada, zoe, lea), rita, _ = await three(around)
        letters = await rita.press(await all_held(rita), say.SEE_LETTERS)
        # Meanwhile Ada takes hers back and Zoé sends another version.
        opened = await ada.press(await ada.say("mes propositions"), say_proposal.OPEN)
        await ada.press(await ada.press(opened, say_proposal.WITHDRAW), say_proposal.WITHDRAW_YES)
        opened = await zoe.press(await zoe.say("mes propositions"), say_proposal.OPEN)
        await zoe.press(await fill(zoe, await zoe.press(opened, say_proposal.EDIT)), say_proposal.SEND_AGAIN)
        done = await rita.press(letters, say.send(3))
        assert say.sent(1, 2) in text(done)
        assert say.stays("withdrawn") in text(done)
        assert say.stays("replaced") in text(done)
        await around.settle()
        answered = ("Bonne nouvelle", "Réponse du comité", say_approval.CHANGES_TITLE)
        told = [sum(text(card).startswith(answered) for card in person.cards) for person in (ada, zoe, lea)]
        assert told == [0, 0, 1]
        sitting = await rita.press(done, say.BACK)
        assert say.over("ACCEPTED") in text(sitting)
        assert say.void(1, "DECLINED") in text(sitting)
        off = await press(rita, sitting, say.TAKE_OFF, 1)
        assert say.taken_off("Lire dehors") in text(off)
        assert say.TAKE_OFF not in titles(off)
        # The new version is decided as any other; what was said of the old one goes with it.
        card = await record(rita, off, 4, "ACCEPTED")
        assert "Elle ne vaut plus" not in text(card)
        assert say.sent(1, 0) in text(await rita.press(await rita.press(card, say.SEE_LETTERS), say.send(1)))
        assert "Bonne nouvelle" in text(await arrived(around, zoe, "Bonne nouvelle"))
