"""Invitations into a second year hold seats until a day; nobody is enrolled by itself (R17, R23; B14)."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.rules.enrollment import Condition
from bot.usecases import enrollment, folio, invitation, minimum, schedule, schools, waiting
from bot.usecases.enrollment import Asked, Enrolled, Left, OfferWaits, Waitlisted
from bot.usecases.enrollment import Refused as NotEnrolled
from bot.usecases.invitation import Wait
from bot.usecases.waiting import Answer
from storage import migrations
from storage.database import Database
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network
from storage.people import Person
from storage.release import releases_of
from storage.schedule import meetings_of
from tests.conftest import SOAK
from tests.continuing import JUNE, NEXT_YEAR, OVER, Year, accepted, finished, publish
from tests.enrolling import add_network, add_teacher, clean, letters, members, offered, queue
from tests.enrolling import schools as places
from tests.factories import SETTINGS
from tests.usecases.test_races import at_once

LAST = OVER - timedelta(seconds=1)
NEXT_DAYS = (date(2027, 10, 13), date(2028, 4, 12))


def told(session: Session, kind: str) -> list[int | None]:
    return [person for one, person in letters(session) if one == kind]


def states(session: Session, network: int) -> Counter[str]:
    return Counter(one.state for one in enrollments_of(session, network))


def test_b14_three_of_one_school_one_silent_one_elsewhere(session: Session) -> None:
    """The caps are counted on today's schools; the third is told and may wait; silence frees the seat."""
    year = finished(session)
    one, two, three, silent, elsewhere, *_ = year.members
    for person in (two, three):
        schools.move(session, JUNE, session.get_one(Person, person), "S1")
    other = add_network(session, "B", days=NEXT_DAYS, school_year=NEXT_YEAR)
    assert isinstance(enrollment.enroll(session, JUNE, elsewhere, other), Enrolled)
    second = accepted(session, year)
    assert offered(session, second) == sorted({*year.members} - {three})
    assert told(session, "invitation_no_place") == [three]
    # The third may wait, before anybody else may enroll.
    assert invitation.wait(session, JUNE, three, second) is Wait.WAITS
    assert invitation.wait(session, JUNE, three, second) is Wait.KNOWN
    assert queue(session, second) == [three]
    # Who is enrolled elsewhere cannot hold both: accepting exchanges, and only what the card said.
    assert waiting.accept(session, JUNE, elsewhere, second, leaves=0) is Answer.CHANGED
    assert waiting.accept(session, JUNE, elsewhere, second, leaves=other) is Answer.ACCEPTED
    assert members(session, other) == []
    assert waiting.accept(session, JUNE, one, second, leaves=0) is Answer.ACCEPTED
    # Her colleague of the same school says no: the place is the third one's, who asked for it.
    assert waiting.decline(session, JUNE, two, second) is Answer.DECLINED
    assert members(session, second) == sorted([one, three, elsewhere])
    # The last day is inclusive; then the silent lose their seats.
    waiting.plan(session, LAST, SETTINGS)
    assert silent in offered(session, second)
    waiting.plan(session, OVER, SETTINGS)
    assert offered(session, second) == []
    assert silent in told(session, "invitation_over")
    assert waiting.accept(session, OVER, silent, second) is Answer.NO_OFFER
    assert states(session, second) == {"ACTIVE": 3, "WITHDRAWN": 4}
    clean(session, OVER)


def test_nobody_else_enrolls_before_the_invitations_are_over(session: Session) -> None:
    year = finished(session)
    second = accepted(session, year)
    outsider = add_teacher(session, "Out", "S9")
    assert enrollment.enroll(session, JUNE, outsider, second) == NotEnrolled(Condition.CLOSED)
    assert invitation.wait(session, JUNE, outsider, second) is Wait.NOT_FORMER
    publish(session, second)
    assert enrollment.enroll(session, LAST, outsider, second) == NotEnrolled(Condition.CLOSED)
    waiting.plan(session, OVER, SETTINGS)
    assert isinstance(enrollment.enroll(session, OVER, outsider, second), Enrolled)
    clean(session, OVER)


