"""« Réglages » over HTTP: every value, every edit; nobody else, no stale card, nothing lost (point 8)."""

import re
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.rules.kept_settings import DEFAULTS
from cards.phrases import approval as say_approval
from cards.phrases import derogations as say_derogations
from cards.phrases import enrollment as say_enrollment
from cards.phrases import kept_settings as say
from cards.phrases import lists as say_lists
from cards.phrases import menu as say_menu
from cards.phrases import release as say_release
from storage.audit import AuditRow
from storage.catalog import ListEntry
from storage.database import Database
from storage.derogations import Derogation
from storage.kept_settings import KeptSetting, kept_values
from storage.mailing import Mailing
from storage.people import School
from storage.replacement import Replacement
from storage.school_year import YearDates
from tests.enrolling import fill
from tests.factories import add_lists
from tests.scenarios.test_approval import arrived
from tests.scenarios.test_enrollment import of, stage
from tests.scenarios.test_proposal import propose
from tests.scenarios.world import Actor, Card, text, titles, values, world

PROCEDURE = "Avisez la direction, puis remplissez la demande."
LINK = "https://exemple.invalid/liberation"
# Each verb of the piece with the data of an honest press, for who has no business with it.
FORGED: dict[str, dict[str, Any]] = {
    "settings.open": {},
    "settings.edit": {"group": "closing"},
    "settings.save": {"group": "closing", "closing_days": "20"},
    "list.open": {"list": "PRIORITY"},
    "list.add": {"list": "PRIORITY", "code": "Z9", "label": "À moi"},
    "list.line": {"list": "PRIORITY", "line": "P1"},
    "list.save": {"list": "PRIORITY", "line": "P1", "label": "À moi"},
    "list.active": {"list": "PRIORITY", "line": "P1", "active": 0},
    "derogation.list": {},
    "derogation.late": {"request": 1},
    "derogation.late_sure": {"request": 1, "reason": "Vite."},
    "replacement.open": {"network": 1},
    "replacement.search": {"network": 1, "name": "Eva"},
    "replacement.choose": {"network": 1, "person": 1},
    "replacement.sure": {"network": 1, "person": 1, "reason": "x", "despite": "true"},
    "mailing.preview": {"audience": "MEMBERS", "subject": "x", "text": "y"},
    "mailing.send": {"mailing": 1, "revision": 1},
    "mailing.reach": {"mailing": 1},
}


def staged(session: Session) -> int:
    add_lists(session)
    return stage(session)


async def opened(rita: Actor, group: str) -> Card:
    answer = await rita.invoke("settings.edit", {"group": group})
    return dict(answer["value"])


async def test_every_setting_stands_on_one_card_with_who_changed_it(database: Database) -> None:
    """I19: visible in one card."""
    database.write(staged)
    async with world(database) as around:
        rita = around.person("Rita")
        desk = await rita.say("mon bureau")
        card = await rita.press(desk, say.TITLE)
        assert card == await rita.say("réglages") == await rita.say("paramètres")
        assert all(name in text(card) for name in say.NAMES.values())
        shown = text(card)
        assert say.closes_before(15) in shown
        assert say.bilans_due("le 23 juin 2027", "2026-2027", usual=True) in shown
        assert say.NEVER_CHANGED in shown
        assert "alliancedesprofs.qc.ca" in shown
        form = await opened(rita, "closing")
        wrong = await rita.press(form, say.SAVE, closing_days="quarante")
        assert values(wrong)["closing_days"] == "quarante"
        assert say.setting_mistake("no_number", say.LABELS["closing_days"], 0, 0) in text(wrong)
        saved = await rita.press(wrong, say.SAVE, closing_days="20")
        assert say.closes_before(20) in text(saved)
        assert say.changed_by("Rita Essai", "le 23 novembre 2026") in text(saved)
        # The first form is stale by now; a stranger’s group is nobody’s.
        stale = await rita.press(form, say.SAVE, closing_days="30")
        assert say.STALE in text(stale)
        assert text((await rita.invoke("settings.edit", {"group": "x"}))["value"]) == say_menu.STALE
        assert database.read(kept_values) == {"closing_days": "20"}


async def test_what_is_set_shows_where_it_is_asked(database: Database) -> None:
    """R61: beside « J’ai suivi la procédure » and in the confirmation; s. 8: in « Vie privée »."""
    network = database.write(staged)
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        form = await opened(rita, "release")
        await rita.press(form, say.SAVE, release_text=PROCEDURE, release_link=LINK)
        await rita.press(
            await opened(rita, "privacy"),
            say.SAVE,
            privacy_title="Secrétariat",
            privacy_contact="514 555-0199",
        )
        await rita.press(await opened(rita, "address"), say.SAVE, cee_address="Autre@exemple.invalid")
        seat = await ada.invoke("enrollment.enroll", {"network": network[0]})
        assert say_enrollment.TO_DO in text(seat["value"])
        for card in (seat["value"], await ada.say("mes libérations")):
            assert say.procedure(PROCEDURE) in text(card)
            assert say.linked(say.PROCEDURE_LINK, LINK) in text(card)
        privacy = text(await ada.say("vie privée"))
        assert say.officer("Secrétariat", "514 555-0199") in privacy
        # Who answers for personal data takes the place of the CEE's own address.
        assert "autre@exemple.invalid" not in privacy
        assert "autre@exemple.invalid" in text(await ada.say("aide"))
        assert say_release.TITLE in text(await ada.say("mes libérations"))


