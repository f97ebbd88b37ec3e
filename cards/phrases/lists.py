"""The CEE's lists, edited on cards (DOMAIN.md §3.4)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped

NAMES: Mapping[str, str] = {
    "PRIORITY": "Orientations et priorités du CEE",
    "TARGET_GROUP": "Groupes visés",
    "DISCIPLINE": "Disciplines",
    "SCHOOL": "Établissements",
}
FILES: Mapping[str, str] = {
    "PRIORITY": "priorities",
    "TARGET_GROUP": "target-groups",
    "DISCIPLINE": "disciplines",
    "SCHOOL": "schools",
}
WHY = "Une ligne désactivée n’est plus offerte dans les formulaires; ce qui a déjà été choisi garde son texte. Rien n’est effacé."
EMPTY = "Cette liste est vide."
EXAMPLE, INACTIVE = "(exemple)", "(désactivée)"
EDIT = "Modifier"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
ADD_TITLE = "Ajouter une ligne"
ADD = "Ajouter à la liste"
CODE, WRITE_CODE = "Code (court, unique dans la liste)", "Écrivez un code."
LABEL, WRITE_LABEL = "Texte", "Écrivez le texte que les gens liront."
LEVEL, WRITE_LEVEL = "Ordre (primaire, secondaire…)", "Écrivez l’ordre d’enseignement."
EDIT_TITLE = "Modifier une ligne"
SAVE, CONFIRM = "Enregistrer", "Confirmer cette ligne"
DEACTIVATE, REACTIVATE = "Désactiver", "Réactiver"
BACK = "Revenir à la liste"
NOT_SAVED = "Rien n’est encore changé, et rien n’est perdu :"
STALE = "Cette ligne a changé depuis l’affichage de la carte. Voici ce qu’elle est maintenant; rien n’a été modifié."
IS_INACTIVE = "Cette ligne est désactivée : elle n’est plus offerte dans les formulaires."
IS_EXAMPLE = "Cette ligne est un exemple : elle porte la mention « (exemple) » dans les formulaires jusqu’à ce que vous la confirmiez."


def by_file(name: str) -> str:
    """`name` is the import's."""
    return f"Pour une longue liste, la personne qui administre le serveur peut importer un fichier CSV (importation « {name} »)."


def list_page(number: int, pages: int, count: int) -> str:
    return f"Page {number} de {pages} ({counted(count, 'ligne', 'lignes')})"


def list_line(code: str, label: str, marks: str) -> str:
    """`marks` are EXAMPLE, INACTIVE, both or neither."""
    said = label if label.startswith(code) else f"{code} : {label}"
    return f"{said} {marks}" if marks else said


def code_line(code: str) -> str:
    return f"Code : {code}"


DONE: Mapping[str, str] = {
    "added": "La ligne est ajoutée; elle est offerte dans les formulaires.",
    "changed": "La ligne est modifiée.",
    "confirmed": "La ligne est confirmée.",
    "deactivated": "La ligne est désactivée; elle n’est plus offerte.",
    "reactivated": "La ligne est de nouveau offerte.",
    "unchanged": "C’était déjà ainsi : rien n’a changé.",
}


def line_mistake(kind: str, found: str, length: int, limit: int) -> str:
    """`found` is the text of the line that a double repeats."""
    if kind == "double_code":
        return f"Ce code est déjà celui de « {found} ». Choisissez-en un autre."
    if kind == "double_label":
        return f"La liste contient déjà « {found} »; désactivée, elle peut être réactivée."
    if kind in LONG:
        return f"{LONG[kind]} compte {grouped(length)} caractères; le maximum est de {grouped(limit)}."
    return FAULTS[kind]


LONG: Mapping[str, str] = {"long_code": "Le code", "long_label": "Le texte", "long_level": "L’ordre"}
FAULTS: Mapping[str, str] = {
    "no_code": WRITE_CODE,
    "no_label": WRITE_LABEL,
    "last": "C’est la dernière ligne offerte : personne ne pourrait plus rien choisir. Ajoutez-en d’abord une autre.",
}
