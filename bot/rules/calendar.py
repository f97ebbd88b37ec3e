"""School years: 1 July to 30 June, written « 2026-2027 » (R14; DOMAIN.md §0.5)."""

from datetime import date

FIRST_MONTH = 7


def school_year(day: date) -> str:
    """The school year of a day in the settings' time zone."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def following(year: str) -> str:
    first = int(year[:4]) + 1
    return f"{first}-{first + 1}"


def last_three(year: str) -> list[str]:
    """The year itself and the three before it, newest first: what a new title may repeat (R24)."""
    first = int(year[:4])
    return [f"{y}-{y + 1}" for y in range(first, first - 4, -1)]
