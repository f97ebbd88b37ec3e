"""The register of privacy incidents: what it holds, what is wrong with it (Loi sur l’accès, s. 63.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

STEPS: Mapping[int, Sequence[str]] = {
    1: ("data", "circumstances", "period", "discovered_on", "people"),
    2: ("risk", "serious", "notices", "measures"),
}
"""What each step writes: the facts, then the risk, the notices and the measures."""
FIELDS = tuple(name for names in STEPS.values() for name in names)
NEEDED = ("data", "circumstances", "period", "discovered_on")
"""`people`, how many are concerned, may be unknown for a while."""
SHORT = ("period", "people")
SHORT_LIMIT, LONG_LIMIT = 200, 1000
SERIOUS = ("yes", "no", "")


class Fault(StrEnum):
    MISSING = "missing"
    TOO_LONG = "too_long"
    BAD_DAY = "bad_day"
    FUTURE = "future"
    BAD_NUMBER = "bad_number"


@dataclass(frozen=True, slots=True)
class Mistake:
    field: str
    fault: Fault
    count: int = 0
    limit: int = 0


def read(values: Mapping[str, str], step: int) -> dict[str, str]:
    """The fields of one step as typed."""
    typed = {name: values.get(name, "").strip() for name in STEPS[step]}
    if typed.get("serious") not in {None, *SERIOUS}:
        typed["serious"] = ""
    return typed


def mistakes(typed: Mapping[str, str], today: date) -> list[Mistake]:
    """Everything wrong with one step, in the order of its fields."""
    return [found for name, text in typed.items() if (found := _mistake(name, text, today)) is not None]


def _mistake(name: str, text: str, today: date) -> Mistake | None:
    limit = SHORT_LIMIT if name in SHORT else LONG_LIMIT
    if not text:
        return Mistake(name, Fault.MISSING) if name in NEEDED else None
    if len(text) > limit:
        return Mistake(name, Fault.TOO_LONG, len(text), limit)
    if name == "discovered_on":
        day = read_day(text)
        if day is None:
            return Mistake(name, Fault.BAD_DAY)
        return Mistake(name, Fault.FUTURE) if day > today else None
    if name == "people" and not (text.isascii() and text.isdigit()):
        return Mistake(name, Fault.BAD_NUMBER)
    return None


def read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
