"""Seats that move through the whole bot: change of school, release, who is passed over (S17–S20, B17)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases.enrollment import Asked, enroll
from cards.phrases import enrollment as say
from cards.phrases import release as say_release
from cards.phrases import roster as say_roster
from cards.phrases import waiting as say_waiting
from storage.database import Database
from storage.people import Person
from storage.release import Release, ReleaseState, sums
from tests.enrolling import FAR, NEAR, add_network, add_teacher, fill, members, queue
from tests.factories import NOW, TORONTO
from tests.scenarios.test_enrollment import text
from tests.scenarios.test_enrollment_rules import OTHER_DAYS, press, sound, stage, title
from tests.scenarios.world import world


async def test_s17_who_changes_school_keeps_the_seat_and_counts_for_the_new_one(database: Database) -> None:
    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session)
        fill(session, network, [add_teacher(session, name, codes[0]) for name in ("Ada", "Eva")])
        fill(session, network, [add_teacher(session, "Zoé", codes[1])])
        for name, code in (("Léa", codes[0]), ("Max", codes[1]), ("Noé", codes[1])):
            add_teacher(session, name, code)
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        zoe = around.person("Zoé")
        await zoe.invoke("profile.save", {"school": "S1", "job_title": ""})
        assert database.read(lambda session: len(members(session, network))) == 3
        assert title(await press(around.person("Léa"), network)) == say.TITLES["same_school"]
        assert title(await press(around.person("Max"), network)) == say.ENROLLED_TITLE
        assert title(await press(around.person("Noé"), network)) == say.ENROLLED_TITLE
        sound(database)


@pytest.mark.parametrize(
    ("modality", "days"),
    [
        ("FULL_2", FAR),
        ("FULL_1_HALF_2", (FAR[0], date(2027, 2, 3), FAR[1])),
        ("HALF_4", (FAR[0], date(2027, 2, 3), date(2027, 3, 10), FAR[1])),
    ],
)
async def test_s19_ten_members_count_forty_half_days(
    database: Database, modality: str, days: tuple[date, ...]
) -> None:
    """« 20 jours » on the responsible's ledger, whatever the modality."""

    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session, days=days, modality=modality)
        fill(session, network, [add_teacher(session, f"P{n}", codes[n]) for n in range(9)])
        add_teacher(session, "Ada", codes[9])
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        enrolled = await press(around.person("Ada"), network)
        assert say.release(4) in text(enrolled)
        assert database.read(sums) == {network: {"PLANNED": 40}}
        ledger = await around.person("Rita").invoke("release.ledger", {})
        assert say_release.ledger_line(40, 0, 0) in text(ledger["value"])
        assert "20\u00a0jours" in text(ledger["value"])


async def test_b17_on_the_day_before_a_meeting_no_offer_is_made_and_it_is_said_why(
    database: Database,
) -> None:
    """Tomorrow at 8 h 45 is less than 24 hours away."""

    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session, days=(date(2026, 11, 24), FAR[1]))
        fill(session, network, [add_teacher(session, f"P{n}", codes[n]) for n in range(10)])
        enroll(session, NOW, add_teacher(session, "Eva", codes[20]), network, Asked(wait=True))
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        eva = around.person("Eva")
        await eva.say("menu")
        await around.person("P9").invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await around.settle()
        assert [title(card) for card in eva.cards if title(card) == say_waiting.OFFER_TITLE] == []
        roster = await around.person("Rita").invoke("roster.open", {"network": network})
        assert say_roster.SKIPS["too_late"] in text(roster["value"])
        # Once that meeting has begun, the seat is offered for what is left.
        around.clock.move(datetime(2026, 11, 24, 9, 0, tzinfo=TORONTO))
        around.bot.services.wake()
        await around.settle()
        assert title(eva.cards[-1]) == say_waiting.OFFER_TITLE
        assert say_waiting.offer_left(1, 2) in text(eva.cards[-1])
        sound(database)


async def test_who_cannot_be_seated_now_is_passed_over_and_keeps_the_rank(database: Database) -> None:
    """DOMAIN.md §1.8, 13: first come, first served among those who may have the seat."""

    def before(session: Session) -> int:
        codes = stage(session)
        network = add_network(session)
        fill(session, network, [add_teacher(session, f"P{n}", codes[n // 2]) for n in range(10)])
        enroll(session, NOW, add_teacher(session, "Ada", codes[0]), network, Asked(wait=True))
        enroll(session, NOW, add_teacher(session, "Eva", codes[20]), network, Asked(wait=True))
        return network

    network = database.write(before)[0]
    async with world(database) as around:
        ada, eva = around.person("Ada"), around.person("Eva")
        for one in (ada, eva):
            await one.say("menu")
        await around.person("P9").invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await around.settle()
        assert title(eva.cards[-1]) == say_waiting.GIVEN_TITLE

        def waits(session: Session) -> list[str]:
            return [session.get_one(Person, one).first_name for one in queue(session, network)]

        assert database.read(waits) == ["Ada"]
        assert say.wait_line("Réseau N", 1) in text(await ada.say("mon réseau"))
        sound(database)


async def test_s20_who_leaves_after_a_meeting_has_used_it_and_the_next_one_gets_what_is_left(
    database: Database,
) -> None:
    def before(session: Session) -> tuple[int, int]:
        codes = stage(session)
        network = add_network(session, "Un", days=NEAR)
        fill(session, network, [add_teacher(session, f"P{n}", codes[n]) for n in range(10)])
        enroll(session, NOW, add_teacher(session, "Eva", codes[20]), network, Asked(wait=True))
        for one in session.scalars(select(Release).where(Release.network_id == network)):
            if one.meeting is not None and one.meeting.number == 1:
                one.state = ReleaseState.USED.value
        return network, add_network(session, "Deux", days=OTHER_DAYS)

    network, other = database.write(before)[0]
    async with world(database) as around:
        eva, leaving = around.person("Eva"), around.person("P0")
        await eva.say("menu")
        around.clock.move(datetime(2026, 12, 2, 9, 0, tzinfo=TORONTO))
        await leaving.invoke("enrollment.withdraw", {"network": network, "sure": 1})
        await around.settle()
        offer = eva.cards[-1]
        assert say_waiting.offer_left(1, 2) in text(offer)
        assert say.release(2) in text(await eva.press(offer, say_waiting.ACCEPT))
        assert title(await press(leaving, other)) == say.TITLES["year_used"]

        def half_days(session: Session) -> tuple[int, int]:
            found = sums(session)[network]
            return found["USED"], found["PLANNED"]

        assert database.read(half_days) == (20, 20)
