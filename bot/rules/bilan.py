"""The yearly bilan, Annexe 5: by when it is due, and its six points (guide §5, §8.5; R36, R37, R63).

Days are days in the settings' time zone. Who attended is not written here: it is read where it is kept.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.rules import agenda
from bot.rules.quiet_time import ONE_DAY, on_or_after, on_or_before

POINTS = ("dates", "purpose", "summary", "achievement", "questions", "continuation")
"""The annex's six points in their order."""
STEPS: Mapping[int, tuple[str, ...]] = {
    1: ("dates", "purpose"),
    2: ("summary", "achievement"),
    3: ("questions", "work", "no_work", "work_shared"),
    4: ("continuation", "continuation_reasons"),
}
"""What is written in each step. `work` is the address of the work produced (R36), `no_work` why there is
none, `work_shared` « true » where the channel is to show it.
"""
FIELDS = tuple(name for names in STEPS.values() for name in names)
DEPOSIT_STEP = 2
"""The two texts that only the animator can write: the first card asks for them beside the deposit."""
YES, NO, TRUE = "yes", "no", "true"

SUMMARIES = 3
SHORT = 500
LAST_YEAR = 2

LAST_DAY, DAY_BEFORE_HOLIDAY = (6, 30), (6, 23)
RECALLS = (21, 7, 0)
# A reminder that nobody could send is still sent so long after the day on which the bilan was due (B1).
LOOK_BACK = timedelta(days=14)
# A year after its last meeting, a bilan that never came is nobody's task any more.
KEPT = timedelta(days=400)

Content = Mapping[str, str]


class Fault(StrEnum):
    NO_SUMMARY = "no_summary"
    NO_ACHIEVEMENT = "no_achievement"
    TOO_LONG = "too_long"
    BAD_LINK = "bad_link"
    TWO_WORKS = "two_works"  # an address, and why there is none
    NO_REASONS = "no_reasons"
    THIRD_YEAR = "third_year"  # R17: after two years, a new proposal


@dataclass(frozen=True, slots=True)
class Mistake:
    fault: Fault
    field: str = ""
    count: int = 0
    limit: int = 0


# By when.


def outer_limit(school_year: str) -> date:
    """30 June of that year: no delay goes further (R37)."""
    return date(int(school_year[:4]) + 1, *LAST_DAY)


def due_on(school_year: str, kept: date | None, closed: Collection[date]) -> date:
    """By when the bilans of a school year are due: the day that a responsible keeps for it, at most 30 June,
    else the last working day before 24 June (R37). On time to the end of that day.
    """
    outer = outer_limit(school_year)
    return min(kept, outer) if kept else on_or_before(date(outer.year, *DAY_BEFORE_HOLIDAY), closed)


def due_for(due: date, last: date, outer: date, granted: date | None = None) -> date:
    """By when one network's is: `due` of its year, 30 June where its last meeting is not before that day,
    and in any case not before the end of a delay that was granted.
    """
    return max(due if last < due else outer, granted or date.min)


def recall_days(last: date, due: date, closed: Collection[date], granted: date | None = None) -> list[date]:
    """The working days on which the animator hears of it, in their order: the day after the last meeting, 21
    and 7 days before the due day, and that day; and the last day of a delay.
    """
    before = {on_or_before(due - timedelta(days=many), closed) for many in RECALLS}
    before |= {on_or_before(granted, closed)} if granted else set()
    return sorted({on_or_after(last + ONE_DAY, closed)} | {day for day in before if day > last})


def is_late(deposited: date, due: date) -> bool:
    return deposited > due


def is_over(day: date, ends: time | None, now: datetime) -> bool:
    """Whether a meeting is over; one without an hour lasts to the end of its day."""
    return now >= datetime.combine(day, ends or time.max, tzinfo=now.tzinfo)


# What is written.


def read(stored: Mapping[str, Any]) -> dict[str, str]:
    """Every point and answer, "" for what was never written; a bilan asks for nothing unless one says so."""
    return {name: str(stored.get(name, "")) for name in FIELDS} | {
        "continuation": str(stored.get("continuation") or NO)
    }


def first_content(dates: str, purpose: str, summary: str) -> dict[str, str]:
    """A first draft: what the bot knows. The achievement is the animator's own to write."""
    return read({"dates": dates, "purpose": purpose, "summary": summary})


def gathered(parts: Sequence[tuple[str, str]], limit: int, instead: str) -> str:
    """The texts of (heading, text) under their headings, at most so many characters; a text for which no
    room is left is not cut: `instead` stands under its heading.
    """
    room = limit - sum(len(f"{head}\n{instead}\n\n") for head, _ in parts)
    lines = []
    for head, text in parts:
        more = max(0, len(text) - len(instead))
        fits = more <= room
        room -= more if fits else 0
        lines.append(f"{head}\n{text if fits else instead}".strip())
    return "\n\n".join(lines)


def merged(content: Content, step: int, values: Mapping[str, str]) -> dict[str, str]:
    """The draft with the answers of one step as typed."""
    typed = {name: values.get(name, "").strip() for name in STEPS.get(step, ())}
    if "continuation" in typed:
        typed["continuation"] = YES if typed["continuation"] == YES else NO
    if "work_shared" in typed:
        typed["work_shared"] = TRUE if typed["work_shared"] == TRUE and typed["work"] else ""
    return {**content, **typed}


def limit_of(name: str, text_limit: int) -> int:
    """How many characters a text may have; the summary, which is that of several meetings, has more room."""
    longest = {"summary": SUMMARIES * text_limit, "work": agenda.LONGEST_LINK, "no_work": SHORT}
    return longest.get(name, text_limit)


def mistakes(
    content: Content,
    heads: Collection[str],
    text_limit: int,
    *,
    year_index: int,
    step: int | None = None,
) -> list[Mistake]:
    """Everything wrong with one step, or with the whole; `heads` alone are no summary."""
    names = FIELDS if step is None else STEPS.get(step, ())
    found = []
    if "summary" in names and not is_written(content, heads):
        found.append(Mistake(Fault.NO_SUMMARY))
    if "achievement" in names and not content.get("achievement", ""):
        found.append(Mistake(Fault.NO_ACHIEVEMENT))
    for name in names:
        count, limit = len(content.get(name, "")), limit_of(name, text_limit)
        if count > limit:
            found.append(Mistake(Fault.TOO_LONG, name, count, limit))
    if "work" in names:
        found += _work_mistakes(content)
    if "continuation" in names and content.get("continuation") == YES:
        if year_index >= LAST_YEAR:
            found.append(Mistake(Fault.THIRD_YEAR))
        elif not content.get("continuation_reasons", ""):
            found.append(Mistake(Fault.NO_REASONS))
    return found


def _work_mistakes(content: Content) -> list[Mistake]:
    """R36: an address that the bot may show, or a word why there is none."""
    address = content.get("work", "")
    if not address:
        return []
    if content.get("no_work", ""):
        return [Mistake(Fault.TWO_WORKS)]
    wrong = agenda.link_mistake(address)
    return [Mistake(Fault.BAD_LINK)] if wrong and wrong.fault is agenda.Fault.BAD_LINK else []


def is_written(content: Content, heads: Collection[str]) -> bool:
    """Whether there is more in the summary than the headings of the meetings."""
    lines = {line.strip() for line in content.get("summary", "").split("\n")}
    return bool(lines - {""} - {head.strip() for head in heads})
