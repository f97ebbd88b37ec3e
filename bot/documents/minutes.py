"""Annexe 4 on paper, from bot/documents/templates/minutes.docx (DOMAIN.md §2.4)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """`label` with its number, the notes, and what was achieved."""

    label: str
    notes: str
    achieved: str


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """`header` is the annex's: day, hours, place. `members` are (name, function and school; presence): the
    box and the word, since a symbol alone is not read aloud.
    """

    title: str
    network: str
    header: str
    members: Sequence[tuple[str, str]]
    rows: Sequence[MinutesRow]
    footer: str


def draw(facts: MinutesFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    context = {
        "network": printable(facts.network),
        "header": printable(facts.header),
        "members": [{"line": printable(line), "presence": presence} for line, presence in facts.members],
        "rows": [
            {
                "label": one.label,
                "notes": printable(one.notes) or "—",
                "achieved": printable(one.achieved) or "—",
            }
            for one in facts.rows
        ],
        "footer": facts.footer,
    }
    return filled("minutes.docx", context, title=facts.title)
