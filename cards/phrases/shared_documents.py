"""« Documents du réseau »: the list, and the animator's links."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped
from cards.phrases.proposal import quoted

TITLE = "Documents du réseau"
OPEN = "Documents du réseau"
CHOOSE = "De quel réseau voulez-vous voir les documents?"
NONE = "Aucun réseau auquel vous participez, ou que vous animez, n’a de documents pour le moment."
MADE_HERE = "Préparés dans Teams"
NOTHING_MADE = "Le plan, les ordres du jour et les comptes rendus paraîtront ici dès leur dépôt."
LINKS = "Ajoutés pendant l’animation"
NO_LINKS = "Aucun autre document pour le moment."
WHO_READS = (
    "Les membres, la personne qui anime et les responsables du CEE voient cette liste; personne d’autre."
)
FOLIO_NEXT = "Ce qui est nouveau est signalé à la personne responsable du CEE, qui le dépose dans Folio."


def added_on(day: str) -> str:
    return f"Ajouté {day}."


def open_title(title: str) -> str:
    return f"Ouvrir {quoted(title)}"


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
ADD = "Ajouter un document"
REMOVE = "Retirer"
ADDED = "Le document est ajouté. Les membres le voient dans cette liste."
REMOVED = "Le document est retiré de la liste. Le document lui-même n’est pas supprimé."

ADD_TITLE = "Ajouter un document"
ADD_HOW = (
    "Collez l’adresse d’un document que les membres peuvent ouvrir, par exemple celle d’un fichier du canal "
    "(« Copier le lien »). Un fichier joint au clavardage n’est pas conservé ici."
)
NAME = "Titre du document"
NAME_HINT = "Écrivez un titre, par exemple « Grille d’observation »."
ADDRESS = "Adresse du document"
ADDRESS_HINT = "Collez une adresse qui commence par https."
PLACEHOLDER = "https://…"
SAVE = "Ajouter"
BACK = "Revenir à la liste"
NOT_YET = "Il reste à corriger ceci; rien n’est perdu :"
NO_TITLE = "Écrivez le titre du document."
BAD_LINK = "Cette adresse ne convient pas. Collez l’adresse complète du document : elle commence par https."


def too_long_answer(label: str, count: int, limit: int) -> str:
    return f"« {label} » compte {grouped(count)} caractères; le maximum est de {grouped(limit)}."


def too_many(limit: int) -> str:
    return f"La liste compte déjà {limit} documents; c’est le maximum. Retirez-en un d’abord."


REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau ajoute ou retire des documents.",
    "over": "Ce réseau est terminé ou annulé; sa liste de documents ne change plus.",
}

# For Folio (R58).
FOLIO_LINE = "Documents"


def folio_document(title: str, address: str) -> str:
    return f"{title} : {address}"


def folio_new(added: int, removing: int) -> str:
    """What is said of the list in the open task; at least one of the two is not nought."""
    parts = []
    if added:
        parts.append(f"{counted(added, 'document', 'documents')} de plus à déposer")
    if removing:
        parts.append(f"{counted(removing, 'document', 'documents')} de moins")
    return f"Dans la liste du réseau : {' et '.join(parts)}." if parts else ""
