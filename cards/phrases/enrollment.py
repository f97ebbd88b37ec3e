"""Enrollment, waiting, offers and what refuses them (DOMAIN.md §6, texts 7 to 10)."""

from collections.abc import Mapping, Sequence

from cards.phrases.numbers import counted, days
from cards.phrases.proposal import quoted

ENROLL = "M’inscrire"
WAIT = "M’ajouter à la liste d’attente"
EXCHANGE = "Changer pour ce réseau"
WITHDRAW = "Me désister"
LEAVE_LIST = "Quitter la liste"
MINE = "Voir mon réseau"
CALENDAR = "Ajouter à mon calendrier"
OTHERS = "Voir les réseaux"
SCHOOL_TEXT = "Texte pour mon école"
REVISION = "Demander une révision par une personne"

# Under the sheet of a network, and in the catalogue.


def free(left: int, until: str) -> str:
    """`until` is « le 27 novembre 2026 », or empty."""
    seats = counted(left, "place libre", "places libres")
    return (
        f"{seats}; inscription jusqu’au {until.removeprefix('le ')} inclusivement." if until else f"{seats}."
    )


IS_FULL = "Toutes les places sont prises. Vous pouvez prendre un rang dans la liste d’attente."
IS_MEMBER = "Votre place est réservée dans ce réseau."


def is_waiting(rank: int) -> str:
    return f"Vous êtes au rang {rank} de la liste d’attente."


# Enrolled.
ENROLLED_TITLE = "Votre place est réservée"
ALREADY_TITLE = "Vous avez déjà votre place"


def enrolled(title: str, meetings: int) -> str:
    return (
        f"Réseau : {quoted(title)}. {counted(meetings, 'rencontre', 'rencontres')}, toujours en présentiel."
    )


def meeting(number: int, day: str, hours: str, place: str) -> str:
    return f"Rencontre {number} : {day}{hours}{place}"


def hours(starts: str, ends: str) -> str:
    return f", de {starts} à {ends}"


def place(venue: str, room: str) -> str:
    return f", {venue}{f' ({room})' if room else ''}"


CEE = "au CEE"


def at_school(name: str) -> str:
    return f"à {name}"


TO_DO = (
    "À faire : suivez la procédure de libération de votre école pour chaque date. L’ordre du jour est attendu "
    "sept jours avant chaque rencontre; vous le recevrez dès son dépôt."
)


def release(half_days: int) -> str:
    return f"Ce réseau vous donne droit à {days(half_days)} de libération."


def minimum(until: str) -> str:
    """`until`: « le 27 novembre 2026 », or empty."""
    by = f"; réponse au plus tard {until}" if until else ""
    return f"Le réseau aura lieu si au moins six personnes y sont inscrites{by}."


TO_CONFIRM = (
    "Votre place est à confirmer : la personne responsable du CEE vérifie que vous enseignez au CSSDM. Vous n’avez "
    "rien d’autre à faire; nous vous écrirons si votre place ne peut pas être gardée."
)


def keeps_rank(title: str) -> str:
    return f"Vous gardez aussi votre rang dans la liste d’attente de {quoted(title)}."


# Waiting.
WAITING_TITLE = "Vous êtes dans la liste d’attente"


def waiting(title: str, rank: int) -> str:
    return (
        f"Réseau : {quoted(title)}. Vous êtes au rang {rank}; nous vous écrirons si une place se libère. "
        "Vous pouvez aussi choisir un autre réseau."
    )


FULL_FIRST = "Toutes les places sont prises."
STAYS_IN_OTHER = "Votre place actuelle est gardée : le moment venu, la nouvelle vous sera offerte."

# Not possible (text 9): each with its own sentence, and its own way out.
AUTOMATIC = "Cette réponse est automatique."
IS_OVER = "Les inscriptions de ce réseau sont terminées. Vous pouvez choisir un autre réseau."
STALE_CLOSED = "Cette carte n’est plus valide : les inscriptions de ce réseau sont terminées."
TITLES: Mapping[str, str] = {
    "not_teaching": "Les réseaux s’adressent au personnel enseignant",
    "closed": "On ne peut pas s’inscrire à ce réseau maintenant",
    "own_network": "Vous animez ce réseau",
    "already_in": "Un réseau par année",
    "year_used": "Votre place de l’année est utilisée",
    "clash": "Une date tombe en même temps que votre réseau",
    "same_school": "Deux personnes de votre établissement",
    "full": "Toutes les places sont prises",
}
NOT_TEACHING = (
    "Seul le personnel enseignant du CSSDM peut s’inscrire. Si vous enseignez, demandez une révision : une personne "
    "vérifiera."
)
CLOSED: Mapping[str, str] = {
    "over": STALE_CLOSED,
    "cancelled": "Ce réseau est annulé. Vous pouvez choisir un autre réseau.",
}


