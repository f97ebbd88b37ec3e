"""By when the documents of meetings are due (guide §5, §8.2, §8.3; R32, R33; DOMAIN.md §0.6, §1.8, 9).

Deadlines are days in the settings' time zone, never moments: clocks change in November and March.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rules.quiet_time import ONE_DAY, SendingHours, is_working_day, on_or_after, on_or_before, opening

NOTICE = timedelta(days=7)
# The seven-day post leaves at nine on a working day.
POST_AT = time(9)
# How many days ahead something may be due: 21, and the longest closure of a school year before them.
HORIZON = timedelta(days=50)


class Document(StrEnum):
    PLAN = "PLAN"
    AGENDA = "AGENDA"


BEFORE: Mapping[Document, tuple[int, ...]] = {Document.PLAN: (21, 14), Document.AGENDA: (14,)}
"""How many days before the meeting the animator is reminded, the target apart."""


class Fault(StrEnum):
    """What is wrong with a delay."""

    NO_DATE = "no_date"
    PAST = "past"
    TOO_LATE = "too_late"  # past the last day that a document, or a bilan, can wait for
    NO_REASON = "no_reason"
    LONG_REASON = "long_reason"


LONGEST_REASON = 1000


def due_on(meeting: date) -> date:
    """Seven calendar days before a meeting: the last day, to its end, on which a document is on time."""
    return meeting - NOTICE


def target_on(meeting: date, closed: Collection[date]) -> date:
    """The day to aim for: the last working day on or before the due day, which itself never moves."""
    return on_or_before(due_on(meeting), closed)


def is_late(deposited: date, meeting: date) -> bool:
    return deposited > due_on(meeting)


def recall_days(
    document: Document, meeting: date, closed: Collection[date], granted: date | None = None
) -> list[date]:
    """The working days on which the animator is reminded, in their order; one where two fall together.

    `granted` is the last day of a delay, which is recalled too.
    """
    days = {on_or_before(meeting - timedelta(days=many), closed) for many in BEFORE[document]}
    days |= {target_on(meeting, closed)} | ({on_or_before(granted, closed)} if granted else set())
    return sorted(days)


def recall_due(days: Collection[date], today: date) -> date | None:
    """The most urgent reminder that is due today, however long nobody looked; None before the first (B1)."""
    return max((day for day in days if day <= today), default=None)


def is_escalated(meeting: date, today: date, granted: date | None = None) -> bool:
    """Whether the responsible is asked to act: from the day after the due day, or after a granted delay."""
    return max(due_on(meeting), granted or date.min) < today <= meeting


def post_moment(
    meeting: date, now: datetime, hours: SendingHours, closed: Collection[date]
) -> datetime | None:
    """When the seven-day post leaves, in the zone of `now`: nine o’clock of the target day, or as soon after
    as the sending hours allow. None while that is still to come.
    """
    wanted = datetime.combine(target_on(meeting, closed), POST_AT, tzinfo=now.tzinfo)
    if now < wanted:
        return None
    today = now.date()
    if not is_working_day(today, closed) or now.hour >= hours[1]:
        return opening(on_or_after(today + ONE_DAY, closed), hours, now)
    return max(now, opening(today, hours, now))


def delay_faults(typed: str, reason: str, last: date, today: date) -> list[Fault]:
    """What is wrong with a delay as typed; `typed` should be an ISO date, on `last` at the latest."""
    found = []
    until = read_day(typed)
    if until is None:
        found.append(Fault.NO_DATE)
    elif until < today:
        found.append(Fault.PAST)
    elif until > last:
        found.append(Fault.TOO_LATE)
    if not reason.strip():
        found.append(Fault.NO_REASON)
    elif len(reason) > LONGEST_REASON:
        found.append(Fault.LONG_REASON)
    return found


def read_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
