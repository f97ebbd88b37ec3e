"""Annexe 3 on paper, from bot/documents/templates/agenda.docx (DOMAIN.md §2.3)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class AgendaFacts:
    """`header` is the annex's: day, hours, place. `points` are (point with its number, planned time)."""

    title: str
    network: str
    header: str
    points: Sequence[tuple[str, str]]
    total: str
    footer: str


def draw(facts: AgendaFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    context = {
        "network": printable(facts.network),
        "header": printable(facts.header),
        "points": [{"text": printable(text), "time": time or "—"} for text, time in facts.points],
        "total": facts.total,
        "footer": facts.footer,
    }
    return filled("agenda.docx", context, title=facts.title)
