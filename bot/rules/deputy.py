"""Who may stand for an absent responsible, and for how long."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from rapidfuzz import fuzz

LONGEST = timedelta(days=366)
FOUND = 8
ALIKE = 80


class Mistake(StrEnum):
    NOBODY = "nobody"  # nobody was chosen, or there is no such person
    SELF = "self"
    DEPUTY_AWAY = "deputy_away"  # the chosen person is away herself on one of these days
    NO_START = "no_start"
    NO_END = "no_end"
    PAST = "past"  # it begins before today
    BACKWARDS = "backwards"  # it ends before it begins
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Days:
    """From one day to another; both count."""

    first: date
    last: date

    def meets(self, other: "Days") -> bool:
        return self.first <= other.last and other.first <= self.last


def day_of(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None


def days(typed_first: str, typed_last: str, today: date) -> Days | list[Mistake]:
    """The days as typed (ISO), or everything that is wrong with them."""
    first, last = day_of(typed_first), day_of(typed_last)
    wrong = []
    if first is None:
        wrong.append(Mistake.NO_START)
    elif first < today:
        wrong.append(Mistake.PAST)
    if last is None:
        wrong.append(Mistake.NO_END)
    if first is None or last is None:
        return wrong
    if last < first:
        wrong.append(Mistake.BACKWARDS)
    elif last - first > LONGEST:
        wrong.append(Mistake.TOO_LONG)
    return wrong or Days(first, last)


def holds_until(today: date, named: date | None, ends: list[date]) -> date | None:
    """The last day of a deputy's role: what a command named, and the absences that began; None when over."""
    left = [one for one in (named, *ends) if one is not None and one >= today]
    return max(left, default=None)


def _words(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return re.findall(r"[a-z0-9]+", bare)


def _likeness(wanted: str, words: list[str]) -> float:
    if any(word.startswith(wanted) for word in words):
        return 100.0
    return max((fuzz.ratio(wanted, word) for word in words), default=0.0)


def found(search: str, people: Iterable[tuple[int, str, str]]) -> list[int]:
    """The ids of those, of (id, name, address), whom a search names, the likeliest first, FOUND at most.

    Each word that was typed begins a word of the name or the address, or is one with a typo.
    """
    wanted = _words(search)
    scored = []
    for number, name, address in people:
        words = _words(f"{name} {address}")
        each = [_likeness(one, words) for one in wanted]
        if each and min(each) >= ALIKE:
            scored.append((-sum(each), _words(name), number))
    return [number for _, _, number in sorted(scored)[:FOUND]]
