"""Attendance: the channel's card, the list, corrections, what is left to decide (DOMAIN.md §6, 13)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, days
from cards.phrases.proposal import quoted

OPEN = "Prendre les présences"
CORRECT = "Corriger les présences"
TITLE = "Présences"


def meeting_of(title: str, line: str) -> str:
    return f"{quoted(title)}, {line}."


# In the channel.
def expected(day: str, count: int) -> str:
    people = counted(count, "personne attendue", "personnes attendues")
    return f"Rencontre du {day.removeprefix('le ')} : {people}."


def recorded(present: int, total: int) -> str:
    return f"Présences consignées : {present} sur {total}."


PRIVATE = "La liste s’ouvre pour la personne qui anime le réseau; personne d’autre ne la voit."

# The list.
HOW = (
    "Appuyez sur le nom des personnes présentes; chaque réponse est enregistrée aussitôt. Vous pourrez corriger plus "
    "tard; l’historique est gardé."
)
NO_MEMBERS = "Personne n’a de place dans ce réseau : il n’y a pas de présences à prendre."
STANDINGS: Mapping[str, str] = {
    "unknown": "à marquer",
    "present": "présence",
    "partly": "présence en partie",
    "absent": "absence",
    "morning": "présence en avant-midi, absence en après-midi",
    "afternoon": "absence en avant-midi, présence en après-midi",
}
MARKS: Mapping[str, str] = {
    "unknown": "☐",
    "present": "☑",
    "partly": "☑",
    "absent": "☒",
    "morning": "☑",
    "afternoon": "☑",
}


def name_button(standing: str, name: str) -> str:
    """`standing` is one of MARKS."""
    return f"{MARKS[standing]} {name}"


def standing_line(school: str, standing: str, release: str) -> str:
    """`standing` is one of STANDINGS, `release` one of RELEASES or empty, where the list does not show it."""
    told = STANDINGS[standing] if not release else f"{STANDINGS[standing]}; libération : {RELEASES[release]}"
    return f"{school} : {told}" if school else told.capitalize()


RELEASES: Mapping[str, str] = {
    "PLANNED": "à vérifier",
    "REQUESTED": "procédure suivie",
    "CONFIRMED": "procédure suivie",
    "USED": "utilisée",
    "NOT_USED": "non utilisée",
    "NONE": "aucune",
}
DETAIL = "Préciser"
EVERYBODY, EVERYBODY_ELSE = "Tout le monde est là", "Toutes les autres personnes sont là"
COMPLETE = "La liste est complète"
COMPLETE_NEXT = (
    "« La liste est complète » note une absence pour chaque personne qui reste à marquer, et le canal affiche le compte, "
    "sans aucun nom."
)
SHOW_RELEASES, HIDE_RELEASES = "Voir les libérations", "Cacher les libérations"
HISTORY = "Historique"
NOT_HELD = "La rencontre n’a pas eu lieu"
WRITE_MINUTES = "Faire le compte rendu"


def kept(present: int, total: int) -> str:
    told = counted(present, "présence enregistrée", "présences enregistrées")
    return f"{told} sur {total}. Le compte rendu les reprend."


# One person.
CHOICES: Mapping[str, str] = {
    "present": "Présence",
    "partly": "Retard ou départ hâtif",
    "absent": "Absence",
    "morning": "Avant-midi seulement",
    "afternoon": "Après-midi seulement",
}
DETAIL_HOW = (
    "Un retard ou un départ hâtif compte comme une présence. Une absence, d’une demi-journée ou de la rencontre, laisse à "
    "la personne responsable du CEE le soin de dire si la libération a servi."
)
BACK = "Revenir à la liste"


def now_marked(standing: str) -> str:
    """`standing` is one of STANDINGS."""
    return f"En ce moment : {STANDINGS[standing]}."


# Before the day.
RELEASES_TITLE = "Libérations de la rencontre"
RELEASES_NEXT = (
    "Cette liste n’est montrée qu’à vous. Les personnes qui n’ont rien dit reçoivent un rappel quatorze jours et trois "
    "jours avant la rencontre."
)
FOLLOWED = frozenset({"REQUESTED", "CONFIRMED", "USED"})
_BEFORE: Mapping[str, str] = {
    "PLANNED": "procédure à suivre",
    "REQUESTED": "procédure suivie",
    "CONFIRMED": "procédure suivie",
    "USED": "libération utilisée",
    "NOT_USED": "ne pourra pas être là",
    "NONE": "aucune libération prévue",
}


def followed(count: int, total: int) -> str:
    return f"Procédure de libération suivie : {counted(count, 'personne', 'personnes')} sur {total}."


def release_line(name: str, school: str, release: str) -> str:
    """`release` is one of RELEASES."""
    return f"{name}{f', {school}' if school else ''} : {_BEFORE[release]}."


# History.
HALVES: Mapping[int, str] = {1: "avant-midi", 2: "après-midi"}
PRESENCES: Mapping[str, str] = {"PRESENT": "présence", "PARTLY": "présence en partie", "ABSENT": "absence"}
NO_HISTORY = "Rien n’est encore marqué."


def change(moment: str, name: str, half: int, before: str, after: str, actor: str) -> str:
    """`half` is 0 where the meeting has one half-day; `before` and `after` are of PRESENCES, or empty."""
    who = f"{name} ({HALVES[half]})" if half else name
    said = PRESENCES.get(after, "marque retirée")
    instead = f", au lieu d’une {PRESENCES[before]}" if before else ""
    return f"{moment} : {who}, {said}{instead}. Par {actor}."


# Not yet.
def not_yet(day: str) -> str:
    return f"La liste s’ouvrira le jour de la rencontre, {day}."


NAME_KEEPER = "Confier les présences"
KEEPER_HOW = "Choisissez un membre qui prendra les présences ce jour-là. Vous pourrez toujours les prendre et les corriger."
KEEPER, NO_KEEPER, CHOOSE_KEEPER = "Personne désignée", "Personne d’autre que moi", "Choisissez une personne."
KEEPER_SAVE = "Enregistrer"
KEEPER_NEXT = "Cette personne recevra ici un message; la liste s’ouvrira pour elle le jour de la rencontre."
KEEPER_KEPT = "C’est enregistré."
KEEPER_TITLE = "Les présences d’une rencontre vous sont confiées"


def keeper_asked(animator: str) -> str:
    return f"{animator} vous demande de prendre les présences. La liste s’ouvrira le jour de la rencontre, ici et dans le canal."


# Reminders, and the responsible's desk.
def wanted_title(day: str) -> str:
    return f"Les présences de la rencontre du {day.removeprefix('le ')} restent à prendre"


def wanted_text(title: str) -> str:
    return f"{quoted(title)} : tout le monde était là? Une seule pression suffit."


def untaken_title(title: str) -> str:
    return f"Présences jamais prises : {quoted(title)}"


def untaken_line(animator: str, day: str, reminders: int) -> str:
    """`reminders`: how many the animator was sent."""
    sent = f"; {counted(reminders, 'rappel envoyé', 'rappels envoyés')}" if reminders else ""
    return f"Rencontre du {day.removeprefix('le ')}. Animation : {animator}{sent}."


SEE = "Ouvrir les présences"


def undecided_title(title: str) -> str:
    return f"Libérations à décider : {quoted(title)}"


def undecided_line(day: str, people: int) -> str:
    absent = counted(people, "personne absente", "personnes absentes")
    return f"Rencontre du {day.removeprefix('le ')} : {absent}, en tout ou en partie."


DECIDE = "Décider"
DECIDE_TITLE = "Libérations des personnes absentes"
DECIDE_HOW = "La suppléance était-elle engagée? Dites-le pour chaque personne : rien n’est présumé."


def undecided_person(name: str, half_days: int, release: str) -> str:
    """`release` is one of RELEASES."""
    return f"{name} : {days(half_days)} (procédure : {RELEASES[release]})."


USED, NOT_USED = "A servi", "N’a pas servi"
ALL_USED, ALL_NOT_USED = "Toutes ont servi", "Aucune n’a servi"
DECIDED = "C’est noté."
ALL_DECIDED = "Il n’y a plus rien à décider pour cette rencontre."

REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau, ou celle à qui elle a confié les présences, peut les prendre.",
    "not_yet": "La rencontre n’a pas encore eu lieu; la liste s’ouvrira ce jour-là.",
    "over": "Cette rencontre a été déplacée ou annulée : il n’y a pas de présences à prendre.",
    "closed": "Le bilan est déposé; seule la personne responsable du CEE peut encore corriger les présences.",
    "not_a_member": "Cette personne n’a pas de place dans le réseau; rien n’a changé.",
    "no_choice": "Cette carte n’est plus à jour; rien n’a changé.",
}
NOTHING_TO_TAKE = "Aucune rencontre n’attend que vous preniez les présences."
