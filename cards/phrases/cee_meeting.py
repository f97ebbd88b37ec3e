"""« Rencontre avec le CEE »: a moment proposed, agreed on, changed (guide §8.5; R64)."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted

OPEN = "Rencontre avec le CEE"
TITLE = "Rencontre avec le CEE"
HOW = (
    "Proposez un moment : l’autre partie l’accepte ou en propose un autre. La rencontre dure une heure, un jour de travail, "
    "entre 8 h et 16 h."
)


def cee_slot(day: str, hour: str, place: str) -> str:
    """`day` is « le mardi 8 juin 2027 », `hour` « 9 h 30 »."""
    return f"{day}, à {hour}, {place.rstrip('.')}"


def agreed_on(slot: str) -> str:
    return f"Convenu : {slot}."


def proposed_by(name: str, slot: str) -> str:
    return f"Proposé par {name} : {slot}."


WAITS = "L’autre partie n’a pas encore répondu; vous recevrez sa réponse ici."
STANDS = "Le moment convenu tient tant que l’autre partie n’a pas accepté le nouveau."
CHOOSE = "Pour quel réseau voulez-vous convenir d’une rencontre?"
NO_NETWORK = "Aucun réseau publié n’a besoin d’une rencontre pour le moment."


def cee_page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
DAY, HOUR, PLACE = "Date", "Heure de début", "Lieu"
CHOOSE_DAY, WRITE_HOUR, WRITE_PLACE = (
    "Choisissez une date.",
    "Écrivez une heure, par exemple 9 h 30.",
    "Écrivez le lieu.",
)
PLACE_HINT = "Au CEE, ou à votre école"
PROPOSE, PROPOSE_OTHER = "Proposer ce moment", "Proposer un autre moment"
ACCEPT = "Accepter ce moment"
CALENDAR = "Ajouter à mon calendrier"
PROPOSED_SAID = "C’est proposé. L’autre partie le reçoit ici, et vous recevrez sa réponse."
AGREED_SAID = "C’est convenu. L’autre partie en reçoit un mot, avec le fichier pour son calendrier."
NOT_PROPOSED = "Rien n’est encore proposé, et rien n’est perdu :"
FAULTS: Mapping[str, str] = {
    "no_day": "Choisissez la date de la rencontre.",
    "no_hour": "Écrivez l’heure de début, par exemple 9 h 30.",
    "past": "Ce moment est passé; choisissez-en un autre.",
    "too_far": "Cette date est à plus d’un an; choisissez-en une plus proche.",
    "weekend": "Ce jour-là est une fin de semaine; choisissez un jour de travail.",
    "closed": "Ce jour-là est férié ou fermé; choisissez un jour de travail.",
    "outside_hours": "La rencontre dure une heure, entre 8 h et 16 h; choisissez une autre heure.",
    "no_place": "Écrivez le lieu de la rencontre.",
    "long_place": "Le lieu compte plus de 200 caractères; raccourcissez-le.",
}
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seules la personne qui anime le réseau et les responsables du CEE conviennent de cette rencontre.",
    "own": "C’est à l’autre partie d’accepter ce moment; vous pouvez en proposer un autre.",
    "changed": "Un autre moment a été proposé ou convenu entre-temps; le voici.",
    "past": "Ce moment est passé; proposez-en un autre.",
}

# To the other side, and to both.
PROPOSED_TITLE = "Une rencontre avec le CEE vous est proposée"
AGREED_TITLE = "La rencontre avec le CEE est convenue"


def about(title: str) -> str:
    return f"Au sujet de {quoted(title)}."


SETTLED = "Ce moment n’est plus proposé. Voyez ce qui tient maintenant."
SEE = "Voir la rencontre"


def cee_event(title: str) -> str:
    return f"Rencontre avec le CEE : {title}"


def cee_event_about(animator: str) -> str:
    return f"Animation du réseau : {animator}. Pour changer de moment, écrivez « rencontre CEE » dans Teams."


def cee_waits_title(title: str) -> str:
    return f"Rencontre à convenir : {quoted(title)}"


ANSWER = "Répondre"
