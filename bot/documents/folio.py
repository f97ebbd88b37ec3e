"""The sheet that a responsible posts in Folio, on paper, from bot/documents/templates/folio.docx (R49)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.proposal import Answer
from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class FolioSheet:
    title: str
    lines: Sequence[Answer]
    footer: str


def draw(sheet: FolioSheet) -> bytes:
    """The .docx; the same facts give the same bytes."""
    lines = [{"label": one.label, "answer": printable(one.answer) or "—"} for one in sheet.lines]
    return filled("folio.docx", {"answers": lines, "footer": sheet.footer}, title=sheet.title)
