"""The committee's card through the whole bot (issue 3, point 1; DOMAIN.md §1.9; S26)."""

from bot.rules.rating import CRITERIA
from cards.phrases import approval as say_approval
from cards.phrases import menu as say_menu
from cards.phrases import proposal as say_proposal
from cards.phrases import rating as say
from storage.database import Database
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived, from_list_of_day
from tests.scenarios.test_proposal import fill, propose
from tests.scenarios.test_year_dates import morning, set_dates
from tests.scenarios.world import Actor, Card, text, titles, values, world

COMMITTEE = "oid-léa,oid-noé,oid-rita"
MARKS = {"R24": "YES", "R25": "YES", "R26": "PARTLY", "R27": "NO", "R28": "YES", "R29": "YES", "R30": "YES"}


async def rate(person: Actor, card: Card, comment: str = "", **changed: str) -> Card:
    marks = {**MARKS, **changed}
    title = say.RATE if say.RATE in titles(card) else say.RATE_AGAIN
    second = await person.press(
        await person.press(card, title), say.CONTINUE, **{name: marks[name] for name in CRITERIA[:4]}
    )
    last = {name: marks[name] for name in CRITERIA[4:]}
    return await person.press(second, say.SAVE, **last, comment=comment)


async def test_members_get_the_card_rate_and_the_responsible_sees_the_tally(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, rita, lea, noe = (around.person(name) for name in ("Ada", "Rita", "Léa", "Noé"))
        await propose(ada)
        card = await arrived(around, lea, "À l’étude")
        assert say_approval.RECORD not in titles(card)
        assert (
            "propositions à l’étude" in text(await lea.say("menu")).lower()
            or titles(await lea.say("menu"))[0] == say_menu.APPROVALS
        )
        assert say.TO_RATE in text(await lea.say("propositions à l’étude"))
        done = await rate(lea, card, "Bien ancré.")
        assert say.SAVED in text(done)
        assert say.TO_RATE not in text(await lea.say("propositions à l’étude"))
        await rate(noe, await arrived(around, noe, "À l’étude"), R24="PARTLY")
        shown = await rita.press(await rita.say("propositions à l’étude"), say_approval.OPEN)
        assert f"{say.opinions(2, 3)}" in text(shown)
        assert f"{say.SHORT['R24']} : oui 1, en partie 1" in text(shown)
        assert f"{say.SHORT['R27']} : non 2" in text(shown)
        opinions = await rita.press(shown, say.READ_OPINIONS)
        assert "Léa Essai\nBien ancré." in text(opinions)
        assert "21,5\u00a0jours de libération" in text(shown)
        assert say.release_none("2027-2028") in text(shown)
        # A member reads the comments too, not the release nor the counts on the card itself.
        mine = await lea.press(await lea.say("propositions à l’étude"), say_approval.OPEN)
        assert "libération" not in text(mine)
        assert say.SHORT["R24"] not in text(mine)


async def test_the_proposer_and_other_teachers_see_nothing_of_it(database: Database) -> None:
    """S26: not a word, whatever is pressed; a member's own proposal neither."""
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        lea, noe, zoe = (around.person(name) for name in ("Léa", "Noé", "Zoé"))
        await propose(lea)
        await rate(noe, await arrived(around, noe, "À l’étude"), "Secret du comité")
        for verb in ("rating.open", "rating.save", "rating.opinions", "rating.changes", "approval.open"):
            answer = await zoe.invoke(verb, {"request": 1, "step": 1, "page": 1, **MARKS})
            assert text(answer["value"]) == say_menu.REFUSED
        for verb in ("rating.open", "rating.save", "rating.opinions", "rating.changes", "approval.open"):
            answer = await lea.invoke(verb, {"request": 1, "step": 1, "page": 1, **MARKS})
            assert "Secret" not in text(answer["value"])
            assert say.SHORT["R24"] not in text(answer["value"])
            assert "avis" not in text(answer["value"]).lower()
        assert not any("Secret" in text(card) for card in lea.cards)


async def test_too_long_a_comment_keeps_all_that_was_typed(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea = around.person("Ada"), around.person("Léa")
        await propose(ada)
        form = await lea.press(await arrived(around, lea, "À l’étude"), say.RATE)
        second = await lea.press(form, say.CONTINUE, R24="YES")
        typed = {"R28": "NO", "R29": "PARTLY", "R30": "YES", "comment": "é" * 1501}
        again = await lea.press(second, say.SAVE, **typed)
        assert say.too_long(1501, 1500) in text(again)
        assert values(again) == typed
        assert say.SAVED in text(await lea.press(again, say.SAVE, comment="é" * 1500))
        # What the first step said was kept.
        form = await lea.press(
            await lea.press(await lea.say("propositions à l’étude"), say_approval.OPEN), say.RATE_AGAIN
        )
        assert values(form)["R24"] == "YES"


async def test_a_comment_that_no_card_could_hold_leaves_the_form_as_it_is(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea = around.person("Ada"), around.person("Léa")
        await propose(ada)
        await arrived(around, lea, "À l’étude")
        answer = await lea.invoke("rating.save", {"request": 1, "step": 2, "comment": "é" * 12_001})
        assert answer["type"] == "application/vnd.microsoft.activity.message"
        assert answer["value"] == say.too_long(12_001, 1500)


async def test_a_new_version_shows_what_changed_since_the_one_that_was_read(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, lea, noe = (around.person(name) for name in ("Ada", "Léa", "Noé"))
        sent = await propose(ada)
        await rate(lea, await arrived(around, lea, "À l’étude"), "Première lecture")
        card = await fill(
            ada, await ada.press(sent, say_proposal.EDIT), title="Lire dehors en hiver", duration="HALF_4"
        )
        await ada.press(card, say_proposal.SEND_AGAIN)
        card = await from_list_of_day(around, lea)
        labels = [say_proposal.read_label(name) for name in ("title", "duration")]
        assert say.changed(1, labels) in text(card)
        changes = await lea.press(card, say.SEE_CHANGES)
        assert f"{say.before('Lire dehors')}\n{say.after('Lire dehors en hiver')}" in text(changes)
        assert say.after(say_proposal.MODALITIES["HALF_4"]) in text(changes)
        # Seen to the end: nothing changed any more, for her; a colleague who read nothing sees none of it.
        back = await lea.press(changes, say_approval.BACK)
        assert say.SEE_CHANGES not in titles(back)
        assert say.SEE_CHANGES not in titles(await from_list_of_day(around, noe))
        # Her marks of the first version are there to start from.
        form = await lea.press(back, say.RATE)
        assert {name: values(form)[name] for name in CRITERIA[:4]} == {
            name: MARKS[name] for name in CRITERIA[:4]
        }


async def test_reading_the_sheet_to_its_last_page_counts_as_read(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, noe = around.person("Ada"), around.person("Noé")
        sent = await propose(ada)
        page = await noe.press(await arrived(around, noe, "À l’étude"), say_approval.READ_ALL)
        while say_approval.NEXT_PAGE in titles(page):
            page = await noe.press(page, say_approval.NEXT_PAGE)
        card = await fill(ada, await ada.press(sent, say_proposal.EDIT), title="Lire dehors en hiver")
        await ada.press(card, say_proposal.SEND_AGAIN)
        assert say.changed(1, [say_proposal.read_label("title")]) in text(await from_list_of_day(around, noe))


async def test_a_rating_after_the_decision_shows_it_and_keeps_nothing(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee=COMMITTEE) as around:
        ada, rita, lea = (around.person(name) for name in ("Ada", "Rita", "Léa"))
        await propose(ada)
        form = await lea.press(await arrived(around, lea, "À l’étude"), say.RATE)
        decision = await rita.press(await arrived(around, rita, "À l’étude"), say_approval.RECORD)
        await rita.press(decision, say_approval.SAVE_DECISION, decision="ACCEPTED")
        late = await lea.press(form, say.CONTINUE, R24="YES")
        assert say.REFUSALS["already_decided"] in text(late)
        assert "acceptée" in text(late)


async def test_the_recall_comes_once_and_names_how_many(database: Database) -> None:
    database.write(add_lists)
    async with world(database, committee="oid-léa,oid-noé") as around:
        ada, rita, lea, noe = (around.person(name) for name in ("Ada", "Rita", "Léa", "Noé"))
        await set_dates(rita, committee="2026-12-16")
        await propose(ada)
        await rate(noe, await arrived(around, noe, "À l’étude"))
        for moment in ("2026-12-08 16:00", "2026-12-09 08:00", "2026-12-10 08:00", "2026-12-16 08:00"):
            await morning(around, moment)
        recalls = [card for card in lea.cards if say.RECALL_TITLE in text(card)]
        assert [text(card).split("\n")[1] for card in recalls] == [
            say.recall_to_rate(1, "le mercredi 16 décembre 2026")
        ]
        assert say.TO_RATE in text(await lea.press(recalls[0], say.RECALL_BUTTON))
        assert not any(say.RECALL_TITLE in text(card) for card in noe.cards)
