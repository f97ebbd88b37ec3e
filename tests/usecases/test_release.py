"""The release ledger: half-days, ticks, the planning day (S19; R38–R40, R59, R61)."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from bot.rules.releases import HALF_DAYS
from bot.usecases.release import DayFault, Ticked, choose_planning_day, tick
from cards.phrases.numbers import days
from storage.database import Database
from storage.network import Network
from storage.release import Release, releases_of, sums, sums_by_person
from tests.enrolling import add_network, clean, fill, people
from tests.factories import NOW

DAYS = (date(2027, 1, 13), date(2027, 2, 3), date(2027, 3, 10), date(2027, 5, 5))


@pytest.mark.parametrize("modality", HALF_DAYS)
def test_every_modality_is_four_half_days_a_member_and_forty_in_all(
    database: Database, modality: str
) -> None:
    """S19: 40 for ten members, and 2 + 1 for the animator; « 21,5 jours » with a comma."""

    def work(session: Session) -> None:
        network = add_network(session, days=DAYS[: len(HALF_DAYS[modality])], modality=modality)
        crowd = people(session, 10)
        fill(session, network, crowd)
        for person in crowd:
            assert sum(one.half_days for one in releases_of(session, network, person)) == 4
        animator = session.get_one(Network, network).animator_id
        assert choose_planning_day(session, NOW, animator, network, date(2026, 12, 9)) == date(2026, 12, 9)
        assert sums(session) == {network: {"PLANNED": 42}}
        by_person = sums_by_person(session, network)
        assert [by for _, by in by_person] == [{"PLANNED": 2}, *[{"PLANNED": 4}] * 10]
        assert by_person[0][0] == session.get_one(Network, network).animator.name
        clean(session)

    database.write(work)
    assert (days(4), days(40), days(43)) == ("2\u00a0jours", "20\u00a0jours", "21,5\u00a0jours")


def test_the_participant_alone_says_that_the_procedure_was_followed(database: Database) -> None:
    """R61: ticked, taken back; not for somebody else, nor after the day."""

    def work(session: Session) -> None:
        network = add_network(session)
        ada, eva = people(session, 2)
        fill(session, network, [ada])
        first, second = (one.meeting_id or 0 for one in releases_of(session, network, ada))
        assert tick(session, NOW, eva, first) is Ticked.NOTHING
        assert tick(session, NOW, ada, first) is Ticked.REQUESTED
        assert tick(session, NOW, ada, first) is Ticked.REQUESTED  # the same press, delivered twice
        assert tick(session, NOW, ada, first, done=False) is Ticked.PLANNED
        assert tick(session, NOW, ada, second) is Ticked.REQUESTED
        late = NOW + timedelta(days=400)
        assert tick(session, late, ada, second) is Ticked.NOTHING
        assert [one.state for one in releases_of(session, network, ada)] == ["PLANNED", "REQUESTED"]

    database.write(work)


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        (None, DayFault.NO_DAY),
        (date(2026, 11, 20), DayFault.PAST),
        (date(2026, 11, 28), DayFault.CLOSED),  # a Saturday
        (date(2026, 12, 25), DayFault.CLOSED),
        (date(2027, 7, 2), DayFault.OUTSIDE_YEAR),
    ],
)
def test_a_planning_day_that_cannot_be(database: Database, day: date | None, fault: DayFault) -> None:
    def work(session: Session) -> None:
        network = add_network(session)
        animator = session.get_one(Network, network).animator_id
        assert choose_planning_day(session, NOW, animator, network, day) is fault
        (somebody,) = people(session, 1)
        wrong = choose_planning_day(session, NOW, somebody, network, date(2026, 12, 9))
        assert wrong is DayFault.NOT_ALLOWED
        assert releases_of(session, network) == []

    database.write(work)


def test_the_planning_day_is_one_and_moves_until_it_is_used(database: Database) -> None:
    """R40: two half-days a network and year, whatever is pressed."""

    def work(session: Session) -> None:
        network = add_network(session)
        animator = session.get_one(Network, network).animator_id
        for day in (date(2026, 12, 9), date(2026, 12, 10)):
            assert choose_planning_day(session, NOW, animator, network, day) == day
        (one,) = releases_of(session, network)
        assert (one.day, one.half_days, one.kind) == (date(2026, 12, 10), 2, "PLANNING")
        one.state = "USED"
        session.flush()
        used = choose_planning_day(session, NOW, animator, network, date(2026, 12, 11))
        assert used is DayFault.USED
        assert session.get_one(Release, one.id).day == date(2026, 12, 10)

    database.write(work)
