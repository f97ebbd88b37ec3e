"""When a decision may be recorded (guide §3, §8.1; R12, R15; S04–S08)."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.rules.proposal import is_late
from bot.rules.roles import CEE_RESPONSIBLE

ACCEPTED, DECLINED, CHANGES_REQUESTED = "ACCEPTED", "DECLINED", "CHANGES_REQUESTED"


class Refusal(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    OWN_PROPOSAL = "own_proposal"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    ALREADY_DECIDED = "already_decided"
    SECOND_ANIMATION = "second_animation"
    HELD_ANIMATION = "held_animation"
    LATE_YEAR = "late_year"
    NOT_TEACHING = "not_teaching"


class DecisionMistake(StrEnum):
    NO_DECISION = "no_decision"
    NO_REASON = "no_reason"
    NO_MESSAGE = "no_message"
    NO_DATE = "no_date"
    PAST_DATE = "past_date"
    BAD_DATE = "bad_date"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the decision depends on, read under the lock."""

    actor_id: int
    actor_roles: AbstractSet[str]
    proposer_id: int
    withdrawn: bool
    is_current_version: bool
    decided: bool
    animates_already: bool
    school_year: str
    proposer_teaches: bool = True
    """False once a list, or a responsible, says that the proposer does not teach (R04, R13)."""
    accepted_elsewhere: bool = False
    """Another proposal of this person for this year is accepted by a decision whose letter is held."""
    exempted: bool = False
    """A responsible derogated from « sélectionné l’année précédente » for this proposal before (S07)."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the responsible typed. `answer_by` is an ISO date or empty."""

    decision: str
    message: str
    answer_by: str


def refusal(standing: Standing, verdict: Verdict, today: date) -> Refusal | None:
    """The first reason to record nothing, or None. Who may act comes first: a stranger learns nothing."""
    if CEE_RESPONSIBLE not in standing.actor_roles:
        return Refusal.NOT_RESPONSIBLE
    if standing.actor_id == standing.proposer_id:
        return Refusal.OWN_PROPOSAL
    if standing.decided:
        return Refusal.ALREADY_DECIDED
    if not standing.is_current_version:
        return Refusal.REPLACED
    if standing.withdrawn:
        return Refusal.WITHDRAWN
    return _acceptance_refusal(standing, verdict, today) if verdict.decision == ACCEPTED else None


def _acceptance_refusal(standing: Standing, verdict: Verdict, today: date) -> Refusal | None:
    if not standing.proposer_teaches:
        return Refusal.NOT_TEACHING
    if standing.animates_already:
        return Refusal.SECOND_ANIMATION
    if standing.accepted_elsewhere:
        return Refusal.HELD_ANIMATION
    # A late selection needs an exemption, whose reason is the message (R15, S07).
    late = is_late(standing.school_year, today) and not standing.exempted
    if late and not verdict.message.strip():
        return Refusal.LATE_YEAR
    return None


def obstacle(standing: Standing, verdict: Verdict, today: date) -> Refusal | DecisionMistake | None:
    """Why a held letter cannot leave today, as if it were decided today; None when it can."""
    reason = refusal(replace(standing, decided=False), verdict, today)
    if reason is None and verdict.decision == CHANGES_REQUESTED:
        return date_mistake(verdict.answer_by, today)
    return reason


def mistakes(verdict: Verdict, today: date, text_limit: int) -> tuple[DecisionMistake, ...]:
    """What the form lacks: a reason for a no, a message and a date from today on for changes."""
    found: list[DecisionMistake] = []
    if verdict.decision not in {ACCEPTED, DECLINED, CHANGES_REQUESTED}:
        found.append(DecisionMistake.NO_DECISION)
    if len(verdict.message) > text_limit:
        found.append(DecisionMistake.TOO_LONG)
    if verdict.decision == DECLINED and not verdict.message.strip():
        found.append(DecisionMistake.NO_REASON)
    if verdict.decision == CHANGES_REQUESTED:
        if not verdict.message.strip():
            found.append(DecisionMistake.NO_MESSAGE)
        if problem := date_mistake(verdict.answer_by, today):
            found.append(problem)
    return tuple(found)


def date_mistake(answer_by: str, today: date) -> DecisionMistake | None:
    """What is wrong with the date until which an answer is awaited; it may be today."""
    if not answer_by:
        return DecisionMistake.NO_DATE
    try:
        day = date.fromisoformat(answer_by)
    except ValueError:
        return DecisionMistake.BAD_DATE
    return DecisionMistake.PAST_DATE if day < today else None
