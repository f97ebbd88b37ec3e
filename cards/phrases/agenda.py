"""The agenda of a meeting (Annexe 3; DOMAIN.md §2.3, §6, texts 11 and 12)."""

from collections.abc import Mapping, Sequence

from cards.phrases.numbers import counted, grouped
from cards.phrases.proposal import quoted

# Annexe 3, as printed; « (temps prévu) » is the second column.
POINTS: Mapping[str, str] = {
    "opening": "Ouverture de la séance",
    "welcome": "Mot de bienvenue et vérification des présences",
    "reading": "Lecture et adoption de l’ordre du jour",
    "questions": "Questions diverses",
    "closing": "Levée de la séance et date de la prochaine rencontre",
}
PLANNED_TIME = "temps prévu"


def follow_up(day: str) -> str:
    """`day` is « le 13 janvier 2027 »."""
    return f"Points de suivi du {day.removeprefix('le ')}"


def closing(day: str) -> str:
    """`day` is empty for the last meeting."""
    return f"{POINTS['closing']} : {day or LAST_MEETING}"


LAST_MEETING = "dernière rencontre"
FOLLOW_UP_FIRST = "Points de suivi"
NOTHING = "sans objet"
# What the plan's blocks say too, and the fixed points here already.
SAID: Sequence[str] = ("Mot de bienvenue", "Lecture de l’ordre du jour")

OPEN = "Ordre du jour"
PREPARE = "Préparer ma rencontre"
TITLE = "Ordre du jour"


def minutes(count: int) -> str:
    return f"{count} min"


def point(number: int, text: str, time: str) -> str:
    """`time` is « 40 min », or empty."""
    return f"{number}. {text} ({time})" if time else f"{number}. {text}"


def numbered(number: int, text: str) -> str:
    return f"{number}. {text}"


def total(time: str) -> str:
    return f"Total : {time}"


TOTAL = "Total"


def too_long_day(planned: int, net: int) -> str:
    """A warning, the dinner left out: nothing is refused."""
    return f"À vérifier : {counted(planned, 'minute prévue', 'minutes prévues')} pour une rencontre qui en compte {net}."


def due(until: str, target: str) -> str:
    """`target` is the working day to aim for, empty when it is the due day itself."""
    aim = f" Visez {target} : l’échéance tombe un jour férié ou fermé." if target else ""
    return f"Attendu au plus tard {until}, sept jours avant la rencontre.{aim}"


DRAFT_HOW = "Ce brouillon vient de votre plan. Déposez-le tel quel, ou modifiez-le d’abord."
DEPOSIT = "Déposer tel quel"
DEPOSIT_AGAIN = "Déposer cette version"
DEPOSIT_NEXT = "Les membres le recevront ici, en clavardage, et pourront le relire en tout temps."
EDIT = "Modifier"
OWN_DOCUMENT = "Donner un lien vers mon document"
PLAN = "Plan du réseau"
ITEMS = "Éléments de la journée"
FOLLOW_UP = "Points de suivi de la dernière rencontre (facultatif)"
OTHERS = "Autres points (facultatif)"
LINES_HOW = "Un point par ligne, avec son temps à la fin : « Évaluation d’outil (40 min) »."
LINES_HINT = "Écrivez un point par ligne."
MINUTES_HOW = "Le temps prévu, en minutes."
MINUTES_HINT = "Écrivez un nombre de minutes."
CONTINUE, BACK = "Continuer", "Revenir"


def step_title(step: int, steps: int) -> str:
    return f"Ordre du jour — étape {step} de {steps}"


LINK_TITLE = "Votre propre ordre du jour"
LINK_HOW = (
    "Donnez l’adresse d’un document que les membres peuvent ouvrir, dans Teams ou OneDrive par exemple."
)
LINK = "Adresse du document"
LINK_HINT = "Collez une adresse qui commence par https."
LINK_PLACEHOLDER = "https://…"
DEPOSIT_LINK = "Déposer ce lien"

NOT_YET = "Il reste à corriger ceci; rien n’est perdu :"
NO_ITEMS = "Écrivez au moins un élément de la journée."
BAD_LINK = "Cette adresse ne convient pas. Collez l’adresse complète du document : elle commence par https."


