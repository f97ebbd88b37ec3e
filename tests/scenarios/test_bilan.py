"""The bilan in the whole bot: asked for, written, deposited late, read by who may (R36, R37, R63; S30)."""

import asyncio
from datetime import date
from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from cards.phrases import annexe5
from cards.phrases import bilan as say
from cards.phrases import bilan_due as say_due
from cards.phrases import duties as say_duties
from cards.phrases import menu as say_menu
from cards.phrases import release as say_release
from cards.phrases import shared_documents as say_documents
from storage.audit import AuditRow
from storage.bilan import deposited_bilan
from storage.database import Database
from storage.network import Network
from storage.people import Role
from tests.enrolling import add_network, add_schools, clean, fill
from tests.factories import add_person
from tests.scenarios.test_documents import fetch, token
from tests.scenarios.test_duties import facts_of
from tests.scenarios.test_plan import in_channel, opened
from tests.scenarios.test_year_dates import morning
from tests.scenarios.world import Actor, Card, World, elements, text, titles, values, world

# N2's last meeting (S30), and one before it.
DAYS = (date(2027, 1, 27), date(2027, 4, 28))
TEXTS = {"summary": "Nous avons lu et comparé.", "achievement": "Une trousse de douze séquences."}
WORK = "https://exemple.invalid/trousse"


def stage(session: Session) -> int:
    """Ada animates « Réseau Lire »; Eva takes part, Zoé only teaches; Rita is responsible, Carl sits on the
    committee.
    """
    codes = add_schools(session, 3)
    ada = add_person(session, "Ada", school_id=codes[0]).id
    add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None)
    add_person(session, "Carl", Role.COMMITTEE_MEMBER, school_id=None)
    eva = add_person(session, "Eva", school_id=codes[1]).id
    add_person(session, "Zoé", school_id=codes[2])
    network = add_network(session, "Lire", days=DAYS, animator_id=ada)
    fill(session, network, [eva])
    session.get_one(Network, network).state = "IN_PROGRESS"
    return network


def asked(actor: Actor) -> list[Card]:
    return [card for card in actor.cards if say_due.WANTED_TITLE in text(card)]


async def _settled_by_a_delay(around: World, ada: Actor, rita: Actor, network: int) -> Card:
    """The desk's card of 25 June; then the delay passes, and it is 2 July."""
    late = say_due.late_bilan_title("Réseau Lire")
    await morning(around, "2027-06-25 09:30")
    assert len(asked(ada)) == 4
    assert late in text(await rita.say("mon bureau"))
    card: Card = (await rita.invoke("bilan.late", {"network": network}))["value"]
    assert "(mailto:ada@exemple.invalid?subject=Bilan" in text(card)
    assert "Rappels envoyés" in text(card)
    wrong = await rita.press(card, say_due.GRANT, until="2027-07-02", reason="Tempête")
    assert say_due.FAULTS["too_late"] in text(wrong)
    assert values(wrong) == {"until": "2027-07-02", "reason": "Tempête"}
    granted = await rita.press(wrong, say_due.GRANT, until="2027-06-29")
    assert say_due.GRANTED in text(granted)
    assert late not in text(granted)
    await around.settle()
    assert say_due.bilan_granted("Réseau Lire", "le 29 juin 2027") in text(ada.cards[-1])
    for verb in ("late", "grant", "on_paper", "note"):
        forged = await ada.invoke(f"bilan.{verb}", {"network": network})
        assert text(forged["value"]) == say_menu.REFUSED, verb
    await morning(around, "2027-07-02 10:00")
    assert late in text(await rita.say("mon bureau"))
    after = (await rita.invoke("bilan.late", {"network": network}))["value"]
    assert say_due.NO_MORE_DELAY in text(after)
    assert say_due.GRANT not in titles(after)
    return card


async def _filed_late(ada: Actor, rita: Actor) -> None:
    late = say_due.late_bilan_title("Réseau Lire")
    # Accepted, said to be late, and of 2026-2027.
    draft = await ada.say("mon bilan")
    assert say.bilan_overdue("le 29 juin 2027") in text(draft)
    done = await ada.press(draft, say.DEPOSIT, **TEXTS)
    assert say.bilan_deposited(1) in text(done)
    await ada.world.settle()
    told = rita.cards[-1]
    assert say.bilan_title("Réseau Lire") in text(told)
    assert say.STANDINGS[True] in text(told)
    assert "Année 2026-2027" in text(told)
    desk = await rita.say("mon bureau")
    assert late not in text(desk)
    read = await rita.press(desk, say.READ)
    noted = await rita.press(read, say.NOTED)
    assert say.NOTED not in titles(noted)
    assert say.bilan_title("Réseau Lire") not in text(await rita.say("mon bureau"))


