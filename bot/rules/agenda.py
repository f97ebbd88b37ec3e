"""The agenda of a meeting, Annexe 3: eight points with planned minutes (guide §5, §8.3; R33; DOMAIN.md §2.3).

Content is a mapping from field to what was typed. The points 4, 5 and 6 hold one item a line, each with its
minutes at the end where they are known: « Évaluation d’outil (40 min) ». `link` is the address of the
animator's own document.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from urllib.parse import urlsplit

LISTS = ("items", "follow_up", "others")
MINUTES: Mapping[str, str] = {
    "opening": "5",
    "welcome": "10",
    "reading": "5",
    "questions": "10",
    "closing": "5",
}
"""The points that are always there, with the minutes first proposed."""
STEPS: Mapping[int, tuple[str, ...]] = {1: LISTS, 2: tuple(MINUTES)}
LONGEST_POINT = 480
LONGEST_LINK = 500
MOST_LINES = 20
DINNER, PAUSE = 60, 15
FULL_DAY = 2
ROUND = 5

_ENDING = re.compile(r"\b(\d{1,3})\s{0,9}min(?:utes?)?\.?[)\]]?$", re.IGNORECASE)
_BETWEEN = " \t([–—:,;-\u00a0\u202f"

Content = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a point; `minutes` is None where none are written."""

    text: str
    minutes: int | None


class Fault(StrEnum):
    NO_ITEMS = "no_items"
    BAD_MINUTES = "bad_minutes"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    BAD_LINK = "bad_link"


@dataclass(frozen=True, slots=True)
class Mistake:
    fault: Fault
    field: str = ""
    count: int = 0
    limit: int = 0


def items(text: str) -> list[Item]:
    """The lines of a point, empty ones left out."""
    return [_item(line.strip()) for line in text.split("\n") if line.strip()]


def _item(line: str) -> Item:
    found = _ENDING.search(line)
    text = line[: found.start()].rstrip(_BETWEEN) if found else ""
    if found is None or not text:
        return Item(line, None)
    return Item(text, int(found.group(1)))


def written(item: Item) -> str:
    """The line of an item, as `items` reads it."""
    return item.text if item.minutes is None else f"{item.text} ({item.minutes}\u00a0min)"


def minutes_of(content: Content, field: str) -> int:
    """The planned minutes of one point; nought for what is empty or no number."""
    if field in LISTS:
        return sum(one.minutes or 0 for one in items(content.get(field, "")))
    value = content.get(field, "")
    return int(value) if _is_minutes(value) else 0


def total(content: Content) -> int:
    return sum(minutes_of(content, field) for field in (*MINUTES, *LISTS))


def net_minutes(starts: time | None, ends: time | None, half_days: int) -> int | None:
    """How long a meeting is without its dinner; None while its hours are not known."""
    if starts is None or ends is None:
        return None
    length = datetime.combine(date.min, ends) - datetime.combine(date.min, starts)
    return int(length.total_seconds()) // 60 - (DINNER if half_days == FULL_DAY else 0)


def first_content(
    blocks: Sequence[str],
    said: Sequence[str],
    net: int | None,
    half_days: int,
    follow_ups: Sequence[str] = (),
) -> dict[str, str]:
    """A first draft from the plan's blocks of that meeting, and from what the last minutes left to do.

    Lines that the fixed points say already (`said`) are left out, and what time is left, pauses apart, is
    shared among the others.
    """
    known = {_bare(one) for one in said}
    lines = [
        one.strip()
        for block in blocks
        for one in block.split("\n")
        if one.strip() and _bare(one) not in known
    ]
    share = None
    if net is not None and lines:
        fixed = sum(int(value) for value in MINUTES.values())
        left = net - fixed - PAUSE * (2 if half_days == FULL_DAY else 1)
        share = max(ROUND, left // len(lines) // ROUND * ROUND)
    content = dict(MINUTES) | dict.fromkeys(LISTS, "")
    content["follow_up"] = "\n".join(follow_ups)
    return content | {"items": "\n".join(written(Item(line, share)) for line in lines)}


def _bare(line: str) -> str:
    return line.strip().rstrip(".").casefold()


def merged(content: Content, step: int, values: Mapping[str, str]) -> dict[str, str]:
    return {**content, **{name: values.get(name, "").strip() for name in STEPS.get(step, ())}}


def mistakes(content: Content, text_limit: int, step: int | None = None) -> list[Mistake]:
    """Everything wrong with one step, or with the whole agenda."""
    names = (*LISTS, *MINUTES) if step is None else STEPS.get(step, ())
    found = []
    if "items" in names and not items(content.get("items", "")):
        found.append(Mistake(Fault.NO_ITEMS))
    for name in names:
        value = content.get(name, "")
        if name in MINUTES and not _is_minutes(value):
            found.append(Mistake(Fault.BAD_MINUTES, name, limit=LONGEST_POINT))
        if name in LISTS and len(value) > text_limit:
            found.append(Mistake(Fault.TOO_LONG, name, len(value), text_limit))
        if name in LISTS and len(items(value)) > MOST_LINES:
            found.append(Mistake(Fault.TOO_MANY, name, len(items(value)), MOST_LINES))
    return found


def _is_minutes(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= len("480") and int(value) <= LONGEST_POINT


def link_mistake(address: str) -> Mistake | None:
    """Why this is no address that the members could be sent to: only a plain https one is (B2)."""
    if len(address) > LONGEST_LINK:
        return Mistake(Fault.TOO_LONG, "link", len(address), LONGEST_LINK)
    wrong = Mistake(Fault.BAD_LINK, "link")
    if not address.isprintable() or re.search(r"[\s<>\"\\]", address):
        return wrong
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return wrong
    fine = parts.scheme == "https" and "." in host and parts.username is None
    return None if fine else wrong