async def test_a_hostile_text_is_shown_as_typed(database: Database) -> None:
    """B2."""
    network = database.write(staged)[0]
    async with world(database) as around:
        rita, ada = around.person("Rita"), around.person("Ada")
        hostile = "[ici](javascript:alert(1)) **gras** {{7*7}} <at>tous</at>"
        await rita.press(await opened(rita, "release"), say.SAVE, release_text=hostile)
        seat = text((await ada.invoke("enrollment.enroll", {"network": network}))["value"])
        line = next(one for one in seat.splitlines() if "ici" in one)
        assert not re.search(r"(?<!\\)[\[*<]|\{\{", line)
        bad = await rita.press(await opened(rita, "release"), say.SAVE, release_link="javascript:alert(1)")
        assert say.setting_mistake("bad_link", say.LABELS["release_link"], 0, 0) in text(bad)


async def test_a_list_is_edited_line_by_line(database: Database) -> None:
    database.write(staged)
    async with world(database) as around:
        rita = around.person("Rita")
        card = (await rita.invoke("list.open", {"list": "PRIORITY"}))["value"]
        assert say_lists.by_file("priorities") in text(card)
        double = await rita.press(card, say_lists.ADD, code="P1", label="Inclusion")
        assert values(double) == {"code": "P1", "label": "Inclusion"}
        added = await rita.press(double, say_lists.ADD, code="P3", label="Inclusion")
        assert say_lists.DONE["added"] in text(added)
        line = (await rita.invoke("list.line", {"list": "PRIORITY", "line": "P3"}))["value"]
        off = await rita.press(line, say_lists.DEACTIVATE)
        assert say_lists.list_line("P3", "Inclusion", say_lists.INACTIVE) in text(off)
        stale = await rita.press(line, say_lists.SAVE, label="Autre")
        assert say_lists.STALE in text(stale)
        assert say_lists.REACTIVATE in titles(stale)


async def test_nobody_else_gets_anything_from_any_of_these_presses(database: Database) -> None:
    """S26, S27: a teacher, an animator, a committee member; forged with all that an honest card carries."""
    network = database.write(staged)[0]
    database.write(lambda session: fill(session, network, [of(session, "eva")]))
    async with world(database, committee="oid-léa") as around:
        people = [around.person(name) for name in ("Ada", "AnimN", "Léa")]
        for person in people:
            await person.say("bonjour")
        before = database.read(rows)
        for person in people:
            for verb, data in FORGED.items():
                answer = await person.invoke(verb, data)
                assert text(answer["value"]) == say_menu.REFUSED, (person.sender.name, verb)
        assert database.read(rows) == before
        assert text(await people[0].say("dérogations")) == say_menu.REFUSED


def rows(session: Session) -> list[int | None]:
    """How many rows there are of all that these presses could write, refusals apart."""
    tables = (KeptSetting, ListEntry, School, Derogation, Replacement, Mailing, YearDates)
    counted = [session.scalar(select(func.count()).select_from(one)) for one in tables]
    journal = select(func.count(AuditRow.id)).where(AuditRow.action.not_like("refused%"))
    return [*counted, session.scalar(journal)]


async def test_s07_a_proposal_is_selected_for_this_year_and_the_derogation_listed(database: Database) -> None:
    database.write(add_lists)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await rita.say("bonjour")
        assert say_derogations.EMPTY in text(await rita.say("dérogations"))
        await propose(ada)
        request = await arrived(around, rita, "À l’étude")
        asked = await rita.press(await rita.press(request, say_approval.RECORD), say_derogations.LATE)
        missing = await rita.press(asked, say_derogations.LATE_SURE)
        assert say_derogations.NO_REASON in text(missing)
        done = await rita.press(missing, say_derogations.LATE_SURE, reason="Un réseau annulé.")
        assert say_derogations.selected("2026-2027") in text(done)
        # The card of before says so too, and the decision needs no second reason.
        again = await rita.press(asked, say_derogations.LATE_SURE, reason="Encore.")
        assert say_derogations.NOT_NEXT in text(again)
        form = await rita.press(done, say_approval.RECORD)
        assert say_derogations.LATE not in titles(form)
        accepted = await rita.press(form, say_approval.SAVE_DECISION, decision="ACCEPTED")
        assert say_approval.CHANNEL_NEXT in text(accepted)
        listed = text(await rita.say("dérogations"))
        assert say_derogations.RULES["late_selection"] in listed
        assert say_derogations.with_reason("Un réseau annulé.") in listed
        assert say_derogations.granted("Rita Essai", "le 23 novembre 2026") in listed
        await around.settle()
        # R42, to who animates: in the letter and in « Mon réseau ».
        pay = say.pay(
            f"{say.linked(say.ALLIANCE, DEFAULTS['alliance_link'])}, "
            f"{say.linked(say.ADAGIO, DEFAULTS['adagio_link'])}"
        )
        assert pay in text(ada.cards[-1])
        assert pay in text(await ada.say("mon réseau"))
