"""Taking attendance by half-day (guide §8.4; R60, R61; DOMAIN.md §1.5, S25).

A half-day is numbered 1 or 2. Days and hours are those of the settings' time zone.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.rules.quiet_time import ONE_DAY

# The channel's card comes when everybody has had the time to arrive.
WAIT = timedelta(minutes=15)
# Of a meeting whose hours are not known.
USUAL_START, USUAL_END = time(9), time(16)
ESCALATED = timedelta(days=3)
# The longest closure of a school year, and the reminder after it.
LOOK_BACK = timedelta(days=30)


# Of one half-day; as they are stored.
PRESENT, ABSENT = "PRESENT", "ABSENT"
PARTLY = "PARTLY"  # came late or left early: the half-day counts as present
THERE = frozenset({PRESENT, PARTLY})


class Choice(StrEnum):
    """What may be said of one person; the last two only where a meeting has two half-days."""

    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"
    MORNING = "morning"
    AFTERNOON = "afternoon"


class Standing(StrEnum):
    UNKNOWN = "unknown"
    PRESENT = "present"
    PARTLY = "partly"
    ABSENT = "absent"
    MORNING = "morning"
    AFTERNOON = "afternoon"


def read_choice(typed: str, half_days: int) -> Choice | None:
    """None for what is no choice, or none for a meeting of so many half-days."""
    try:
        found = Choice(typed)
    except ValueError:
        return None
    return None if half_days == 1 and found in {Choice.MORNING, Choice.AFTERNOON} else found


def marks_for(choice: Choice, half_days: int) -> dict[int, str]:
    """{half: presence} that a choice stands for."""
    halves = range(1, half_days + 1)
    match choice:
        case Choice.MORNING:
            return {1: PRESENT, 2: ABSENT}
        case Choice.AFTERNOON:
            return {1: ABSENT, 2: PRESENT}
        case _:
            return dict.fromkeys(halves, choice.name)


def standing(marks: Mapping[int, str]) -> Standing:
    """What marks say of a person; somebody marked for one half-day of two was there for that one alone."""
    there = sorted(half for half, presence in marks.items() if presence in THERE)
    if not marks:
        return Standing.UNKNOWN
    if not there:
        return Standing.ABSENT
    if ABSENT in marks.values():
        return Standing.MORNING if there == [1] else Standing.AFTERNOON
    return Standing.PARTLY if PARTLY in marks.values() else Standing.PRESENT


def used(marks: Mapping[int, str]) -> int:
    """How many half-days of release somebody used: present means used (DOMAIN.md §1.5)."""
    return sum(presence in THERE for presence in marks.values())


def next_choice(now: Standing) -> Choice:
    """What a press of the name says: there; and of who was there, not there after all."""
    return Choice.ABSENT if now in {Standing.PRESENT, Standing.PARTLY} else Choice.PRESENT


def may_take(day: date, today: date) -> bool:
    """From the day of the meeting on: people are marked as they come in."""
    return today >= day


def card_moment(day: date, starts: time | None, now: datetime) -> datetime:
    """When the channel's card is posted, in the zone of `now`."""
    return datetime.combine(day, starts or USUAL_START, tzinfo=now.tzinfo) + WAIT


def end_moment(day: date, ends: time | None, now: datetime) -> datetime:
    """When the first reminder leaves: the meeting is over."""
    return datetime.combine(day, ends or USUAL_END, tzinfo=now.tzinfo)


def recall_day(day: date) -> date:
    """The day after; on a closed day the reminder waits for the working day after."""
    return day + ONE_DAY


def is_escalated(day: date, today: date) -> bool:
    """Whether a responsible sees that nobody took it."""
    return today >= day + ESCALATED
