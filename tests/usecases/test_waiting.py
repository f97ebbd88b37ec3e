"""The waiting list moves by itself and explains itself (S13–S15, B8, B17)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.usecases import waiting
from bot.usecases.enrollment import (
    Asked,
    Enrolled,
    Left,
    OfferWaits,
    Refused,
    Waitlisted,
    enroll,
    withdraw,
)
from bot.usecases.waiting import Answer
from storage.database import Database
from storage.enrollment import Enrollment
from storage.people import Person
from storage.release import releases_of
from tests.enrolling import (
    NEAR,
    add_network,
    add_teacher,
    clean,
    fill,
    full,
    letters,
    members,
    offered,
    people,
    queue,
)
from tests.factories import NOW, SETTINGS, TORONTO


def test_promotion_skips_but_keeps(database: Database) -> None:
    """S13: A of a school that has its two is passed, keeps rank 1, and is seated when a colleague leaves."""

    def work(session: Session) -> None:
        crowd = people(session, 10)
        session.get_one(Person, crowd[1]).school_id = "S1"
        session.flush()
        network = add_network(session)
        fill(session, network, crowd)
        a = add_teacher(session, "A", "S1")
        b, c = add_teacher(session, "B", "S20"), add_teacher(session, "C", "S21")
        for person in (a, b, c):
            outcome = enroll(session, NOW, person, network, Asked(wait=True))
            assert isinstance(outcome, Waitlisted)
        withdraw(session, NOW, crowd[5], network)
        assert (members(session, network), queue(session, network)) == (
            sorted([*crowd[:5], *crowd[6:], b]),
            [a, c],
        )
        kept = session.scalars(select(Enrollment).where(Enrollment.person_id == a)).one()
        assert kept.skipped == "same_school"
        withdraw(session, NOW, crowd[1], network)
        assert (a in members(session, network), queue(session, network)) == (True, [c])
        assert letters(session) == [("seat_given", b), ("seat_given", a)]
        clean(session)

    database.write(work)


def test_a_seat_elsewhere_makes_ones_turn_an_offer_that_swaps_both(database: Database) -> None:
    """S14: the rank kept for an exchange; the old seat stays until the new one is accepted."""

    def work(session: Session) -> None:
        network, crowd = full(session, waiters=2)
        other = add_network(session, "N4")
        b, c = crowd[10:]
        assert isinstance(enroll(session, NOW, b, other), Enrolled)
        assert queue(session, network) == [b, c]
        withdraw(session, NOW, crowd[0], network)
        assert (offered(session, network), members(session, other), queue(session, network)) == (
            [b],
            [b],
            [c],
        )
        assert waiting.accept(session, NOW, b, network) is Answer.ACCEPTED
        assert (b in members(session, network), members(session, other)) == (True, [])
        assert [one.state for one in releases_of(session, other, b)] == []
        assert len(releases_of(session, network, b)) == 2
        clean(session)

    database.write(work)


def test_who_gave_the_rank_up_is_passed_over(database: Database) -> None:
    def work(session: Session) -> None:
        network, crowd = full(session, waiters=2)
        b, c = crowd[10:]
        assert withdraw(session, NOW, b, network) is Left.RANK
        assert queue(session, network) == [c]
        withdraw(session, NOW, crowd[0], network)
        assert (c in members(session, network), queue(session, network)) == (True, [])
        clean(session)

    database.write(work)


def test_near_the_first_meeting_a_seat_is_offered_for_two_working_days(database: Database) -> None:
    """S15: six working days before; silence goes to rank 2, and a late « Accepter » changes nothing."""

    def work(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=3)
        one, two, three = crowd[10:]
        withdraw(session, NOW, crowd[0], network)
        assert (offered(session, network), queue(session, network)) == ([one], [two, three])
        until = session.scalars(select(Enrollment.offered_until).where(Enrollment.person_id == one)).one()
        assert until == datetime(2026, 11, 25, 10, 0, tzinfo=NOW.tzinfo)
        late = datetime(2026, 11, 25, 10, 0, tzinfo=NOW.tzinfo)
        assert waiting.accept(session, late, one, network) is Answer.EXPIRED
        assert waiting.accept(session, late, one, network) is Answer.NO_OFFER
        assert (offered(session, network), queue(session, network)) == ([two], [three])
        assert waiting.accept(session, late, two, network) is Answer.ACCEPTED
        assert waiting.decline(session, late, two, network) is Answer.NO_OFFER
        assert letters(session) == [("seat_offered", one), ("offer_over", one), ("seat_offered", two)]
        clean(session, late)

    database.write(work)


def test_the_clock_ends_an_offer_and_makes_the_next(database: Database) -> None:
    def work(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=2)
        withdraw(session, NOW, crowd[0], network)
        waiting.plan(session, NOW + timedelta(days=1), SETTINGS)
        assert offered(session, network) == [crowd[10]]
        waiting.plan(session, NOW + timedelta(days=2), SETTINGS)
        assert (offered(session, network), queue(session, network)) == ([crowd[11]], [])
        clean(session, NOW + timedelta(days=2))

    database.write(work)


@pytest.mark.parametrize(
    ("at", "made"),
    [
        (datetime(2026, 11, 27, 9, tzinfo=TORONTO), True),  # Friday: until Monday noon
        (datetime(2026, 11, 30, 8, tzinfo=TORONTO), True),  # Monday morning, 24 h 45 before: until noon
        (datetime(2026, 11, 30, 9, tzinfo=TORONTO), False),  # the last 24 hours
        (datetime(2026, 11, 30, 15, tzinfo=TORONTO), False),
    ],
)
def test_no_offer_in_the_last_hours(database: Database, at: datetime, made: bool) -> None:
    """B17: none in the last 24 hours, and the entry says why; the day after, for the meetings left."""

    def work(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=1)
        withdraw(session, at, crowd[0], network)
        assert (offered(session, network) == [crowd[10]]) == made
        entry = session.scalars(select(Enrollment).where(Enrollment.person_id == crowd[10])).one()
        assert entry.skipped == (None if made else "too_late")
        waiting.plan(session, datetime(2026, 12, 2, 9, 0, tzinfo=NOW.tzinfo), SETTINGS)
        # Silence ended the one that was made; the other is made once the meeting is over.
        assert offered(session, network) == ([] if made else [crowd[10]])
        clean(session, datetime(2026, 12, 2, 9, 0, tzinfo=NOW.tzinfo))

    database.write(work)


def test_an_exchange_whose_target_is_full_keeps_the_old_seat(database: Database) -> None:
    """B8; and one whose target has a seat swaps both at once, and the old seat goes on."""

    def work(session: Session) -> None:
        network, crowd = full(session, waiters=1)
        mine = add_network(session, "M")
        (me,) = people(session, 1, first=20)
        fill(session, mine, [me])
        assert enroll(session, NOW, me, network, Asked(exchange=True)) == Refused(Condition.FULL)
        assert members(session, mine) == [me]
        free = add_network(session, "L", days=(date(2027, 1, 20), date(2027, 5, 12)))
        assert isinstance(enroll(session, NOW, me, free, Asked(exchange=True)), Enrolled)
        assert (members(session, mine), members(session, free)) == ([], [me])
        # Who leaves a full network by an exchange hands the seat to who waits.
        assert isinstance(enroll(session, NOW, crowd[0], mine, Asked(exchange=True)), Enrolled)
        assert crowd[10] in members(session, network)
        clean(session)

    database.write(work)


def test_a_press_while_an_offer_waits_leads_to_the_offer(database: Database) -> None:
    def work(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=1)
        withdraw(session, NOW, crowd[0], network)
        assert enroll(session, NOW, crowd[10], network) == OfferWaits()
        assert waiting.decline(session, NOW, crowd[10], network) is Answer.DECLINED
        assert waiting.decline(session, NOW, crowd[10], network) is Answer.NO_OFFER
        # The same seat is there for who presses: nobody waits any more.
        assert isinstance(enroll(session, NOW, crowd[10], network), Enrolled)
        clean(session)

    database.write(work)
