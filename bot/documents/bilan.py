"""Annexe 5 on paper, from bot/documents/templates/bilan.docx (DOMAIN.md §2.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class BilanFacts:
    """`members` are whole lines, each with its box and the word for it, since a symbol alone is not read
    aloud; they stand in two columns, the first one filled first. `rows` are (label with its number, notes);
    `nobody` stands where a column has no line any more.
    """

    title: str
    network: str
    year: str
    members: Sequence[str]
    rows: Sequence[tuple[str, str]]
    footer: str
    nobody: str


def draw(facts: BilanFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    half = -(-len(facts.members) // 2)
    left, right = facts.members[:half], [*facts.members[half:], facts.nobody]
    context = {
        "network": printable(facts.network),
        "year": facts.year,
        "members": [{"left": printable(left[at]), "right": printable(right[at])} for at in range(half)],
        "rows": [{"label": label, "notes": printable(notes) or "—"} for label, notes in facts.rows],
        "footer": facts.footer,
    }
    return filled("bilan.docx", context, title=facts.title)
