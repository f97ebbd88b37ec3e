"""The minutes of a meeting (Annexe 4; DOMAIN.md §2.4, §6, text 13)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped
from cards.phrases.proposal import quoted

# Annexe 4, as printed.
PAPER_TITLE = "Compte-rendu"
PAPER_MEMBERS = "Membres (cocher les membres présents)"
ROWS: Mapping[str, str] = {
    "opening": "Mot de bienvenue et vérification des présences",
    "reading": "Lecture de l’ordre du jour",
    "summary": "Résumé de la rencontre",
    "follow_up": "À faire pour la prochaine rencontre",
    "questions": "Questions diverses",
    "closing": "Levée de la séance et date de la prochaine rencontre",
}
NOTES, ACHIEVED = "Documents, notes et décisions", "Réalisation"

OPEN = "Compte rendu"
DO = "Faire le compte rendu"
TITLE = "Compte rendu"
READ = "Lire le compte rendu"
WORD = "Lire le compte rendu (Word)"


def read_minutes_of(number: int) -> str:
    return f"Compte rendu de la rencontre {number}"


# The annex's own beginnings.


def opening(hour: str) -> str:
    """`hour` is « 8 h 45 », or empty."""
    return f"L’assemblée débute à {hour}." if hour else "L’assemblée débute à"


def reading(day: str) -> str:
    """`day` is when the agenda was deposited, or empty."""
    return f"Ordre du jour lu. Il a été déposé {day}." if day else "Ordre du jour lu."


def ending(hour: str, day: str) -> str:
    """`hour` and `day` may be empty: not known, and no meeting follows."""
    following = f"Prochaine rencontre : {day}." if day else "C’était la dernière rencontre."
    return f"Levée de la séance à {hour}. {following}" if hour else following


# The draft.


def meeting_line(title: str, line: str) -> str:
    """`line` is the whole line of a meeting."""
    return f"{quoted(title)}. {line}"


def soft_due(until: str) -> str:
    return f"À déposer de préférence d’ici {until}, dix jours après la rencontre."


DRAFT_HOW = (
    "Ce brouillon vient de la rencontre et de son ordre du jour. Écrivez le résumé, puis déposez; vos réponses "
    "sont enregistrées à chaque étape."
)
WRITE = "Écrire le compte rendu"
EDIT = "Modifier"
DEPOSIT = "Déposer le compte rendu"
DEPOSIT_AGAIN = "Déposer cette version"
DEPOSIT_NEXT = "Les membres le recevront ici, en clavardage, et pourront le relire en tout temps."
FOLLOW_UPS = "Suivis"
ASK_WRITER = "Confier la rédaction"
EMPTY = "—"


def achieved(text: str) -> str:
    """« Réalisation » of a row; `text` may hold lines of its own."""
    return f"{ACHIEVED} : {text}"


def follow_up_line(what: str, who: str, day: str) -> str:
    """`who` and `day` may be empty."""
    by = f"d’ici {day}" if day else ""
    more = ", ".join(part for part in (who, by) if part)
    return f"- {what} ({more})" if more else f"- {what}"


def carried_out(what: str) -> str:
    return f"Fait : {what}"


NO_FOLLOW_UP = "Rien à faire d’ici la prochaine rencontre."
SHORTENED = "La suite est dans le document Word."
ATTENDANCE = "Présences"
NO_ATTENDANCE = "Les présences ne sont pas encore prises. Elles paraîtront ici dès qu’elles le seront."
ATTENDANCE_FOLLOWS = "Une présence corrigée change ici d’elle-même."
STANDINGS: Mapping[str, str] = {
    "present": "présence",
    "partly": "présence en partie",
    "absent": "absence",
    "unknown": "présence à confirmer",
}


def attendance(present: int, total: int) -> str:
    return f"{counted(present, 'présence', 'présences')} sur {total}."


def attendee(name: str, standing: str) -> str:
    """`standing` is one of STANDINGS."""
    return f"- {name} : {standing}"


# The form.
STEP_TITLES: Mapping[int, str] = {
    1: "Le début de la rencontre",
    2: "Le résumé",
    3: "Ce qui reste à faire",
    4: "La fin de la rencontre",
}


def minutes_step(name: str, step: int, steps: int) -> str:
    return f"{name} — étape {step} de {steps}"


LABELS: Mapping[str, str] = {
    **ROWS,
    "opening_done": "Réalisation du mot de bienvenue (facultatif)",
    "reading_done": "Réalisation de la lecture de l’ordre du jour (facultatif)",
    "summary_done": "Réalisation de la rencontre (facultatif)",
    "follow_up_done": "Réalisation de ce qui était à faire (facultatif)",
    "questions_done": "Réalisation des questions diverses (facultatif)",
    "closing_done": "Réalisation de la levée de la séance (facultatif)",
    "questions": "Questions diverses (facultatif)",
    "what": "À faire",
    "who": "Par qui, parmi les membres (facultatif)",
    "who_other": "Ou par qui d’autre (facultatif)",
    "when": "Pour quand (facultatif)",
}
WRITE_TEXT = "Écrivez un texte."
CHOOSE_WHO = "Choisissez une personne."
CHOOSE_DAY = "Choisissez une date."
NOBODY = "Choisir une personne"
STEP_HOW: Mapping[int, str] = {
    1: "Ces phrases sont celles du compte rendu habituel; corrigez-les au besoin.",
    2: "Sous chaque point de l’ordre du jour, écrivez le résultat et ce qui a été décidé.",
    3: "Ajoutez une chose à la fois. Celles qui restent ouvertes passent à l’ordre du jour de la prochaine rencontre.",
    4: "Ensuite, vous verrez tout le compte rendu avant de le déposer.",
}
ADD, REMOVE, CONTINUE, BACK = "Ajouter", "Retirer", "Continuer", "Revenir"

NOT_YET = "Il reste à corriger ceci; rien n’est perdu :"
NO_SUMMARY = "Écrivez le résumé de la rencontre : il n’y a encore que les points de l’ordre du jour."
NO_WHAT = "Écrivez ce qui est à faire."
BAD_DAY = "Choisissez une date dans le calendrier."


def minutes_too_long(label: str, count: int, limit: int) -> str:
    return (
        f"« {label} » compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est perdu : "
        "raccourcissez le texte."
    )


def too_many_follow_ups(limit: int) -> str:
    return f"Le maximum est de {limit} choses à faire. Regroupez-en quelques-unes."


CONFLICT = (
    "Ce compte rendu a changé entre-temps, peut-être sur un autre appareil. Votre texte est encore là, et celui qui a "
    "été enregistré est plus bas : reprenez-en ce qu’il faut, puis continuez pour enregistrer le vôtre."
)
KEPT_MEANWHILE = "Enregistré entre-temps"
CHANGED = "Ce compte rendu a changé entre-temps, peut-être sur un autre appareil. Relisez, puis déposez."
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau, ou celle à qui elle l’a confié, écrit ce compte rendu.",
    "not_yet": "La rencontre n’a pas encore commencé; le compte rendu vient ensuite.",
    "over": "Cette rencontre a été déplacée ou annulée : aucun compte rendu n’est attendu.",
}
NO_MINUTES = (
    "Aucune rencontre n’attend un compte rendu de vous, et aucun n’est encore déposé dans votre réseau."
)


def minutes_deposited(version: int) -> str:
    if version == 1:
        return "Votre compte rendu est déposé. Les membres le reçoivent en clavardage."
    return f"Votre compte rendu est déposé, version {version}. Les membres voient la nouvelle version."


def minutes_version(version: int, day: str) -> str:
    return f"Version {version}, déposée {day}."


# To the members, in chat.
READY = "Le compte rendu est prêt"
MEMBERS_ONLY = "Ce bouton répond aux membres du réseau."
SHEET = "Fiche du réseau"

# In the channel; everybody reads it.


def minutes_line(day: str) -> str:
    return f"Le compte rendu de la rencontre du {day.removeprefix('le ')} est déposé."


ANSWERS = "Ce bouton répond aux membres; la réponse n’est montrée qu’à la personne qui appuie."

# On paper.


def minutes_paper_title(title: str) -> str:
    return f"Compte rendu : {title}"


def member_line(name: str, function: str, school: str) -> str:
    """« Prénom Nom, titre, nom du service »; the last two may be empty."""
    return ", ".join(part for part in (name, function, school) if part)


def animating(line: str) -> str:
    return f"{line} (Animation)"


TICKED: Mapping[str, str] = {
    "present": "☒ Présence",
    "partly": "☒ Présence en partie",
    "absent": "☐ Absence",
    "unknown": "☐ Présence à confirmer",
}


def numbered_row(number: int, label: str) -> str:
    return f"{number}. {label}"


def minutes_footer(year: str, version: int, day: str) -> str:
    return f"Compte rendu, réseau de {year}, version {version}, {day}"
