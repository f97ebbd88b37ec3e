"""Everything about one person, readable, from bot/documents/templates/my_data.docx (s. 63.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.proposal import Answer
from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class DataRow:
    """`title` counts the rows of a section; "" for a section of one sentence."""

    title: str
    lines: Sequence[Answer]


@dataclass(frozen=True, slots=True)
class DataSection:
    title: str
    rows: Sequence[DataRow]


@dataclass(frozen=True, slots=True)
class MyDataFacts:
    heading: str
    intro: str
    sections: Sequence[DataSection]
    footer: str


def draw(facts: MyDataFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    context = {
        "heading": printable(facts.heading),
        "intro": facts.intro,
        "sections": [
            {
                "title": section.title,
                "rows": [
                    {
                        "title": row.title,
                        "lines": [{"label": one.label, "answer": printable(one.answer)} for one in row.lines],
                    }
                    for row in section.rows
                ],
            }
            for section in facts.sections
        ],
        "footer": facts.footer,
    }
    return filled("my_data.docx", context, title=facts.heading)
