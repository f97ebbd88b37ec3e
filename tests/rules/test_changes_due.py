"""When awaited changes are recalled, and when they are late (B19, B9)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.closed_days import closed_days
from bot.rules.changes_due import Recall, overdue, recall
from bot.rules.quiet_time import on_or_before

CLOSED = closed_days(2026) | closed_days(2027)
TOLD = date(2026, 11, 12)
FRIDAY = date(2026, 12, 11)
SUNDAY = date(2026, 12, 13)
EASTER_MONDAY = date(2027, 3, 29)


@pytest.mark.parametrize(
    ("answer_by", "today", "expected"),
    [
        (FRIDAY, date(2026, 12, 7), None),
        (FRIDAY, date(2026, 12, 8), Recall.SOON),
        (FRIDAY, date(2026, 12, 10), Recall.SOON),  # the bot was stopped on the 8th
        (FRIDAY, FRIDAY, Recall.TODAY),  # and only the most urgent is said
        (FRIDAY, date(2026, 12, 12), None),
        # B9: a day that is closed moves to the working day before.
        (SUNDAY, date(2026, 12, 10), Recall.SOON),
        (SUNDAY, date(2026, 12, 11), Recall.TODAY),
        (SUNDAY, SUNDAY, Recall.TODAY),
        (SUNDAY, date(2026, 12, 14), None),
        # Good Friday and Easter Monday are closed: both fall on the Thursday, and are one.
        (EASTER_MONDAY, date(2027, 3, 24), None),
        (EASTER_MONDAY, date(2027, 3, 25), Recall.TODAY),
    ],
)
def test_recall(answer_by: date, today: date, expected: Recall | None) -> None:
    assert recall(answer_by, TOLD, today, CLOSED) is expected


@pytest.mark.parametrize(
    ("told_on", "today", "expected"),
    [
        (date(2026, 12, 7), date(2026, 12, 8), Recall.SOON),
        (date(2026, 12, 8), date(2026, 12, 8), None),
        (date(2026, 12, 10), date(2026, 12, 10), None),
        (date(2026, 12, 10), FRIDAY, Recall.TODAY),
        (FRIDAY, FRIDAY, None),
    ],
)
def test_no_recall_follows_on_the_heels_of_the_letter(
    told_on: date, today: date, expected: Recall | None
) -> None:
    assert recall(FRIDAY, told_on, today, CLOSED) is expected


@given(st.dates(date(2026, 7, 1), date(2027, 6, 30)), st.integers(1, 60))
def test_each_recall_begins_once_on_a_working_day_no_later_than_its_own(answer_by: date, told: int) -> None:
    told_on = answer_by - timedelta(days=told)
    days = [told_on + timedelta(days=number) for number in range(told + 8)]
    said = [(day, recall(answer_by, told_on, day, CLOSED)) for day in days]
    firsts = {kind: day for day, kind in reversed(said) if kind is not None}
    order = [kind for _, kind in said if kind is not None]
    assert order == sorted(order, key=list(Recall).index)
    for kind, day in firsts.items():
        wanted = answer_by - timedelta(days=3 if kind is Recall.SOON else 0)
        assert day == on_or_before(wanted, CLOSED)
        assert day > told_on


@given(st.dates(), st.integers(-3, 3))
def test_late_is_from_the_next_day_on(answer_by: date, days: int) -> None:
    if date.min + timedelta(days=3) < answer_by < date.max - timedelta(days=3):
        assert overdue(answer_by, answer_by + timedelta(days=days)) is (days > 0)
