"""Who takes part in a network and who waits, the number of seats, the end of a network (R22; DOMAIN.md §1.9)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Participants et places"
MEMBERS = "Ont leur place"
NO_MEMBERS = "Personne pour le moment."
TO_CONFIRM = "à confirmer"


def title(name: str) -> str:
    return f"Participants : {quoted(name)}"


def taken(count: int, capacity: int) -> str:
    return f"{count} sur {capacity} places sont prises."


# The waiting list: a responsible reads who and why, the animator how many.
WAITS = "Liste d’attente"
NOBODY_WAITS = "Personne n’attend."


def waits(count: int) -> str:
    return f"{counted(count, 'personne attend', 'personnes attendent')} une place. Les rangs ne sont montrés qu’au CEE."


def rank(number: int, person: str, why: str) -> str:
    return f"{number}. {person} : {why}"


def offered(person: str, until: str) -> str:
    return f"{person} : une place lui est offerte jusqu’à {until}"


TURN = "attend son tour"
FULL = "attend qu’une place se libère"
SKIPS: Mapping[str, str] = {
    "not_teaching": "n’enseigne pas, selon le CEE; garde son rang",
    "same_school": "deux personnes de son école ont déjà leur place; garde son rang",
    "year_used": "a déjà utilisé de la libération cette année dans un autre réseau; garde son rang",
    "clash": "anime un autre réseau un de ces jours-là; garde son rang",
    "too_late": "aucune offre ne part dans les 24 heures avant une rencontre; garde son rang",
}

# The number of seats.
CAPACITY = "Nombre de places"
SET_CAPACITY = "Changer le nombre de places"
CHOOSE_CAPACITY = "Choisissez de six à dix places."
CAPACITY_NOT_SET = "Le nombre de places n’a pas changé :"


def seats(count: int) -> str:
    return f"{count} places"


def capacity_set(count: int) -> str:
    return f"Le réseau compte maintenant {count} places."


CAPACITY_MISTAKES: Mapping[str, str] = {
    "over": "Ce réseau est terminé : le nombre de places ne change plus.",
    "out_of_range": CHOOSE_CAPACITY,
    "under_enrolled": "Plus de personnes que cela ont déjà leur place ou une offre. Choisissez un nombre plus grand.",
}

# The end of a network.
CANCEL = "Annuler ce réseau"
CANCEL_TITLE = "Annuler ce réseau?"
CANCEL_HOW = (
    "Chaque personne inscrite ou en attente, et celle qui anime, reçoit la nouvelle; leur place de l’année redevient "
    "libre. Les rencontres à venir et leurs libérations tombent. On ne peut pas revenir en arrière."
)
REASON = "Motif"
WRITE_REASON = "Écrivez le motif."
NO_REASON = "Écrivez le motif : il est gardé avec la décision."
KEEP = "Ne rien annuler"
CANCEL_SURE = "Annuler le réseau"
NOT_CANCELLED = "Rien n’est annulé, et rien n’est perdu :"
OVER = "Ce réseau est déjà terminé ou annulé."
