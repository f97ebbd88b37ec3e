"""Former members are invited into the second year, privately, until a day (DOMAIN.md §1.8, 1; B14)."""

from cards.phrases.proposal import quoted


def invitation_title(year: str) -> str:
    return f"Votre place vous attend en {year}"


def invitation(title: str, until: str) -> str:
    return f"{quoted(title)} continue pour une deuxième année. {is_invited(until)}"


def is_invited(until: str) -> str:
    return (
        f"Une place est gardée pour vous jusqu’au {until.removeprefix('le ')} inclusivement; ensuite, elle sera offerte à "
        "une autre personne."
    )


NOTHING_BY_ITSELF = "Rien ne se fait sans vous : votre place est confirmée seulement si vous l’acceptez."
DATES_LATER = "La personne qui anime choisira les dates; vous les recevrez ici."


def invitation_elsewhere(title: str, year: str) -> str:
    return (
        f"Vous participez déjà à {quoted(title)} en {year}, et on peut participer à un seul réseau par année. Pour changer, "
        "acceptez la place : vous quitterez alors l’autre réseau. D’ici là, votre place actuelle est gardée."
    )


ACCEPT, DECLINE = "Accepter la place", "Refuser la place"
EXCHANGE, KEEP_OTHER = "Changer pour ce réseau", "Garder l’autre réseau"
CHANGED = "Votre situation a changé depuis cette carte. La voici; rien n’a été fait."


def accepted_title(year: str) -> str:
    return f"Votre place est confirmée pour {year}"


def invitation_accepted(title: str) -> str:
    return f"Vous faites partie de la deuxième année de {quoted(title)}."


def no_place_title(title: str) -> str:
    return f"{quoted(title)} continue une deuxième année"


def no_place(school: str, year: str) -> str:
    """`school` may be empty."""
    of_school = f"de votre école ({school})" if school else "de votre école"
    return (
        f"En {year}, deux places {of_school} sont déjà gardées, le maximum prévu pour varier les milieux. Vous pouvez "
        "prendre un rang : si l’une des deux se libère, elle vous revient. Vous pouvez aussi choisir un autre réseau."
    )


WAIT = "M’ajouter à la liste d’attente"


def recall_title(until: str) -> str:
    return f"Votre place est gardée jusqu’au {until.removeprefix('le ')}"


def invitation_recall(title: str) -> str:
    return (
        f"{quoted(title)} continue, et votre réponse manque encore. Sans elle, votre place sera offerte à une autre "
        "personne."
    )


OVER_TITLE = "L’invitation est terminée"


def invitation_over(title: str) -> str:
    return (
        f"Sans réponse de votre part, la place gardée dans {quoted(title)} est de nouveau libre. Si les inscriptions sont "
        "ouvertes, vous pouvez encore vous inscrire; sinon, choisissez un autre réseau."
    )


DATES_TITLE = "Les dates de votre réseau sont choisies"


def second_year_dates(title: str, year: str) -> str:
    return f"Voici les rencontres de {quoted(title)} en {year}, toujours en présentiel."


def held_for(person: str, until: str) -> str:
    """For who animates or is responsible, in the list of who takes part."""
    return f"{person} : une place lui est gardée jusqu’au {until.removeprefix('le ')}"


INVITATIONS = "Invitations"
