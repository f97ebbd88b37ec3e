"""Annexe 2 on paper, from bot/documents/templates/plan*.docx, one a number of meetings (DOMAIN.md §2.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.proposal import Answer
from bot.documents.word import filled, printable

FEWEST, MOST = 1, 4


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, a cell a meeting; `parts`: a pause or dinner, said in each column (no merged cell:
    a screen reader reads every one).
    """

    cells: Sequence[str]
    parts: bool


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """`points` are those of guide §8.3; `columns` the heads of the table."""

    title: str
    name: str
    points: Sequence[Answer]
    columns: Sequence[str]
    rows: Sequence[Row]
    footer: str


def draw(facts: PlanFacts) -> bytes:
    """The .docx; the same facts give the same bytes. Raises ValueError for more meetings than may be."""
    count = len(facts.columns)
    if not FEWEST <= count <= MOST:
        raise ValueError(f"a plan has {FEWEST} to {MOST} meetings, not {count}")
    context = {
        "name": printable(facts.name),
        "points": [{"label": one.label, "answer": printable(one.answer) or "—"} for one in facts.points],
        "columns": list(facts.columns),
        "rows": [
            {"cells": [printable(cell) or "—" for cell in row.cells], "parts": row.parts}
            for row in facts.rows
        ],
        "footer": facts.footer,
    }
    return filled(f"plan{count}.docx", context, title=facts.title)
