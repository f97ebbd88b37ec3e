"""Decisions through the whole bot (S04–S06, S08, S26; point 10), on SQLite and PostgreSQL."""

from cards.phrases import approval as say
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.world import Actor, Card, World, text, titles, together, values, world


async def arrived(around: World, person: Actor, beginning: str) -> Card:
    """The newest message of this person's chat that begins so, as it shows now, once all is delivered."""
    await around.settle()
    found = [card for card in person.cards if text(card).startswith(beginning)]
    assert found, [text(card)[:60] for card in person.cards]
    return found[-1]


async def from_list_of_day(around: World, person: Actor) -> Card:
    """The first request of the day's list, opened."""
    return await person.press(await arrived(around, person, "Demandes d’approbation reçues"), say.OPEN)


async def decide(person: Actor, card: Card, decision: str, message: str = "", answer_by: str = "") -> Card:
    form = await person.press(card, say.RECORD)
    return await person.press(
        form, say.SAVE_DECISION, decision=decision, message=message, answer_by=answer_by
    )


async def test_a_proposal_is_read_in_pages_accepted_and_answered_once(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, paul = (around.person(name) for name in ("Ada", "Rita", "Paul"))
        await propose(ada)
        card = await arrived(around, rita, "À l’étude")
        page = await rita.press(card, say.READ_ALL)
        assert "Nom de la personne présentant le projet de formation" in text(page)
        back = await rita.press(page, say.BACK)
        # The proposer sees that it is being read.
        assert "À l’étude" in text(await ada.press(await ada.say("mes propositions"), say_proposal.OPEN))
        done = await decide(rita, back, "ACCEPTED")
        assert "Décision consignée par Rita Essai le 23 novembre 2026\u00a0: acceptée." in text(done)
        await around.settle()
        assert [text(one).split("\n")[0] for one in ada.cards if "Bonne nouvelle" in text(one)] == [
            say.ACCEPTED_TITLE
        ]
        # Both responsibles' cards show the decision, on every client.
        for person in (rita, paul):
            assert [titles(one) for one in person.cards if "acceptée" in text(one)] == [[say.READ_ALL]]


async def test_recording_a_decision_takes_two_presses_from_the_card(database: Database) -> None:
    """design.md §3: few presses."""
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        card = await arrived(around, rita, "À l’étude")
        presses = [say.RECORD, say.SAVE_DECISION]
        for number, title in enumerate(presses):
            card = await rita.press(card, title, **({"decision": "ACCEPTED"} if number == 1 else {}))
        assert "Décision consignée" in text(card)


async def test_a_no_needs_a_reason_which_the_proposer_reads(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        form = await rita.press(await arrived(around, rita, "À l’étude"), say.RECORD)
        refused = await rita.press(form, say.SAVE_DECISION, decision="DECLINED")
        assert say.MISTAKES["no_reason"] in text(refused)
        assert values(refused)["decision"] == "DECLINED"
        await rita.press(refused, say.SAVE_DECISION, message="Le CEE l’offre déjà.")
        letter = await arrived(around, ada, "Réponse du comité")
        assert "Le CEE l’offre déjà." in text(letter)
        assert "Étape 1 de 5" in text(await ada.press(letter, say.AGAIN))


async def test_changes_are_asked_answered_and_accepted(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        first = await arrived(around, rita, "À l’étude")
        await decide(rita, first, "CHANGES_REQUESTED", "Précisez le résumé.", "2026-12-11")
        letter = await arrived(around, ada, say.CHANGES_TITLE)
        assert "Précisez le résumé." in text(letter)
        assert "Vous avez jusqu’au 11 décembre 2026 inclusivement." in text(letter)
        card = await fill(ada, await ada.press(letter, say.EDIT), summary="Un résumé précisé.")
        await ada.press(card, say_proposal.SEND_AGAIN)
        second = await from_list_of_day(around, rita)
        assert "version 2" in text(second)
        assert "Un résumé précisé." in text(second)
        # The letter that asked for changes does not ask any more.
        assert all(say.CHANGES_TITLE not in text(one) for one in ada.cards)
        assert "acceptée" in text(await decide(rita, second, "ACCEPTED"))


async def test_s04_nobody_accepts_her_own_but_the_backup_does(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        rita, paul = around.person("Rita"), around.person("Paul")
        await propose(rita)
        card = await arrived(around, paul, "À l’étude")
        assert not any("À l’étude" in text(one) for one in rita.cards)
        forged = await rita.invoke("approval.decide", {"request": 1, "decision": "ACCEPTED"})
        assert say.REFUSALS["own_proposal"] in text(forged["value"])
        assert "acceptée" in text(await decide(paul, card, "ACCEPTED"))


async def test_s05_an_old_card_decides_nothing_and_shows_version_2(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        sent = await propose(ada)
        old_form = await rita.press(await arrived(around, rita, "À l’étude"), say.RECORD)
        card = await fill(ada, await ada.press(sent, say_proposal.EDIT), title="Lire dehors en hiver")
        await ada.press(card, say_proposal.SEND_AGAIN)
        answer = await rita.press(old_form, say.SAVE_DECISION, decision="ACCEPTED")
        assert say.REFUSALS["replaced"] in text(answer)
        assert "version 2" in text(answer)
        assert say.RECORD in titles(answer)
        await around.settle()
        assert [text(one).split("\n")[0] for one in rita.cards if "remplacée" in text(one)] == [
            say.replaced("Lire dehors", 2)
        ]


async def test_s06_two_decisions_at_once_and_one_stands(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, paul = (around.person(name) for name in ("Ada", "Rita", "Paul"))
        await propose(ada)
        forms = [await one.press(await arrived(around, one, "À l’étude"), say.RECORD) for one in (rita, paul)]
        answers = await together(
            rita.press(forms[0], say.SAVE_DECISION, decision="ACCEPTED"),
            paul.press(forms[1], say.SAVE_DECISION, decision="DECLINED", message="Non."),
        )
        told = [say.REFUSALS["already_decided"] in text(one) for one in answers]
        assert sorted(told) == [False, True]
        winner = "Paul Essai" if told[0] else "Rita Essai"
        assert all(f"Décision consignée par {winner} le 23 novembre 2026" in text(one) for one in answers)
        await around.settle()
        letters = [
            one for one in ada.cards if "Bonne nouvelle" in text(one) or "Réponse du comité" in text(one)
        ]
        assert len(letters) == 1


async def test_s08_a_second_animation_is_refused_with_what_was_typed_kept(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        await decide(rita, await arrived(around, rita, "À l’étude"), "ACCEPTED")
        await propose(ada, title="Un second réseau")
        card = await from_list_of_day(around, rita)
        refused = await decide(rita, card, "ACCEPTED", "Bravo")
        assert say.REFUSALS["second_animation"] in text(refused)
        typed = {"decision": "ACCEPTED", "message": "Bravo", "answer_by": "", "letter": "NOW"}
        assert values(refused) == typed


async def test_s26_a_forged_approval_is_refused_and_the_responsible_sees_it(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita, zoe = (around.person(name) for name in ("Ada", "Rita", "Zoé"))
        await propose(ada)
        await around.settle()
        for data in (
            {"request": 1, "decision": "ACCEPTED", "role": "CEE_RESPONSIBLE", "actor": "oid-rita"},
            {"request": "1", "decision": "ACCEPTED"},
            {"action": "approve", "request_id": 1, "decision": "ACCEPTED"},
        ):
            answer = await zoe.invoke("approval.decide", data)
            assert text(answer["value"]) == say_menu.REFUSED
        for verb in ("approval.open", "approval.sheet", "approval.form", "approval.list"):
            answer = await zoe.invoke(verb, {"request": 1, "page": 1})
            assert text(answer["value"]) == say_menu.REFUSED
        listed = text(await rita.say("demandes d’approbation"))
        assert "Sécurité\u00a0: 3 tentatives de décision sans le rôle requis" in listed
        assert "Lire dehors" in listed
        # The control: the same press by the responsible does decide.
        decided = await rita.invoke("approval.decide", {"request": 1, "decision": "ACCEPTED"})
        assert "acceptée" in text(decided["value"])


async def test_what_the_responsible_adds_to_a_yes_is_in_the_letter(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await propose(ada)
        await decide(rita, await arrived(around, rita, "À l’étude"), "ACCEPTED", "Bravo pour le plan!")
        assert "Bravo pour le plan!" in text(await arrived(around, ada, say.ACCEPTED_TITLE))
