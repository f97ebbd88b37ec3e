"""The school year turns on 1 July: archived, read-only, counted as before (R14; DOMAIN.md §1.8, 11; S30)."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.calendar import school_year
from bot.rules.continuation import Bar
from bot.usecases import (
    attendance,
    enrollment,
    moves,
    reminders,
    rollover,
    schools,
)
from bot.usecases.continuation import Asking
from bot.usecases.enrollment import Asked, Enrolled
from bot.usecases.rollover import Closing
from bot.views import desk
from storage import release as releases
from storage.audit import AuditRow
from storage.channel_archive import ArchiveState, archives
from storage.database import Database
from storage.enrollment import EnrollmentState, enrollments_of
from storage.moves import MeetingMove, MoveState
from storage.network import Network
from storage.people import Person
from storage.rollover import rollover_of
from storage.schedule import meetings_of
from tests.continuing import NEXT_YEAR, Year, add_channel, deposit, finished
from tests.enrolling import add_network, add_teacher, clean, letters, members, queue
from tests.factories import NOW, SETTINGS, TORONTO
from tests.usecases.test_races import at_once

EVE = datetime(2027, 6, 30, 23, 59, 59, tzinfo=TORONTO)
JULY = datetime(2027, 7, 1, 0, 0, tzinfo=TORONTO)
DURING = datetime(2027, 5, 5, 9, 30, tzinfo=TORONTO)


def staged(session: Session) -> Year:
    """Its last meeting has its attendance, its first was never taken; somebody waits, a move is asked for."""
    year = finished(session)
    session.get_one(Network, year.network).state = "IN_PROGRESS"
    last = meetings_of(session, year.network)[1]
    assert isinstance(
        attendance.everybody(session, DURING, year.ada, last.id, activity_id="a"), attendance.Recorded
    )
    return year


def state_of(session: Session, network: int) -> str:
    return session.get_one(Network, network, populate_existing=True).state


def test_the_past_year_is_archived_at_midnight_of_montreal_once(session: Session) -> None:
    """§1.8, 11: 30 June 23 h 59 is the old year, 1 July 0 h the new one, whatever the server's zone."""
    year = staged(session)
    running = add_network(session, "B", school_year=NEXT_YEAR)
    called_off = add_network(session, "C", state="CANCELLED")
    rollover.plan(session, EVE.astimezone(UTC).astimezone(TORONTO), SETTINGS)
    assert state_of(session, year.network) == "IN_PROGRESS"
    for moment in (JULY, JULY, JULY + timedelta(days=3)):
        rollover.plan(session, moment, SETTINGS)
    assert [state_of(session, one) for one in (year.network, running, called_off)] == [
        "ARCHIVED",
        "OPEN",
        "CANCELLED",
    ]
    archived = select(AuditRow.subject_id).where(AuditRow.action == "network_archived")
    assert list(session.scalars(archived)) == [year.network]
    opened = rollover_of(session, NEXT_YEAR)
    assert opened is not None
    assert (opened.opened_at, opened.done_at) == (JULY, None)
    clean(session, JULY)


def test_enrollments_stay_as_history_and_nobody_waits_any_more(session: Session) -> None:
    year = staged(session)
    session.get_one(Network, year.network).state = "OPEN"
    waiter = add_teacher(session, "Wait", "S1")
    third = add_teacher(session, "Third", "S1")
    # Two of S1 are there once Wait is in: Third takes a rank.
    assert isinstance(enrollment.enroll(session, NOW, waiter, year.network), Enrolled)
    enrollment.enroll(session, NOW, third, year.network, Asked(wait=True))
    assert queue(session, year.network) == [third]
    meeting = meetings_of(session, year.network)[0]
    typed = {"day": "2027-02-10", "starts": "8 h 45", "ends": "15 h 45", "place": "CEE", "room": "2.04"}
    assert isinstance(moves.ask(session, NOW, year.ada, meeting.id, typed, ""), moves.Asked)
    sums = releases.sums(session)
    rollover.plan(session, JULY, SETTINGS)
    assert members(session, year.network) == sorted([*year.members, waiter])
    assert queue(session, year.network) == []
    assert [one.state for one in session.scalars(select(MeetingMove))] == [MoveState.WITHDRAWN.value]
    # Statistics are what they were.
    assert releases.sums(session) == sums
    clean(session, JULY)


