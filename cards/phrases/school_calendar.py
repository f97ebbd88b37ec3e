"""The school calendar, as a responsible edits it."""

from collections.abc import Mapping

from cards.phrases.dates import MONTHS
from cards.phrases.numbers import counted

TITLE = "Calendrier scolaire"
WHY = (
    "Les jours où personne ne travaille : aucun rappel ne part ces jours-là et aucune rencontre n’y est planifiée. "
    "Une rencontre peut tomber un jour pédagogique, avec un avertissement."
)
EMPTY = "Aucun jour fermé ni pédagogique n’est connu d’ici la fin de l’année scolaire prochaine."
KINDS: Mapping[str, str] = {
    "CLOSED": "Fermé",
    "PEDAGOGICAL": "Pédagogique",
    "OPEN": "Férié, mais on travaille",
}
HOLIDAY = "Férié"
CHOICES: Mapping[str, str] = {
    "CLOSED": "Fermé : personne ne travaille",
    "PEDAGOGICAL": "Pédagogique : le personnel travaille",
    "OPEN": "Ouvert : on travaille",
}
ADD_TITLE = "Ajouter un jour ou une période"
FIRST = "Premier jour"
LAST = "Dernier jour (laissez vide pour un seul jour)"
KIND = "Ce que sont ces jours"
LABEL = "Libellé, par exemple « Semaine de relâche »"
CHOOSE = "Choisissez une date dans le calendrier."
CHOOSE_KIND = "Choisissez ce que sont ces jours."
WRITE_LABEL = "Écrivez un libellé."
ADD = "Ajouter au calendrier"
OPEN_DAY = "Ouvrir"
CLOSE_DAY = "Redevient férié"
NEXT_MONTH, PREVIOUS_MONTH = "Mois suivant", "Mois précédent"
NEXT = (
    "Ce qui suivra : les rappels et les échéances tiennent compte du changement aussitôt. Les rencontres déjà "
    "planifiées ne bougent pas."
)
NOT_SAVED = "Le calendrier n’a pas changé. Rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "bad_first": "Le premier jour n’est pas lisible; choisissez-le dans le calendrier.",
    "bad_last": "Le dernier jour n’est pas lisible; choisissez-le dans le calendrier.",
    "end_before_start": "Le dernier jour vient avant le premier; corrigez l’un des deux.",
    "too_long": "La période dépasse 60 jours; ajoutez-la en plusieurs fois.",
    "outside": "Ces jours sont hors de l’année scolaire en cours et de la prochaine; choisissez d’autres dates.",
    "only_weekend": "Ces jours sont une fin de semaine; personne n’y travaille déjà.",
    "no_kind": "Choisissez si ces jours sont fermés, pédagogiques ou ouverts.",
    "no_label": "Il manque le libellé; écrivez pourquoi ces jours sont particuliers.",
    "long_label": "Le libellé dépasse 100 caractères; raccourcissez-le.",
}
UNCHANGED = "Le calendrier disait déjà cela; rien n’a changé."


def month(year: int, number: int) -> str:
    return f"{MONTHS[number - 1].capitalize()} {year}"


def page(number: int, pages: int) -> str:
    return f"Mois {number} de {pages}"


def span(first: str, last: str) -> str:
    """Of « le 1er mars 2027 » and « le 5 mars 2027 »; of one day when they are the same."""
    return first if first == last else f"du {first.removeprefix('le ')} au {last.removeprefix('le ')}"


def days_line(label: str, days: str, kind: str) -> str:
    return f"{label} : {days}. {kind}."


def days_changed(days: str, count: int) -> str:
    """`days` is a span; `count` of its working days are other than before."""
    return f"C’est noté, {days} : {counted(count, 'jour a changé', 'jours ont changé')}."
