"""Seats that become free, offers, networks that are cancelled or lack members (DOMAIN.md §6, text 10)."""

from cards.phrases.numbers import counted, days
from cards.phrases.proposal import quoted

ACCEPT, DECLINE = "Accepter la place", "Refuser la place"


def is_offered(until: str) -> str:
    return f"Une place vous est offerte jusqu’à {until}; ensuite, elle ira à la personne suivante."


# A seat that becomes free (text 10).
GIVEN_TITLE = "Une place s’est libérée pour vous!"


def given(title: str, day: str) -> str:
    first = f" Prochaine rencontre : {day}." if day else ""
    return (
        f"Vous avez maintenant votre place dans {quoted(title)}.{first} Pensez à la procédure de libération."
    )


OFFER_TITLE = "Une place vous est offerte"


def offer(title: str, until: str) -> str:
    return f"Réseau : {quoted(title)}. {is_offered(until)}"


def offer_swaps(title: str) -> str:
    return f"En l’acceptant, vous quittez {quoted(title)}; d’ici là, votre place actuelle est gardée."


def offer_left(dates: int, half_days: int) -> str:
    return (
        f"Il reste {counted(dates, 'rencontre', 'rencontres')}, soit {days(half_days)} de libération. "
        "La libération est à demander à votre école dès maintenant."
    )


OFFER_OVER_TITLE = "L’offre est terminée"


def offer_over(title: str) -> str:
    return (
        f"Sans réponse de votre part, la place offerte dans {quoted(title)} est allée à la personne suivante. Vous pouvez "
        "reprendre un rang ou choisir un autre réseau."
    )


DECLINED_TITLE = "C’est noté"


def declined(title: str) -> str:
    return f"La place dans {quoted(title)} ira à la personne suivante. Merci de l’avoir dit."


BEGUN = "Votre réseau actuel s’est déjà réuni : on ne peut plus le quitter pour un autre. Cette place ira à la personne suivante."

SEAT_REFUSED_TITLE = "Votre place n’a pas pu être gardée"


def seat_refused(title: str) -> str:
    return (
        f"Votre place dans {quoted(title)} était à confirmer. Selon la personne responsable du CEE, vous n’enseignez pas "
        "au CSSDM, et les réseaux s’adressent au personnel enseignant. Si c’est une erreur, écrivez-lui."
    )


# The network is cancelled, or lacks members.
CANCELLED_TITLE = "Ce réseau n’aura pas lieu"


def cancelled(title: str, year: str) -> str:
    return f"{quoted(title)} est annulé. Votre place de {year} est de nouveau libre : vous pouvez choisir un autre réseau."


def cancelled_animator(title: str) -> str:
    return f"{quoted(title)} est annulé. Les personnes inscrites ont reçu la nouvelle."


MISSING_TITLE = "Il manque encore des inscriptions"


def missing(title: str, members: int, lacking: int, until: str) -> str:
    return (
        f"{quoted(title)} compte {counted(members, 'personne inscrite', 'personnes inscrites')}; il en manque {lacking} pour "
        f"atteindre le minimum de six. Les inscriptions se terminent {until}."
    )