def test_s30_a_click_on_1_july_for_the_new_year_does_not_collide(session: Session) -> None:
    year = staged(session)
    coming = add_network(session, "B", days=(date(2027, 10, 13), date(2028, 4, 12)), school_year=NEXT_YEAR)
    for moment, person in ((EVE, year.members[0]), (JULY, year.members[1])):
        assert isinstance(enrollment.enroll(session, moment, person, coming), Enrolled)
    assert school_year(JULY.date()) == NEXT_YEAR
    # A second one of the same year does collide: the guard is the year's, not gone.
    other = add_network(session, "C", days=(date(2027, 10, 14), date(2028, 4, 13)), school_year=NEXT_YEAR)
    assert isinstance(enrollment.enroll(session, JULY, year.members[1], other), enrollment.Refused)
    clean(session, JULY)


def test_s30_a_late_bilan_still_asks_for_the_second_year(session: Session) -> None:
    """Filed on 2 July it belongs to its year; a network that was archived stays so."""
    year = staged(session)
    rollover.plan(session, JULY, SETTINGS)
    assert deposit(session, year.network, now=JULY + timedelta(days=1)) is Asking.ASKED
    assert state_of(session, year.network) == "ARCHIVED"
    assert deposit(session, year.network, now=datetime(2028, 7, 2, 9, tzinfo=TORONTO)) is Bar.YEAR_OVER


def test_the_list_of_the_new_year_stands_on_the_desk_until_it_is_closed(session: Session) -> None:
    year = staged(session)
    rollover.plan(session, JULY, SETTINGS)

    def kinds() -> list[str]:
        return [task.kind for task in desk.tasks(session, JULY, year.rita)]

    assert "rollover" in kinds()
    assert rollover.close(session, JULY, year.ada, NEXT_YEAR) is Closing.NOT_ALLOWED
    assert rollover.close(session, JULY, year.rita, "2026-2027") is Closing.CLOSED_BEFORE
    assert rollover.close(session, JULY, year.rita, NEXT_YEAR) is Closing.CLOSED
    assert rollover.close(session, JULY, year.paul, NEXT_YEAR) is Closing.CLOSED_BEFORE
    assert "rollover" not in kinds()
    closed = select(AuditRow.person_id).where(AuditRow.action == "year_renewed")
    assert list(session.scalars(closed)) == [year.rita]


def test_a_bot_that_is_installed_in_winter_archives_and_asks_for_nothing(session: Session) -> None:
    """Imported years of the past are read-only at once; there is nothing to renew in November."""
    old = add_network(session, "Old", days=(date(2025, 11, 5), date(2026, 5, 6)), school_year="2025-2026")
    rollover.plan(session, NOW, SETTINGS)
    assert state_of(session, old) == "ARCHIVED"
    assert rollover_of(session, "2026-2027") is None


def test_two_processes_at_midnight_archive_once(database: Database) -> None:
    year = database.write(staged)[0]

    def turning(barrier: Any) -> None:
        barrier.wait()
        database.write(partial(rollover.plan, now=JULY, settings=SETTINGS))

    assert at_once(turning, turning) == [None, None]

    def check(session: Session) -> None:
        archived = select(AuditRow.id).where(AuditRow.action == "network_archived")
        assert len(list(session.scalars(archived))) == 1
        clean(session, JULY)

    database.write(check)
    assert database.read(lambda session: state_of(session, year.network)) == "ARCHIVED"


def test_the_clock_asks_nothing_more_of_a_past_year(session: Session) -> None:
    """Every planner, on the days after 1 July: of the old networks the bilan alone, accepted late, is still
    asked for, once (S30).
    """
    year = staged(session)
    add_channel(session, year.network)
    rollover.plan(session, JULY, SETTINGS)
    before = letters(session)
    for days in range(1, 12):
        reminders.plan(session, JULY + timedelta(days=days, hours=9), SETTINGS)
    told = [one for one in letters(session)[len(before) :] if one[0] != "desk_morning"]
    assert told == [("bilan_wanted", 1)]
    assert archives(session) == {ArchiveState.BY_HAND.value: 1}
    assert all(one.state == EnrollmentState.ACTIVE.value for one in enrollments_of(session, year.network))


def test_a_school_that_changes_in_july_leaves_the_past_as_it_was(session: Session) -> None:
    year = staged(session)
    rollover.plan(session, JULY, SETTINGS)
    seats = {
        one.id: one.seat.school_id if one.seat else None for one in enrollments_of(session, year.network)
    }
    schools.move(session, JULY, session.get_one(Person, year.members[0]), "S2")
    after = {
        one.id: one.seat.school_id if one.seat else None for one in enrollments_of(session, year.network)
    }
    assert after == seats