async def test_s30_reminders_to_the_due_day_then_the_desk_and_a_late_bilan_of_its_year(
    database: Database,
) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        for actor in (ada, rita):
            await actor.say("bonjour")
        await morning(around, "2027-04-28 16:00")
        assert asked(ada) == []
        for moment, words in (
            ("2027-04-29 09:30", say_due.bilan_asked("Ada", "Réseau Lire", "le 23 juin 2027")),
            ("2027-06-02 09:30", say_due.bilan_recalled("Réseau Lire", "le 23 juin 2027")),
            ("2027-06-16 09:30", say_due.bilan_recalled("Réseau Lire", "le 23 juin 2027")),
            ("2027-06-23 09:30", say_due.bilan_today("Réseau Lire")),
        ):
            before = len(asked(ada))
            await morning(around, moment)
            assert words in text(asked(ada)[-1]), moment
            assert len(asked(ada)) == before + 1, moment
        late = say_due.late_bilan_title("Réseau Lire")
        assert late not in text(await rita.say("mon bureau"))
        card = await _settled_by_a_delay(around, ada, rita, network)
        await _filed_late(ada, rita)
        assert say_due.NOTHING_LATE in text(await rita.press(card, say_due.PAPER))
        await morning(around, "2027-07-30 10:00")
        # Asked, recalled three times, and on the last day of the delay.
        assert len(asked(ada)) == 5
    database.read(clean)


async def _chooses_the_half_day(ada: Actor) -> None:
    """R41, also once the bilan is in."""
    form = await ada.press(await ada.say("bilan"), say.CHOOSE_DAY)
    wrong = await ada.press(form, say_release.SAVE_HALF_DAY, day="2027-05-24")
    assert say_release.FAULTS["closed"] in text(wrong)
    kept = await ada.press(wrong, say_release.SAVE_HALF_DAY, day="2027-05-10")
    assert say_release.bilan_day_saved("le lundi 10 mai 2027") in text(kept)
    mine = await ada.say("mes libérations")
    assert say_release.own_bilan("Réseau Lire", "le lundi 10 mai 2027") in text(mine)
    assert "0,5\u00a0jour" in text(mine)


async def _keeps_both_texts(ada: Actor) -> None:
    """Two devices: nothing is overwritten silently."""
    phone, desktop = await ada.say("bilan"), await ada.say("bilan")
    assert values(phone)["achievement"] == ""
    await ada.press(phone, say.COMPLETE, summary="Au téléphone.", achievement="Oui.")
    told = await ada.press(desktop, say.DEPOSIT, **TEXTS)
    assert say.CONFLICT in text(told)
    assert "Au téléphone." in text(told)
    assert values(told) == TEXTS
    await ada.press(told, say.COMPLETE)


async def test_two_presses_from_the_menu_and_the_two_texts(database: Database) -> None:
    """design.md §3."""
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, eva, rita = (around.person(name) for name in ("Ada", "Eva", "Rita"))
        await rita.say("bonjour")
        early = await ada.invoke("bilan.open", {"network": network})
        assert text(early["value"]) == say.REFUSED["not_yet"]
        assert text(await ada.say("bilan")) == say.NO_BILAN
        await morning(around, "2027-05-03 10:00")
        menu = await ada.say("menu")
        await _keeps_both_texts(ada)
        draft = await ada.press(menu, say.DO)  # 1
        # The two texts that only the animator can write are the card's only inputs.
        assert sorted(values(draft)) == sorted(TEXTS)
        done = await ada.press(draft, say.DEPOSIT, **TEXTS)  # 2
        assert say.bilan_deposited(1) in text(done)
        assert say.NO_CONTINUATION_NEXT in text(done)
        assert say.DO not in titles(await ada.say("menu"))
        # The same press again deposits nothing more.
        again = await ada.press(draft, say.DEPOSIT, **TEXTS)
        assert say.bilan_deposited(1) in text(again)
        await around.settle()
        assert len([card for card in rita.cards if say.bilan_title("Réseau Lire") in text(card)]) == 1
        duties = await ada.say("mes échéances")
        assert facts_of(duties)["Déposer le bilan"] == "fait le 3 mai 2027"
        forged = await eva.invoke("bilan.deposit", {"network": network, "revision": 0, **TEXTS})
        assert text(forged["value"]) == say.REFUSED["not_allowed"]
        await _chooses_the_half_day(ada)


