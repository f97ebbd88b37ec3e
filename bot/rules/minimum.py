"""Six members or a decision (R21; guide §3; DOMAIN.md §1.8, 4; S16). Days are in the settings' time zone."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from bot.rules.enrollment import MINIMUM
from bot.rules.quiet_time import on_or_before, working_days_before

BEFORE_FIRST = timedelta(days=8)


class Mistake(StrEnum):
    """Why a decision cannot be kept as it was typed."""

    NO_DAY = "no_day"
    NOT_LATER = "not_later"
    TOO_LATE = "too_late"
    NO_REASON = "no_reason"


def is_due(
    *, state: str, members: int, kept: bool, closes_on: date | None, today: date, minimum: int = MINIMUM
) -> bool:
    """Whether a responsible must decide: the last day is over, six are not there, nothing was decided."""
    return state == "OPEN" and not kept and members < minimum and closes_on is not None and today > closes_on


def latest(first_day: date, closed: Collection[date]) -> date:
    """The last day to which enrollment may be extended: a working day, eight days before it meets."""
    return on_or_before(first_day - BEFORE_FIRST, closed)


def usual(first_day: date, days: int, closed: Collection[date]) -> date:
    """The deadline when nobody sets one: so many working days before the first meeting."""
    return working_days_before(first_day, days, closed)


def extension(
    day: date | None, closes_on: date | None, first_day: date, today: date, closed: Collection[date]
) -> Mistake | None:
    """What is wrong with a new last day; None when it may be."""
    if day is None:
        return Mistake.NO_DAY
    if day <= today or (closes_on is not None and day <= closes_on):
        return Mistake.NOT_LATER
    return Mistake.TOO_LATE if day > latest(first_day, closed) else None


def half_time(opened_on: date, closes_on: date, closed: Collection[date]) -> date:
    """When it is told how many are missing: half-way, on a working day."""
    return on_or_before(opened_on + (closes_on - opened_on) / 2, closed)
