"""The proposal form of Annexe 1 and what a valid one holds (guide §2, §3, §8.1; DOMAIN.md §2.1).

Content is a mapping from the keys of DOMAIN.md §2.1 to what was typed; ticks are "true" or "false".
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.rules.calendar import following, school_year

SUMMARY_WORDS = 150
OTHER = "AUTRE"
LAST_STEP = 5

Content = Mapping[str, str]


class Kind(StrEnum):
    LONG = "long"
    SUMMARY = "summary"
    SHORT = "short"
    EMAIL = "email"
    CHOICE = "choice"
    TICK = "tick"


@dataclass(frozen=True, slots=True)
class Field:
    """`limit` is in characters, for short texts; long texts share the setting TEXT_LIMIT."""

    step: int
    kind: Kind
    required: bool = True
    limit: int = 0


# Annexe 1 in its order, in steps of at most five inputs; the name and the activity type are not asked.
FIELDS: Mapping[str, Field] = {
    "email": Field(1, Kind.EMAIL, limit=254),
    "school_id": Field(1, Kind.CHOICE),
    "school_other": Field(1, Kind.SHORT, required=False, limit=200),
    "job_title": Field(1, Kind.SHORT, limit=200),
    "experience": Field(1, Kind.LONG),
    "target_group": Field(2, Kind.CHOICE),
    "discipline": Field(2, Kind.CHOICE),
    "title": Field(2, Kind.SHORT, limit=150),
    "required_material": Field(2, Kind.LONG),
    "objectives": Field(2, Kind.LONG),
    "competencies": Field(3, Kind.LONG),
    # 150 words are about 1,000 characters; the second bound is for « words » without end.
    "summary": Field(3, Kind.SUMMARY, limit=3000),
    "detailed_description": Field(3, Kind.LONG),
    "priority_id": Field(3, Kind.CHOICE),
    "prerequisites": Field(3, Kind.LONG),
    "duration": Field(4, Kind.CHOICE),
    "availability": Field(4, Kind.LONG),
    "bio": Field(4, Kind.LONG),
    "bio_public": Field(4, Kind.TICK, required=False),
    "comments": Field(4, Kind.LONG, required=False),
    "heard_about": Field(5, Kind.LONG, required=False),
    "mission_ack": Field(5, Kind.TICK),
    "attendance_ack": Field(5, Kind.TICK),
}

# What the next proposal starts from; the rest is about one network (DOMAIN.md §2.1, « Prefill »).
KEPT_FOR_NEXT = ("job_title", "experience", "bio")
FIRST_VALUES: Mapping[str, str] = {
    "required_material": "Aucun",
    "prerequisites": "Aucun",
    "bio_public": "false",
    "mission_ack": "false",
    "attendance_ack": "false",
}

MODALITIES = ("FULL_2", "FULL_1_HALF_2", "HALF_4")


class Fault(StrEnum):
    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_MANY_WORDS = "too_many_words"
    BAD_EMAIL = "bad_email"
    UNKNOWN_CHOICE = "unknown_choice"
    NOT_TICKED = "not_ticked"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with one field; `count` and `limit` are words for the summary, else characters."""

    field: str
    fault: Fault
    count: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the settings and the lists allow. `choices` gives the codes of each choice field."""

    text_limit: int
    email_domains: Collection[str]
    choices: Mapping[str, Collection[str]]


def fields_of(step: int) -> list[str]:
    return [name for name, field in FIELDS.items() if field.step == step]


def word_count(text: str) -> int:
    """Pieces between white space that hold a letter or digit (DOMAIN.md §2): « l’examen » 1, « - » 0."""
    return sum(any(character.isalnum() for character in piece) for piece in text.split())


def mistakes(content: Content, bounds: Bounds, *, step: int | None = None) -> tuple[Mistake, ...]:
    """Everything wrong with one step, or with the whole form, in the form's order."""
    names = FIELDS if step is None else fields_of(step)
    found = (_mistake(name, content, bounds) for name in names)
    return tuple(mistake for mistake in found if mistake is not None)


def _mistake(name: str, content: Content, bounds: Bounds) -> Mistake | None:
    field, value = FIELDS[name], content.get(name, "").strip()
    if field.kind is Kind.TICK:
        return Mistake(name, Fault.NOT_TICKED) if field.required and value != "true" else None
    if not value:
        asked = field.required or (name == "school_other" and content.get("school_id") == OTHER)
        return Mistake(name, Fault.MISSING) if asked else None
    if field.kind is Kind.CHOICE:
        return None if value in bounds.choices[name] else Mistake(name, Fault.UNKNOWN_CHOICE)
    if field.kind is Kind.SUMMARY and word_count(value) > SUMMARY_WORDS:
        return Mistake(name, Fault.TOO_MANY_WORDS, word_count(value), SUMMARY_WORDS)
    limit = field.limit or bounds.text_limit
    if len(value) > limit:
        return Mistake(name, Fault.TOO_LONG, len(value), limit)
    if field.kind is Kind.EMAIL and not _is_work_email(value, bounds.email_domains):
        return Mistake(name, Fault.BAD_EMAIL)
    return None


def _is_work_email(value: str, domains: Collection[str]) -> bool:
    name, at, domain = value.rpartition("@")
    well_formed = bool(name and at) and not any(c in ' @,;<>"()' or not c.isprintable() for c in name)
    return well_formed and domain.lower() in domains


def target_year(today: date) -> str:
    """The year that a proposal sent today is for: the next one (R15, S07)."""
    return following(school_year(today))


def is_late(year: str, today: date) -> bool:
    """Whether selecting a network for `year` today breaks « sélectionné l’année précédente » (R15)."""
    return year < target_year(today)


def may_take_up_again(state: str, year: str, today: date) -> bool:
    """Whether a new draft may start from this proposal: it is over, and its network is not still to come."""
    if state == "ACCEPTED":
        return year < target_year(today)
    return state in {"DECLINED", "WITHDRAWN"}
