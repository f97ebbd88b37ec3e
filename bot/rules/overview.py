"""Where each document of a school year stands, and what is counted of it (R32, R33, R37, R62).

Days are days in the settings' time zone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The documents of a network, in the order in which they come."""

    PLAN = "PLAN"
    AGENDA = "AGENDA"
    MINUTES = "MINUTES"
    BILAN = "BILAN"


class Standing(StrEnum):
    ON_TIME = "on_time"
    LATE = "late"  # deposited after its day
    ON_PAPER = "on_paper"
    MISSING = "missing"  # its day is over
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that a network owes: `number` is its meeting's, 0 for what is owed once a year; `due` the
    last day on which it is on time; `done` when it was first deposited.
    """

    kind: Kind
    network_id: int
    due: date
    number: int = 0
    done: date | None = None
    on_paper: bool = False

    def standing(self, today: date) -> Standing:
        if self.done is not None:
            return Standing.LATE if self.done > self.due else Standing.ON_TIME
        if self.on_paper:
            return Standing.ON_PAPER
        return Standing.MISSING if today > self.due else Standing.TO_COME


def tally(papers: Iterable[Paper], today: date) -> Mapping[Kind, Mapping[Standing, int]]:
    """How many documents of each kind stand where; every kind and every standing is there."""
    counted = {kind: dict.fromkeys(Standing, 0) for kind in Kind}
    for one in papers:
        counted[one.kind][one.standing(today)] += 1
    return counted


def percent(part: int, whole: int) -> int:
    """A whole percentage, the half rounded up; 0 of nothing. All alone is 100, and nothing less is."""
    if whole <= 0:
        return 0
    rounded = (200 * part + whole) // (2 * whole)
    return min(rounded, 99) if part < whole else rounded


def neighbours(years: Iterable[str], year: str) -> tuple[str, str]:
    """(the year before, the year after) among those that may be shown; "" for none."""
    known = sorted(set(years))
    before = [one for one in known if one < year]
    after = [one for one in known if one > year]
    return (before[-1] if before else "", after[0] if after else "")
