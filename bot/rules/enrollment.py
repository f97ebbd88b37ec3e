"""May this person enroll in this network? Named conditions, in the order in which they are told.

(R11, R12, R20–R23; guide §3, §6; DOMAIN.md §1.8. The database holds the same by constraints.)
"""

from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import Protocol


class Condition(StrEnum):
    """Why not. Each has its own sentence and its own way out (cards.phrases.enrollment)."""

    NOT_TEACHING = "not_teaching"
    CLOSED = "closed"
    OWN_NETWORK = "own_network"
    ALREADY_IN = "already_in"
    YEAR_USED = "year_used"
    CLASH = "clash"
    SAME_SCHOOL = "same_school"
    FULL = "full"


class Closed(StrEnum):
    """In which way a network takes nobody."""

    NOT_YET = "not_yet"
    OVER = "over"
    CANCELLED = "cancelled"


MINIMUM = 6
SCHOOL_PLACES = 2
OPEN_STATES = frozenset({"OPEN", "CONFIRMED"})
CANCELLED = "CANCELLED"
BEFORE = frozenset({"ACCEPTED", "SCHEDULED"})


class Meets(Protocol):
    @property
    def day(self) -> date: ...


class There(Protocol):
    @property
    def first_day(self) -> date | None: ...


class Taking(Protocol):
    """What tells whether a network takes people."""

    @property
    def state(self) -> str: ...
    @property
    def opens_on(self) -> date | None: ...
    @property
    def closes_on(self) -> date | None: ...
    @property
    def kept(self) -> bool: ...
    @property
    def enrolled(self) -> int: ...
    @property
    def first_day(self) -> date | None: ...


class Standing(Taking, Protocol):
    """What storage.standing.Standing tells."""

    @property
    def not_teaching(self) -> bool: ...
    @property
    def person_id(self) -> int: ...
    @property
    def animator_id(self) -> int: ...
    @property
    def elsewhere(self) -> There | None: ...
    @property
    def year_used(self) -> bool: ...
    @property
    def meetings(self) -> Sequence[Meets]: ...
    @property
    def animated_days(self) -> Collection[date]: ...
    @property
    def school_taken(self) -> int: ...
    @property
    def seat_free(self) -> bool: ...


def closed(standing: Taking, today: date) -> Closed | None:
    """None while people may enroll: below six it stays open until a responsible has decided (R21)."""
    if standing.state == CANCELLED:
        return Closed.CANCELLED
    if standing.state in BEFORE or (standing.opens_on is not None and today < standing.opens_on):
        return Closed.NOT_YET
    if standing.state not in OPEN_STATES:
        return Closed.OVER
    undecided = standing.enrolled < MINIMUM and standing.state == "OPEN" and not standing.kept
    if standing.closes_on is not None and today > standing.closes_on and not undecided:
        return Closed.OVER
    if standing.first_day is not None and standing.first_day <= today:
        return Closed.OVER
    return None


def obstacles(standing: Standing, today: date) -> list[Condition]:
    """All that keeps the person from this network whether or not a seat is free, as it is told in turn."""
    told = (
        (Condition.NOT_TEACHING, standing.not_teaching),
        (Condition.CLOSED, closed(standing, today) is not None),
        (Condition.OWN_NETWORK, standing.person_id == standing.animator_id),
        (Condition.ALREADY_IN, standing.elsewhere is not None),
        (Condition.YEAR_USED, standing.year_used),
        (Condition.CLASH, clash(standing) is not None),
    )
    return [condition for condition, holds in told if holds]


def obstacle(
    standing: Standing, today: date, despite: Collection[Condition] = frozenset()
) -> Condition | None:
    """The first of them, those that a responsible sets aside left out; None when there is none."""
    return next((one for one in obstacles(standing, today) if one not in despite), None)


def refusal(
    standing: Standing, today: date, despite: Collection[Condition] = frozenset()
) -> Condition | None:
    """The first condition that keeps the person from a seat now; None when she or he may have one."""
    return obstacle(standing, today, despite) or no_room(standing)


def no_room(standing: Standing) -> Condition | None:
    """Two of the school are there, or ten: nobody makes an exception from these (R22, R23)."""
    if standing.school_taken >= SCHOOL_PLACES:
        return Condition.SAME_SCHOOL
    return None if standing.seat_free else Condition.FULL


def clash(standing: Standing) -> date | None:
    """The first day on which the person animates elsewhere while this network meets (R31)."""
    return min((one.day for one in standing.meetings if one.day in standing.animated_days), default=None)


def may_exchange(elsewhere: There, today: date) -> bool:
    """A network that has met cannot be left for another: the year's place is used (R11)."""
    return elsewhere.first_day is None or today < elsewhere.first_day
