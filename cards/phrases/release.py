"""Release: the procedure followed, the planning day, the ledger (guide §6, §7)."""

from collections.abc import Mapping

from cards.phrases.numbers import days
from cards.phrases.proposal import quoted

OPEN = "Mes libérations"
TITLE = "Mes libérations"
HOW = (
    "Suivez la procédure de libération de votre école pour chaque date, puis dites-le ici : la personne qui anime le "
    "verra."
)
NONE = "Vous n’avez aucune libération prévue pour le moment."
STATES: Mapping[str, str] = {
    "PLANNED": "procédure à suivre",
    "REQUESTED": "procédure suivie",
    "CONFIRMED": "libération confirmée",
    "USED": "utilisée",
    "NOT_USED": "non utilisée",
}
TICK, UNTICK = "J’ai suivi la procédure", "Je ne l’ai pas suivie"


def half_days_line(what: str, half_days: int, state_of: str) -> str:
    return f"{what} : {days(half_days)}, {STATES[state_of]}."


PLANNING_TITLE = "Ma journée de planification"


def planning(title: str) -> str:
    return (
        f"Le guide vous donne une journée de libération pour planifier {quoted(title)}. Choisissez-la, et suivez la "
        "procédure de votre école."
    )


DAY = "Date"
CHOOSE_DAY = "Choisissez une date."
SAVE_DAY = "Enregistrer ma journée"
NOT_SAVED = "Votre journée n’est pas encore enregistrée :"
FAULTS: Mapping[str, str] = {
    "no_day": "Choisissez la date de votre journée de planification.",
    "past": "Cette date est passée; choisissez-en une autre.",
    "closed": "Ce jour-là est férié ou fermé; choisissez un jour de travail.",
    "outside_year": "Cette date n’est pas dans l’année scolaire du réseau.",
    "used": "Cette journée est déjà utilisée; elle ne peut plus changer.",
}


def saved(day: str) -> str:
    return f"C’est noté : votre journée de planification est {day}."


# The responsible's ledger.
LEDGER = "Libérations"
LEDGER_TITLE = "Libérations par réseau"
LEDGER_HOW = (
    "Chaque réseau peut compter au plus 20 jours pour ses membres, et 1,5 jour pour la personne qui anime."
)
LEDGER_NONE = "Aucune libération n’est encore prévue."


BY_PERSON = "Voir par personne"


def ledger_of(title: str) -> str:
    return f"Libérations : {quoted(title)}"


def person_line(name: str, line: str) -> str:
    return f"{name} : {line}"


def ledger_line(planned: int, requested: int, used: int) -> str:
    """Half-days of each; confirmed ones count as requested."""
    return f"Prévu : {days(planned)}. Procédure suivie : {days(requested)}. Utilisé : {days(used)}."


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
