"""« Réglages »: what the responsible sets, with what holds now and who changed it last (DOMAIN.md §1.10, I19)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped

TITLE = "Réglages"
WHY = "Voici tout ce qui se règle ici, avec sa valeur actuelle. Chaque changement est gardé au journal."
EDIT, SEE = "Modifier", "Voir et modifier"
NAMES: Mapping[str, str] = {
    "dates": "Dépôt des propositions et séance du comité",
    "closing": "Fin des inscriptions",
    "bilan": "Échéance des bilans",
    "PRIORITY": "Orientations et priorités du CEE",
    "TARGET_GROUP": "Groupes visés",
    "DISCIPLINE": "Disciplines",
    "SCHOOL": "Établissements",
    "calendar": "Calendrier scolaire",
    "release": "Procédure de libération",
    "pay": "Rémunération : liens",
    "privacy": "Personne responsable de la protection des renseignements personnels",
    "address": "Adresse courriel du CEE",
}
# What is on no list says so: an empty setting shows nowhere.
NOT_SET = "Rien pour le moment."
NO_WINDOW = "Propositions reçues toute l’année; aucune séance inscrite."
CALENDAR_VALUE = "Jours fermés et journées pédagogiques."
NOT_SAVED = "Rien n’est encore changé, et rien n’est perdu :"
SAVED, UNCHANGED = "Le réglage est enregistré.", "C’était déjà ainsi : rien n’a changé."
STALE = "Ce réglage a changé depuis l’affichage de cette carte. Voici ce qu’il est maintenant; rien n’a été modifié."
NOW = "En ce moment :"
BACK = "Revenir aux réglages"
SAVE = "Enregistrer"
EMPTY_IS_DEFAULT = "Une case vide revient à la valeur d’origine."


def received(opens: str, closes: str, committee: str) -> str:
    """Each is « le 15 janvier 2027 », or empty."""
    if not (opens or closes or committee):
        return NO_WINDOW
    said = [
        f"du {opens.removeprefix('le ')}" if opens else "",
        f"au {closes.removeprefix('le ')}" if closes else "",
    ]
    days = " ".join(one for one in said if one)
    first = f"Propositions reçues {days}." if days else "Propositions reçues toute l’année."
    return f"{first} Séance du comité : {committee}." if committee else first


def closes_before(days: int) -> str:
    """So many working days."""
    return f"{counted(days, 'jour ouvrable', 'jours ouvrables')} avant la première rencontre."


def bilans_due(day: str, year: str, *, usual: bool) -> str:
    of = f"Pour {year} : {day}"
    return f"{of}, le dernier jour ouvrable avant le 24 juin." if usual else f"{of}."


def offered_lines(active: int, examples: int) -> str:
    said = f"{counted(active, 'ligne offerte', 'lignes offertes')} dans les formulaires"
    if not examples:
        return f"{said}."
    return f"{said}, dont {counted(examples, 'exemple', 'exemples')} à confirmer."


def changed_by(name: str, day: str) -> str:
    """`name` is empty for what was imported or set at the server."""
    return f"Dernier changement : {name}, {day}." if name else f"Dernier changement : {day}."


NEVER_CHANGED = "Jamais changé ici : c’est la valeur d’origine."

LABELS: Mapping[str, str] = {
    "closing_days": "Jours ouvrables avant la première rencontre (5 à 40)",
    "bilan_due_on": "Échéance des bilans",
    "release_text": "Procédure de libération (1 000 caractères au plus)",
    "release_link": "Lien vers la procédure (https)",
    "alliance_link": "Lien de l’Alliance (https)",
    "adagio_link": "Lien d’Adagio (https)",
    "privacy_title": "Nom ou titre",
    "privacy_contact": "Pour la joindre (courriel, téléphone)",
    "cee_address": "Adresse courriel",
}
HINTS: Mapping[str, str] = {
    "closing_days": "Écrivez un nombre de 5 à 40.",
    "bilan_due_on": "Choisissez une date dans le calendrier.",
    "release_text": "Écrivez la procédure telle que les membres la liront.",
    "release_link": "Écrivez une adresse qui commence par https.",
    "alliance_link": "Écrivez une adresse qui commence par https.",
    "adagio_link": "Écrivez une adresse qui commence par https.",
    "privacy_title": "Écrivez un nom ou un titre.",
    "privacy_contact": "Écrivez une adresse ou un numéro.",
    "cee_address": "Écrivez une adresse courriel.",
}
# What a change does, and does not do.
EFFECTS: Mapping[str, str] = {
    "closing": "Vaut pour les réseaux publiés à partir de maintenant; un réseau déjà publié garde sa date limite.",
    "bilan": "Vaut pour l’année scolaire en cours. Les rappels suivent la nouvelle date.",
    "release": "Paraît dans la confirmation d’inscription et partout où l’on demande si la procédure est suivie.",
    "pay": "Paraît dans la lettre d’acceptation et dans « Mon réseau », pour les personnes qui animent.",
    "privacy": "Paraît dans « Vie privée ».",
    "address": "Paraît dans « Demander de l’aide » et dans « Vie privée ».",
}


def setting_mistake(kind: str, label: str, length: int, limit: int) -> str:
    """`label` is one of LABELS."""
    if kind == "too_long":
        return (
            f"{label} : votre texte compte {grouped(length)} caractères; le maximum est de {grouped(limit)}."
        )
    return f"{label} : {FAULTS[kind]}"


FAULTS: Mapping[str, str] = {
    "no_number": "écrivez un nombre entier de 5 à 40.",
    "bad_date": "choisissez une date dans le calendrier.",
    "outside": "choisissez une date du 1er mai au 30 juin de cette année scolaire.",
    "bad_link": "écrivez une adresse complète qui commence par https, sans espace.",
    "bad_address": "écrivez une seule adresse courriel, sans espace.",
    "too_long": "ce texte est trop long.",
}

# Where the settings show.
PROCEDURE = "Procédure de libération"
PROCEDURE_LINK = "Lire la procédure de libération"


def procedure(text: str) -> str:
    return f"{PROCEDURE} : {text}"


def linked(name: str, address: str) -> str:
    return f"[{name}]({address})"


ALLIANCE, ADAGIO = "site de l’Alliance", "intranet Adagio"


def pay(links: str) -> str:
    """`links` are those that are set, joined; empty for none."""
    said = "Rémunération : les mêmes conditions que pour les formations"
    return f"{said} ({links})." if links else f"{said}."


def officer(title: str, contact: str) -> str:
    """Either may be empty, not both (Loi sur l’accès, s. 8)."""
    who = "Responsable de la protection des renseignements personnels au CSSDM"
    return f"{who} : {', '.join(one for one in (title, contact) if one)}."
