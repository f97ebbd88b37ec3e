"""The seven days: reminders to the animator, the post in the channel, what is late (DOMAIN.md §6, 11 and 15)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

DOCUMENTS: Mapping[str, str] = {"PLAN": "Plan du réseau", "AGENDA": "Ordre du jour"}

# Reminders to the animator.
PLAN_TITLE = "Le plan de votre réseau est attendu"


def agenda_title(day: str) -> str:
    """`day` is « le mardi 1er décembre 2026 »."""
    return f"L’ordre du jour de la rencontre du {day.removeprefix('le ')} est attendu"


def aim(title: str, target: str, until: str) -> str:
    """`target` and `until` are days; where they are one, it is said once."""
    if target == until:
        return f"{quoted(title)} : à déposer au plus tard {until}, soit sept jours avant la rencontre."
    return (
        f"{quoted(title)}. Date visée : {target}. Échéance : {until}, soit sept jours avant la rencontre; ce jour-là "
        "est férié ou fermé."
    )


def today(title: str) -> str:
    return f"{quoted(title)} : c’est aujourd’hui! Il reste à le déposer d’ici minuit."


def overdue(title: str, until: str) -> str:
    return f"{quoted(title)} : l’échéance était {until}. Déposez-le dès que possible; il sera accepté."


def more_time(title: str, until: str) -> str:
    return f"{quoted(title)} : la personne responsable du CEE vous a accordé un délai, jusqu’au {until.removeprefix('le ')}."


PLAN_READY = "Nous avons préparé un brouillon à partir de votre proposition."
AGENDA_READY = "Nous avons préparé un brouillon à partir de votre plan."
OPEN_DRAFT = "Ouvrir le brouillon"
OWN_DOCUMENT = "Donner un lien"

# In the channel, seven days before; everybody reads it.


def in_seven_days(line: str) -> str:
    """`line` is « le mardi 1er décembre 2026, de 8 h 45 à 15 h 45, au CEE »."""
    return f"Dans sept jours : rencontre du {line.removeprefix('le ')}."


def meeting_on(line: str) -> str:
    return f"Rencontre du {line.removeprefix('le ')}."


POST_TITLE = "Prochaine rencontre"
AGENDA_HERE = "L’ordre du jour est prêt : les membres le reçoivent en clavardage, et le relisent ici."
AGENDA_LATER = "L’ordre du jour viendra; ce message changera dès son dépôt."


def bring(material: str) -> str:
    return f"À apporter : {material}"


RELEASE = "Pensez à la procédure de libération de votre école."
READ_AGENDA = "Lire l’ordre du jour"
READ_PLAN = "Lire le plan"
CALENDAR = "Ajouter à mon calendrier"
ANSWERS = "Ces boutons répondent aux membres; la réponse n’est montrée qu’à la personne qui appuie."

# On the responsible's desk.
LATE_TITLE = "Une échéance est dépassée"


def task_title(what: str, title: str) -> str:
    """`what` is one of DOCUMENTS."""
    return f"{what} en retard : {quoted(title)}"


def task_line(animator: str, until: str, line: str, members: int) -> str:
    return (
        f"Attendu au plus tard {until}; pas encore reçu. Animation : {animator}. {line} "
        f"Le réseau compte {counted(members, 'membre', 'membres')}."
    )


SEE = "Voir et régler"


def reminded(days: str) -> str:
    """`days` are « le 10 novembre 2026, le 17 novembre 2026 », or empty."""
    return f"Rappels envoyés : {days}." if days else "Aucun rappel n’est encore parti."


def write_to(name: str, address: str) -> str:
    return f"Écrire à {name} : [{address}](mailto:{address})."


UNTIL, REASON = "Accorder un délai jusqu’au", "Motif du délai"
CHOOSE_UNTIL = "Choisissez une date avant la rencontre."
WRITE_REASON = "Écrivez le motif : la personne qui anime le lira tel quel."
GRANT = "Accorder le délai"
PAPER = "Reçu sur papier"
GRANT_NEXT = (
    "La personne qui anime reçoit la nouvelle date et le motif; cette ligne revient si la date passe."
)
NOT_GRANTED = "Rien n’est encore accordé, et rien n’est perdu :"
FAULTS: Mapping[str, str] = {
    "no_date": "Choisissez la dernière journée du délai.",
    "past": "Cette date est passée; choisissez une date à partir d’aujourd’hui.",
    "too_late": "Choisissez une date avant la rencontre : les membres doivent avoir le temps de lire.",
    "no_reason": "Écrivez le motif : la personne qui anime le lira.",
    "long_reason": "Le motif compte plus de 1\u00a0000 caractères; raccourcissez-le.",
}
GRANTED = "C’est noté : le délai est accordé, et la personne qui anime en reçoit un mot."
ON_PAPER = "C’est noté : reçu sur papier. Plus rien n’est demandé."
NOTHING_LATE = "Ce document est arrivé, ou sa situation est déjà réglée."

# To the animator.


def granted_title(what: str) -> str:
    return f"{what} : un délai vous est accordé"


def granted(title: str, until: str) -> str:
    return f"{quoted(title)} : vous avez jusqu’au {until.removeprefix('le ')} inclusivement."
