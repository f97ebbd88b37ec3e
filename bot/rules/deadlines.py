"""By when the documents of meetings are due (guide §5, §8.2, §8.3; R32, R33; DOMAIN.md §0.6, §1.8, 9).

Deadlines are days in the settings' time zone, never moments: clocks change in November and March.
"""

from collections.abc import Collection
from datetime import date, timedelta

from bot.rules.quiet_time import on_or_before

NOTICE = timedelta(days=7)


def due_on(meeting: date) -> date:
    """Seven calendar days before a meeting: the last day, to its end, on which a document is on time."""
    return meeting - NOTICE


def target_on(meeting: date, closed: Collection[date]) -> date:
    """The day to aim for: the last working day on or before the due day, which itself never moves."""
    return on_or_before(due_on(meeting), closed)


def is_late(deposited: date, meeting: date) -> bool:
    return deposited > due_on(meeting)
