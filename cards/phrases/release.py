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
    "PARTLY_USED": "utilisée en partie",
    "ABSENT": "absence annoncée, libération rendue",
}
TICK_ALL = "Je l’ai suivie pour toutes les dates"
ABSENT, COMING = "Je ne pourrai pas être là", "Je serai là, finalement"
ABSENT_SAID = (
    "C’est noté : vous gardez votre place dans le réseau, la personne qui anime en reçoit un mot, et votre libération "
    "est rendue. Avisez votre école."
)
COMING_SAID = "C’est noté : on vous attend, et la personne qui anime en reçoit un mot. Refaites la procédure de libération."
NOTHING_CHANGED = "Rien n’a changé : cette rencontre a commencé, ou n’a pas lieu."
TICKED_SAID = "C’est noté : procédure suivie."
UNTICKED_SAID = "C’est noté : la procédure reste à suivre."
TICK, UNTICK = "J’ai suivi la procédure", "Je ne l’ai pas suivie"


WANTED = "Avez-vous suivi la procédure de libération de votre école? Dites-le d’une pression."


def wanted_title(day: str) -> str:
    return f"Votre libération pour la rencontre du {day.removeprefix('le ')}"


def absent_title(name: str) -> str:
    return f"{name} ne pourra pas être là"


def coming_title(name: str) -> str:
    return f"{name} sera là, finalement"


ABSENT_NEXT = "Cette personne garde sa place dans le réseau. Rien d’autre n’est à faire."


def half_days_line(what: str, half_days: int, state_of: str) -> str:
    return f"{what} : {days(half_days)}, {STATES[state_of]}."


PLANNING_TITLE = "Ma journée de planification"


def planning(title: str) -> str:
    return (
        f"Le guide vous donne une journée de libération pour planifier {quoted(title)}. Choisissez-la, et suivez la "
        "procédure de votre école."
    )


BILAN_TITLE = "Ma demi-journée pour le bilan"


def bilan_day(title: str) -> str:
    return (
        f"Le guide vous donne une demi-journée de libération pour le bilan de {quoted(title)}. Choisissez-la, et suivez la "
        "procédure de votre école."
    )


SAVE_HALF_DAY = "Enregistrer ma demi-journée"


def bilan_day_saved(day: str) -> str:
    return f"C’est noté : votre demi-journée pour le bilan est {day}."


# The animator's own, in « Mes libérations ».
ANIMATING = "Pour l’animation"
CHOOSE_OWN = "Choisir la date"


def own_planning(title: str, day: str) -> str:
    """`day` may be empty: not chosen."""
    return f"Planification de {quoted(title)} : {day or 'date à choisir'}, {days(2)}."


def own_bilan(title: str, day: str) -> str:
    """`day` may be empty: not chosen."""
    return f"Bilan de {quoted(title)} : {day or 'date à choisir'}, {days(1)}."


DAY = "Date"
CHOOSE_DAY = "Choisissez une date."
SAVE_DAY = "Enregistrer ma journée"
NOT_SAVED = "Votre journée n’est pas encore enregistrée :"
FAULTS: Mapping[str, str] = {
    "not_yet": "Cette demi-journée se choisit une fois la dernière rencontre terminée.",
    "no_day": "Choisissez la date de votre libération.",
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


def ticked(count: int, total: int) -> str:
    return f"Procédure suivie : {count} sur {total}."


def still_to_tick(names: str) -> str:
    return f"À suivre : {names}."


def absences(names: str) -> str:
    return f"Ne pourront pas être là : {names}."


BY_DATE, BY_NAME = "Par rencontre", "Par personne"


def ledger_line(planned: int, requested: int, used: int) -> str:
    """Half-days of each; confirmed ones count as requested."""
    return f"Prévu : {days(planned)}. Procédure suivie : {days(requested)}. Utilisé : {days(used)}."


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
