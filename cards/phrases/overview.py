"""« L’année en un coup d’œil », for a responsible."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, days, grouped

OPEN = "L’année en un coup d’œil"


def title(year: str) -> str:
    return f"L’année en un coup d’œil\u00a0: {year}"


NO_NETWORK = "Aucun réseau n’est encore accepté pour cette année."
NETWORKS = "Réseaux par étape"
STATES: Mapping[str, str] = {
    "ACCEPTED": "Acceptés, dates à choisir",
    "SCHEDULED": "Dates choisies",
    "OPEN": "Inscriptions ouvertes",
    "CONFIRMED": "Confirmés",
    "IN_PROGRESS": "En cours",
    "COMPLETED": "Terminés",
    "ARCHIVED": "Archivés",
    "CANCELLED": "Annulés",
}
SEATS, DOCUMENTS, ATTENDANCE, RELEASE = "Places", "Documents", "Présences", "Libérations"
SEE_SEATS, SEE_DOCUMENTS = "Places et attente", "Documents"
SEE_ATTENDANCE, SEE_BUDGET = "Présences", "Budget de libération"
WORKBOOK = "Télécharger le classeur"


def seats(taken: int, capacity: int, waiting: int) -> str:
    """« 34 places prises sur 50; 2 inscriptions en attente. »"""
    if capacity == 0:
        return "Aucun réseau n’a encore ouvert ses inscriptions."
    said = f"{counted(taken, 'place prise', 'places prises')} sur {grouped(capacity)}"
    waits = (
        counted(waiting, "inscription en attente", "inscriptions en attente")
        if waiting
        else "personne n’attend"
    )
    return f"{said}; {waits}."


SEATS_HOW = (
    "Une place offerte compte comme prise. Une personne peut attendre dans plusieurs réseaux. Les réseaux "
    "annulés, ou dont les inscriptions n’ont pas encore ouvert, n’y sont pas."
)


def seats_line(taken: int, capacity: int, waiting: int) -> str:
    waits = f", {waiting} en attente" if waiting else ""
    return f"{counted(taken, 'place prise', 'places prises')} sur {capacity}{waits}"


# Of documents.
KINDS: Mapping[str, str] = {
    "PLAN": "Plans",
    "AGENDA": "Ordres du jour",
    "MINUTES": "Comptes rendus",
    "BILAN": "Bilans",
}
KINDS_ONE: Mapping[str, str] = {
    "PLAN": "Plan",
    "AGENDA": "Ordre du jour",
    "MINUTES": "Compte rendu",
    "BILAN": "Bilan",
}
STANDINGS: Mapping[str, tuple[str, str]] = {
    "on_time": ("à temps", "à temps"),
    "late": ("en retard", "en retard"),
    "on_paper": ("sur papier", "sur papier"),
    "missing": ("manquant", "manquants"),
    "to_come": ("à venir", "à venir"),
}
NONE_AWAITED = "rien n’est attendu"
NONE_AWAITED_YET = "Rien n’est attendu pour le moment."


def standing(code: str, count: int) -> str:
    """« 3 à temps », « 2 manquants »."""
    one, many = STANDINGS[code]
    return counted(count, one, many)


DOCUMENTS_HOW = (
    "«\u00a0En retard\u00a0» veut dire déposé après l’échéance, «\u00a0manquant\u00a0» échéance passée sans dépôt. Ce qu’une liste "
    "importée dit déjà fait n’est compté que s’il est déposé ici."
)
DOCUMENTS_FIRST = "Les réseaux où il manque quelque chose viennent en premier."


# Of attendance.
def turnout(present: int, expected: int, percent: int) -> str:
    if expected == 0:
        return "Aucune présence n’est encore consignée."
    half_days = counted(expected, "demi-journée attendue", "demi-journées attendues")
    there = counted(present, "présence", "présences")
    return f"{there} sur {half_days} ({percent}\u00a0%)."


ATTENDANCE_HOW = (
    "Sont comptées les demi-journées des membres, aux rencontres dont les présences sont consignées; la personne qui "
    "anime n’y est pas."
)
ATTENDANCE_CHART = "Présences en pourcentage"


def turnout_line(present: int, expected: int, percent: int) -> str:
    if expected == 0:
        return "rien n’est encore consigné"
    return f"{percent}\u00a0%, {present} sur {expected}"


# Of release.
def release(committed: int, envelope: int | None) -> str:
    """Half-days of each; `envelope` is None where nobody said it."""
    said = f"{days(committed)} de libération, utilisés ou à venir" if committed >= 4 else None  # noqa: PLR2004
    said = said or f"{days(committed)} de libération, utilisé ou à venir"
    if envelope is None:
        return f"{said}. L’enveloppe de l’année n’est pas fixée."
    return f"{said}, sur une enveloppe de {days(envelope)}."


def year_button(year: str) -> str:
    return f"Année {year}"


BACK = "Revenir à l’année"


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
NO_LINE = "Aucun réseau à montrer ici pour le moment."
