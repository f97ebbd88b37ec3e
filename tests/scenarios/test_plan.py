"""The plan in the whole bot: written in steps, deposited in one press, read by who may (R32, R52; B7)."""

import asyncio
from datetime import date, datetime
from io import BytesIO
from typing import Any

from docx import Document
from sqlalchemy.orm import Session

from cards.phrases import catalog as say_catalog
from cards.phrases import documents as say_documents
from cards.phrases import enrollment as say_enrollment
from cards.phrases import folio as say_folio
from cards.phrases import menu as say_menu
from cards.phrases import plan as say
from cards.phrases import texts as say_texts
from storage.database import Database
from storage.network import ChannelPlace, ChannelState, NetworkChannel
from storage.people import Role
from tests.enrolling import add_network, add_schools
from tests.factories import NOW, TORONTO, add_person
from tests.fakes import activities
from tests.scenarios.test_documents import fetch, token
from tests.scenarios.world import Actor, World, elements, pressed, text, titles, values, world

Card = dict[str, Any]
DAYS = (date(2027, 1, 13), date(2027, 5, 5))
IN_CHANNEL = {
    "conversation": {"id": activities.CHANNEL, "conversationType": "channel", "tenantId": activities.TENANT}
}


def stage(session: Session) -> int:
    """Ada animates a published network of two days; Eva and Zoé teach, Rita is the responsible."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    add_person(session, "Zoé", school_id=codes[2])
    return add_network(session, "Lire", days=DAYS, animator_id=ada.id)


def with_channel(session: Session, network: int, url: str) -> None:
    session.add(
        NetworkChannel(
            network_id=network,
            key="K",
            state=ChannelState.CREATED.value,
            not_before=NOW,
            channel_id="19:k",
            places=[ChannelPlace(service_url=url, conversation_id=activities.CHANNEL)],
        )
    )


async def opened(around: World, database: Database, network: int) -> None:
    around.teams.add_conversation(activities.CHANNEL)
    await asyncio.to_thread(database.write, lambda session: with_channel(session, network, around.teams.url))


async def written(ada: Actor, result: str = "Un cahier.") -> Card:
    """The review of a plan that may be deposited."""
    first = await ada.say("plan du réseau")
    second = await ada.press(first, say.CONTINUE, develop="Lire.", result=result, goals="MATERIAL")
    return await ada.press(await ada.press(second, say.CONTINUE), say.CONTINUE)


def in_channel(around: World) -> list[Card]:
    """What stands in the channel, each message as it shows now."""
    shown: dict[str, Card] = {}
    for record in around.teams.posted:
        if record.conversation_id == activities.CHANNEL and record.card is not None:
            shown[record.activity_id or ""] = record.card
    return list(shown.values())


async def test_written_step_by_step_and_deposited_in_one_press(database: Database) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        await opened(around, database, network)
        mine = await ada.say("mon réseau")
        first = await ada.press(mine, say.OPEN)
        assert say.title(1, 4) in text(first)
        assert say.due("le 6 janvier 2027", "") in text(first)
        assert values(first)["means"] == say.MEANS
        # A mistake redraws the same card with what was typed kept.
        wrong = await ada.press(first, say.CONTINUE, develop="Lire dehors.", means="Le canal")
        assert say.missing(say.LABELS["goals"]) in text(wrong)
        assert values(wrong)["develop"] == "Lire dehors."
        second = await ada.press(wrong, say.CONTINUE, goals="EXCHANGE,MATERIAL", result="Un cahier.")
        assert values(second)["m1b1"].split("\n") == list(say.FIRST_LINES)
        assert [line for line in text(second).split("\n") if line in {say.PAUSE, say.DINNER}] == [
            say.PAUSE,
            say.DINNER,
            say.PAUSE,
        ]
        # The guide's lines are added to a block of the meeting; what was typed meanwhile is kept.
        offered = await ada.press(second, say.ADD_LINES, m1b3="Essais en classe")
        assert say.CHOOSE_LINES in text(await ada.press(offered, say.ADD))
        number = say.OFFERED.index("Développement de matériels") + 1
        second = await ada.press(offered, say.ADD, chosen=f"{number}", block="m1b3")
        assert values(second)["m1b3"] == "Essais en classe\nDéveloppement de matériels"
        # Left and taken up again where it was.
        assert say.SAVED in text(await ada.press(second, say.QUIT))
        second = await ada.say("plan")
        assert values(await ada.press(second, say.BACK))["goals"] == "MATERIAL,EXCHANGE"
        third = await ada.press(second, say.CONTINUE)
        review = await ada.press(third, say.CONTINUE)
        done = await ada.press(review, say.DEPOSIT)
        assert f"{say.deposited(1)} {say.DEPOSITED_NEXT}" in text(done)
        again = await ada.press(review, say.DEPOSIT)
        assert say.deposited(1) in text(again)
        await around.settle()
        assert len(in_channel(around)) == 1


async def test_b7_the_channels_line_names_nobody_and_answers_members_alone(database: Database) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        await opened(around, database, network)
        await eva.press(
            await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW), say_enrollment.ENROLL
        )
        await ada.press(await written(ada), say.DEPOSIT)
        await around.settle()
        (line,) = in_channel(around)
        assert say.channel_line("Réseau Lire", 1, "le 23 novembre 2026") in text(line)
        assert "Essai" not in str(line)
        assert [one["type"] for one in elements(line) if "Action." in str(one.get("type"))] == [
            "Action.Execute"
        ]
        verb, data = "plan.read", {"network": network}
        member = await eva.invoke(verb, data, **IN_CHANNEL)
        assert "Lire." in text(member["value"])
        assert say.WORD in titles(member["value"])
        stranger = await zoe.invoke(verb, data, **IN_CHANNEL)
        assert text(stranger["value"]) == say.MEMBERS_ONLY
        # A new version redraws the line where it stands.
        review = await written(ada, "Deux cahiers.")
        assert say.deposited(2) in text(await ada.press(review, say.DEPOSIT_AGAIN))
        await around.settle()
        (line,) = in_channel(around)
        assert say.channel_line("Réseau Lire", 2, "le 23 novembre 2026") in text(line)


async def test_the_plan_is_in_the_catalogue_and_on_paper_for_members(database: Database) -> None:
    """DOMAIN.md §1.9: every teacher reads the plan; the document is the members', by a personal link."""
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        assert say.OPEN not in titles(sheet)
        await eva.press(sheet, say_enrollment.ENROLL)
        await ada.press(await written(ada), say.DEPOSIT)
        sheet = await zoe.press(await zoe.say("voir les réseaux"), say_catalog.SHOW)
        shown = await zoe.press(sheet, say.OPEN)
        assert "Un cahier." in text(shown)
        assert say.WORD not in titles(shown)
        meeting = await zoe.press(shown, say.meeting_page(2))
        assert "Bilan du réseau" in text(meeting)
        forged = await zoe.invoke("document.plan", {"network": network})
        assert text(forged["value"]) == say_menu.REFUSED
        sheet = await eva.press(await eva.say("voir les réseaux"), say_catalog.SHOW)
        card = await eva.press(await eva.press(sheet, say.OPEN), say.WORD)
        assert say_documents.READY in text(card)
        status, headers, content = await fetch(around, token(card))
        assert status == 200
        assert f"CEE_2026-2027_{network}_Plan_2026-11-23.docx" in headers["Content-Disposition"]
        document = Document(BytesIO(content))
        assert (
            document.tables[0].rows[0].cells[1].text.startswith("Rencontre 2 — le mercredi 5 mai 2027, de ")
        )
        assert document.tables[0].rows[2].cells[0].text == say.PAUSE
        assert document.tables[0].rows[4].cells[0].text == say.DINNER


