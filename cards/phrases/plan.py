"""The plan of a network: the guide's four points (§8.3), its example's lines (Annexe 2), what its cards say."""

from collections.abc import Mapping, Sequence

from cards.phrases.numbers import grouped
from cards.phrases.proposal import quoted

# As the guide prints them (§8.3), on screen and on paper.
LABELS: Mapping[str, str] = {
    "develop": "Ce que je veux développer avec les membres",
    "goals": (
        "But recherché lors des rencontres (lien avec une formation, confection de matériel, suivi d’une formation, "
        "échanges entre les membres, etc.)"
    ),
    "result": (
        "Quel travail je veux accomplir avec les participants, quel résultat? (Document, ressources, développement "
        "personnel, etc.)"
    ),
    "means": "Moyens de communication pour les membres et le matériel",
}
GOAL_OTHER = "Autre but (facultatif)"
GOALS: Mapping[str, str] = {
    "TRAINING": "Lien avec une formation",
    "MATERIAL": "Confection de matériel",
    "FOLLOW_UP": "Suivi d’une formation",
    "EXCHANGE": "Échanges entre les membres",
}
HINTS: Mapping[str, str] = {
    "develop": "Écrivez ce que vous voulez développer.",
    "goals": "Choisissez au moins un but, ou écrivez-en un autre.",
    "goal_other": "Écrivez un autre but, ou laissez vide.",
    "result": "Écrivez le travail prévu et son résultat.",
    "means": "Écrivez comment les membres communiquent.",
}
MEANS = "Le canal Teams du réseau"

# Annexe 2, block by block: the lines of its example that fit any network, in their order.
WELCOME = ("Mot de bienvenue.", "Lecture de l’ordre du jour.")
FIRST_LINES: Sequence[str] = (
    *WELCOME,
    "Présentation de la personne faisant l’animation.",
    "Présentation des participants",
    "Présentation du réseau.",
    "Détermination des objectifs du réseau en équipe.",
    "Détermination des moyens de communication.",
    "Séparation des tâches.",
)
OPENING_LINES: Sequence[str] = (
    *WELCOME,
    "Regard sur le travail accompli depuis le début de l’année",
    "Partage de bons coups et des idées gagnantes.",
)
WORK_LINES: Sequence[str] = (
    "Regard sur ce qui existe déjà : Ce que les participants font déjà dans leur classe.",
    "Regard sur les outils fournis par le ministère, les CP et les maisons d’édition",
    "Questionnements sur les difficultés des élèves.",
    "Détermination des besoins en exercices et en outils pour les élèves.",
    "Aide pour les enseignants qui enseignent le programme pour la première fois.",
    "Développement de matériels",
    "Évaluation d’outil",
)
CLOSING_LINES: Sequence[str] = ("Bilan de la journée", "Préparation pour la prochaine rencontre")
LAST_LINES: Sequence[str] = ("Bilan du réseau", "Commentaire sur le réseau")
OFFERED: Sequence[str] = tuple(
    dict.fromkeys([*FIRST_LINES, *OPENING_LINES, *WORK_LINES, *CLOSING_LINES, *LAST_LINES])
)
PAUSE, DINNER = "Pause", "Dîner"
BREAKS: Mapping[int, Sequence[str]] = {1: (PAUSE,), 2: (PAUSE, DINNER, PAUSE)}
"""What parts the blocks of a half-day and of a day."""

OPEN = "Plan du réseau"
TITLE = "Plan de réseau"


def title(step: int, steps: int) -> str:
    return f"Plan de réseau — étape {step} de {steps}"


POINTS_HOW = (
    "Nous avons repris ce que disait votre proposition. Vérifiez, complétez, puis continuez : chaque étape est "
    "enregistrée."
)
BLOCKS_HOW = "Une activité par ligne. Un bloc peut rester vide."
REVIEW_HOW = "Relisez, puis déposez. Vous pourrez encore modifier votre plan : chaque version est conservée."
# By half-days of the meeting and number of the block.
BLOCK_LABELS: Mapping[str, str] = {
    "1.1": "Premier bloc, avant la pause",
    "1.2": "Deuxième bloc, après la pause",
    "2.1": "Premier bloc, avant la pause du matin",
    "2.2": "Deuxième bloc, jusqu’au dîner",
    "2.3": "Troisième bloc, après le dîner",
    "2.4": "Quatrième bloc, après la pause de l’après-midi",
}


def block_label(half_days: int, at: int) -> str:
    return BLOCK_LABELS[f"{half_days}.{at}"]


BLOCK_HINT = "Écrivez une activité par ligne."


def due(until: str, target: str) -> str:
    """`target` is the working day to aim for, empty when it is the due day itself."""
    aim = f" Visez {target} : l’échéance tombe un jour férié ou fermé." if target else ""
    return f"Votre plan est attendu au plus tard {until}, sept jours avant la première rencontre.{aim}"


