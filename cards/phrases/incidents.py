"""The register of privacy incidents (Loi sur l’accès, s. 63.8 to 63.11; r. 3.1)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped

TITLE = "Registre des incidents de confidentialité"
WHAT = (
    "La loi demande d’y consigner tout accès, usage, partage ou perte de renseignements personnels qui n’est pas permis. Le "
    "registre se garde cinq ans au moins; rien n’en est effacé."
)
NONE = "Aucun incident n’est consigné."
ADD = "Consigner un incident"
OPEN = "Ouvrir"
FORM_TITLES: Mapping[int, str] = {
    1: "Incident : les faits (étape 1 de 2)",
    2: "Incident : le risque, les avis, les mesures (étape 2 de 2)",
}
EDIT: Mapping[int, str] = {1: "Modifier les faits", 2: "Modifier le risque, les avis, les mesures"}
SAVE, CANCEL = "Enregistrer", "Revenir au registre"
NOT_SAVED = "L’incident n’est pas encore enregistré. Rien n’est perdu :"
STALE = "Une autre personne vient de modifier cet incident. Voyez l’historique; si vous enregistrez, votre texte prend la suite."
SAVED = "C’est consigné. Les versions précédentes restent dans l’historique."
HISTORY, BACK = "Historique", "Revenir à l’incident"
EXPORT = "Exporter le registre (CSV)"
NEWER, OLDER = "Plus récents", "Plus anciens"
NEXT_STEPS = (
    "Si le risque d’un préjudice est sérieux, avisez sans tarder la Commission d’accès à l’information et les personnes "
    "concernées, puis consignez ces avis ici."
)

FIELDS: Mapping[str, str] = {
    "data": "Renseignements personnels visés",
    "circumstances": "Circonstances de l’incident",
    "period": "Date ou période de l’incident",
    "discovered_on": "Date à laquelle le CSSDM en a pris connaissance",
    "people": "Nombre de personnes concernées",
    "risk": "Évaluation du risque de préjudice",
    "serious": "Le risque d’un préjudice est-il sérieux?",
    "notices": "Avis à la Commission et aux personnes, avec leurs dates",
    "measures": "Mesures prises pour diminuer le risque",
}
HINTS: Mapping[str, str] = {
    "data": "Dites quels renseignements sont visés.",
    "circumstances": "Racontez brièvement ce qui s’est passé.",
    "period": "Écrivez une date ou une période.",
    "discovered_on": "Choisissez un jour, au plus tard aujourd’hui.",
    "people": "Écrivez un nombre, ou laissez vide s’il n’est pas connu.",
    "risk": "Décrivez la sensibilité, les usages malveillants et la probabilité.",
    "serious": "Choisissez une réponse.",
    "notices": "Dites qui a reçu un avis, et quand.",
    "measures": "Dites ce qui a été fait.",
}
SERIOUS: Mapping[str, str] = {"yes": "Oui", "no": "Non"}
UNKNOWN = "à venir"
VERSION, RECORDED_BY, RECORDED_AT, NUMBER = "Version", "Consigné par", "Consigné le", "Numéro"


def incident_line(number: int, day: str, many: str) -> str:
    return f"Incident numéro {number}, connu {day}; {many}"


def people_concerned(many: int) -> str:
    return f"{counted(many, 'personne concernée', 'personnes concernées')}."


PEOPLE_UNKNOWN = "nombre de personnes à venir."


def incident_title(number: int) -> str:
    return f"Incident numéro {number}"


def history_title(number: int) -> str:
    return f"Historique de l’incident numéro {number}"


def version_line(number: int, name: str, moment: str) -> str:
    return f"Version {number}, {name}, {moment}"


def moment_of(day: str, at: str) -> str:
    return f"{day} à {at}"


def incident_mistake(name: str, fault: str, count: int, limit: int) -> str:
    if fault == "too_long":
        return f"{FIELDS[name]} : {grouped(count)} caractères; le maximum est de {grouped(limit)}."
    if fault == "future":
        return f"{FIELDS[name]} : ce jour n’est pas encore venu."
    return f"{FIELDS[name]} : {HINTS[name][0].lower()}{HINTS[name][1:]}"
