"""The dates of a network: chosen by the animator, the room confirmed by a responsible (DOMAIN.md §6, text 5)."""

from collections.abc import Mapping, Sequence

from cards.phrases.catalog import MODALITIES
from cards.phrases.proposal import quoted

CHOOSE_DATES = "Choisir mes dates"
TITLE = "Choisir les dates de votre réseau"


def intro(title: str) -> str:
    return f"{quoted(title)} : deux jours en tout, peu importe la modalité. Toutes les dates sont affichées en même temps."


def wished(availability: str) -> str:
    return f"Votre proposition disait : {availability}"


MODALITY = "Modalité"
CHOOSE_MODALITY = "Choisissez une des trois modalités."
MODALITY_CHOICES: Mapping[str, str] = MODALITIES
CONTINUE = "Continuer"


def step_title(number: int, count: int, full: str) -> str:
    return f"Rencontre {number} de {count} : {full}"


SHARES: Mapping[int, str] = {1: "une demi-journée", 2: "une journée complète"}
DAY, STARTS, ENDS, PLACE, ROOM = "Date", "Début", "Fin", "Lieu", "Local"
CHOOSE_DAY = "Choisissez une date."
WRITE_HOUR = "Écrivez l’heure comme 8 h 45."
CHOOSE_PLACE = "Choisissez un lieu de la liste."
WRITE_ROOM = "Écrivez le local."
ROOM_HINT = "à confirmer"
CEE = "Le CEE"
HOURS_HOW = "Les heures proposées sont celles du guide; vous pouvez les changer, entre 8\u00a0h et 16\u00a0h."
KEEP = "Enregistrer et continuer"
CHANGE_MODALITY = "Changer la modalité"
NOT_KEPT = "Cette rencontre n’est pas encore enregistrée. Rien n’est perdu :"

FAULTS: Mapping[str, str] = {
    "no_day": "Il manque la date.",
    "same_day": "Deux rencontres ne peuvent pas avoir lieu le même jour.",
    "weekend": "Les rencontres ont lieu durant les heures de travail : choisissez un jour de semaine.",
    "holiday": "C’est un jour férié; choisissez un autre jour.",
    "closed": "Selon le calendrier scolaire, ce jour est fermé; choisissez un autre jour.",
    "past": "Cette date est passée ou trop proche; choisissez une date plus tard.",
    "outside_year": "Cette date n’est pas dans l’année scolaire du réseau, du 1er juillet au 30 juin.",
    "no_hours": "Écrivez l’heure du début et celle de la fin, par exemple 8 h 45 et 15 h 45.",
    "end_before_start": "La fin vient avant le début; corrigez l’une des deux heures.",
    "outside_hours": "Les rencontres ont lieu entre 8\u00a0h et 16\u00a0h.",
    "unknown_place": "Choisissez le CEE ou une école de la liste : un bâtiment du CSSDM.",
    "long_room": "Le nom du local compte plus de 100 caractères; raccourcissez-le.",
    "too_much": "Deux journées en tout, pas davantage : quatre demi-journées.",
}
WARNINGS: Mapping[str, str] = {
    "pedagogical": "journée pédagogique; c’est permis, vérifiez que cela convient.",
    "unusual_length": "durée inhabituelle (six heures, dîner en plus, pour une journée; trois pour une demi-journée).",
    "room_taken": "un autre réseau occupe ce local à ces heures.",
    "takes_part": "la personne qui anime participe à un autre réseau ce jour-là.",
}


def numbered_fault(number: int, mistake: str) -> str:
    return f"Rencontre {number} : {FAULTS[mistake]}"


def numbered_warning(number: int, warning: str) -> str:
    return f"À vérifier, rencontre {number} : {WARNINGS[warning]}"


SUMMARY_TITLE = "Vos dates"
SEND = "Envoyer mes dates"
SEND_NEXT = (
    "La personne responsable du CEE confirme les locaux et affiche toutes les dates dans Folio; les inscriptions ouvrent "
    "ensuite. Vous recevrez un mot ici."
)


def correct(number: int) -> str:
    return f"Rencontre {number}"


SENT_TITLE = "Vos dates sont envoyées"
SENT = "La personne responsable du CEE confirme les locaux. Vous pouvez encore changer vos dates d’ici là."
CHANGE_DATES = "Changer mes dates"
NOT_SENT = "Vos dates ne sont pas encore parties :"
GONE = "Les dates de ce réseau ne peuvent plus être choisies ici : elles sont affichées, ou le réseau est annulé."

# What the responsible sees.


def arrived(title: str) -> str:
    return f"Dates à confirmer : {quoted(title)}"


def by(animator: str) -> str:
    return f"Animation : {animator}."


CONFIRM_ROOM = "Local confirmé"
CONFIRM_LINE = "Vérifiez que les locaux sont libres à ces dates."
CONFIRMED = "Les locaux sont confirmés. Il reste à afficher les dates dans Folio."
ASK_CHANGE = "Demander un changement"
MESSAGE = "Ce qu’il faudrait changer"
WRITE_MESSAGE = "Écrivez ce qu’il faudrait changer : la personne qui anime le lira tel quel."
SENT_BACK = "Votre demande est partie; les dates choisies sont conservées."
OPEN = "Voir les dates"
NOT_SENT_BACK = "Rien n’est encore parti, et rien n’est perdu :"
CHANGE_TITLE = "Un changement est demandé à vos dates"


def change(title: str) -> str:
    return f"{quoted(title)} : voici ce que la personne responsable du CEE vous demande. Vos dates sont conservées."


WANTED_TITLE = "Les dates de votre réseau sont attendues"


def wanted(title: str) -> str:
    return (
        f"{quoted(title)} est accepté. Choisissez la modalité, les dates et le lieu aujourd’hui : toutes les dates sont "
        "affichées en même temps."
    )


def late_title(title: str) -> str:
    return f"Dates attendues : {quoted(title)}"


def late(animator: str, until: str) -> str:
    return f"Animation : {animator}. Les dates étaient attendues {until}."


REMIND = "Rappeler"
REMINDED = "Un rappel est parti."


def missing(numbers: Sequence[int]) -> str:
    """« Il manque la date de la rencontre 3. »"""
    listed = " et ".join(str(number) for number in numbers)
    one = "de la rencontre" if len(numbers) == 1 else "des rencontres"
    return f"Il manque la date {one} {listed} : toutes les dates sont affichées en même temps."
