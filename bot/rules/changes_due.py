"""When changes that were asked for are recalled to their proposer, and when they are late (B19)."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from bot.rules.quiet_time import on_or_before

SOON = timedelta(days=3)


class Recall(StrEnum):
    SOON = "soon"
    TODAY = "today"


def recall(answer_by: date, told_on: date, today: date, closed: Collection[date]) -> Recall | None:
    """The most urgent recall that is due, None when there is none.

    Each falls on a working day, on the one before where its own is closed. What would come no later than
    the day on which the date was told (`told_on`) is left out.
    """
    if today > answer_by:
        return None
    due = {
        Recall.TODAY: on_or_before(answer_by, closed),
        Recall.SOON: on_or_before(answer_by - SOON, closed),
    }
    for kind, day in due.items():
        if today >= day:
            return kind if day > told_on else None
    return None


def overdue(answer_by: date, today: date) -> bool:
    return today > answer_by
