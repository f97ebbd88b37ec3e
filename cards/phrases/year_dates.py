"""The dates of a year, and what announces them."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted


def title(year: str) -> str:
    return f"Dates pour {year}"


WHY = (
    "Ces dates valent pour les propositions de l’année prochaine. Une date laissée vide n’est pas appliquée."
)
OPENS = "Premier jour de dépôt des propositions"
CLOSES = "Dernier jour de dépôt des propositions"
COMMITTEE = "Séance du comité de gestion"
CHOOSE = "Choisissez une date dans le calendrier."
NEXT = (
    "Ce qui suivra : le premier jour, le personnel enseignant est avisé; sept jours avant le dernier, la "
    "fermeture est annoncée et chaque brouillon est rappelé; avant la séance, les membres du comité qui n’ont "
    "pas tout évalué reçoivent un rappel."
)
COMMON_DAY = (
    "Les inscriptions peuvent ouvrir le même jour pour tous les réseaux d’une année. Sans cette date, chaque réseau "
    "ouvre dès qu’il est publié dans Folio; un réseau déjà ouvert le reste."
)

ENROLLMENT = "Ouverture des inscriptions de l’année prochaine"
ENROLLMENT_NOW = "Ouverture des inscriptions de cette année"
SAVE = "Enregistrer les dates"
SAVED = "Les dates sont enregistrées."
NOT_SAVED = "Les dates ne sont pas encore enregistrées. Rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "bad_opens": "Le premier jour n’est pas lisible; choisissez-le dans le calendrier.",
    "bad_closes": "Le dernier jour n’est pas lisible; choisissez-le dans le calendrier.",
    "bad_committee": "La date de la séance n’est pas lisible; choisissez-la dans le calendrier.",
    "bad_enrollment": "L’ouverture des inscriptions de l’année prochaine n’est pas lisible; choisissez-la dans le calendrier.",
    "bad_enrollment_now": "L’ouverture des inscriptions de cette année n’est pas lisible; choisissez-la dans le calendrier.",
    "closes_before_opens": "Le dernier jour vient avant le premier; corrigez l’un des deux.",
    "committee_before_closes": "La séance du comité doit suivre le dernier jour de dépôt; corrigez l’une des deux dates.",
    "enrollment_before_committee": "Les inscriptions de l’année prochaine ouvrent après la séance du comité; corrigez l’une des deux dates.",
}

# The window, as the person who proposes reads it.
OPENS_TITLE = "Le dépôt des propositions est ouvert"
CLOSES_TITLE = "Le dépôt des propositions se termine bientôt"
DRAFT_TITLE = "Votre brouillon vous attend"
PROPOSE = "Proposer un réseau"
RESUME = "Reprendre mon brouillon"


def window_opens(year: str, until: str) -> str:
    said = f"Vous pouvez proposer un réseau d’entraide pour {year}"
    return f"{said}, jusqu’au {until.removeprefix('le ')} inclusivement." if until else f"{said}."


WINDOW_WHAT = "Une table ronde de six à dix collègues, deux jours de libération, un but commun : et le vôtre?"


def window_closes(year: str, until: str) -> str:
    return (
        f"Les propositions pour {year} sont reçues jusqu’au {until.removeprefix('le ')} inclusivement. La fiche "
        "se remplit en quelques étapes, enregistrées à mesure."
    )


def draft_waits(title: str, until: str) -> str:
    named = quoted(title) if title else "Votre proposition sans titre"
    if until:
        return f"{named} n’est pas encore envoyée. Elle peut l’être jusqu’au {until.removeprefix('le ')} inclusivement."
    return f"{named} n’est pas encore envoyée. Tout ce que vous avez écrit est conservé."


def not_yet(day: str) -> str:
    return (
        f"Le dépôt des propositions commence {day}. Votre brouillon est enregistré : vous pourrez l’envoyer à "
        "partir de ce jour."
    )


def closed(day: str) -> str:
    return (
        f"Le dépôt des propositions s’est terminé {day}. Votre brouillon est conservé, et rien n’est perdu; "
        "écrivez au CEE si vous voulez en parler."
    )


def window(opens: str, closes: str) -> str:
    """For the menu; either may be empty, not both."""
    if opens and closes:
        return f"Les propositions sont reçues du {opens.removeprefix('le ')} au {closes.removeprefix('le ')}."
    if closes:
        return f"Les propositions sont reçues jusqu’au {closes.removeprefix('le ')} inclusivement."
    return f"Les propositions sont reçues à partir du {opens.removeprefix('le ')}."
