"""The committee's marks on the seven priorities of guide §4 (R24–R30): collected, counted, never decisive."""

from collections import Counter
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from bot.rules.roles import COMMITTEE_MEMBER

CRITERIA = ("R24", "R25", "R26", "R27", "R28", "R29", "R30")
# At most five inputs a card (design.md §3); the comment stands with the last ones.
STEPS: Mapping[int, tuple[str, ...]] = {1: CRITERIA[:4], 2: CRITERIA[4:]}
LAST_STEP = 2


class Mark(StrEnum):
    YES = "YES"
    PARTLY = "PARTLY"
    NO = "NO"
    NO_OPINION = "NO_OPINION"


class RatingRefusal(StrEnum):
    NOT_COMMITTEE = "not_committee"
    OWN_PROPOSAL = "own_proposal"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    ALREADY_DECIDED = "already_decided"


@dataclass(frozen=True, slots=True)
class RatingStanding:
    """What a rating depends on, read under the lock."""

    actor_id: int
    actor_roles: AbstractSet[str]
    proposer_id: int
    withdrawn: bool
    is_current_version: bool
    decided: bool


def refusal(standing: RatingStanding) -> RatingRefusal | None:
    """The first reason to keep no mark, or None. Who may act comes first: a stranger learns nothing."""
    if COMMITTEE_MEMBER not in standing.actor_roles:
        return RatingRefusal.NOT_COMMITTEE
    if standing.actor_id == standing.proposer_id:
        return RatingRefusal.OWN_PROPOSAL
    if standing.decided:
        return RatingRefusal.ALREADY_DECIDED
    if not standing.is_current_version:
        return RatingRefusal.REPLACED
    return RatingRefusal.WITHDRAWN if standing.withdrawn else None


def read_marks(step: int, typed: Mapping[str, str]) -> dict[str, str]:
    """The marks of one step; what was not chosen, or is none, is no opinion."""
    known = set(Mark)
    return {
        name: typed[name] if typed.get(name) in known else Mark.NO_OPINION.value
        for name in STEPS.get(step, ())
    }


def is_complete(marks: Mapping[str, str]) -> bool:
    """Whether every priority has its mark: the last step was saved too."""
    return all(name in marks for name in CRITERIA)


def tally(ratings: Iterable[Mapping[str, str]]) -> dict[str, Counter[str]]:
    """For each priority how many gave which mark, over the complete ratings."""
    counted = {name: Counter[str]() for name in CRITERIA}
    for marks in ratings:
        if is_complete(marks):
            for name in CRITERIA:
                counted[name][marks[name]] += 1
    return counted
