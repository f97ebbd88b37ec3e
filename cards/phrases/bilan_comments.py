"""« Inviter des collègues à commenter » the draft of a bilan (guide §8.5; R65)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

INVITE_TITLE = "Inviter des collègues à commenter"


def invite_line(count: int) -> str:
    return (
        f"{counted(count, 'membre recevra', 'membres recevront')} le brouillon ici, en clavardage, tel qu’il est maintenant, "
        "avec une place pour un commentaire."
    )


INVITE_WHO = (
    "Personne d’autre que vous ne lit les commentaires, et c’est vous qui déposez le bilan. Les personnes invitées pourront aussi lire le "
    "bilan une fois déposé."
)
NO_MEMBER = "Aucun membre ne peut recevoir le brouillon."


def send_to(count: int) -> str:
    return f"Envoyer à {counted(count, 'membre', 'membres')}"


BACK = "Revenir au bilan"


def invited(count: int) -> str:
    if not count:
        return "Tous les membres ont déjà ce brouillon; ils peuvent encore commenter jusqu’au dépôt."
    return f"C’est envoyé à {counted(count, 'membre', 'membres')}. Les commentaires s’ajoutent ici jusqu’au dépôt."


# To a member.
ASKED_TITLE = "Votre avis sur le bilan du réseau"


def asked_by(animator: str, title: str) -> str:
    return f"{animator} prépare le bilan de {quoted(title)} et aimerait votre avis sur ce brouillon."


COMMENT = "Votre commentaire"
WRITE_COMMENT = "Écrivez un commentaire."
SEND = "Envoyer mon commentaire"
SEND_NEXT = "La personne qui anime lira votre commentaire, avec votre nom. Vous pourrez le changer jusqu’au dépôt du bilan."
KEPT = "Merci! Votre commentaire est transmis. Vous pouvez encore le changer jusqu’au dépôt du bilan."
NOT_SENT = "Votre commentaire n’est pas encore envoyé :"
WRONG: Mapping[str, str] = {
    "empty": "Écrivez un commentaire.",
    "too_long": "Votre commentaire compte plus de 1 000 caractères; raccourcissez-le.",
}
REFUSED: Mapping[str, str] = {
    "not_allowed": "Ce bouton répond aux membres que la personne qui anime a invités à commenter.",
    "closed": "Le bilan est déposé : les commentaires sont terminés. Merci de votre intérêt!",
}
CLOSED_TITLE = "Le bilan du réseau est déposé"


def closed(title: str) -> str:
    return f"{quoted(title)} : les commentaires sont terminés. Merci d’avoir donné votre temps à ce réseau!"


# To the animator.
NEWS_TITLE = "Un commentaire sur votre bilan"


def news(title: str, count: int) -> str:
    return f"{quoted(title)} : {counted(count, 'commentaire reçu', 'commentaires reçus')}."


READ = "Lire les commentaires"
LIST_TITLE = "Commentaires sur le brouillon"
LIST_HOW = "Reprenez ce que vous voulez dans le bilan; personne d’autre que vous ne lit ceci."
NONE_YET = "Aucun commentaire n’est encore arrivé."


def said_on(name: str, day: str) -> str:
    return f"{name}, {day}"


def comments_page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
