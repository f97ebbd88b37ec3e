"""May a network go on for a second year, and who is invited (guide §3; R12, R13, R17, R22, R23; B14, S30)."""

from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from bot.rules.approval import ACCEPTED, CHANGES_REQUESTED, DECLINED
from bot.rules.calendar import following, school_year
from bot.rules.enrollment import SCHOOL_PLACES
from bot.rules.quiet_time import working_days_after
from bot.rules.roles import CEE_RESPONSIBLE

LAST_YEAR = 2
# An invitation that nobody answers must not hold a seat into the next winter.
LONGEST = timedelta(days=120)
YES, NO, MAYBE = "YES", "NO", "MAYBE"
WISHES = (YES, NO, MAYBE)


class Bar(StrEnum):
    """Why a bilan that says « oui » makes no request."""

    THIRD_YEAR = "third_year"
    NOT_TEACHING = "not_teaching"
    CANCELLED = "cancelled"
    YEAR_OVER = "year_over"  # the second year would be over already


class Refusal(StrEnum):
    """Why a decision is not recorded."""

    NOT_RESPONSIBLE = "not_responsible"
    OWN_NETWORK = "own_network"
    ALREADY_DECIDED = "already_decided"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    THIRD_YEAR = "third_year"
    NOT_TEACHING = "not_teaching"
    SECOND_ANIMATION = "second_animation"
    HELD_ANIMATION = "held_animation"
    LATE_YEAR = "late_year"
    YEAR_OVER = "year_over"


class Mistake(StrEnum):
    """What the form lacks."""

    NO_DECISION = "no_decision"
    NO_REASON = "no_reason"
    NO_MESSAGE = "no_message"
    TOO_LONG = "too_long"
    NO_DATE = "no_date"
    BAD_DATE = "bad_date"
    PAST_DATE = "past_date"
    FAR_DATE = "far_date"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the responsible typed; `invited_until` is an ISO date or empty."""

    decision: str
    message: str
    invited_until: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision depends on, read under the lock; `school_year` is the first year's."""

    actor_id: int
    actor_roles: AbstractSet[str]
    animator_ids: AbstractSet[int]
    school_year: str
    year_index: int
    animator_teaches: bool
    decided: bool
    withdrawn: bool
    is_current_version: bool
    animates_already: bool
    acceptance_held: bool


def bar(*, year_index: int, animator_teaches: bool, cancelled: bool, year: str, today: date) -> Bar | None:
    """Why this network may not even ask; `year` is its own school year."""
    if cancelled:
        return Bar.CANCELLED
    if year_index >= LAST_YEAR:
        return Bar.THIRD_YEAR
    if following(year) < school_year(today):
        return Bar.YEAR_OVER
    return None if animator_teaches else Bar.NOT_TEACHING


def refusal(standing: Standing, verdict: Verdict, today: date) -> Refusal | None:
    """The first reason to record nothing. Who may act comes first: a stranger learns nothing (S26)."""
    if CEE_RESPONSIBLE not in standing.actor_roles:
        return Refusal.NOT_RESPONSIBLE
    if standing.actor_id in standing.animator_ids:
        return Refusal.OWN_NETWORK
    if standing.decided:
        return Refusal.ALREADY_DECIDED
    if not standing.is_current_version:
        return Refusal.REPLACED
    if standing.withdrawn:
        return Refusal.WITHDRAWN
    return _acceptance_refusal(standing, verdict, today) if verdict.decision == ACCEPTED else None


def _acceptance_refusal(standing: Standing, verdict: Verdict, today: date) -> Refusal | None:
    year = following(standing.school_year)
    if standing.year_index >= LAST_YEAR:
        return Refusal.THIRD_YEAR
    if not standing.animator_teaches:
        return Refusal.NOT_TEACHING
    if standing.animates_already:
        return Refusal.SECOND_ANIMATION
    if standing.acceptance_held:
        return Refusal.HELD_ANIMATION
    if year < school_year(today):
        return Refusal.YEAR_OVER
    # Chosen the year before; later it takes an exemption, whose reason is the message (R15).
    if year == school_year(today) and not verdict.message.strip():
        return Refusal.LATE_YEAR
    return None


def mistakes(verdict: Verdict, today: date, text_limit: int) -> tuple[Mistake, ...]:
    """A reason for a no, a message for precisions, a last day for the invitations of a yes."""
    found: list[Mistake] = []
    if verdict.decision not in {ACCEPTED, DECLINED, CHANGES_REQUESTED}:
        found.append(Mistake.NO_DECISION)
    if len(verdict.message) > text_limit:
        found.append(Mistake.TOO_LONG)
    if verdict.decision == DECLINED and not verdict.message.strip():
        found.append(Mistake.NO_REASON)
    if verdict.decision == CHANGES_REQUESTED and not verdict.message.strip():
        found.append(Mistake.NO_MESSAGE)
    if verdict.decision == ACCEPTED and (wrong := _date_mistake(verdict.invited_until, today)):
        found.append(wrong)
    return tuple(found)


def _date_mistake(typed: str, today: date) -> Mistake | None:
    if not typed:
        return Mistake.NO_DATE
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return Mistake.BAD_DATE
    if day <= today:
        return Mistake.PAST_DATE
    return Mistake.FAR_DATE if day > today + LONGEST else None


def usual_deadline(today: date, working_days: int, closed: Collection[date]) -> date:
    """The last day of the invitations when nobody chooses another one."""
    return min(working_days_after(today, working_days, closed), today + LONGEST)


class Member(Protocol):
    """What storage.invitation.Former tells."""

    @property
    def person_id(self) -> int: ...
    @property
    def school_id(self) -> str | None: ...
    @property
    def not_teaching(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Held:
    """A seat waits for this person, with one of her or his school's places."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Told:
    """Two colleagues of the same school hold its places: she or he may wait for one."""

    person_id: int


def invitations(former: Sequence[Member], capacity: int) -> list[Held | Told]:
    """Who holds a seat of the second year, on today's schools, in the order of the first year's seats (B14).

    Who does not teach any more is not invited.
    """
    places: Counter[str] = Counter()
    found: list[Held | Told] = []
    seats = 0
    for one in former:
        if one.not_teaching:
            continue
        if seats >= capacity or (one.school_id is not None and places[one.school_id] >= SCHOOL_PLACES):
            found.append(Told(one.person_id))
            continue
        seats += 1
        if one.school_id is not None:
            places[one.school_id] += 1
        found.append(Held(one.person_id))
    return found
