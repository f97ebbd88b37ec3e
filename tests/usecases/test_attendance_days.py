"""Attendance in the days after a meeting: who got a seat since was not expected at it (S20)."""

from sqlalchemy.orm import Session

from bot.usecases import attendance, enrollment, waiting
from bot.usecases.attendance import Refused
from bot.usecases.waiting import Answer
from bot.views.attendees import attendance_lines
from cards.phrases import minutes as say_minutes
from storage.attendance import expected
from storage.database import Database
from storage.network import Network
from storage.schedule import meetings_of
from tests.enrolling import NEAR, full
from tests.usecases.test_attendance import DURING, sound


def test_who_got_the_seat_after_a_meeting_was_not_expected_at_it(database: Database) -> None:
    """S20: P was there and leaves, Q gets the seat: the count and the minutes of that day do not change."""

    def run(session: Session) -> None:
        network, crowd = full(session, days=NEAR, waiters=1)
        first, second = meetings_of(session, network)
        ada = session.get_one(Network, network).animator_id
        attendance.everybody(session, DURING, ada, first.id, activity_id="e")
        after = DURING.replace(day=2)
        enrollment.withdraw(session, after, crowd[0], network)
        assert waiting.accept(session, after, crowd[10], network) is Answer.ACCEPTED
        assert expected(session, first, after.date()) == set(crowd[:10])
        assert expected(session, second, after.date()) == set(crowd[1:])
        late = attendance.mark(session, after, ada, first.id, crowd[10], "absent", activity_id="1")
        assert late is Refused.NOT_A_MEMBER
        lines = attendance_lines(session, first, after.date())
        assert lines[0] == say_minutes.attendance(10, 10)
        assert len(lines) == 11
        sound(session)

    database.write(run)
