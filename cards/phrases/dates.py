"""Dates and hours as Québec writes them: « le mercredi 14 octobre 2026 », « 8 h 45 » (DOMAIN.md §3.6)."""

from datetime import date, datetime

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def long_date(day: date) -> str:
    """« le mercredi 14 octobre 2026 »; the first of a month is « 1er »."""
    return f"le {DAYS[day.weekday()]} {_day(day)} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """« le 14 octobre 2026 »"""
    return f"le {_day(day)} {MONTHS[day.month - 1]} {day.year}"


def hour(moment: datetime) -> str:
    """« 8 h 45 », « 13 h »; the moment is in the zone that people live in."""
    return f"{moment.hour} h {moment.minute:02d}" if moment.minute else f"{moment.hour} h"


def _day(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)
