"""What may be added to a network's documents: a title, and an https address (guide §8.3; R58; B2)."""

from dataclasses import dataclass
from enum import StrEnum

from bot.rules import agenda

LONGEST_TITLE = 150
MOST = 30
"""So many links a network: the list stays one that people read."""


class Fault(StrEnum):
    NO_TITLE = "no_title"
    LONG_TITLE = "long_title"
    BAD_LINK = "bad_link"
    LONG_LINK = "long_link"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Mistake:
    fault: Fault
    count: int = 0
    limit: int = 0


def mistakes(title: str, address: str, already: int) -> list[Mistake]:
    """Everything wrong with a link, in the order of the form; `already` stand in the list."""
    found = []
    if already >= MOST:
        found.append(Mistake(Fault.TOO_MANY, already, MOST))
    if not title:
        found.append(Mistake(Fault.NO_TITLE))
    if len(title) > LONGEST_TITLE:
        found.append(Mistake(Fault.LONG_TITLE, len(title), LONGEST_TITLE))
    wrong = agenda.link_mistake(address)
    if wrong is not None:
        long = wrong.fault is agenda.Fault.TOO_LONG
        found.append(Mistake(Fault.LONG_LINK if long else Fault.BAD_LINK, wrong.count, wrong.limit))
    return found
