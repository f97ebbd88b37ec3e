"""The plan of a network, Annexe 2: four points, and blocks for each meeting (guide §8.3; R32, R53–R56).

Content is a mapping from field to what was typed. `goals` holds codes parted by commas; the block `at` of
meeting `number` is the field that `block` names, one activity a line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

POINTS = ("develop", "goals", "goal_other", "result", "means")
GOALS = ("TRAINING", "MATERIAL", "FOLLOW_UP", "EXCHANGE")
# A day has four blocks (pause, dinner, pause between them), a half-day two with a pause (DOMAIN.md §2.2).
BLOCKS: Mapping[int, int] = {1: 2, 2: 4}
MOST_BLOCKS = max(BLOCKS.values())
SHORT = 200
# What was said in 150 words is proposed as the result, and may be as long (rules.proposal).
RESULT = 3000

Content = Mapping[str, str]
Shares = Sequence[tuple[int, int]]
"""(number, half-days) of each meeting that takes place, in their order."""


class Fault(StrEnum):
    MISSING = "missing"
    TOO_LONG = "too_long"
    EMPTY_MEETING = "empty_meeting"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one step; `field` is empty for a whole meeting."""

    step: int
    fault: Fault
    field: str = ""
    count: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Prefill:
    """The guide's words for a first draft, a line each: how the first meeting opens, how the others do, how
    a meeting closes and how the last one does.
    """

    means: str
    first: str
    opening: str
    closing: str
    last: str


def block(number: int, at: int) -> str:
    return f"m{number}b{at}"


def renumbered(content: Content, numbers: Mapping[int, int]) -> dict[str, str]:
    """The content once its meetings bear other numbers, {before: after}: each keeps its own blocks."""
    moved = {
        block(was, at): block(now, at) for was, now in numbers.items() for at in range(1, MOST_BLOCKS + 1)
    }
    return {moved.get(name, name): text for name, text in content.items()}


def last_step(shares: Shares) -> int:
    """The points, a step a meeting, and the review."""
    return len(shares) + 2


def fields_of(step: int, shares: Shares) -> tuple[str, ...]:
    """The inputs of a step: the points first, then a meeting a step; the review has none."""
    if step == 1:
        return POINTS
    if not 1 < step < last_step(shares):
        return ()
    number, half_days = shares[step - 2]
    return tuple(block(number, at) for at in range(1, BLOCKS[half_days] + 1))


def merged(content: Content, step: int, shares: Shares, values: Mapping[str, str]) -> dict[str, str]:
    """The content with what was typed in one step."""
    typed = {name: values.get(name, "").strip() for name in fields_of(step, shares)}
    if "goals" in typed:
        chosen = {one.strip() for one in typed["goals"].split(",")}
        typed["goals"] = ",".join(code for code in GOALS if code in chosen)
    return {**content, **typed}


def with_lines(content: Content, field: str, lines: Sequence[str]) -> dict[str, str]:
    """The content with lines added to the end of a block; a line that stands there already is left out."""
    kept = [line for line in content.get(field, "").split("\n") if line.strip()]
    return {**content, field: "\n".join([*kept, *(one for one in lines if one not in kept)])}


def first_content(objectives: str, summary: str, shares: Shares, said: Prefill) -> dict[str, str]:
    """A first draft: what the proposal said, and the guide's own lines (DOMAIN.md §2.2, « Prefill »)."""
    content = {"develop": objectives, "goals": "", "goal_other": "", "result": summary, "means": said.means}
    for at, (number, half_days) in enumerate(shares, start=1):
        content[block(number, 1)] = said.first if at == 1 else said.opening
        content[block(number, BLOCKS[half_days])] = said.last if at == len(shares) else said.closing
    return content


def mistakes(content: Content, shares: Shares, text_limit: int, step: int | None = None) -> list[Mistake]:
    """Everything wrong with one step, or with the whole plan, in its order."""
    steps = range(1, last_step(shares)) if step is None else (step,)
    return [one for at in steps for one in _of_step(content, shares, text_limit, at)]


def _of_step(content: Content, shares: Shares, text_limit: int, step: int) -> list[Mistake]:
    names = fields_of(step, shares)
    found = []
    if step == 1:
        for name in ("develop", "goals", "result", "means"):
            other = content.get("goal_other", "") if name == "goals" else ""
            if not (content.get(name, "") or other).strip():
                found.append(Mistake(step, Fault.MISSING, name))
    elif names and not any(content.get(name, "").strip() for name in names):
        found.append(Mistake(step, Fault.EMPTY_MEETING))
    for name in names:
        length, limit = len(content.get(name, "")), _limit(name, text_limit)
        if length > limit:
            found.append(Mistake(step, Fault.TOO_LONG, name, length, limit))
    return found


def _limit(name: str, text_limit: int) -> int:
    return {"goal_other": SHORT, "means": SHORT, "result": RESULT}.get(name, text_limit)
