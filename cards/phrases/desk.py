"""« Mon bureau » and the card of the morning (DOMAIN.md §6, « Résumé du matin »)."""

from collections.abc import Mapping, Sequence

from cards.phrases.proposal import quoted

TITLE = "Mon bureau"
EMPTY = "Rien ne vous attend. Les prochaines demandes paraîtront ici."
OPEN = "Ouvrir mon bureau"
SITTING = "Séance du comité"
DATES = "Dates de l’année"
CALENDAR = "Calendrier scolaire"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
DONE_NEXT = "Une chose faite disparaît d’elle-même de ce bureau, pour toutes les personnes responsables."
GROUPS: Mapping[str, str] = {
    "": "Tout",
    "decisions": "Décisions",
    "networks": "Réseaux",
    "documents": "Documents",
    "meetings": "Rencontres",
    "people": "Personnes",
    "delivery": "Livraison et Folio",
    "questions": "Questions",
    "other": "Autres choses",
}
BY_NETWORK = "Par réseau"
ALL_NETWORKS = "Tous les réseaux"
NETWORKS_TITLE = "Mon bureau, par réseau"
NETWORKS_HOW = "Choisissez un réseau : le bureau ne montrera que ce qui le concerne."
NETWORKS_NONE = "Aucune des choses qui vous attendent ne concerne un réseau en particulier."
NETWORK = "Réseau"
CHOOSE_NETWORK = "Choisissez un réseau."
SHOW_NETWORK = "Voir ce réseau"
NOTHING_HERE = "Rien ne vous attend dans ce choix."


def group_button(name: str, count: int) -> str:
    """« Documents (4) »."""
    return f"{name} ({count})"


def network_choice(title: str, count: int) -> str:
    return f"{quoted(title)} ({count})"


def only_chosen(group: str, title: str) -> str:
    """What is shown of the desk: a group, « Documents », a network by its title, already plain, or both."""
    if group and title:
        return f"Choix : {group}, {quoted(title)}."
    return f"Choix : {group or quoted(title)}."


def waiting(count: int, oldest: str) -> str:
    if count == 1:
        return f"Une chose vous attend, depuis {oldest}."
    return f"{count} choses vous attendent; la plus ancienne, depuis {oldest}."


def since(day: str) -> str:
    return f"Depuis {day}."


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


def morning_title(count: int) -> str:
    return "Ce matin : une chose vous attend" if count == 1 else f"Ce matin : {count} choses vous attendent"


def morning_new(titles: Sequence[str], count: int) -> str:
    """`titles` are the first few of the `count` that are new since the working day before."""
    if count == 0:
        return "Rien de nouveau depuis le dernier jour ouvrable."
    named = "; ".join(titles)
    if count > len(titles):
        named = f"{named}; et {count - len(titles)} de plus"
    return f"Nouveau : {named}."


def morning_oldest(title: str, day: str) -> str:
    return f"La plus ancienne : {title}, depuis {day}."
