"""A responsible acts for somebody who phoned, and writes to all teachers that enrollments are open."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Agir pour une personne"
TITLE = "Agir pour une personne"
HOW = "Quelqu’un vous a téléphoné? Faites-le ici à sa place : la source est gardée au journal, et la personne reçoit un mot."
EMAIL = "Courriel de la personne"
WRITE_EMAIL = "Écrivez l’adresse de la personne."
ACTION = "Que faut-il faire?"
CHOOSE_ACTION = "Choisissez ce qu’il faut faire."
ACTIONS: Mapping[str, str] = {
    "enroll": "L’inscrire, ou lui donner un rang si c’est complet",
    "admit": "L’inscrire par dérogation (date limite passée, place de l’année utilisée, date en conflit)",
    "withdraw": "La désister",
    "school": "Corriger son école",
    "left": "Noter qu’elle n’enseigne plus au CSSDM",
    "teaches": "Noter qu’elle enseigne au CSSDM",
}
NETWORK = "Réseau"
CHOOSE_NETWORK = "Choisissez un réseau."
SCHOOL = "École, si c’est elle qu’il faut corriger"
CHOOSE_SCHOOL = "Choisissez une école."
REASON = "Source ou motif (appel du 23 novembre, courriel…)"
WRITE_REASON = "Écrivez d’où vient la demande."
SAVE = "Faire ce changement"
NOT_DONE = "Rien n’est encore changé, et rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "unknown_person": "Personne n’est connu sous cette adresse. Vérifiez-la.",
    "no_action": CHOOSE_ACTION,
    "no_network": CHOOSE_NETWORK,
    "no_school": CHOOSE_SCHOOL,
    "no_reason": "Écrivez d’où vient la demande : la source est gardée au journal.",
    "nothing_to_leave": "Cette personne n’est ni dans ce réseau ni dans sa liste d’attente.",
}


def refused(reason: str) -> str:
    return f"Ce n’est pas possible : {reason}."


DONE: Mapping[str, str] = {
    "enrolled": "C’est fait : la personne a sa place, et le mot est parti.",
    "waiting": "C’est complet : la personne a pris un rang, et le mot est parti.",
    "offered": "Une place est déjà offerte à cette personne; elle peut l’accepter.",
    "already": "C’était déjà ainsi. Rien n’a changé.",
    "withdrawn": "C’est fait : la place est libérée, et le mot est parti.",
    "school": "C’est fait : l’école est corrigée, et le mot est parti.",
    "left": "C’est noté : ses places et ses rangs sont libérés. Si elle anime un réseau, une tâche vous attend à votre bureau.",
    "teaches": "C’est noté : la personne est dans la liste du personnel enseignant.",
}

# To the person.
TOLD_TITLE = "Un changement fait pour vous"


def enrolled_for(title: str) -> str:
    return f"À votre demande, la personne responsable du CEE vous a réservé une place dans {quoted(title)}."


def waits_for(title: str, rank: int) -> str:
    return f"À votre demande, la personne responsable du CEE vous a donné le rang {rank} de la liste d’attente de {quoted(title)}."


def withdrawn_for(title: str) -> str:
    return f"À votre demande, la personne responsable du CEE a libéré votre place dans {quoted(title)}."


def school_corrected(school: str) -> str:
    return f"À votre demande, la personne responsable du CEE a corrigé votre école : {school}."


NOT_YOU = "Si ce n’était pas votre demande, écrivez-lui."

# To all teachers.
ANNOUNCE = "Annoncer les inscriptions"
ANNOUNCE_TITLE = "Annoncer que les inscriptions sont ouvertes"


def announce_how(people: int, networks: int) -> str:
    return (
        f"Le message ci-dessous part à {counted(people, 'personne', 'personnes')}. "
        f"{counted(networks, 'réseau prend', 'réseaux prennent')} des inscriptions en ce moment."
    )


SEND = "Envoyer à tout le personnel enseignant"


def announced(people: int) -> str:
    return f"Le message part à {counted(people, 'personne', 'personnes')}, durant les heures de travail."


ALREADY_ANNOUNCED = "L’annonce est déjà partie aujourd’hui. Rien n’a été envoyé de nouveau."
NOTHING_OPEN = "Aucun réseau ne prend d’inscriptions en ce moment : il n’y a rien à annoncer."
OPEN_TITLE = "Les inscriptions aux réseaux sont ouvertes"


def open_text(networks: int) -> str:
    return (
        f"{counted(networks, 'réseau d’entraide prend', 'réseaux d’entraide prennent')} des inscriptions. Deux jours de "
        "libération, six à dix collègues de plusieurs écoles : choisissez le vôtre."
    )