async def test_in_steps_with_the_plan_beside_and_the_work_in_the_channel(database: Database) -> None:
    network, _ = database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await opened(around, database, network)
        await rita.say("bonjour")
        await morning(around, "2027-05-03 10:00")
        duties = await ada.say("mes échéances")
        assert facts_of(duties)["Déposer le bilan"] == "au plus tard le 23 juin 2027"
        assert facts_of(duties)[say_duties.BILAN] == "au plus tard le 23 juin 2027"
        draft = await ada.say("bilan")
        assert say.minutes_missing("1, 2", several=True) in text(draft)
        assert say.NO_PLAN in text(draft)
        refused = await ada.press(draft, say.DEPOSIT, summary="Lu.")
        assert say.NO_ACHIEVEMENT in text(refused)
        assert values(refused) == {"summary": "Lu.", "achievement": ""}
        first = await ada.press(refused, say.COMPLETE, **TEXTS)
        assert "27 janvier 2027" in values(first)["dates"]
        third = await ada.press(first, say.CONTINUE, purpose="Oser la littératie.")
        wrong = await ada.press(third, say.CONTINUE, work="http://exemple.invalid", questions="Quand?")
        assert say.BAD_LINK in text(wrong)
        assert values(wrong)["questions"] == "Quand?"
        assert say.SHARE_WARNING in text(wrong)
        fourth = await ada.press(wrong, say.CONTINUE, work=WORK, work_shared="true")
        no_why = await ada.press(fourth, say.CONTINUE, continuation="yes")
        assert say.NO_REASONS in text(no_why)
        whole = await ada.press(no_why, say.CONTINUE, continuation_reasons="Le groupe le veut.")
        assert "Oser la littératie." in text(whole)
        assert values(whole) == TEXTS
        done = await ada.press(whole, say.DEPOSIT)
        assert say.CONTINUATION_NEXT in text(done)
        await around.settle()
        (posted,) = [card for card in in_channel(around) if say.WORK_READY in text(card)]
        assert [one["url"] for one in elements(posted) if "url" in one] == [WORK]
        assert "Essai " not in str(posted)
        (told,) = [card for card in rita.cards if WORK in str(card)]
        assert say.WANTS["yes"] in text(told)
        # A newer version redraws what stands in the channel.
        again = await ada.press(done, say.COMPLETE)
        third = await ada.press(again, say.CONTINUE)
        fourth = await ada.press(third, say.CONTINUE, work_shared="false")
        whole = await ada.press(fourth, say.CONTINUE)
        assert say.bilan_deposited(2) in text(await ada.press(whole, say.DEPOSIT_AGAIN))
        await around.settle()
        (posted,) = [card for card in in_channel(around) if say.WORK_READY in text(card)]
        assert WORK not in str(posted)


async def test_who_reads_the_bilan_and_its_document(database: Database) -> None:
    """DOMAIN.md §1.9."""
    network, _ = database.write(stage)
    async with world(database) as around:
        names = ("Ada", "Eva", "Rita", "Carl", "Zoé")
        people = {name: around.person(name) for name in names}
        await morning(around, "2027-05-03 10:00")
        ada = people["Ada"]

        async def readers() -> list[str]:
            found = []
            for name, actor in people.items():
                read = text((await actor.invoke("bilan.read", {"network": network}))["value"])
                link = (await actor.invoke("document.bilan", {"network": network}))["value"]
                assert (say.READERS_ONLY in read) == (text(link) == say_menu.REFUSED), name
                found += [name] if say.bilan_title("Réseau Lire") in read else []
            return found

        await ada.press(await ada.say("bilan"), say.DEPOSIT, **TEXTS)
        assert await readers() == ["Ada", "Rita"]
        listed = await ada.say("documents")
        assert say.READ in titles(listed)
        assert say.READ not in titles(await people["Eva"].say("documents"))
        assert say_documents.TITLE in text(listed)
        card = (await people["Rita"].invoke("document.bilan", {"network": network}))["value"]
        status, headers, content = await fetch(around, token(card))
        assert status == 200
        assert f"CEE_2026-2027_{network}_Bilan_2027-05-03.docx" in headers["Content-Disposition"]
        members, rows = Document(BytesIO(content)).tables
        assert members.rows[1].cells[0].text == "☐ Ada Essai, École S1 (Animation) — aucune présence"
        assert [row.cells[0].text for row in rows.rows[1:]] == [
            f"{number}. {label}" for number, label in enumerate(annexe5.EXACT.values(), start=1)
        ]

        # In the archive the responsible corrects.
        def archive(session: Session) -> None:
            session.get_one(Network, network).state = "ARCHIVED"

        await asyncio.to_thread(database.write, archive)
        assert say.bilan_title("Réseau Lire") in text(await ada.say("bilan"))
        read = (await people["Rita"].invoke("bilan.read", {"network": network}))["value"]
        draft = await people["Rita"].press(read, "Modifier")
        assert say.CORRECT_NEXT in text(draft)
        assert say.ASK_COMMENTS not in titles(draft)
        done = await people["Rita"].press(draft, say.DEPOSIT_AGAIN, achievement="Treize séquences.")
        assert say.bilan_deposited(2) in text(done)

    def journal(session: Session) -> list[str | None]:
        version = deposited_bilan(session, network)
        assert version is not None
        assert version.content["achievement"] == "Treize séquences."
        return [one.after for one in session.query(AuditRow).filter_by(action="bilan_deposited")]

    assert database.read(journal) == ["1", "2"]
