"""Attendance under hostile order: the same press twice, two at once, against a call-off (R60; S24, S25)."""

import threading
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases import attendance, cancellation, enrollment
from bot.usecases.attendance import Marked, Recorded, Refused
from bot.usecases.audit import breaches
from storage.attendance import expected, marks_of, sheet_of, undecided
from storage.attendance_changes import AttendanceChange, changes_of
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network
from storage.people import Role
from storage.release import ReleaseState, releases_of, sums
from storage.schedule import Meeting, MeetingState, meetings_of
from tests.enrolling import add_network, fill, people
from tests.factories import TORONTO, add_person
from tests.usecases.test_races import ROUNDS, at_once

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
DURING = datetime(2026, 12, 1, 9, tzinfo=TORONTO)


def stage(session: Session, name: str = "N", members: int = 3) -> tuple[int, int, int, list[int]]:
    """(network, its first meeting of two half-days, who animates, the members)."""
    crowd = people(session, members, first=0 if name == "N" else members * int(name))
    network = add_network(session, name, days=DAYS)
    fill(session, network, crowd)
    animator = session.get_one(Network, network).animator_id
    return network, meetings_of(session, network)[0].id, animator, crowd


def staged(database: Database, number: int) -> tuple[int, int, int, list[int]]:
    """One more stage for each round of a race."""
    return database.write(lambda session: stage(session, str(number) if number else "N"))[0]


def said(session: Session, meeting: int) -> dict[int, list[str]]:
    marks = marks_of(session, meeting)
    return {who: [one.value for _, one in sorted(kept.items())] for who, kept in marks.items()}


def used(session: Session, network: int, meeting: int) -> Mapping[int, int]:
    return {one.person_id: one.used for one in releases_of(session, network) if one.meeting_id == meeting}


def sound(session: Session) -> None:
    assert breaches(session, DURING + timedelta(hours=1)) == {}


def test_a_morning_only_is_one_half_day_used_and_one_to_decide(database: Database) -> None:
    """DOMAIN.md §1.5: present is used; for the rest a responsible says, once."""

    def run(session: Session) -> None:
        network, meeting, ada, crowd = stage(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        for who, choice in zip(crowd, ("morning", "absent", "partly"), strict=True):
            attendance.mark(session, DURING, ada, meeting, who, choice, activity_id=f"{who}")
        assert undecided(session, meeting) == []  # not before the list is complete
        assert attendance.complete(session, DURING, ada, meeting, activity_id="c") == Recorded(meeting)
        assert used(session, network, meeting) == dict(zip(crowd, (1, 0, 2), strict=True))
        waiting = [(one.person_id, one.half_days - one.used) for one in undecided(session, meeting)]
        assert sorted(waiting) == sorted([(crowd[0], 1), (crowd[1], 2)])
        nobody = attendance.decide_release(session, DURING, ada, meeting, None, used=True)
        assert nobody is Refused.NOT_ALLOWED
        for person in (crowd[0], crowd[2]):  # of the third nothing is to decide
            attendance.decide_release(session, DURING, rita, meeting, person, used=True)
        done = attendance.decide_release(session, DURING, rita, meeting, None, used=False)
        assert done == Marked(meeting, changed=True)
        again = attendance.decide_release(session, DURING, rita, meeting, None, used=True)
        assert again == Marked(meeting, changed=False)
        # The first meeting: 1 + 1 decided + 2 used, 2 not used; the second one planned for three.
        assert sums(session)[network] == {"USED": 4, "NOT_USED": 2, "PLANNED": 6}
        sound(session)

    database.write(run)


def test_a_correction_gives_back_what_it_takes(database: Database) -> None:
    def run(session: Session) -> None:
        network, meeting, ada, crowd = stage(session)
        attendance.everybody(session, DURING, ada, meeting, activity_id="e")
        attendance.mark(session, DURING, ada, meeting, crowd[0], "absent", activity_id="1")
        assert used(session, network, meeting) == dict(zip(crowd, (0, 2, 2), strict=True))
        attendance.mark(session, DURING, ada, meeting, crowd[0], "afternoon", activity_id="2")
        assert used(session, network, meeting)[crowd[0]] == 1
        assert said(session, meeting)[crowd[0]] == ["ABSENT", "PRESENT"]
        states = {one.state for one in releases_of(session, network) if one.meeting_id == meeting}
        assert states == {ReleaseState.PLANNED.value}
        sound(session)

    database.write(run)


def test_who_left_after_being_marked_stays_on_the_list(database: Database) -> None:
    def run(session: Session) -> None:
        network, meeting, ada, crowd = stage(session)
        attendance.everybody(session, DURING, ada, meeting, activity_id="e")
        enrollment.withdraw(session, DURING, crowd[0], network)
        one = session.get_one(Meeting, meeting)
        assert expected(session, one, DURING.date()) == set(crowd)
        corrected = attendance.mark(session, DURING, ada, meeting, crowd[0], "absent", activity_id="1")
        assert corrected == Marked(meeting, changed=True)

    database.write(run)


@pytest.mark.parametrize(
    ("when", "state", "outcome"),
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=TORONTO), "OPEN", Refused.NOT_YET),
        (datetime(2026, 12, 1, 0, 0, tzinfo=TORONTO), "OPEN", None),
        (datetime(2027, 6, 30, 9, 0, tzinfo=TORONTO), "IN_PROGRESS", None),
        (DURING, "COMPLETED", Refused.CLOSED),
        (DURING, "ARCHIVED", Refused.CLOSED),
        (DURING, "CANCELLED", Refused.OVER),
    ],
)
def test_when_it_may_be_taken(
    database: Database, when: datetime, state: str, outcome: Refused | None
) -> None:
    def run(session: Session) -> None:
        network, meeting, ada, crowd = stage(session)
        session.get_one(Network, network).state = state
        session.flush()
        found = attendance.mark(session, when, ada, meeting, crowd[0], "present", activity_id="1")
        assert found == (outcome or Marked(meeting, changed=True))
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        theirs = attendance.mark(session, when, rita, meeting, crowd[1], "present", activity_id="2")
        also = outcome not in {None, Refused.CLOSED}
        assert theirs == (outcome if also else Marked(meeting, changed=True))

    database.write(run)


