"""The attestation of hours present, from bot/documents/templates/attestation.docx (DOMAIN.md §7, Q18)."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.documents.word import filled, printable


@dataclass(frozen=True, slots=True)
class AttestationFacts:
    """`lines` are (date, network, how, hours); `sentences` and `signing` stand under the table, the latter
    for the CEE to fill in by hand.
    """

    title: str
    heading: str
    intro: str
    head: tuple[str, str, str, str]
    lines: Sequence[tuple[str, str, str, str]]
    nothing: str
    sentences: Sequence[str]
    signing: Sequence[str]
    footer: str


def draw(facts: AttestationFacts) -> bytes:
    """The .docx; the same facts give the same bytes."""
    context = {
        "heading": facts.heading,
        "intro": printable(facts.intro),
        "head": facts.head,
        "lines": [[printable(cell) for cell in line] for line in facts.lines],
        "nothing": facts.nothing,
        "sentences": facts.sentences,
        "signing": facts.signing,
        "footer": facts.footer,
    }
    return filled("attestation.docx", context, title=facts.title)
