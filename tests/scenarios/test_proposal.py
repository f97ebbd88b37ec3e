"""A teacher's proposal through the whole bot (S01, S02, S07; R43), on SQLite and PostgreSQL."""

from datetime import datetime

from cards.phrases import menu as say_menu
from cards.phrases import proposal as say
from storage.database import Database
from tests.factories import CONTENT, TORONTO, add_lists
from tests.scenarios.world import Actor, Card, text, titles, values, world

STEPS = (
    ("email", "school_id", "school_other", "job_title", "experience"),
    ("target_group", "discipline", "title", "required_material", "objectives"),
    ("competencies", "summary", "detailed_description", "priority_id", "prerequisites"),
    ("duration", "availability", "bio", "bio_public", "comments"),
)


async def fill(person: Actor, card: Card, /, through: int = 4, **changed: str) -> Card:
    """Go on through this many steps with the usual content; the card after them."""
    content = {**CONTENT, "email": f"{person.sender.teams_id[3:]}@exemple.invalid", **changed}
    for names in STEPS[:through]:
        card = await person.press(card, say.CONTINUE, **{name: content[name] for name in names})
    return card


async def propose(person: Actor, **changed: str) -> Card:
    """From the menu to the thanks; the card that answers the sending."""
    card = await person.press(await person.say("bonjour"), say_menu.PROPOSE)
    card = await fill(person, card, 4, **changed)
    return await person.press(card, say.SEND, mission_ack="true", attendance_ack="true")


