"""The minutes of a meeting, Annexe 4: six rows, the fourth one a list (guide §8.4; R62; DOMAIN.md §2.4).

Attendance is not part of them: it is read where it is kept, so that a correction shows at once (S25).
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from bot.rules.agenda import items
from bot.rules.quiet_time import on_or_after

ROWS = ("opening", "reading", "summary", "follow_up", "questions", "closing")
"""The annex's six rows in their order."""
STEPS: Mapping[int, tuple[str, ...]] = {
    1: ("opening", "opening_done", "reading", "reading_done"),
    2: ("summary", "summary_done"),
    3: ("follow_up_done",),
    4: ("questions", "questions_done", "closing", "closing_done"),
}
"""What is written in each step; `*_done` is the column « Réalisation ». Step 3 adds a follow-up too."""
TEXTS = tuple(name for names in STEPS.values() for name in names)
FOLLOW_UP_STEP = 3
NEW = ("what", "who", "who_other", "when")
"""The inputs of a new follow-up: `who` is chosen among the members, `who_other` written freely."""

SHORT = 300
SUMMARIES = 3
# So many lines of so many characters still fit in the next agenda's « Points de suivi ».
MOST_FOLLOW_UPS, LONGEST_WHAT, LONGEST_WHO = 10, 140, 100

RECALLS = (1, 7)
SOFT_LIMIT = timedelta(days=10)
# Seven days, and the longest closure of a school year after them.
LOOK_BACK = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to do before the next meeting; `key` names it for good, `when` is None without a date."""

    key: int
    what: str
    who: str
    when: date | None


@dataclass(frozen=True, slots=True)
class Content:
    """`texts` by field; `last_key` is the last key given, so that none is given twice."""

    texts: Mapping[str, str] = field(default_factory=dict)
    follow_ups: Sequence[FollowUp] = ()
    last_key: int = 0


class Fault(StrEnum):
    NO_SUMMARY = "no_summary"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    NO_WHAT = "no_what"
    BAD_DAY = "bad_day"


@dataclass(frozen=True, slots=True)
class Mistake:
    fault: Fault
    field: str = ""
    count: int = 0
    limit: int = 0


def read(stored: Mapping[str, Any]) -> Content:
    """What `stored` made."""
    return Content(
        {name: str(value) for name, value in stored.get("texts", {}).items()},
        [
            FollowUp(one["key"], one["what"], one["who"], read_day(one["when"]))
            for one in stored.get("follow_ups", ())
        ],
        int(stored.get("last_key", 0)),
    )


def stored(content: Content) -> dict[str, Any]:
    """As JSON holds it."""
    return {
        "texts": dict(content.texts),
        "follow_ups": [
            {"key": one.key, "what": one.what, "who": one.who, "when": str(one.when or "")}
            for one in content.follow_ups
        ],
        "last_key": content.last_key,
    }


def read_day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def heads(agenda: Mapping[str, Any]) -> list[str]:
    """The points of an agenda as deposited, Annexe 3's items and others; a document of one's own has none."""
    lines = (str(agenda.get(name, "")) for name in ("items", "others"))
    return [one.text for line in lines for one in items(line)]


def first_content(opening: str, reading: str, heads: Iterable[str], closing: str) -> Content:
    """A first draft; the agenda's points (`heads`) stand as headings in the summary, with room under each."""
    texts = dict.fromkeys(TEXTS, "")
    summary = "\n\n".join(heads)
    return Content(texts | {"opening": opening, "reading": reading, "summary": summary, "closing": closing})


def merged(content: Content, step: int, values: Mapping[str, str]) -> Content:
    """The draft with the texts of one step as typed."""
    typed = {name: values.get(name, "").strip() for name in STEPS.get(step, ())}
    return replace(content, texts={**content.texts, **typed})


def added(content: Content, values: Mapping[str, str]) -> Content:
    """With the follow-up that was typed, if any; the same one twice, as from a press that is delivered twice,
    is one. Call it when `new_mistakes` found nothing.
    """
    what, who, when = _typed(values)
    if not what or (what, who, when) in {(one.what, one.who, one.when) for one in content.follow_ups}:
        return content
    key = content.last_key + 1
    return replace(content, follow_ups=[*content.follow_ups, FollowUp(key, what, who, when)], last_key=key)


def without(content: Content, key: int) -> Content:
    return replace(content, follow_ups=[one for one in content.follow_ups if one.key != key])


def _typed(values: Mapping[str, str]) -> tuple[str, str, date | None]:
    who = _line(values.get("who_other", "")) or _line(values.get("who", ""))
    return _line(values.get("what", "")), who, read_day(values.get("when", ""))


def _line(text: str) -> str:
    return " ".join(text.split())


def new_mistakes(content: Content, values: Mapping[str, str]) -> list[Mistake]:
    """Everything wrong with the follow-up that was typed; an empty one is none."""
    what, who, when = _typed(values)
    found = []
    if (who or values.get("when")) and not what:
        found.append(Mistake(Fault.NO_WHAT))
    if len(what) > LONGEST_WHAT:
        found.append(Mistake(Fault.TOO_LONG, "what", len(what), LONGEST_WHAT))
    if len(who) > LONGEST_WHO:
        found.append(Mistake(Fault.TOO_LONG, "who_other", len(who), LONGEST_WHO))
    if values.get("when") and when is None:
        found.append(Mistake(Fault.BAD_DAY))
    if what and len(content.follow_ups) >= MOST_FOLLOW_UPS and added(content, values) != content:
        found.append(Mistake(Fault.TOO_MANY, count=len(content.follow_ups), limit=MOST_FOLLOW_UPS))
    return found


def limit_of(name: str, text_limit: int) -> int:
    """How many characters a text may have; the summary has more room than any other answer."""
    return {"summary": SUMMARIES * text_limit, "questions": text_limit}.get(name, SHORT)


def mistakes(
    content: Content, heads: Collection[str], text_limit: int, step: int | None = None
) -> list[Mistake]:
    """Everything wrong with the texts of one step, or of the whole; headings alone are no summary."""
    names = TEXTS if step is None else STEPS.get(step, ())
    found = []
    if "summary" in names and not is_written(content, heads):
        found.append(Mistake(Fault.NO_SUMMARY))
    for name in names:
        count, limit = len(content.texts.get(name, "")), limit_of(name, text_limit)
        if count > limit:
            found.append(Mistake(Fault.TOO_LONG, name, count, limit))
    return found


def is_written(content: Content, heads: Collection[str]) -> bool:
    lines = {line.strip() for line in content.texts.get("summary", "").split("\n")}
    return bool(lines - {""} - {head.strip() for head in heads})


def still_open(content: Content, done: Collection[int]) -> list[FollowUp]:
    return [one for one in content.follow_ups if one.key not in done]


def has_begun(day: date, starts: time | None, now: datetime) -> bool:
    """A meeting without an hour begins with its day."""
    return now >= datetime.combine(day, starts or time.min, tzinfo=now.tzinfo)


def recall_days(meeting: date, closed: Collection[date]) -> list[date]:
    """The days on which the animator is reminded: one and seven days after, or as soon as people work."""
    return sorted({on_or_after(meeting + timedelta(days=many), closed) for many in RECALLS})


def due_on(meeting: date) -> date:
    """The soft limit: nothing is refused after it; a responsible sees it."""
    return meeting + SOFT_LIMIT


def is_overdue(meeting: date, today: date) -> bool:
    return today > due_on(meeting)
