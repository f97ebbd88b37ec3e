"""« Mes échéances »: what is due for the person who animates, and the guide’s §5 as a checklist."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Mes échéances"
TITLE = "Mes échéances"
NONE = "Vous n’animez aucun réseau en ce moment : rien n’est à remettre."
ALL_DONE = "Tout est fait pour le moment. Vous recevrez un rappel avant la prochaine échéance."

TASKS: Mapping[str, str] = {
    "DATES": "Choisir les dates des rencontres",
    "PLANNING": "Choisir ma journée de planification",
    "PLAN": "Déposer le plan du réseau",
    "AGENDA": "Déposer l’ordre du jour",
    "ATTENDANCE": "Prendre les présences",
    "MINUTES": "Déposer le compte rendu",
    "BILAN": "Déposer le bilan",
}
DO: Mapping[str, str] = {
    "DATES": "Choisir les dates",
    "PLANNING": "Choisir ma journée",
    "PLAN": "Ouvrir le plan",
    "AGENDA": "Ouvrir l’ordre du jour",
    "ATTENDANCE": "Prendre les présences",
    "MINUTES": "Ouvrir le compte rendu",
    "BILAN": "Ouvrir le bilan",
}


def task_name(task: str, number: int) -> str:
    """`task` is one of TASKS; `number` is the meeting's, 0 for none."""
    return f"{TASKS[task]} (rencontre {number})" if number else TASKS[task]


def next_step(task: str, when_due: str) -> str:
    """`task` comes from `task_name`, `when_due` from `by_when`."""
    return f"À faire maintenant : {task}, {when_due}."


def by_when(standing: str, target: str, until: str, opens: str) -> str:
    """When something open is due; the days are « le 14 octobre 2026 », or empty."""
    if standing == "later" and opens:
        return f"à partir du {opens.removeprefix('le ')}"
    if standing == "overdue":
        return f"attendu depuis {until}; toujours accepté"
    if not until:
        return "quand vous le pourrez"
    if target and target != until:
        return f"de préférence d’ici {target}, au plus tard {until}"
    return f"au plus tard {until}"


def settled(standing: str, done: str) -> str:
    """How something ended; `done` is a day, or empty where it came on paper."""
    if standing == "on_paper":
        return "reçu sur papier"
    late = ", en retard" if standing == "done_late" else ""
    return f"fait {done}{late}"


def chosen(day: str) -> str:
    """The planning day: to come, or past."""
    return f"choisie : {day}"


STILL = "À venir"
DONE = "Fait"

CHECKLIST = "Ce que le guide vous demande"


def checklist_of(title: str, year: str) -> str:
    return f"{quoted(title)}, {year}"


ATTEND = "Animer toutes les rencontres"
PLAN = "Un plan, sept jours avant la première"
AGENDAS = "Un ordre du jour, sept jours avant chacune"
SHARING = "La mise en commun de l’expertise"
TAKING_PART = "La participation active de chaque membre"
DELIVERABLE = "Selon le réseau, un fichier du travail réalisé"
BILAN = "Un bilan, avant la fin de l’année"

YOURS_TO_WATCH = "à vous d’y voir; rien n’est consigné"
WITH_BILAN = "avec le bilan"
WORKS: Mapping[str, str] = {"given": "remis", "none": "sans objet"}
NO_BILAN = "aucune rencontre n’a lieu"
PLAN_STANDINGS: Mapping[bool, str] = {True: "déposé", False: "à déposer"}


def meetings_past(count: int, planned: int) -> str:
    return f"{counted(count, 'rencontre passée', 'rencontres passées')} sur {planned}"


def agendas_deposited(count: int, planned: int) -> str:
    return f"{counted(count, 'déposé', 'déposés')} sur {planned}"