def not_yet(day: str) -> str:
    return (
        f"Les inscriptions ouvrent {day}. Revenez ce jour-là; vous pouvez déjà lire la fiche du réseau."
        if day
        else "Les inscriptions ne sont pas encore ouvertes. Le réseau paraîtra dans la liste le moment venu."
    )


OWN_NETWORK = "Vous n’avez pas à vous y inscrire. Vous pouvez toutefois participer à un autre réseau."


def already_in(title: str, year: str) -> str:
    return f"Vous participez déjà à {quoted(title)} en {year}. On peut participer à un seul réseau par année."


MAY_EXCHANGE = "Vous pouvez changer : votre place actuelle est gardée jusqu’à la confirmation de l’autre."
HAS_MET = "Votre réseau s’est déjà réuni : on ne peut plus le quitter pour un autre cette année."
EXCHANGE_FULL = (
    "Ce réseau n’a plus de place pour vous; votre place actuelle est gardée. Vous pouvez prendre un rang : quand "
    "votre tour viendra, la place vous sera offerte."
)


def year_used(year: str) -> str:
    return (
        f"Vous avez déjà participé à une rencontre d’un autre réseau en {year}, et on peut participer à un seul réseau "
        "par année. La personne responsable du CEE peut faire une exception."
    )


def clash(day: str) -> str:
    return f"Ce réseau se réunit {day}, et ce jour-là vous animez votre propre réseau. Choisissez un autre réseau."


def same_school(school: str) -> str:
    return (
        f"Ce réseau compte déjà deux personnes de {school}, le maximum prévu pour varier les milieux. Vous pouvez "
        "attendre qu’une place se libère ou choisir un autre réseau."
    )


# What must be known first.
DECLARE_TITLE = "Encore un mot sur vous"
DECLARE = (
    "Nous ne vous connaissons pas encore. Dites-nous où vous enseignez; votre place vous attend ensuite."
)
SCHOOL_ONLY = (
    "Nous ne savons pas encore dans quelle école vous enseignez. Choisissez-la; votre place vous attend."
)
SCHOOL = "École ou centre"
CHOOSE_SCHOOL = "Choisissez une école de la liste, ou « Autre »."
TEACHES = "J’enseigne au CSSDM."
TEACHES_LABEL = "Votre fonction"
CHECK_TEACHES = "Cochez la case si vous enseignez au CSSDM."
DECLARE_BUTTON = "Confirmer et m’inscrire"
SCHOOL_MISSING = "Choisissez votre école dans la liste."
TEACHES_MISSING = (
    "Les réseaux s’adressent au personnel enseignant : cochez la case si vous enseignez au CSSDM."
)
NOT_ENROLLED = "Vous n’avez pas encore votre place."

# Leaving.
LEAVE_TITLE = "Quitter ce réseau?"


def leave(title: str) -> str:
    return (
        f"Votre place dans {quoted(title)} ira à la personne suivante. Vos demi-journées à venir sont annulées; ce qui "
        "a été utilisé le reste. Pensez à aviser votre école."
    )


LEAVE_YES, LEAVE_NO = "Oui, me désister", "Garder ma place"
LEFT_TITLE = "C’est fait"


def left(title: str) -> str:
    return f"Vous n’êtes plus dans {quoted(title)}. Vous pouvez choisir un autre réseau."


def left_list(title: str) -> str:
    return f"Vous n’êtes plus dans la liste d’attente de {quoted(title)}."


NOTHING_TO_LEAVE = "Vous n’étiez pas dans ce réseau. Rien n’a changé."

# A text to forward to one's school.
SCHOOL_TITLE = "Texte à transmettre à votre école"
SCHOOL_HOW = "Copiez ce texte dans un courriel à votre école."


def school_text(title: str, dates: Sequence[str]) -> str:
    lines = "\n".join(f"- {one}" for one in dates)
    return (
        f"Bonjour, je participe au réseau d’entraide {quoted(title)} du CEE. Voici les dates pour lesquelles une "
        f"libération est prévue, en présentiel :\n\n{lines}\n\nLa suppléance suit la procédure habituelle des "
        "formations. Merci!"
    )


# « Mon réseau ».
WRITE_ANIMATOR = "Écrire à la personne qui anime"
NEXT_MEETING = "Prochaine rencontre"
NO_NEXT = "toutes les rencontres ont eu lieu"
ANIMATOR = "Animation"
MEMBERS = "Membres"
WAITS = "Listes d’attente"


def wait_line(title: str, rank: int) -> str:
    return f"{quoted(title)} : rang {rank}"
