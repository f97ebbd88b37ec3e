"""May this person take over the animation of this network? (R04, R12, R31; DOMAIN.md §1.8, 14; B13)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.derogations import REASON_LIMIT
from bot.rules.lists import folded
from bot.rules.texts import TooLong, too_long

OVER = frozenset({"CANCELLED", "COMPLETED", "ARCHIVED"})
# How many people one card offers; more than that is searched again, more closely.
OFFERED = 8
SHORTEST = 2


class Refusal(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    OVER = "over"  # the network, or none
    CHANGED = "changed"  # somebody else animates it by now than when the card was drawn
    SAME = "same"
    NO_PERSON = "no_person"
    NOT_TEACHING = "not_teaching"
    ANIMATES = "animates"  # another network that year


@dataclass(frozen=True, slots=True)
class Standing:
    """What the replacement depends on. `shared_days` are those to come on which a network in which the person
    takes part meets too; a seat in the very same network is given up, and shares no day.
    """

    responsible: bool
    state: str
    animator_id: int
    expected_id: int
    person_id: int
    known: bool
    teaches: bool
    animates: bool
    shared_days: Sequence[date] = ()


def refusal(standing: Standing) -> Refusal | None:
    """The first reason against it; who may act comes first: a stranger learns nothing."""
    if not standing.responsible:
        return Refusal.NOT_RESPONSIBLE
    if standing.state in OVER:
        return Refusal.OVER
    if standing.animator_id != standing.expected_id:
        return Refusal.CHANGED
    if not standing.known:
        return Refusal.NO_PERSON
    if standing.person_id == standing.animator_id:
        return Refusal.SAME
    if not standing.teaches:
        return Refusal.NOT_TEACHING
    return Refusal.ANIMATES if standing.animates else None


class Mistake(StrEnum):
    NO_REASON = "no_reason"
    CLASH = "clash"  # a day is shared, and nobody said that it may be


def mistake(standing: Standing, reason: str, *, despite_days: bool) -> Mistake | TooLong | None:
    """What is wrong with the form."""
    if not reason.strip():
        return Mistake.NO_REASON
    if (wrong := too_long(reason.strip(), REASON_LIMIT)) is not None:
        return wrong
    return Mistake.CLASH if standing.shared_days and not despite_days else None


def found_by(typed: str, name: str, address: str) -> bool:
    """Whether every word typed begins a word of the name, or all is the address; accents do not count."""
    asked = folded(typed.replace("-", " "))
    if len(asked) < SHORTEST:
        return False
    if asked == folded(address):
        return True
    words = folded(name.replace("-", " ").replace("’", " ")).split()
    return all(any(word.startswith(one) for word in words) for one in asked.replace("’", " ").split())
