"""The profile card, and what an import answers."""

from cards.phrases.numbers import counted, grouped

TITLE = "Mon profil"
WHY = "Ces renseignements remplissent d’avance vos propositions. Vérifiez-les, puis enregistrez."
NAME = "Nom"
EMAIL = "Courriel"
SCHOOL = "Lieu de travail (école)"
SCHOOL_PLACEHOLDER = "Tapez quelques lettres, puis choisissez"
OTHER_SCHOOL = "Autre établissement"
JOB_TITLE = "Fonction sur votre lieu de travail régulier"
SAVE = "Enregistrer mon profil"
SAVED = "Votre profil est enregistré. Il servira à votre prochaine proposition."
CHOOSE_SCHOOL = "Choisissez votre école dans la liste."
TYPE_JOB_TITLE = "Écrivez votre fonction."
UNCONFIRMED = (
    "Votre nom n’est pas encore dans la liste du personnel enseignant. Vous pouvez préparer une "
    "proposition; la personne responsable du CEE confirmera votre statut."
)
MISTAKES = "Votre profil n’est pas encore enregistré. Rien n’est perdu :"


def job_title_too_long(count: int, limit: int) -> str:
    return f"Votre fonction compte {grouped(count)} caractères; le maximum est de {grouped(limit)}."


IMPORT_FAULTS = {
    "not_utf8": "le fichier n’est pas en UTF-8; enregistrez-le de nouveau dans ce format",
    "no_column": "il manque la colonne « {detail} »",
    "empty": "la colonne « {detail} » est vide",
    "twice": "« {detail} » paraît deux fois",
    "bad_email": "« {detail} » n’est pas une adresse courriel",
    "unknown_school": "l’établissement « {detail} » n’est pas dans la liste des écoles",
    "others_email": "l’adresse « {detail} » est déjà celle d’une autre personne",
    "bad_yes_no": "la colonne « actif » contient « {detail} »; écrivez oui ou non",
    "too_many_cells": "il y a plus de cellules que de colonnes",
}
IMPORT_REFUSED = "Rien n’a été importé :"


def import_error(line: int, fault: str, detail: str) -> str:
    return f"Ligne {line} : {IMPORT_FAULTS[fault].format(detail=detail)}."


def imported(added: int, changed: int) -> str:
    lines = counted(added, "ligne ajoutée", "lignes ajoutées")
    return f"Importation terminée : {lines}, {counted(changed, 'modifiée', 'modifiées')}."
