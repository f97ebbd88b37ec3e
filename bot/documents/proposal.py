"""Annexe 1 on paper, label for label, from bot/documents/templates/annexe1.docx (DOMAIN.md §2.1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class Answer:
    label: str
    answer: str


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """`answers` are those of Annexe 1 up to its mission, `extra` what stands outside it."""

    title: str
    answers: Sequence[Answer]
    mission_label: str
    mission: str
    mission_answer: str
    thanks: str
    extra_title: str
    extra: Sequence[Answer]
    footer: str


def draw(facts: ProposalFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""

    def shown(answers: Sequence[Answer]) -> list[dict[str, str]]:
        return [{"label": one.label, "answer": printable(one.answer) or "—"} for one in answers]

    context = {
        "answers": shown(facts.answers),
        "mission_label": facts.mission_label,
        "mission": facts.mission,
        "mission_answer": facts.mission_answer,
        "thanks": facts.thanks,
        "extra_title": facts.extra_title,
        "extra": shown(facts.extra),
        "footer": facts.footer,
    }
    return filled("annexe1.docx", context, title=facts.title)
