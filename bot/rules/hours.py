"""Hours present in meetings, in whole minutes (Loi sur l’instruction publique, s. 22.0.1; DOMAIN.md Q18).

Whether they count towards the thirty hours is not ours to say.
"""

from datetime import date, datetime, time, timedelta

from bot.rules.calendar import school_year
from bot.rules.schedule import usual_hours

DINNER = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def net_minutes(starts: time | None, ends: time | None, half_days: int) -> int:
    """What a meeting lasts; a whole day without its hour of dinner. Unknown hours are the guide's (R46)."""
    usual = usual_hours(half_days)
    first, last = starts or usual[0], ends or usual[1]
    length = datetime.combine(date.min, last) - datetime.combine(date.min, first)
    if half_days > 1:
        length -= DINNER
    return max(length, timedelta(0)) // MINUTE


def minutes_of(starts: time | None, ends: time | None, half_days: int, there: int) -> int:
    """Those of so many of its half-days; a half-day of a whole day is half of it."""
    return net_minutes(starts, ends, half_days) * min(there, half_days) // half_days


def two_years(today: date) -> tuple[str, str]:
    """The school year of this day and the one before, newest first: « deux années scolaires »."""
    first = int(school_year(today)[:4])
    return f"{first}-{first + 1}", f"{first - 1}-{first}"
