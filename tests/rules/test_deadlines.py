"""The seven days (R32, R33; S21, S22; DOMAIN.md §1.8, 9)."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.closed_days import closed_days
from bot.rules.deadlines import (
    Document,
    Fault,
    delay_faults,
    due_on,
    is_escalated,
    is_late,
    post_moment,
    recall_days,
    recall_due,
    target_on,
)
from bot.rules.quiet_time import ONE_DAY
from tests.factories import TORONTO

# The relâche of the school calendar, which no law names.
CLOSED = closed_days(2026) | closed_days(2027) | {date(2027, 3, day) for day in range(1, 6)}


@pytest.mark.parametrize(
    ("meeting", "due", "target"),
    [
        (date(2026, 12, 1), date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 10, 19), date(2026, 10, 12), date(2026, 10, 9)),
        (date(2027, 3, 8), date(2027, 3, 1), date(2027, 2, 26)),
        (date(2027, 4, 5), date(2027, 3, 29), date(2027, 3, 25)),
        (date(2027, 5, 31), date(2027, 5, 24), date(2027, 5, 21)),
        # Clocks change between the due day and the meeting.
        (date(2026, 11, 4), date(2026, 10, 28), date(2026, 10, 28)),
        (date(2027, 3, 17), date(2027, 3, 10), date(2027, 3, 10)),
    ],
)
def test_s22_the_due_day_stays_and_the_target_is_a_working_day(
    meeting: date, due: date, target: date
) -> None:
    assert (due_on(meeting), target_on(meeting, CLOSED)) == (due, target)


def test_control_without_the_calendar_easter_monday_would_be_the_target() -> None:
    assert target_on(date(2027, 4, 5), frozenset()) == date(2027, 3, 29)


@pytest.mark.parametrize(("day", "late"), [(23, False), (24, False), (25, True)])
def test_s21_on_time_to_the_end_of_the_seventh_day_before(day: int, late: bool) -> None:
    assert is_late(date(2026, 11, day), date(2026, 12, 1)) is late


TUESDAY = date(2026, 12, 1)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=TORONTO)


@pytest.mark.parametrize(
    ("document", "meeting", "days"),
    [
        (Document.PLAN, TUESDAY, [date(2026, 11, 10), date(2026, 11, 17), date(2026, 11, 24)]),
        (Document.AGENDA, TUESDAY, [date(2026, 11, 17), date(2026, 11, 24)]),
        # D−14 is in the relâche and D−21 before it; the target is an ordinary day.
        (Document.PLAN, date(2027, 3, 17), [date(2027, 2, 24), date(2027, 2, 26), date(2027, 3, 10)]),
    ],
)
def test_the_animator_is_reminded_on_working_days(
    document: Document, meeting: date, days: list[date]
) -> None:
    assert recall_days(document, meeting, CLOSED) == days


def test_two_reminders_that_fall_together_are_one_and_a_delay_has_its_own() -> None:
    """With two weeks closed before the target, D−14 and D−7 fall on one day."""
    closed = {date(2026, 11, 16) + ONE_DAY * number for number in range(12)}
    assert recall_days(Document.AGENDA, TUESDAY, closed) == [date(2026, 11, 13)]
    granted = date(2026, 11, 29)
    assert recall_days(Document.AGENDA, TUESDAY, CLOSED, granted)[-1] == date(2026, 11, 27)


@pytest.mark.parametrize(
    ("today", "due"),
    [(16, None), (17, 17), (23, 17), (24, 24), (30, 24)],
)
def test_b1_only_the_most_urgent_reminder_is_due(today: int, due: int | None) -> None:
    days = recall_days(Document.AGENDA, TUESDAY, CLOSED)
    assert recall_due(days, date(2026, 11, today)) == (date(2026, 11, due) if due else None)


def test_the_responsible_is_asked_from_the_sixth_day_before_or_after_a_delay() -> None:
    asked = [day for day in range(20, 31) if is_escalated(TUESDAY, date(2026, 11, day))]
    assert asked == [25, 26, 27, 28, 29, 30]
    assert is_escalated(TUESDAY, TUESDAY)
    assert not is_escalated(TUESDAY, TUESDAY + ONE_DAY)
    granted = date(2026, 11, 27)
    assert [is_escalated(TUESDAY, date(2026, 11, day), granted) for day in (27, 28)] == [False, True]
    # A delay that ends before the due day changes nothing.
    assert not is_escalated(TUESDAY, date(2026, 11, 24), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("now", "leaves"),
    [
        (at(date(2026, 11, 24), 8, 59), None),
        (at(date(2026, 11, 24), 9), at(date(2026, 11, 24), 9)),
        (at(date(2026, 11, 24), 16, 59), at(date(2026, 11, 24), 16, 59)),
        # After hours, at night, on a Saturday: the next moment that the sending hours allow.
        (at(date(2026, 11, 24), 17), at(date(2026, 11, 25), 8)),
        (at(date(2026, 11, 25), 3), at(date(2026, 11, 25), 8)),
        (at(date(2026, 11, 28), 12), at(date(2026, 11, 30), 8)),
    ],
)
def test_the_post_leaves_at_nine_or_as_soon_after_as_it_may(now: datetime, leaves: datetime | None) -> None:
    assert post_moment(TUESDAY, now, (8, 17), CLOSED) == leaves


def test_s22_the_post_leaves_on_the_working_day_before_a_holiday() -> None:
    monday = date(2027, 4, 5)
    assert post_moment(monday, at(date(2027, 3, 25), 8, 59), (8, 17), CLOSED) is None
    assert post_moment(monday, at(date(2027, 3, 25), 9), (8, 17), CLOSED) == at(date(2027, 3, 25), 9)


@pytest.mark.parametrize(
    ("typed", "reason", "faults"),
    [
        ("2026-11-27", "Une absence.", []),
        ("", "Une absence.", [Fault.NO_DATE]),
        ("demain", " ", [Fault.NO_DATE, Fault.NO_REASON]),
        ("2026-11-24", "x" * 1001, [Fault.PAST, Fault.LONG_REASON]),
        ("2026-12-01", "Une absence.", [Fault.TOO_LATE]),
    ],
)
def test_a_delay_has_a_day_before_the_meeting_and_a_reason(
    typed: str, reason: str, faults: list[Fault]
) -> None:
    assert delay_faults(typed, reason, TUESDAY - timedelta(days=1), date(2026, 11, 25)) == faults