async def test_a_proposal_is_written_sent_and_listed(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await propose(ada)
        assert "Merci, Ada! Votre proposition numéro 1 est entre les mains du comité" in text(card)
        listed = await ada.say("mes propositions")
        assert "Numéro 1, pour 2027-2028. Envoyée au comité, le 23 novembre 2026." in text(listed)


async def test_s01_150_words_pass_and_151_are_refused_with_everything_kept(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        card = await fill(ada, card, through=2)
        typed = {name: CONTENT[name] for name in STEPS[2]}
        many = "- l’examen\u00a0final\n" + " ".join(["mot"] * 149)
        refused = await ada.press(card, say.CONTINUE, **{**typed, "summary": many})
        assert say.too_many_words(151, 150) in text(refused)
        assert values(refused) == {**typed, "summary": many}
        card = await ada.press(refused, say.CONTINUE, **{**typed, "summary": many.removesuffix(" mot")})
        card = await ada.press(card, say.CONTINUE, **{name: CONTENT[name] for name in STEPS[3]})
        sent = await ada.press(card, say.SEND, mission_ack="true", attendance_ack="true")
        assert "Merci, Ada!" in text(sent)


async def test_every_other_long_text_is_refused_with_its_count_and_kept(database: Database) -> None:
    """1,500 characters (setting); 1,501 are refused with the count."""
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        typed = {**{name: CONTENT[name] for name in STEPS[0]}, "experience": "é" * 1501}
        refused = await ada.press(card, say.CONTINUE, **typed)
        assert say.too_long(say.LABELS["experience"], 1501, 1500) in text(refused)
        assert values(refused)["experience"] == "é" * 1501
        passed = await ada.press(refused, say.CONTINUE, **{**typed, "experience": "é" * 1500})
        assert "Étape 2 de 5" in text(passed)


async def test_a_text_that_no_card_could_hold_leaves_the_card_and_all_that_was_typed(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        data = {"id": 1, "revision": 1, "step": 1, "to": 2, "experience": "e" * 60_000}
        answer = await ada.invoke("proposal.step", data)
        assert answer["type"] == "application/vnd.microsoft.activity.message"
        assert answer["value"] == say.far_too_long(60_000, 1500)
        again = await ada.press(await ada.say("bonjour"), say_menu.RESUME)
        assert values(again) == values(card)


async def test_s02_the_draft_survives_a_restart_and_opens_on_another_device(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as before:
        ada = before.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        await fill(ada, card, through=2)
    async with world(database) as after:
        ada = after.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.RESUME)
        assert "Étape 3 de 5" in text(card)
        back = await ada.press(await ada.press(card, say.BACK), say.BACK)
        assert values(back) == {name: CONTENT[name] for name in STEPS[0]}


async def test_s02_nobody_else_sees_the_draft_not_even_the_responsible(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        await fill(ada, card, through=3)
        seen = [
            text(await rita.say(words)) for words in ("menu", "mes propositions", "demandes d’approbation")
        ]
        for verb in ("proposal.open", "proposal.edit", "proposal.withdraw", "proposal.again"):
            answer = await rita.invoke(verb, {"id": 1, "sure": "yes"})
            assert text(answer["value"]) == say_menu.REFUSED
        forged = await rita.invoke(
            "proposal.step", {"id": 1, "revision": 9, "step": 1, "to": 2, "email": "x"}
        )
        assert text(forged["value"]) == say_menu.REFUSED
        assert not any(CONTENT["title"] in one for one in seen)
        # The control: Ada does see it there.
        assert CONTENT["title"] in text(await ada.say("mes propositions"))


async def test_s07_the_form_names_next_year_and_a_forged_year_changes_nothing(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        assert "Proposer un réseau pour 2027-2028" in text(card)
        card = await fill(ada, card)
        answer = await ada.invoke(
            "proposal.submit",
            {
                "id": 1,
                "revision": 99,
                "school_year": "2026-2027",
                "year": "2026-2027",
                "mission_ack": "true",
                "attendance_ack": "true",
            },
        )
        # Typed over another save: shown again with the ticks kept, and nothing is sent.
        assert say.CONFLICT in text(answer["value"])
        sent = await ada.press(answer["value"], say.SEND)
        assert "Année scolaire : 2027-2028" in text(sent)


async def test_a_new_version_is_written_sent_and_withdrawn(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await propose(ada), say.EDIT)
        card = await fill(ada, card, title="Lire dehors, toute l’année")
        assert titles(card)[0] == say.SEND_AGAIN
        sent = await ada.press(card, say.SEND_AGAIN)
        assert "La version 2 de votre proposition est envoyée." in text(sent)
        question = await ada.press(sent, say.WITHDRAW)
        kept = await ada.press(question, say.WITHDRAW_NO)
        assert "Envoyée au comité" in text(kept)
        gone = await ada.press(await ada.press(kept, say.WITHDRAW), say.WITHDRAW_YES)
        assert "État : Retirée" in text(gone)
        again = await ada.press(gone, say.AGAIN)
        assert "Étape 1 de 5" in text(again)


async def test_saving_and_leaving_keeps_what_is_incomplete(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        left = await ada.press(card, say.SAVE_AND_QUIT, experience="Dix")
        assert say.SAVED_NEXT in text(left)
        again = await ada.press(left, say.RESUME)
        assert values(again)["experience"] == "Dix"


async def test_r15_a_draft_that_saw_the_year_change_says_so_before_it_is_sent(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await fill(ada, await ada.press(await ada.say("bonjour"), say_menu.PROPOSE))
        around.clock.move(datetime(2027, 7, 2, 9, tzinfo=TORONTO))
        moved = await ada.press(card, say.SEND, mission_ack="true", attendance_ack="true")
        assert say.year_moved("2028-2029") in text(moved)
        sent = await ada.press(moved, say.SEND)
        assert "Année scolaire : 2028-2029" in text(sent)


async def test_a_form_of_a_proposal_that_is_over_answers_where_it_stands(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        sent = await propose(ada)
        form = await ada.press(sent, say.EDIT)
        await ada.invoke("proposal.withdraw", {"id": 1, "sure": "yes"})
        for button in (say.CONTINUE, say.SAVE_AND_QUIT):
            stale = await ada.press(form, button)
            assert "État : Retirée" in text(stale)
        late = await ada.invoke("proposal.submit", {"id": 1, "revision": 1})
        assert "État : Retirée" in text(late["value"])
        edited = await ada.invoke("proposal.edit", {"id": 1})
        assert say_menu.STALE in text(edited["value"])


async def test_a_missing_answer_is_named_with_its_step_when_sending(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        await ada.press(card, say.CONTINUE, **{name: CONTENT[name] for name in STEPS[0]})
        answer = await ada.invoke("proposal.step", {"id": 1, "revision": 2, "step": 2, "to": 1})
        # Going back asks for nothing.
        assert "Étape 1 de 5" in text(answer["value"])
        sent = await ada.invoke(
            "proposal.submit", {"id": 1, "revision": 3, "mission_ack": "true", "attendance_ack": "true"}
        )
        assert f"{say.STEP_OF.format(step=2)} {say.missing(say.LABELS['title'])}" in text(sent["value"])


async def test_an_unlisted_school_is_written_by_hand_and_a_foreign_address_refused(
    database: Database,
) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada = around.person("Ada")
        card = await ada.press(await ada.say("bonjour"), say_menu.PROPOSE)
        typed = {
            **{name: CONTENT[name] for name in STEPS[0]},
            "school_id": "AUTRE",
            "email": "ada@autre.example",
        }
        refused = await ada.press(card, say.CONTINUE, **typed)
        assert say.missing(say.LABELS["school_other"]) in text(refused)
        assert say.bad_email("exemple.invalid") in text(refused)
        answer = await ada.press(
            refused, say.CONTINUE, school_other="École du Coin", email="ada@exemple.invalid"
        )
        assert "Étape 2 de 5" in text(answer)
        forged = await ada.invoke(
            "proposal.step", {"id": 1, "revision": 3, "step": 2, "to": 3, "discipline": "Z9"}
        )
        assert say.unknown_choice(say.LABELS["discipline"]) in text(forged["value"])