CONTINUE, BACK, QUIT = "Continuer", "Revenir", "Enregistrer et quitter"
ADD_LINES = "Ajouter des lignes du guide"
SAVED = (
    "Votre brouillon est enregistré; personne d’autre ne peut le lire. Écrivez « plan » pour le reprendre."
)
LINES_TITLE = "Lignes proposées par le guide"
LINES_HOW = "Cochez ce qui convient, puis choisissez où l’ajouter. Vous pourrez tout changer ensuite."
BLOCK = "Où les ajouter"
CHOOSE_BLOCK = "Choisissez un bloc."
LINES = "Lignes"
CHOOSE_LINES = "Cochez au moins une ligne."
ADD = "Ajouter ces lignes"
NOTHING_ADDED = "Rien n’est encore ajouté :"
DEPOSIT = "Déposer mon plan"
DEPOSIT_AGAIN = "Déposer la nouvelle version"
DEPOSIT_NEXT = (
    "Le canal du réseau l’annoncera, le plan paraîtra au catalogue, et la personne responsable du CEE l’affichera "
    "dans Folio."
)
EDIT = "Modifier le plan"
EMPTY_BLOCK = "rien pour le moment"


def reviewed(label: str, answer: str) -> str:
    return f"{label} : {answer}"


NOT_YET = "Il reste à corriger ceci; rien n’est perdu :"


def missing(label: str) -> str:
    return f"Il manque une réponse à « {label} »."


def too_long_answer(label: str, count: int, limit: int) -> str:
    return (
        f"« {label} » compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est perdu : "
        "raccourcissez le texte."
    )


def empty_meeting(number: int) -> str:
    return f"La rencontre {number} n’a encore aucune activité. Écrivez-en au moins une."


CONFLICT = (
    "Ce plan a changé entre-temps, peut-être sur un autre appareil. Votre texte est encore là : continuez pour "
    "l’enregistrer à la place de l’autre."
)
CHANGED = "Ce plan a changé entre-temps, peut-être sur un autre appareil. Relisez, puis déposez."
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau en écrit le plan.",
    "no_dates": "Choisissez d’abord les dates de votre réseau : le plan se fait rencontre par rencontre.",
    "over": "Ce réseau est terminé ou annulé; son plan ne change plus.",
}
NO_NETWORK = (
    "Vous n’animez pas de réseau cette année. Le plan de votre réseau est sur sa fiche, au catalogue."
)

# Deposited.


def deposited(version: int) -> str:
    return "Votre plan est déposé." if version == 1 else f"Votre plan est déposé, version {version}."


DEPOSITED_NEXT = "La personne responsable du CEE l’affichera dans Folio; il n’y a rien d’autre à faire."
LATE = (
    "L’échéance était passée : il est accepté et marqué en retard, et la personne responsable du CEE en reçoit un "
    "mot."
)


def read_title(title: str) -> str:
    return f"Plan de réseau : {quoted(title)}"


def deposited_line(version: int, day: str) -> str:
    return f"Version {version}, déposée {day}."


MARKED_LATE = "Déposé après l’échéance."


POINTS = "Les quatre points"


def meeting_page(number: int) -> str:
    return f"Rencontre {number}"


WORD = "Document Word"
SHEET = "Fiche du réseau"
MEMBERS_ONLY = (
    "Ce bouton répond aux membres du réseau. Le réseau se présente à tous sur sa fiche, au catalogue."
)

# In the channel, which the whole Team reads.
CHANNEL_TITLE = "Le plan du réseau est déposé"


def channel_line(title: str, version: int, day: str) -> str:
    what = "déposé" if version == 1 else f"version {version}, déposée"
    return f"{quoted(title)} : {what} {day}."


CHANNEL_NEXT = "Les membres du réseau peuvent le lire : la réponse n’est montrée qu’à la personne qui appuie."
READ = "Lire le plan"

# To the responsibles.


def late_title(title: str) -> str:
    return f"Plan déposé en retard : {quoted(title)}"


def late_line(animator: str, day: str, until: str) -> str:
    return f"Animation : {animator}. Le plan était attendu au plus tard {until}; il est arrivé {day}."


LATE_NEXT = "Il est accepté. La tâche pour Folio vous attend à votre bureau."
FOLIO_LINE = "Plan du réseau"


def folio_line(version: int) -> str:
    return f"version {version}; joindre le document Word"


FOLIO_NEW = "Le plan du réseau est déposé, ou a changé, depuis la dernière fois."
FOLIO_WORD = "Plan (Word)"


def paper_title(title: str) -> str:
    return f"Réseau d’entraide : {title}"


def column(number: int, day: str, hours: str) -> str:
    """« Rencontre 1 — le mercredi 14 octobre 2026, de 8 h 45 à 15 h 45 »; `hours` may be empty."""
    return f"Rencontre {number} — {day}{hours}"


def footer(year: str, version: int, day: str) -> str:
    return f"Plan de réseau pour {year}, version {version}, {day}"