def bad_minutes(label: str, limit: int) -> str:
    return f"« {label} » : écrivez un nombre de minutes, de 0 à {limit}."


def too_many_points(label: str, count: int, limit: int) -> str:
    return f"« {label} » compte {count} lignes; le maximum est de {limit}. Regroupez-en quelques-unes."


def too_long_answer(label: str, count: int, limit: int) -> str:
    return (
        f"« {label} » compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est perdu : "
        "raccourcissez le texte."
    )


CONFLICT = (
    "Cet ordre du jour a changé entre-temps, peut-être sur un autre appareil. Votre texte est encore là : continuez "
    "pour l’enregistrer à la place de l’autre."
)
CHANGED = "Cet ordre du jour a changé entre-temps, peut-être sur un autre appareil. Relisez, puis déposez."
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau en écrit l’ordre du jour.",
    "not_published": "Les dates de ce réseau ne sont pas encore affichées; l’ordre du jour vient ensuite.",
    "over": "Cette rencontre est passée, déplacée ou annulée; son ordre du jour ne change plus.",
}
NO_MEETING = (
    "Aucune rencontre n’attend un ordre du jour de vous, et aucun n’est encore déposé dans votre réseau."
)


def deposited(version: int) -> str:
    if version == 1:
        return "Votre ordre du jour est déposé. Les membres le reçoivent en clavardage."
    return f"Votre ordre du jour est déposé, version {version}. Les membres voient la nouvelle version."


LATE = "L’échéance était passée : il est accepté, et la personne responsable du CEE en reçoit un mot."
MARKED_LATE = "Déposé après l’échéance."


def deposited_line(version: int, day: str) -> str:
    return f"Version {version}, déposée {day}."


# To the members, in chat.
READY = "L’ordre du jour est prêt"


def meeting_of(title: str, line: str) -> str:
    """`line` is the whole line of a meeting."""
    return f"{quoted(title)}. {line}"


READ = "Lire l’ordre du jour"


def read_of(number: int) -> str:
    return f"Ordre du jour de la rencontre {number}"


READ_WORD = "Lire l’ordre du jour (Word)"
READ_OWN = "Ouvrir l’ordre du jour"
READ_PLAN = "Lire le plan du réseau"
OWN_IS_LINKED = "La personne qui anime l’a préparé dans son propre document."
LINK_SENT = (
    "Les membres ont reçu le lien vers votre document. Voici le brouillon préparé ici, s’il vous sert encore."
)
RELEASE_ABSENT = "Vous avez dit que vous ne pourrez pas être là."
RELEASE_DONE = "Procédure de libération : confirmée."
RELEASE_TO_DO = "Procédure de libération : à confirmer."
RELEASES: Mapping[str, str] = {"to_do": RELEASE_TO_DO, "done": RELEASE_DONE, "absent": RELEASE_ABSENT}
MEMBERS_ONLY = "Ce bouton répond aux membres du réseau."
SHEET = "Fiche du réseau"

# To the responsibles.


def late_title(title: str) -> str:
    return f"Ordre du jour déposé en retard : {quoted(title)}"


def late_line(animator: str, day: str, until: str) -> str:
    return f"Animation : {animator}. Il était attendu au plus tard {until}; il est arrivé {day}."


LATE_NEXT = "Il est accepté, et les membres l’ont reçu. Il n’y a rien à faire."

# On paper.


def paper_title(title: str) -> str:
    return f"Ordre du jour : {title}"


IN_PERSON = "En présentiel"


def header(day: str, hours: str, place: str) -> str:
    """JJ/MM/AAAA / heure / mode de rencontre, as the annexe's own header; parts may be empty."""
    return " / ".join(part for part in (day, hours, place) if part)


def located(place: str, room: str) -> str:
    return ", ".join(part for part in (IN_PERSON, place, room) if part)


def hours_of(starts: str, ends: str) -> str:
    return f"{starts} à {ends}"


def footer(year: str, version: int, day: str) -> str:
    return f"Ordre du jour, réseau de {year}, version {version}, {day}"
