"""The days on which nobody works: no reminder leaves on them (DOMAIN.md §3.1; S22).

They are the public holidays of Québec, Easter Monday among them, and what the school calendar says.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from storage.school_calendar import DayKind, kinds_between


def closed_between(session: Session, first: date, last: date) -> frozenset[date]:
    """Those from `first` to `last`, both inclusive: holidays and closed days, but not the days on which
    people do work. Weekends are not among them unless they are holidays.
    """
    kinds = kinds_between(session, first, last)
    holidays = {
        day for year in range(first.year, last.year + 1) for day in closed_days(year) if first <= day <= last
    }
    closed = {day for day, kind in kinds.items() if kind == DayKind.CLOSED.value}
    return frozenset((holidays | closed) - {day for day, kind in kinds.items() if kind == DayKind.OPEN.value})


def closed_around(session: Session, day: date) -> frozenset[date]:
    """Those of the day's calendar year and of its two neighbours, so that a walk over New Year sees both."""
    return closed_between(session, date(day.year - 1, 1, 1), date(day.year + 1, 12, 31))


def closed_days(year: int) -> frozenset[date]:
    """The holidays alone, of the calendar year and of its two neighbours."""
    return frozenset(holiday_names(year))


@cache
def holiday_names(year: int) -> Mapping[date, str]:
    """The holidays of the calendar year and of its two neighbours, each with its French name."""
    # Read when a year is first asked for: its tables of every country are slow to load.
    from holidays import country_holidays  # noqa: PLC0415

    found = country_holidays(
        "CA", subdiv="QC", language="fr", years=[year - 1, year, year + 1], categories=("public", "optional")
    )
    return dict(found)
