"""Six members or a decision (guide §3; R21)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Décider"


def title(name: str) -> str:
    return f"Moins de six personnes : {quoted(name)}"


def line(members: int, until: str) -> str:
    enrolled = counted(members, "personne inscrite", "personnes inscrites")
    return f"{enrolled}; les inscriptions devaient se terminer {until}."


STAYS_OPEN = (
    "Les inscriptions restent ouvertes jusqu’à votre décision; rien ne sera annulé sans vous. Une sixième inscription "
    "règle la question."
)
UNTIL = "Prolonger jusqu’au (inclusivement)"
CHOOSE_DAY = "Choisissez une date."
REASON = "Motif, pour maintenir ou annuler"
WRITE_REASON = "Écrivez le motif."
EXTEND, KEEP, CANCEL = "Prolonger", "Maintenir avec moins de six", "Annuler le réseau"
NOT_DECIDED = "Rien n’est encore décidé, et rien n’est perdu :"


def latest(day: str) -> str:
    return f"On peut prolonger jusqu’à {day.removeprefix('le ')} au plus tard, huit jours avant la première rencontre."


def mistake(name: str, latest_day: str) -> str:
    return {**MISTAKES, "too_late": latest(latest_day)}[name]


MISTAKES: Mapping[str, str] = {
    "no_day": "Choisissez la nouvelle date limite.",
    "not_later": "Choisissez une date plus tard que la date limite actuelle et qu’aujourd’hui.",
    "no_reason": "Écrivez le motif : il est gardé avec la décision.",
}
GONE = "C’est réglé : quelqu’un a décidé entre-temps, ou une sixième personne s’est inscrite."
EXTENDED = "Les inscriptions sont prolongées."
KEPT = "Le réseau est maintenu."
CANCELLED = "Le réseau est annulé; chaque personne inscrite ou en attente reçoit la nouvelle."
