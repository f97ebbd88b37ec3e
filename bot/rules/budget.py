"""The release of a year against its envelope, in half-days: whole numbers throughout (S19; R38–R41)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# As they are stored.
NOT_USED, USED = "NOT_USED", "USED"
# A year of a hundred full networks takes 4,300 half-days.
MOST_HALF_DAYS = 20_000
_DAYS = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,3}))?(?:j|jours?)?")


@dataclass(frozen=True, slots=True)
class Sums:
    """`to_come` is planned or asked for and not used yet, `freed` what was not used and went back."""

    used: int = 0
    to_come: int = 0
    freed: int = 0

    @property
    def committed(self) -> int:
        """What the year pays for, as things stand: used, and still to come."""
        return self.used + self.to_come

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(self.used + other.used, self.to_come + other.to_come, self.freed + other.freed)


def counted(half_days: int, used: int, state: str) -> Sums:
    """Of one row of the ledger: what was used is used, whatever the state of the rest."""
    rest = half_days - used
    match state:
        case "USED":
            return Sums(used=half_days)
        case "NOT_USED":
            return Sums(used=used, freed=rest)
        case _:
            return Sums(used=used, to_come=rest)


def total(sums: Iterable[Sums]) -> Sums:
    return sum(sums, Sums())


def school_on(day: date | None, today: str, moves: Sequence[tuple[date, str]]) -> str:
    """The school of a person on a day: that before the first move after it, or today's school (S17).

    `moves` are (day of the change, school before it), oldest first; on that day the new school counts.
    """
    if day is None:
        return today
    return next((before for moved, before in moves if moved > day), today)


class Fault(StrEnum):
    """What is wrong with an envelope as it was typed."""

    NO_NUMBER = "no_number"
    NO_HALF = "no_half"  # half a half-day
    TOO_MUCH = "too_much"


def read_days(typed: str) -> int | Fault | None:
    """« 21,5 » days in half-days; None for nothing typed. A point, « j » or « jours » are understood too."""
    bare = re.sub(r"\s", "", typed).casefold()
    if not bare:
        return None
    found = _DAYS.fullmatch(bare)
    if found is None:
        return Fault.NO_NUMBER
    whole, half = int(found[1]), (found[2] or "").rstrip("0")
    if half not in {"", "5"}:
        return Fault.NO_HALF
    half_days = 2 * whole + (half == "5")
    return Fault.TOO_MUCH if half_days > MOST_HALF_DAYS else half_days


def written(half_days: int | None) -> str:
    """As it is typed: « 21,5 », « 215 »; nothing for no envelope."""
    if half_days is None:
        return ""
    whole, half = divmod(half_days, 2)
    return f"{whole},5" if half else str(whole)