def test_a_press_on_m_inscrire_shows_the_invitation_and_leaving_frees_the_seat(session: Session) -> None:
    year = finished(session)
    second, one = accepted(session, year), year.members[0]
    assert enrollment.enroll(session, JUNE, one, second) == OfferWaits()
    assert waiting.accept(session, JUNE, one, second) is Answer.ACCEPTED
    assert enrollment.withdraw(session, JUNE, one, second) is Left.SEAT
    assert members(session, second) == []
    # An old card of the invitation gives nothing back.
    assert waiting.accept(session, JUNE, one, second) is Answer.NO_OFFER
    clean(session, JUNE)


def test_who_does_not_teach_any_more_is_not_invited(session: Session) -> None:
    year = finished(session)
    gone = year.members[2]
    session.get_one(Person, gone).not_teaching = True
    session.flush()
    second = accepted(session, year)
    assert gone not in offered(session, second)
    assert invitation.wait(session, JUNE, gone, second) is Wait.NOT_FORMER


def test_silence_is_recalled_once(session: Session) -> None:
    """Three working days before the last one; 24 June is a holiday."""
    year = finished(session)
    second = accepted(session, year)
    waiting.accept(session, JUNE, year.members[0], second)
    for day in (24, 25, 25, 28):
        invitation.plan(session, datetime(2027, 6, day, 9, tzinfo=JUNE.tzinfo), SETTINGS)
    assert sorted(told(session, "invitation_waits"), key=str) == sorted(year.members[1:], key=str)


def test_dates_are_chosen_published_and_told_as_for_a_first_year(session: Session) -> None:
    """A network without a proposal; members who have a seat already get their half-days and the dates."""
    year = finished(session)
    second = accepted(session, year)
    waiting.accept(session, JUNE, year.members[0], second)
    typed = {"starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
    schedule.choose_modality(session, JUNE, year.ada, second, "FULL_2")
    for number, day in enumerate(NEXT_DAYS, start=1):
        kept = schedule.keep_meeting(session, JUNE, year.ada, second, number, {**typed, "day": str(day)})
        assert kept == schedule.Kept(second)
    # Sent twice: what was sent before is written anew, although somebody has a seat.
    for _ in range(2):
        assert schedule.send(session, JUNE, year.ada, second) == schedule.Kept(second)
        waiting.accept(session, JUNE, year.members[1], second)
        assert releases_of(session, second) == []
    schedule.confirm_room(session, JUNE, year.rita, second)
    assert isinstance(folio.publish(session, JUNE, SETTINGS, year.rita, second), folio.Published)
    network = session.get_one(Network, second)
    assert (network.state, network.opens_on) == ("OPEN", OVER.date())
    assert sorted(told(session, "invitation_dates"), key=str) == sorted(year.members[:2], key=str)
    planned = Counter(one.person_id for one in releases_of(session, second))
    assert planned == dict.fromkeys(year.members[:2], 2)
    # Who accepts afterwards gets them at once.
    waiting.accept(session, JUNE, year.members[2], second)
    assert len(releases_of(session, second)) == 6
    assert len(meetings_of(session, second)) == 2
    clean(session, JUNE)


def test_capacity_never_goes_under_the_seats_that_are_held(session: Session) -> None:
    year = finished(session)
    second = accepted(session, year)
    small = minimum.set_capacity(session, JUNE, year.ada, second, 6)
    assert small is minimum.CapacityRefused.UNDER_ENROLLED
    waiting.decline(session, JUNE, year.members[0], second)
    assert minimum.set_capacity(session, JUNE, year.ada, second, 6) == 6


def test_a_cancelled_second_year_frees_everybody(session: Session) -> None:
    year = finished(session)
    second = accepted(session, year)
    waiting.accept(session, JUNE, year.members[0], second)
    assert isinstance(minimum.cancel(session, JUNE, year.rita, second, "Faute de membres."), minimum.Decided)
    assert states(session, second) == {"CANCELLED": 7}
    assert set(told(session, "network_cancelled")) == {year.ada, *year.members}
    clean(session, JUNE)


Press = Callable[[threading.Barrier], object]


def pressing(database: Database, usecase: Callable[..., object], now: datetime, *more: object) -> Press:
    def run(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: usecase(session, now, *more))[0]

    return run


def staged(session: Session, round_number: int) -> tuple[Year, int, int]:
    """(the first year, its published second one, somebody who was never in it)"""
    year = finished(session, round_number=round_number)
    second = accepted(session, year)
    publish(session, second)
    return year, second, add_teacher(session, f"Out{round_number}", "S9")


def test_the_last_acceptance_and_the_end_of_the_invitations_at_once(database: Database) -> None:
    """Taken or free, never both; and what the person is told is what is stored."""
    for number in range(2):
        year, second, _ = database.write(partial(staged, round_number=number))[0]
        one = year.members[0]
        answer, _ = at_once(
            pressing(database, waiting.accept, LAST, one, second),
            pressing(database, waiting.plan, OVER, SETTINGS),
        )
        assert answer in {Answer.ACCEPTED, Answer.NO_OFFER}

        def check(session: Session, network: int = second, person: int = one, said: object = answer) -> None:
            assert (person in members(session, network)) is (said is Answer.ACCEPTED)
            assert offered(session, network) == []
            clean(session, OVER)

        database.write(check)


def test_an_outsider_enrolls_at_the_instant_when_held_seats_free(database: Database) -> None:
    """Ten seats are held; at the end of the invitations one who presses gets one, whichever comes first."""

    def full(session: Session) -> tuple[int, int]:
        year = finished(session, [f"S{1 + n // 2}" for n in range(10)])
        second = accepted(session, year)
        publish(session, second)
        return second, add_teacher(session, "Out", "S9")

    second, outsider = database.write(full)[0]
    outcome, _ = at_once(
        pressing(database, enrollment.enroll, OVER, outsider, second),
        pressing(database, waiting.plan, OVER, SETTINGS),
    )
    assert isinstance(outcome, Enrolled | Waitlisted)

    def check(session: Session) -> None:
        assert members(session, second) == [outsider]
        assert (offered(session, second), queue(session, second)) == ([], [])
        clean(session, OVER)

    database.write(check)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Year]]:
    """One database for all histories, each of which is rolled back."""
    url = f"sqlite:///{tmp_path_factory.mktemp('invited')}/h.db"
    migrations.upgrade(url)
    opened = Database(url)
    yield opened, opened.write(lambda session: finished(session, [f"S{1 + n // 2}" for n in range(10)]))[0]
    opened.close()


STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["accept", "decline", "wait", "move", "leave", "clock", "enroll", "wait_in", "publish"]
        ),
        st.integers(0, 12),
        st.integers(1, 5),
    ),
    max_size=25,
)


@settings(max_examples=400 if SOAK else 25)
@given(moved=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), max_size=6), steps=STEPS)
def test_seats_never_over_ten_nor_schools_over_two(
    alone: tuple[Database, Year], moved: list[tuple[int, int]], steps: list[tuple[str, int, int]]
) -> None:
    """Any history of answers, moves, presses and days around a second year (R22, R23)."""
    database, year = alone
    with Session(database.engine) as session:
        for who, school in moved:
            schools.move(session, JUNE, session.get_one(Person, year.members[who]), f"S{school}")
        second = accepted(session, year)
        people = [*year.members, *(add_teacher(session, f"Out{n}", f"S{1 + n}") for n in range(3))]
        now = JUNE
        for verb, who, school in steps:
            person = people[who]
            match verb:
                case "accept":
                    waiting.accept(session, now, person, second)
                case "decline":
                    waiting.decline(session, now, person, second)
                case "wait":
                    invitation.wait(session, now, person, second)
                case "move":
                    schools.move(session, now, session.get_one(Person, person), f"S{school}")
                case "leave":
                    enrollment.withdraw(session, now, person, second)
                case "enroll" | "wait_in":
                    enrollment.enroll(session, now, person, second, Asked(wait=verb == "wait_in"))
                case "publish":
                    publish(session, second)
                case _:
                    now += timedelta(days=4 * school)
                    waiting.plan(session, now, SETTINGS)
            taken = states(session, second)
            assert taken[EnrollmentState.ACTIVE.value] + taken[EnrollmentState.OFFERED.value] <= 10
            assert all(count <= 2 for count in Counter(places(session, second)).values())
            queue(session, second)
        clean(session, now)
        session.rollback()
