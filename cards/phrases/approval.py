"""Approval requests, decisions, and the letters to the proposer (DOMAIN.md §6, texts 3 to 6)."""

from collections.abc import Mapping

from cards.phrases.numbers import grouped
from cards.phrases.proposal import quoted


def request_title(title: str) -> str:
    return f"À l’étude : {quoted(title)}"


def request_line(number: int, year: str, version: int, day: str) -> str:
    return f"Proposition numéro {number} pour {year}, version {version}, reçue {day}."


ANIMATION, AUDIENCE, DISCIPLINE, MODALITY = "Animation", "Public visé", "Discipline", "Modalité souhaitée"
SIMILAR = "Réseaux semblables des trois dernières années"
NONE = "aucun"
UNCONFIRMED = (
    "À vérifier : cette personne n’est pas dans la liste du personnel enseignant. Un réseau doit être "
    "animé par un membre du personnel enseignant."
)
READ_ALL = "Lire la fiche complète"
RECORD = "Consigner la décision"
SAVE_DECISION = "Enregistrer la décision"
BACK = "Revenir à la demande"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
SEE_CURRENT = "Voir la version actuelle"
DECIDE_TITLE = "Consigner la décision du comité"
DECIDE_NEXT = (
    "Une réponse envoyée ne peut plus être changée. Une lettre gardée peut l’être jusqu’à l’envoi; la personne qui "
    "propose le réseau n’en sait rien d’ici là."
)
DECISION = "Décision"
CHOOSE_DECISION = "Choisissez une décision."
CHOICES: Mapping[str, str] = {
    "ACCEPTED": "Accepter",
    "CHANGES_REQUESTED": "Demander des modifications",
    "DECLINED": "Ne pas retenir",
}
MESSAGE = "Message ou motif (facultatif si vous acceptez)"
MESSAGE_HINT = "Écrivez ce que la personne lira."
ANSWER_BY = "Date limite de la réponse (si vous demandez des modifications)"
ANSWER_BY_HINT = "Choisissez une date à partir d’aujourd’hui."
NOT_RECORDED = "La décision n’est pas encore enregistrée. Rien n’est perdu :"
DECISIONS: Mapping[str, str] = {
    "ACCEPTED": "acceptée",
    "CHANGES_REQUESTED": "modifications demandées",
    "DECLINED": "non retenue",
}
CHANNEL_NEXT = (
    "Le réseau est créé et son canal se prépare dans Teams. Si le canal ne peut pas être créé, un message vous "
    "le dira."
)

MISTAKES: Mapping[str, str] = {
    "no_decision": "Choisissez une décision.",
    "no_reason": "Écrivez le motif : la personne doit savoir pourquoi sa proposition n’est pas retenue.",
    "no_message": "Écrivez les précisions que vous demandez.",
    "no_date": "Choisissez la date jusqu’à laquelle vous attendez la réponse.",
    "past_date": "La date choisie est passée; choisissez une date à partir d’aujourd’hui.",
    "bad_date": "La date n’est pas lisible; choisissez-la dans le calendrier.",
}
REFUSALS: Mapping[str, str] = {
    "own_proposal": (
        "C’est votre propre proposition : une autre personne responsable doit consigner la décision."
    ),
    "withdrawn": "Cette proposition a été retirée; il n’y a plus de décision à prendre.",
    "replaced": "Une nouvelle version est arrivée depuis. La voici; rien n’a été enregistré.",
    "already_decided": "Une décision était déjà consignée; la vôtre n’a rien changé.",
    "second_animation": (
        "Cette personne anime déjà un réseau cette année-là, et on ne peut en animer qu’un par année. La "
        "proposition reste à l’étude."
    ),
    "held_animation": (
        "Une autre proposition de cette personne est déjà acceptée pour cette année-là, et sa lettre attend "
        "l’envoi. On ne peut animer qu’un réseau par année. La proposition reste à l’étude."
    ),
    "not_teaching": (
        "Cette personne n’enseigne pas, et un réseau est animé par un membre du personnel enseignant. La "
        "proposition reste à l’étude."
    ),
    "late_year": (
        "Ce réseau devait être choisi l’année précédente. Pour l’accepter quand même, écrivez le motif de "
        "la dérogation, puis enregistrez de nouveau."
    ),
}


