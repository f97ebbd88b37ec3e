"""What is posted in Folio by hand, and the opening that follows (guide §8.2; R49, R50)."""

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted


def task_title(title: str) -> str:
    return f"À publier dans Folio : {quoted(title)}"


FIRST = "Toutes les dates sont à afficher ensemble; les inscriptions ouvrent ensuite."
ROOM_FIRST = "Confirmez d’abord les locaux; la fiche est déjà prête."


def members_changed(came: int, left: int) -> str:
    parts = []
    if came:
        parts.append(counted(came, "inscription nouvelle", "inscriptions nouvelles"))
    if left:
        parts.append(counted(left, "désistement", "désistements"))
    return f"Depuis la dernière fois : {' et '.join(parts)}." if parts else DATES_CHANGED


DATES_CHANGED = "Les dates ou le lieu ont changé depuis la dernière fois."
CHANGED = "Horaire modifié."


def date_changed(old: str, new: str) -> str:
    """Whole lines, « le mercredi 27 janvier 2027, de 8 h 45 à 15 h 45, au CEE (2.04) », as below."""
    # Hours and place stand between commas.
    aside = "," if "," in old else ""
    return f"La rencontre prévue {old}{aside} aura plutôt lieu {new}."


def date_gone(line: str) -> str:
    return f"À retirer : la rencontre prévue {line}."


def date_new(line: str) -> str:
    return f"À ajouter : la rencontre prévue {line}."


OPEN = "Voir la fiche"
SHEET_TITLE = "Fiche à publier dans Folio"
TITLE, SUMMARY, PUBLIC, DISCIPLINE, MODALITY = "Titre", "Résumé", "Public visé", "Discipline", "Modalité"
ANIMATOR, MEMBERS, DATES = "Animation", "Personnes inscrites", "Dates"
NOBODY = "aucune pour le moment"
DONE = "C’est publié dans Folio"
WORD = "Document Word"
CONFIRM_ROOM_FIRST = "Confirmez les locaux avant de publier."
DONE_FIRST = "C’est noté : les inscriptions sont ouvertes."


def done_later(day: str) -> str:
    return f"C’est noté : les inscriptions ouvriront {day}, comme pour tous les réseaux."


DONE_AGAIN = "C’est noté : Folio est à jour."
NOTHING = "Il n’y a rien à publier pour ce réseau en ce moment."
NOT_DONE = "Ce n’est pas encore publié :"

PUBLISHED_TITLE = "Votre réseau est affiché"


def published(title: str, until: str, opens: str) -> str:
    """`opens` is empty when people may enroll at once."""
    when = f"Les inscriptions ouvriront {opens}" if opens else "Les inscriptions sont ouvertes"
    return f"{quoted(title)} : {when.lower()}, jusqu’au {until.removeprefix('le ')} inclusivement."


CHANNEL_TITLE = "Les dates du réseau"
CHANNEL_NEXT = "Pour vous inscrire, ouvrez la fiche : la réponse n’est montrée qu’à vous."
SHEET = "Voir la fiche et m’inscrire"
