"""What a file of networks that already run may say (guide §3, §6, §8.2; R11–R23; DOMAIN.md §5.1, S03)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time

from bot.rules.calendar import school_year
from bot.rules.releases import HALF_DAYS

MODALITIES: Mapping[str, str] = {"2J": "FULL_2", "1J2D": "FULL_1_HALF_2", "4D": "HALF_4"}
# The stage, as the responsible words it, by how it begins.
STAGES: Mapping[str, str] = {
    "en cours": "IN_PROGRESS",
    "annoncé": "OPEN",
    "inscriptions ouvertes": "OPEN",
    "accepté": "ACCEPTED",
    "terminé": "COMPLETED",
    "annulé": "CANCELLED",
}
# R13: filed from this day on, a network is animated by teaching staff.
TEACHERS_ONLY_FROM = date(2025, 1, 1)
MOST_YEARS = 2
SATURDAY = 5
ENROLLED, WITHDRAWN, WAITING = "inscrit", "désisté", re.compile(r"liste d.attente ([1-9][0-9]?)")
_HOURS = re.compile(r"(\d{1,2})(?:\s?h\s?|:)(\d{2})?\s*(?:-|–|à)\s*(\d{1,2})(?:\s?h\s?|:)(\d{2})?")


@dataclass(frozen=True, slots=True)
class Hours:
    starts: time
    ends: time


def stage(written: str) -> str | None:
    """The network's state, or None for words that are no stage of a network."""
    low = written.lower().replace("\u00a0", " ")
    return next((state for words, state in STAGES.items() if low.startswith(words)), None)


def hours(written: str) -> Hours | None:
    """« 8 h 45 à 15 h 45 », « 08:45-15:45 »; None for anything else, and for an end before its start."""
    found = _HOURS.fullmatch(written.strip().replace("\u00a0", " "))
    if found is None:
        return None
    first, first_minute, last, last_minute = (int(part or 0) for part in found.groups())
    try:
        read = Hours(time(first, first_minute), time(last, last_minute))
    except ValueError:
        return None
    return read if read.starts < read.ends else None


def half_days(modality: str, days: int) -> tuple[int, ...] | None:
    """Of each meeting in its order; None when the modality has not so many. Always four in all (R38)."""
    planned = HALF_DAYS[modality]
    return planned if len(planned) == days else None


def bad_day(day: date, year: str) -> bool:
    """A weekend, or a day outside the network's school year (R14, R19)."""
    return day.weekday() >= SATURDAY or school_year(day) != year


def may_animate(*, teaches: bool, filed_on: date | None) -> bool:
    """Whoever does not teach animates only what was filed before 2025 (R13, S03)."""
    return teaches or (filed_on is not None and filed_on < TEACHERS_ONLY_FROM)


def rank(written: str) -> int | None:
    """The rank of « liste d’attente 2 », or None."""
    found = WAITING.fullmatch(written)
    return int(found.group(1)) if found else None
