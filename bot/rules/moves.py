"""Moving a meeting, or calling it off (guide §5, §8.2; R31, R33, R50; S23, S24; B12).

Days are days in the settings' time zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Protocol

from bot.rules.schedule import Planned

# The agenda is due seven days before: a nearer day leaves nobody the time to write it.
NOTICE = timedelta(days=8)
LONGEST = 1000
# The kind of the message that says it to each person.
CALLED_OFF = "meeting_cancelled"


class Reason(StrEnum):
    """Why a meeting does not take place; never a question about anybody's health."""

    CLOSED = "closed"
    ANIMATOR = "animator"
    ROOM = "room"
    MEMBERS = "members"
    OTHER = "other"


class Mistake(StrEnum):
    NOTHING_CHANGED = "nothing_changed"
    NO_REASON = "no_reason"  # a near day, or a refusal, without a word
    LONG_REASON = "long_reason"
    NO_CHOICE = "no_choice"  # of the reasons why it does not take place
    NO_WORDS = "no_words"  # « other », and nothing said


def is_too_soon(day: date, today: date) -> bool:
    """Whether only an exemption, with its reason, may move a meeting to this day."""
    return day < today + NOTICE


@dataclass(frozen=True, slots=True)
class Slot:
    """When and where a meeting is; None and "" for what is not known."""

    day: date
    starts: time | None
    ends: time | None
    venue: str
    room: str


class Placed(Protocol):
    """A meeting, wherever it comes from."""

    day: date
    starts: time | None
    ends: time | None
    venue: str | None
    room: str


def slot_of(meeting: Placed) -> Slot:
    return Slot(meeting.day, meeting.starts, meeting.ends, meeting.venue or "", meeting.room)


def slot(planned: Planned) -> Slot | None:
    """What was typed, once it has a day and hours."""
    if planned.day is None or planned.starts is None or planned.ends is None:
        return None
    return Slot(planned.day, planned.starts, planned.ends, planned.place, planned.room)


def reason_mistakes(reason: str, *, needed: bool) -> list[Mistake]:
    if len(reason) > LONGEST:
        return [Mistake.LONG_REASON]
    return [Mistake.NO_REASON] if needed and not reason.strip() else []


def cancel_mistakes(reason: str, words: str) -> list[Mistake]:
    if reason not in set(Reason):
        return [Mistake.NO_CHOICE]
    if len(words) > LONGEST:
        return [Mistake.LONG_REASON]
    return [Mistake.NO_WORDS] if reason == Reason.OTHER and not words.strip() else []


def numbers(days: Sequence[tuple[int, date]], today: date) -> dict[int, int]:
    """{meeting: number} in the order of the days; empty from the day of the first one on: numbers that
    stand in minutes never change (DOMAIN.md §1.8, 8).
    """
    if any(day <= today for _, day in days):
        return {}
    ordered = sorted(days, key=lambda one: (one[1], one[0]))
    return {meeting_id: number for number, (meeting_id, _) in enumerate(ordered, start=1)}