Press = Callable[[threading.Barrier], object]


def pressing(database: Database, usecase: Callable[..., object], *facts: Any, **more: Any) -> Press:
    def run(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: usecase(session, DURING, *facts, **more))[0]

    return run


def test_s25_two_devices_at_the_same_moment_leave_one_mark_and_both_in_the_history(
    database: Database,
) -> None:
    for number in range(ROUNDS):
        _, meeting, ada, crowd = staged(database, number)
        results = at_once(
            pressing(database, attendance.mark, ada, meeting, crowd[0], "present", activity_id="phone"),
            pressing(database, attendance.mark, ada, meeting, crowd[0], "absent", activity_id="desktop"),
            pressing(database, attendance.mark, ada, meeting, crowd[1], "present", activity_id="other"),
        )
        assert results == [Marked(meeting, changed=True)] * 3

        def told(session: Session, meeting: int = meeting, crowd: list[int] = crowd) -> None:
            history = [
                one for one in changes_of(session, meeting) if one.person_id == crowd[0] and one.half == 1
            ]
            assert len(history) == 2
            assert history[0].before == history[1].after
            assert said(session, meeting)[crowd[0]] == [history[0].after] * 2
            sheet = sheet_of(session, meeting)
            assert sheet is not None
            assert sheet.revision == 3

        database.read(told)
    database.read(sound)


def test_the_list_completed_by_two_at_once_is_recorded_once(database: Database) -> None:
    for number in range(ROUNDS):
        _, meeting, ada, _ = staged(database, number)
        results = at_once(
            pressing(database, attendance.complete, ada, meeting, activity_id="phone"),
            pressing(database, attendance.everybody, ada, meeting, activity_id="desktop"),
        )
        assert results == [Recorded(meeting)] * 2

        def told(session: Session, meeting: int = meeting) -> None:
            marks = {tuple(one) for one in said(session, meeting).values()}
            assert marks in ({("ABSENT", "ABSENT")}, {("PRESENT", "PRESENT")})  # one of them, not a mix
            assert len(changes_of(session, meeting)) == 6

        database.read(told)
    recorded = select(func.count()).where(AuditRow.action == "attendance_recorded")
    assert database.read(lambda session: session.scalar(recorded)) == ROUNDS


def test_s24_a_call_off_against_a_list_being_completed_leaves_one_of_the_two(database: Database) -> None:
    for number in range(ROUNDS):
        network, meeting, ada, _ = staged(database, number)
        completed, called_off = at_once(
            pressing(database, attendance.everybody, ada, meeting, activity_id="1"),
            pressing(database, cancellation.call_off, ada, meeting, "closed", ""),
        )

        def told(
            session: Session, network: int = network, meeting: int = meeting
        ) -> tuple[str, int, set[int]]:
            state = session.get_one(Meeting, meeting).state
            return state, len(marks_of(session, meeting)), set(used(session, network, meeting).values())

        stands = database.read(told)
        if completed == Recorded(meeting):
            assert called_off is cancellation.Refused.HELD
            assert stands == (MeetingState.HELD.value, 3, {2})
        else:
            assert completed is Refused.OVER
            assert isinstance(called_off, cancellation.CalledOff)
            assert stands == (MeetingState.CANCELLED.value, 0, {0})
    database.read(sound)


def test_control_marks_without_the_lock_lose_one_of_two(database: Database) -> None:
    """Why `_held` comes first: two who look, then write, both find nothing before them."""
    _, meeting, _, crowd = database.write(stage)[0]

    def careless(barrier: threading.Barrier) -> object:
        before = database.read(lambda session: marks_of(session, meeting))
        barrier.wait()

        def write(session: Session) -> None:
            was = before.get(crowd[0], {}).get(1)
            session.add(
                AttendanceChange(
                    meeting_id=meeting,
                    person_id=crowd[0],
                    half=1,
                    before=was.value if was else None,
                    after="PRESENT",
                    by_id=crowd[0],
                    at=DURING,
                )
            )

        return database.write(write)[0]

    at_once(careless, careless)
    firsts = database.read(lambda session: [one.before for one in changes_of(session, meeting)])
    assert firsts == [None, None]
