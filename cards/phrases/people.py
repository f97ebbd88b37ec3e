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


NOT_TEACHING = (
    "Un réseau d’entraide est proposé et animé par un membre du personnel enseignant, et la liste du CEE indique "
    "que vous n’enseignez pas. Votre brouillon est conservé. S’il s’agit d’une erreur, ouvrez « Mon profil » et "
    "choisissez « Demander l’accès »."
)
SAID_NOT_TEACHING = (
    "La liste du CEE indique que vous n’enseignez pas. S’il s’agit d’une erreur, demandez l’accès : la personne "
    "responsable du CEE regardera de nouveau."
)
ACCESS = "Demander l’accès"
ACCESS_ASKED = "Votre demande d’accès est à l’étude. La réponse vous parviendra ici."
ACCESS_NOT_NEEDED = "Il n’y a rien à demander : la liste du CEE n’indique pas que vous n’enseignez pas."
ACCESS_TITLE = "Votre demande d’accès"
ACCESS_GIVEN = "C’est corrigé : la liste du CEE indique maintenant que vous enseignez. Tout vous est ouvert."
ACCESS_KEPT = (
    "La personne responsable du CEE a regardé de nouveau : la liste indique toujours que vous n’enseignez pas au "
    "CSSDM. Pour en parler, choisissez « Demander de l’aide »."
)
ASKS_AGAIN = "demande un second regard"
UNKNOWN_TITLE = "Personnes à confirmer"
UNKNOWN_WHY = (
    "Ces personnes ont écrit ici et ne sont pas dans la liste du personnel enseignant. Choisissez celles "
    "que vous connaissez, puis dites si elles enseignent au CSSDM."
)
UNKNOWN_NONE = "Personne n’attend de confirmation."
UNKNOWN_CHOOSE = "Personnes"
UNKNOWN_HINT = "Choisissez au moins une personne."
UNKNOWN_NEXT = "Une personne confirmée n’est plus signalée. Une personne qui n’enseigne pas ne peut plus proposer de réseau."
CONFIRM = "Ces personnes enseignent"
REFUSE = "Ces personnes n’enseignent pas"
NOBODY_CHOSEN = "Rien n’a changé : choisissez d’abord au moins une personne."


def unknown_task(count: int) -> str:
    return "Une personne à confirmer" if count == 1 else f"{count} personnes à confirmer"


def unknown_line(names: str) -> str:
    return f"Pas dans la liste du personnel enseignant : {names}."


def and_others(names: str, count: int) -> str:
    return f"{names} et {count} de plus"


NOT_JUDGED = "Rien n’a changé : ces personnes n’attendaient plus de confirmation."


def confirmed(count: int) -> str:
    people = "Une personne" if count == 1 else f"{count} personnes"
    return f"{people} de plus dans la liste du personnel enseignant."


def refused(count: int) -> str:
    return "C’est noté pour une personne." if count == 1 else f"C’est noté pour {count} personnes."


def unknown_choice(name: str, address: str, school: str, *, again: bool = False) -> str:
    return ", ".join(part for part in (name, address, school, ASKS_AGAIN if again else "") if part)


OVER_TITLE = "Plus de deux personnes d’une même école"
NOTED = "C’est noté"


def over_line(name: str, school: str, title: str) -> str:
    return (
        f"{name} enseigne maintenant à « {school} », qui a déjà deux personnes dans « {title} ». Personne n’est "
        "exclu; une nouvelle inscription de cette école attendra."
    )


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
    "others_object_id": "le compte « {detail} » est déjà celui d’une autre personne",
    "not_a_stage": "« {detail} » n’est pas l’étape d’un réseau; une proposition ne s’importe pas",
    "bad_year": "« {detail} » n’est pas une année scolaire; écrivez par exemple 2026-2027",
    "bad_date": "« {detail} » n’est pas une date; écrivez par exemple 2026-10-14",
    "bad_hours": "« {detail} » : écrivez des heures comme 8 h 45 à 15 h 45",
    "not_as_many": "« {detail} » : il en faut autant que de dates, séparées par |",
    "bad_modality": "« {detail} » n’est pas une modalité; écrivez 2J, 1J2D ou 4D",
    "day_refused": "le {detail} tombe une fin de semaine, ou hors de l’année scolaire du réseau",
    "dates_and_modality": "les dates « {detail} » ne vont pas avec la modalité",
    "unknown_person": "la personne « {detail} » n’est pas dans la liste",
    "unknown_network": "le réseau « {detail} » n’existe pas",
    "not_teaching": "{detail} n’enseigne pas; depuis 2025, un réseau est animé par le personnel enseignant",
    "second_animation": "{detail} anime déjà un réseau cette année-là",
    "bad_continuation": "« {detail} » ne peut pas être continué; ce doit être la première année d’un réseau, l’année d’avant",
    "bad_state": "« {detail} » : écrivez inscrit, désisté ou liste d’attente 1",
    "own_network": "{detail} anime ce réseau et ne peut pas y participer",
    "second_network": "la personne « {detail} » participe déjà à un autre réseau cette année-là",
    "eleventh": "le réseau « {detail} » a déjà dix personnes",
    "third_of_school": "deux personnes de l’établissement « {detail} » participent déjà à ce réseau",
    "bad_ranks": "les rangs de la liste d’attente du réseau « {detail} » ne se suivent pas depuis 1",
    "bad_day_kind": "« {detail} » n’est pas un type de jour; écrivez ferie, ferme ou pedagogique",
    "bad_span": "« {detail} » : la date de fin doit suivre la date de début, d’un an au plus",
    "long_label": "le libellé « {detail} » dépasse 100 caractères",
}
IMPORT_REFUSED = "Rien n’a été importé :"


def import_error(line: int, fault: str, detail: str) -> str:
    return f"Ligne {line} : {IMPORT_FAULTS[fault].format(detail=detail)}."


def imported(added: int, changed: int) -> str:
    lines = counted(added, "ligne ajoutée", "lignes ajoutées")
    return f"Importation terminée : {lines}, {counted(changed, 'modifiée', 'modifiées')}."
