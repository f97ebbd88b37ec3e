"""The agenda in the whole bot: two presses from the menu, in chat to the members alone (R33)."""

from datetime import date, datetime
from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from cards.phrases import agenda as say
from cards.phrases import catalog as say_catalog
from cards.phrases import documents as say_documents
from cards.phrases import enrollment as say_enrollment
from cards.phrases import menu as say_menu
from cards.phrases import plan as say_plan
from storage.database import Database
from storage.people import Role
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools
from tests.factories import TORONTO, add_person
from tests.scenarios.test_documents import fetch, token
from tests.scenarios.test_plan import IN_CHANNEL
from tests.scenarios.world import Actor, Card, elements, text, titles, values, world

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
LINK = "https://exemple.invalid/ordre?du=jour"


def stage(session: Session) -> tuple[int, int]:
    """Ada animates; (first, second meeting). Eva and Zoé teach, Rita is the responsible."""
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0])
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Eva", school_id=codes[1])
    add_person(session, "Zoé", school_id=codes[2])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada.id)
    first, second = (one.id for one in meetings_of(session, network))
    return first, second


async def enroll(actor: Actor) -> None:
    sheet = await actor.press(await actor.say("voir les réseaux"), say_catalog.SHOW)
    await actor.press(sheet, say_enrollment.ENROLL)


def ready(actor: Actor) -> list[Card]:
    return [card for card in actor.cards if text(card).startswith(say.READY)]


async def test_two_presses_from_the_menu_deposit_the_prefilled_agenda(database: Database) -> None:
    """design.md §3: at most two presses; the members have it in chat at once, who enrolls later too."""
    database.write(stage)
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        draft = await ada.press(await ada.say("bonjour"), say.PREPARE)
        assert say.due("le 24 novembre 2026", "") in text(draft)
        # The guide's opening lines, but for those that the fixed points say already.
        assert say_plan.FIRST_LINES[2] in text(draft)
        assert text(draft).count("Lecture de l’ordre du jour") == 0
        done = await ada.press(draft, say.DEPOSIT)
        assert say.deposited(1) in text(done)
        await around.settle()
        (card,) = ready(eva)
        assert say.RELEASE_TO_DO in text(card)
        assert "1. Ouverture de la séance (5\u00a0min)" in text(card)
        assert say.closing("le 5 mai 2027") in text(card)
        # Found again in « Mon réseau ».
        again = await eva.press(await eva.say("mon réseau"), say.read_of(1))
        assert "1. Ouverture de la séance (5\u00a0min)" in text(again)
        await enroll(zoe)
        await around.settle()
        assert len(ready(zoe)) == 1
        # The next one to prepare is now that of May, whose point 5 looks back.
        following = await ada.say("ordre du jour")
        assert say.due("le 28 avril 2027", "") in text(following)
        assert f"{say.follow_up('le 1er décembre 2026')}\n\n- {say.NOTHING}" in text(following)
        assert say.closing("") in text(following)


