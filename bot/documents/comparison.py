"""All proposals of a year side by side with their ratings, for the committee's sitting (R24–R30)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from bot.documents.proposal import Answer
from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class Compared:
    """One proposal; `marks` are the counts of each priority in their order, `comments` who said what."""

    number: int
    title: str
    about: str
    marks: Sequence[str]
    heading: str
    details: str
    summary: str
    release: str
    comments: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """`letters` head the columns of the priorities, which `legend` names."""

    title: str
    intro: str
    legend: str
    letters: Sequence[str]
    proposals: Sequence[Compared]
    footer: str


def draw(facts: ComparisonFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    return filled("comparison.docx", _printable(asdict(facts)), title=facts.title)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {name: _printable(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