async def test_a_late_plan_is_accepted_and_the_responsible_is_told(database: Database) -> None:
    """S21 in the whole bot, and the Folio task with the plan on its sheet (R52)."""
    database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        review = await written(ada)
        around.clock.move(datetime(2027, 1, 7, 0, 0, 0, tzinfo=TORONTO))
        done = await ada.press(review, say.DEPOSIT)
        assert say.LATE in text(done)
        assert say.MARKED_LATE in text(done)
        await around.settle()
        assert any(say.late_title("Réseau Lire") in text(card) for card in rita.cards)
        desk = await rita.say("mon bureau")
        assert say_folio.task_title("Réseau Lire") in text(desk)
        sheet = await rita.press(desk, say_folio.OPEN)
        assert f"{say.FOLIO_LINE} : {say.folio_line(1)}" in text(sheet)
        assert say_documents.READY in text(await rita.press(sheet, say.FOLIO_WORD))


async def test_a_text_that_no_card_could_hold_is_kept_on_the_card(database: Database) -> None:
    """Refused with its count, never cut; nothing of it is saved, so that the draft opens the next time."""
    database.write(stage)
    async with world(database) as around:
        ada = around.person("Ada")
        first = await ada.say("plan")
        verb, data = pressed(first, say.CONTINUE, {"develop": "x" * 60_000, "goals": "MATERIAL"})
        answer = await ada.invoke(verb, data)
        assert answer["value"] == say_texts.too_long(60_000, 1500)
        assert values(await ada.say("plan"))["develop"] == ""
        # One that is only too long is kept, and told on the card.
        wrong = await ada.press(
            first, say.CONTINUE, develop="x" * 1501, goals="MATERIAL", result="Un cahier."
        )
        assert say.too_long_answer(say.LABELS["develop"], 1501, 1500) in text(wrong)
        assert values(wrong)["develop"] == "x" * 1501


async def test_nobody_writes_anothers_plan(database: Database) -> None:
    """S27: the network's number on a card gives nobody a right, and an unfinished plan is read by nobody."""
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await written(ada)
        for verb in ("plan.open", "plan.step", "plan.add", "plan.deposit"):
            answer = await eva.invoke(verb, {"network": network, "revision": 1, "step": 1, "to": 2})
            assert text(answer["value"]) == say.REFUSED["not_allowed"], verb
        for actor in (ada, eva):
            answer = await actor.invoke("plan.read", {"network": network})
            assert text(answer["value"]) == say_menu.STALE
        assert say.NO_NETWORK in text(await eva.say("mon plan"))