def too_long(limit: int) -> str:
    return f"Votre message dépasse {grouped(limit)} caractères. Raccourcissez-le."


def decided(name: str, day: str, decision: str) -> str:
    return f"Décision consignée par {name} {day} : {DECISIONS[decision]}."


def decided_title(title: str, decision: str) -> str:
    return f"{quoted(title)} : {DECISIONS[decision]}"


def replaced(title: str, version: int) -> str:
    return f"{quoted(title)} : remplacée par la version {version}"


REPLACED = "Vous lisiez une version plus ancienne. Aucune décision n’y est possible."


def withdrawn(title: str) -> str:
    return f"{quoted(title)} : proposition retirée"


WITHDRAWN = "La personne qui proposait ce réseau a retiré sa proposition. Il n’y a rien à décider."


def sheet_title(title: str, page: int, pages: int) -> str:
    return f"{quoted(title)} — fiche complète, page {page} de {pages}"


LIST_TITLE = "Demandes d’approbation"
LIST_EMPTY = "Aucune demande n’attend votre décision."
OF_DAY_DONE = "Toutes ces demandes sont traitées."


def of_day(day: str) -> str:
    return f"Demandes d’approbation reçues {day}"


OWN_WAITS = "C’est votre propre proposition : une autre personne responsable doit consigner la décision."
OWN_NETWORK = "C’est votre propre réseau : une autre personne responsable doit consigner la décision."


def more(count: int) -> str:
    if count == 1:
        return "Une autre demande attend; elle paraîtra ici quand vous aurez répondu à celles-ci."
    return f"{count} autres demandes attendent; elles paraîtront ici quand vous aurez répondu à celles-ci."


def security(count: int, day: str) -> str:
    attempts = "une tentative" if count == 1 else f"{count} tentatives"
    return (
        f"Sécurité : {attempts} de décision sans le rôle requis depuis sept jours (la dernière, {day}). "
        "Rien n’a été changé."
    )


def similar(title: str, year: str) -> str:
    return f"{quoted(title)} ({year})"


# The letters.
CHANGES_TITLE = "Quelques précisions avant de continuer"


def changes_letter(first_name: str, title: str) -> str:
    return f"{_hello(first_name)}le comité a lu {quoted(title)} avec intérêt et aimerait que vous précisiez :"


def changes_until(day: str) -> str:
    return f"Votre texte est conservé. Vous avez jusqu’au {day.removeprefix('le ')} inclusivement."


EDIT = "Modifier ma proposition"
ASK = "Poser une question"

ACCEPTED_TITLE = "Bonne nouvelle : votre réseau est accepté!"


def accepted_letter(title: str, year: str) -> str:
    return (
        f"{quoted(title)} aura lieu en {year}. Prochaine étape : choisir la modalité, les dates et le lieu. "
        "Toutes les dates sont affichées en même temps; prévoyez-les donc toutes."
    )


ACCEPTED_RELEASE = (
    "Le guide prévoit pour vous une journée de libération pour planifier et une demi-journée pour le bilan. "
    "Le canal de votre réseau s’ouvre dans Teams; la personne responsable du CEE vous écrira au sujet des dates."
)


def declined_title(title: str) -> str:
    return f"Réponse du comité au sujet de {quoted(title)}"


def declined_letter(first_name: str, year: str) -> str:
    return (
        f"{_hello(first_name)}merci d’avoir pris le temps de proposer ce réseau. Le comité ne l’a pas retenu "
        f"pour {year}."
    )


DECLINED_NEXT = (
    "Vous pouvez reprendre votre proposition pour une autre année : la fiche est conservée. La personne "
    "responsable du CEE peut vous aider à la préparer."
)
AGAIN = "Reprendre cette fiche"
WRITE = "Écrire à la personne responsable"


def _hello(first_name: str) -> str:
    return f"Bonjour {first_name}, " if first_name else "Bonjour, "


OPEN = "Ouvrir"
