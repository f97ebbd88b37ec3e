"""Annexe 5, label for label, and what a bilan says on paper (DOMAIN.md §2.5)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted

# Annexe 5, as printed.
PAPER_TITLE = "Bilan"
PAPER_NETWORK, PAPER_YEAR = "Titre du réseau :", "Année :"
PAPER_MEMBERS = "Membres"
PAPER_NOTES = "Documents, notes, commentaire et décisions"
EXACT: Mapping[str, str] = {
    "dates": "Date des rencontre",
    "purpose": "But du réseau",
    "summary": "Résumé du travail accompli",
    "achievement": "Principale réalisation et atteinte des objectifs",
    "questions": "Questions et commentaires",
    "continuation": "Demande de continuation du réseau",
}


def bilan_row(number: int, label: str) -> str:
    """As the annex prints it."""
    return f"{number}. {label}"


def bilan_paper_title(title: str) -> str:
    return f"Bilan : {title}"


def bilan_member(line: str, *, there: bool) -> str:
    """`line` is « Prénom Nom, titre, nom du service »; the word says what the box does."""
    return f"☒ {line} — présence" if there else f"☐ {line} — aucune présence"


NOBODY_ELSE = "—"


def bilan_footer(year: str, version: int, day: str) -> str:
    return f"Bilan, réseau de {year}, version {version}, {day}"


def bilan_draft_footer(year: str, day: str) -> str:
    return f"Bilan, réseau de {year}, brouillon du {day.removeprefix('le ')}"


def members_counted(members: int, there: int) -> str:
    """For the committee, which reads no names (DOMAIN.md §1.9)."""
    came = counted(there, "a assisté", "ont assisté")
    return f"{counted(members, 'membre', 'membres')}; {came} à une rencontre au moins"
