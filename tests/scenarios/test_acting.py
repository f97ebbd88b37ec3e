"""A responsible acts for somebody who phoned; all teachers learn that enrollments are open (point 10)."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from cards.phrases import acting as say
from cards.phrases import menu as say_menu
from cards.phrases import revision as say_revision
from storage.audit import AuditRow
from storage.database import Database
from storage.enrollment import Enrollment
from storage.network import Network
from storage.people import Person
from tests.enrolling import members, queue
from tests.factories import NOW
from tests.scenarios.test_enrollment import of, stage, text
from tests.scenarios.world import world

ADA = "ada@exemple.invalid"


async def test_somebody_who_phoned_is_enrolled_told_and_withdrawn(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await ada.say("bonjour")
        form = await rita.say("agir pour une personne")
        asked = {"email": ADA, "action": "enroll", "network": str(network), "reason": "Appel du 23 novembre"}
        done = await rita.press(form, say.SAVE, **asked)
        assert say.DONE["enrolled"] in text(done)
        await around.settle()
        assert say.enrolled_for("Réseau N") in text(ada.cards[-1])
        assert say.DONE["already"] in text(await rita.press(form, say.SAVE, **asked))
        kept = database.read(lambda session: session.scalars(select(Enrollment)).one())
        assert (kept.source, kept.reason) == ("responsible", "Appel du 23 novembre")
        left = await rita.press(form, say.SAVE, **{**asked, "action": "withdraw"})
        assert say.DONE["withdrawn"] in text(left)
        await around.settle()
        assert say.withdrawn_for("Réseau N") in text(ada.cards[-1])
        assert database.read(lambda session: members(session, network)) == []
        again = await rita.press(form, say.SAVE, **{**asked, "action": "withdraw"})
        assert say.MISTAKES["nothing_to_leave"] in text(again)
        assert ADA in str(again)
        whys = database.read(
            lambda session: session.scalars(select(AuditRow.why).where(AuditRow.action == "acted_for")).all()
        )
        assert set(whys) == {"Appel du 23 novembre"}


async def test_each_gap_is_told_and_nothing_that_was_typed_is_lost(database: Database) -> None:
    network = database.write(stage)[0]
    async with world(database) as around:
        rita = around.person("Rita")
        form = await rita.say("agir pour une personne")
        good = {"email": ADA, "action": "enroll", "network": str(network), "reason": "Courriel"}
        for change, mistake in (
            ({"email": "inconnue@exemple.invalid"}, "unknown_person"),
            ({"action": ""}, "no_action"),
            ({"network": ""}, "no_network"),
            ({"reason": " "}, "no_reason"),
            ({"action": "school"}, "no_school"),
        ):
            answer = await rita.press(form, say.SAVE, **{**good, **change})
            assert say.MISTAKES[mistake] in text(answer), mistake
        assert database.read(lambda session: members(session, network)) == []


async def test_a_late_person_is_admitted_and_a_full_network_gives_a_rank(database: Database) -> None:
    """« Malgré la date limite », yes; an eleventh seat, never."""

    def closed(session: Session) -> int:
        network = stage(session, seated=9)
        found = session.get_one(Network, network)
        found.closes_on, found.state = date(2026, 11, 20), "CONFIRMED"
        return network

    network = database.write(closed)[0]
    async with world(database) as around:
        rita = around.person("Rita")
        form = await rita.say("agir pour une personne")
        asked = {"email": ADA, "action": "enroll", "network": str(network), "reason": "Appel"}
        refused = await rita.press(form, say.SAVE, **asked)
        assert say.refused(say_revision.REASONS["closed"]) in text(refused)
        done = await rita.press(form, say.SAVE, **{**asked, "action": "admit"})
        assert say.DONE["enrolled"] in text(done)
        other = {**asked, "email": "eva@exemple.invalid", "action": "admit"}
        full = await rita.press(form, say.SAVE, **other)
        assert say.DONE["waiting"] in text(full)
        assert database.read(lambda session: len(members(session, network))) == 10
        assert database.read(lambda session: queue(session, network)) == [
            database.read(lambda session: of(session, "eva"))
        ]


async def test_a_school_is_corrected_and_the_person_told(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, rita = around.person("Ada"), around.person("Rita")
        await ada.say("bonjour")
        form = await rita.say("agir pour une personne")
        done = await rita.press(form, say.SAVE, email=ADA, action="school", school="S3", reason="Appel")
        assert say.DONE["school"] in text(done)
        await around.settle()
        assert say.school_corrected("École S3") in text(ada.cards[-1])
        school = database.read(
            lambda session: session.scalars(select(Person.school_id).where(Person.email == ADA)).one()
        )
        assert school == "S3"


async def test_all_teachers_are_told_once_a_day(database: Database) -> None:
    database.write(stage)
    async with world(database) as around:
        ada, eva, rita = around.person("Ada"), around.person("Eva"), around.person("Rita")
        for person in (ada, eva):
            await person.say("bonjour")
        card = await rita.say("annoncer les inscriptions")
        assert say.announce_how(3, 1) in text(card)
        assert say.announced(3) in text(await rita.press(card, say.SEND))
        await around.settle()
        assert all(say.OPEN_TITLE in text(person.cards[-1]) for person in (ada, eva))
        assert say.ALREADY_ANNOUNCED in text(await rita.press(card, say.SEND))
        await around.settle()
        assert len([one for one in ada.cards if say.OPEN_TITLE in text(one)]) == 1
        assert NOW.hour == 10  # within the sending hours


async def test_nobody_else_acts_or_announces(database: Database) -> None:
    """S26, S27."""
    network = database.write(stage)[0]
    async with world(database) as around:
        eva = around.person("Eva")
        for verb in ("acting.open", "acting.save", "acting.announce", "acting.announce_send"):
            data = {"email": ADA, "action": "enroll", "network": network, "reason": "x"}
            answer = await eva.invoke(verb, data)
            assert answer["value"]["body"][0]["text"] == say_menu.REFUSED, verb
        assert database.read(lambda session: members(session, network)) == []