async def test_a_changed_agenda_is_redrawn_where_it_was_sent(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await enroll(eva)
        done = await ada.press(await ada.say("ordre du jour"), say.DEPOSIT)
        await around.settle()
        form = await ada.press(done, say.EDIT)
        wrong = await ada.press(form, say.CONTINUE, items=" ", others="Photo (5 min)")
        assert say.NO_ITEMS in text(wrong)
        assert values(wrong)["others"] == "Photo (5 min)"
        minutes = await ada.press(wrong, say.CONTINUE, items="Essais (400 min)")
        bad = await ada.press(minutes, say.CONTINUE, opening="cinq")
        assert say.bad_minutes(say.POINTS["opening"], 480) in text(bad)
        whole = await ada.press(bad, say.CONTINUE, opening="15")
        # 400, 5 for the photo and 45: longer than the six hours; said, never refused.
        assert say.too_long_day(450, 360) in text(whole)
        assert say.deposited(2) in text(await ada.press(whole, say.DEPOSIT_AGAIN))
        await around.settle()
        (card,) = ready(eva)
        assert "4. Essais (400\u00a0min)" in text(card)
        assert "5. Photo (5\u00a0min)" in text(card)


async def test_a_link_to_ones_own_document(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await enroll(eva)
        form = await ada.press(await ada.say("ordre du jour"), say.OWN_DOCUMENT)
        wrong = await ada.press(form, say.DEPOSIT_LINK, address="javascript:alert(1)")
        assert say.BAD_LINK in text(wrong)
        assert values(wrong)["address"] == "javascript:alert(1)"
        done = await ada.press(wrong, say.DEPOSIT_LINK, address=LINK)
        assert say.deposited(1) in text(done)
        assert say.LINK_SENT in text(done)
        assert say.READ_WORD not in titles(done)
        await around.settle()
        (card,) = ready(eva)
        (opens,) = [one for one in elements(card) if one.get("type") == "Action.OpenUrl"]
        assert (opens["title"], opens["url"]) == (say.READ_OWN, LINK)
        assert say.READ_WORD not in titles(card)


async def test_b7_a_stranger_gets_a_sentence_and_a_member_the_document(database: Database) -> None:
    first, _ = database.write(stage)[0]
    async with world(database) as around:
        ada, eva, zoe = around.person("Ada"), around.person("Eva"), around.person("Zoé")
        await enroll(eva)
        await ada.press(await ada.say("ordre du jour"), say.DEPOSIT)
        await around.settle()
        for more in ({}, IN_CHANNEL):
            stranger = await zoe.invoke("agenda.read", {"meeting": first}, **more)
            assert text(stranger["value"]) == say.MEMBERS_ONLY
        forged = await zoe.invoke("document.agenda", {"meeting": first})
        assert text(forged["value"]) == say_menu.REFUSED
        for verb in ("agenda.open", "agenda.step", "agenda.deposit", "agenda.link", "agenda.link_deposit"):
            answer = await eva.invoke(verb, {"meeting": first, "step": 1, "to": 2, "address": LINK})
            assert text(answer["value"]) == say.REFUSED["not_allowed"], verb
        assert text(await eva.say("ordre du jour")).startswith(say.READY)
        assert say.NO_MEETING in text(await zoe.say("ordre du jour"))
        card = await eva.press(ready(eva)[0], say.READ_WORD)
        assert say_documents.READY in text(card)
        status, headers, content = await fetch(around, token(card))
        assert status == 200
        assert "Ordre-du-jour_2026-12-01.docx" in headers["Content-Disposition"]
        document = Document(BytesIO(content))
        assert "01/12/2026 / 8\u00a0h\u00a045 à 15\u00a0h\u00a045 / En présentiel, Le CEE, 2.04" in [
            one.text for one in document.paragraphs
        ]
        assert document.tables[0].rows[1].cells[0].text == "1. Ouverture de la séance"


async def test_a_late_agenda_is_accepted_marked_and_told(database: Database) -> None:
    """S21 in the whole bot."""
    database.write(stage)
    async with world(database) as around:
        ada, rita, eva = around.person("Ada"), around.person("Rita"), around.person("Eva")
        await enroll(eva)
        await rita.say("bonjour")
        draft = await ada.say("ordre du jour")
        around.clock.move(datetime(2026, 11, 25, 0, 0, 0, tzinfo=TORONTO))
        done = await ada.press(draft, say.DEPOSIT)
        assert say.LATE in text(done)
        assert say.MARKED_LATE in text(done)
        await around.settle()
        (told,) = [card for card in rita.cards if text(card).startswith(say.late_title("Réseau Lire"))]
        assert "Ouverture de la séance" in text(await rita.press(told, say.READ))
        assert len(ready(eva)) == 1


async def test_nothing_is_said_any_more_once_the_meeting_is_past(database: Database) -> None:
    """Each due notice asks whether it still holds when it leaves (design.md §4)."""
    first, _ = database.write(stage)[0]
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        await enroll(eva)
        draft = await ada.say("ordre du jour")
        around.clock.move(datetime(2026, 12, 2, 9, 0, tzinfo=TORONTO))
        assert text(await ada.press(draft, say.DEPOSIT)) == say.REFUSED["over"]
        answer = await ada.invoke("agenda.open", {"meeting": first})
        assert text(answer["value"]) == say.REFUSED["over"]
        await around.settle()
        assert ready(eva) == []
