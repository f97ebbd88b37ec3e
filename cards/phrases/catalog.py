"""The catalogue of networks (DOMAIN.md §6, text 7)."""

from collections.abc import Mapping

from cards.phrases.dates import MONTHS
from cards.phrases.numbers import counted

TITLE = "Les réseaux"
SEARCH = "Mots cherchés, dans le titre ou le résumé"
SEARCH_HINT = "lecture, francisation, laboratoires…"
WRITE_WORDS = "Écrivez un ou deux mots."
FREE_ONLY_LABEL = "Places"
FREE_ONLY = "Seulement les réseaux qui ont des places libres."
FREE_ONLY_ERROR = "Cochez ou décochez la case."
FIND = "Chercher"
FILTER = "Plus de choix"
FILTER_TITLE = "Choisir parmi les réseaux"
FILTER_HOW = "Choisissez ce qui compte pour vous; laissez le reste vide."
SHOW = "Voir la fiche"
ALL = "Tout voir"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
ANY = "Peu importe"
GROUP, DISCIPLINE, MODALITY, MONTH = "Pour qui", "Discipline", "Modalité", "Mois d’une rencontre"
CHOOSE = "Choisissez dans la liste."
MODALITIES: Mapping[str, str] = {
    "FULL_2": "2 journées complètes",
    "FULL_1_HALF_2": "1 journée complète et 2 demi-journées",
    "HALF_4": "4 demi-journées",
}
MONTH_CHOICES: Mapping[int, str] = dict(enumerate(MONTHS, start=1))
BACK = "Revenir à la liste"


def found(count: int) -> str:
    return f"{counted(count, 'réseau trouvé', 'réseaux trouvés')}." if count else NOTHING


NOTHING = "Aucun réseau ne correspond. Essayez d’autres mots ou moins de choix, ou proposez vous-même un réseau sur ce sujet."
NOTHING_OPEN = (
    "Aucun réseau n’est encore annoncé. Ils paraîtront ici dès que leurs dates seront connues. D’ici là, vous pouvez "
    "proposer un réseau."
)


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


def row(places: str, first: str, where: str = "") -> str:
    """`first`: « le 13 janvier 2027 », `where`: « au CEE », or empty."""
    here = f", {where}" if where else ""
    return f"{places} Première rencontre : {first}{here}." if first else places


def places(free: int, capacity: int) -> str:
    return f"{counted(free, 'place libre', 'places libres')} sur {capacity}."


IS_FULL = "Complet; il y a une liste d’attente."
IS_CLOSED = "Inscriptions terminées."


def opens(day: str) -> str:
    return f"Inscriptions à partir du {day.removeprefix('le ')}."


LACKS = "Il manque encore des inscriptions pour que ce réseau ait lieu."

# The sheet.
ANIMATOR, FOR, DISCIPLINE_OF = "Animation", "Pour", "Discipline"
MATERIAL, PREREQUISITES, PLACES = "Matériel", "Préalables", "Places libres"
NOT_SAID = "non précisé"


def share(modality: str) -> str:
    return f"{modality}, toujours en présentiel : 2 journées de libération au total."


def left(free: int, capacity: int) -> str:
    return f"{free} sur {capacity}"
