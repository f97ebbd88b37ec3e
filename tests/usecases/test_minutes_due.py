"""Minutes that nobody deposited: reminders, the desk, its way out (R62; S24, B1)."""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import minutes, minutes_due
from bot.usecases.minutes_due import OnPaper
from bot.views import minutes_due as views
from bot.views.notices import draw
from storage.database import Database
from storage.minutes import Minutes, unwritten
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Role
from storage.schedule import Meeting, MeetingState
from storage.school_calendar import CalendarDay
from tests.factories import NOW, SETTINGS, TORONTO, add_person
from tests.usecases.test_minutes import AFTER, WORDS, deposit, stage, written

HELD_ON = date(2026, 12, 1)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=TORONTO)


def days(session: Session) -> list[tuple[int | None, str]]:
    """(person, the day on which it leaves) of the reminders, oldest first."""
    query = select(OutboxRow).where(OutboxRow.kind == minutes_due.WANTED).order_by(OutboxRow.id)
    return [(row.person_id, str(row.not_before.astimezone(TORONTO).date())) for row in session.scalars(query)]


def run_until(session: Session, last: date) -> None:
    day = HELD_ON
    while day <= last:
        # Twice: a scheduler that runs again, or a second process, writes nothing more (B1).
        for _ in range(2):
            minutes_due.plan(session, at(day), SETTINGS)
        day += timedelta(days=1)


def rita(session: Session) -> int:
    return add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id


def test_two_reminders_to_the_animator_day_by_day(database: Database) -> None:
    def run(session: Session) -> None:
        _, ada, _ = stage(session)
        run_until(session, date(2027, 1, 31))
        assert days(session) == [(ada, "2026-12-02"), (ada, "2026-12-08")]

    database.write(run)


def test_a_closed_day_sends_them_on_the_working_day_after(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        session.get_one(Meeting, meeting).day = date(2026, 12, 18)
        session.add(CalendarDay(day=date(2026, 12, 21), kind="CLOSED", label="Fermé", source="t"))
        session.flush()
        run_until(session, date(2027, 1, 31))
        assert days(session) == [(ada, "2026-12-22"), (ada, "2026-12-28")]

    database.write(run)


def test_b1_a_bot_stopped_for_days_sends_the_most_urgent_only(database: Database) -> None:
    def run(session: Session) -> None:
        _, ada, _ = stage(session)
        minutes_due.plan(session, at(HELD_ON), SETTINGS)
        assert days(session) == []
        minutes_due.plan(session, at(date(2026, 12, 10)), SETTINGS)
        assert days(session) == [(ada, "2026-12-08")]

    database.write(run)


def test_none_once_they_were_deposited_nor_of_a_meeting_that_was_cancelled_or_moved(
    database: Database,
) -> None:
    """S24; each reminder asks whether it still holds when it leaves."""

    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        minutes_due.plan(session, at(date(2026, 12, 2)), SETTINGS)
        (row,) = session.scalars(select(OutboxRow).where(OutboxRow.kind == minutes_due.WANTED))

        def drawn(reader: int = ada) -> bool:
            now = at(date(2026, 12, 2))
            return draw(session, now, row.kind, ("minutes", row.subject_id), reader, {}) is not None

        one = session.get_one(Meeting, meeting)
        assert drawn()
        assert not drawn(reader=1)
        for state in ("CANCELLED", "MOVED"):
            one.state = state
            session.flush()
            assert not drawn()
            assert unwritten(session, HELD_ON, HELD_ON) == []
        one.state = "HELD"
        written(session, meeting, ada)
        assert drawn()
        deposit(session, meeting, ada)
        assert not drawn()
        minutes_due.plan(session, at(date(2026, 12, 8)), SETTINGS)
        assert days(session) == [(ada, "2026-12-02")]

    database.write(run)


def test_networks_that_are_over_or_not_yet_published_are_left_alone(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, _, _ = stage(session)
        network = session.get_one(Network, session.get_one(Meeting, meeting).network_id)
        for state in ("CANCELLED", "COMPLETED", "ARCHIVED"):
            network.state = state
            session.flush()
            assert unwritten(session, HELD_ON, HELD_ON) == []
        network.state, network.published_at = "IN_PROGRESS", None
        session.flush()
        assert unwritten(session, HELD_ON, HELD_ON) == []
        network.published_at = NOW
        session.flush()
        assert [one.meeting_id for one in unwritten(session, HELD_ON, HELD_ON)] == [meeting]

    database.write(run)


def test_a_meeting_that_was_over_when_its_list_came_in_owes_no_minutes_unless_they_were_begun(
    database: Database,
) -> None:
    """No reminder, no row of the desk (R62); once its animator opens them, both."""

    def run(session: Session) -> None:
        meeting, ada, _ = stage(session)
        viewer, late = rita(session), at(date(2026, 12, 12))
        session.get_one(Meeting, meeting).state = MeetingState.HELD.value
        session.flush()
        run_until(session, date(2026, 12, 12))
        assert days(session) == []
        assert views.tasks(session, late, viewer) == []
        session.add(Minutes(meeting_id=meeting, draft={}, saved_at=late))
        session.flush()
        minutes_due.plan(session, late, SETTINGS)
        assert days(session) == [(ada, "2026-12-08")]
        assert [one.subject_id for one in views.tasks(session, late, viewer)] == [meeting]

    database.write(run)


def test_after_ten_days_the_desk_has_it_until_it_is_settled(database: Database) -> None:
    def run(session: Session) -> None:
        meeting, ada, crowd = stage(session)
        viewer = rita(session)
        tenth, later = at(date(2026, 12, 11)), at(date(2026, 12, 12))
        assert views.tasks(session, tenth, viewer) == []
        (task,) = views.tasks(session, later, viewer)
        assert (task.kind, task.subject_id) == ("minutes_late", meeting)
        assert task.since == at(date(2026, 12, 12), 0)
        assert minutes_due.on_paper(session, tenth, viewer, meeting) is OnPaper.NOTHING_LATE
        assert minutes_due.on_paper(session, later, crowd[0], meeting) is OnPaper.NOT_ALLOWED
        assert minutes_due.on_paper(session, later, viewer, 4242) is OnPaper.NOTHING_LATE
        assert minutes_due.on_paper(session, later, viewer, meeting) is OnPaper.KEPT
        assert minutes_due.on_paper(session, later, viewer, meeting) is OnPaper.NOTHING_LATE
        assert (views.tasks(session, later, viewer), views.late(session, later, meeting)) == ([], None)
        # Never blocking: the animator may write them all the same.
        assert minutes.start(session, AFTER, ada, meeting, WORDS) == minutes.Opened(meeting)
        written(session, meeting, ada)

    database.write(run)
