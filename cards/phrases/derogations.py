"""« Dérogations »: every exception that a responsible made, with its reason."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

TITLE = "Dérogations"
OPEN = "Dérogations"
EMPTY = "Aucune dérogation n’a été accordée."
NEVER = (
    "Personne ne déroge à ceci : seul le personnel enseignant propose, jamais deux réseaux à la fois, jamais "
    "plus de dix personnes par réseau ni de deux par établissement."
)
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
RULES: Mapping[str, str] = {
    "late_selection": "Sélection pour l’année en cours",
    "below_six": "Réseau maintenu sous le minimum de six",
    "closed": "Inscription après la date limite",
    "year_used": "Deuxième réseau la même année, après une première participation",
    "clash": "Rencontre à la même date que son autre réseau",
    "not_teaching": "Inscription d’une personne qui n’est pas du personnel enseignant",
    "late_document": "Délai pour un plan ou un ordre du jour",
    "short_notice": "Rencontre déplacée à moins de huit jours",
    "new_animator": "Remplacement de la personne qui anime",
}


def count_granted(number: int) -> str:
    return f"{counted(number, 'dérogation accordée', 'dérogations accordées')}, la plus récente d’abord."


def about(title: str, name: str) -> str:
    """A network or proposal, and a person; either may be empty, not both."""
    return ", ".join(one for one in (quoted(title) if title else "", name) if one)


def granted(name: str, day: str) -> str:
    return f"Accordée par {name}, {day}."


def with_reason(text: str) -> str:
    return f"Motif : {text}"


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


# A proposal for next year, selected for the current one (S07).
LATE = "Sélectionner pour l’année en cours"
LATE_TITLE = "Sélectionner ce réseau pour l’année en cours?"


def late_how(title: str, this: str, following: str) -> str:
    return (
        f"{quoted(title)} est proposé pour {following}. Un réseau est sélectionné l’année précédente; le choisir "
        f"pour {this} est une dérogation, gardée avec son motif. La décision du comité se consigne ensuite comme "
        "d’habitude."
    )


REASON = "Motif de la dérogation"
WRITE_REASON = "Écrivez le motif."
LATE_SURE = "Accorder la dérogation"
KEEP_YEAR = "Garder l’année prochaine"
NOT_GRANTED = "La dérogation n’est pas accordée, et rien n’est perdu :"
NO_REASON = "Écrivez le motif : il est gardé avec la dérogation."
NOT_NEXT = "Cette proposition n’est plus pour l’année prochaine. Rien n’a changé."


def selected(year: str) -> str:
    return f"La proposition est maintenant pour {year}. Consignez la décision du comité."
