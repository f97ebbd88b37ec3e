"""A message to the members of a network, or to several networks at once."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Écrire aux réseaux"
WRITE_MEMBERS = "Écrire aux membres"
TITLE = "Écrire aux réseaux"
HOW = "Écrivez votre message, puis regardez-le tel que les gens le liront. Rien ne part avant votre confirmation."
AUDIENCE, CHOOSE_AUDIENCE = "À qui?", "Choisissez à qui vous écrivez."
SUBJECT, WRITE_SUBJECT = "Objet (120 caractères au plus)", "Écrivez l’objet."
TEXT, WRITE_TEXT = "Message (1 500 caractères au plus)", "Écrivez le message."
PREVIEW = "Voir le message"
NOT_YET = "Rien n’est encore envoyé, et rien n’est perdu :"
NO_NETWORK = "Vous n’animez aucun réseau en ce moment : il n’y a personne à qui écrire d’ici."
MISTAKES: Mapping[str, str] = {
    "no_audience": CHOOSE_AUDIENCE,
    "no_subject": WRITE_SUBJECT,
    "no_text": WRITE_TEXT,
    "nobody": "Personne ne recevrait ce message en ce moment. Choisissez un autre groupe.",
}


def all_animators(year: str, count: int) -> str:
    return f"Les personnes qui animent un réseau en {year} ({counted(count, 'personne', 'personnes')})"


def all_members(year: str, count: int) -> str:
    return f"Les membres de tous les réseaux de {year} ({counted(count, 'personne', 'personnes')})"


def of_network(title: str, count: int) -> str:
    return f"Réseau {quoted(title)} ({counted(count, 'personne', 'personnes')})"


def too_long(what: str, message: str) -> str:
    """`what` is SUBJECT or TEXT, `message` the sentence with the count."""
    return f"{what} : {message}"


# The preview.
PREVIEW_TITLE = "Votre message, tel qu’il sera lu"


def counts(people: int, silent: int) -> str:
    """How many get it; of how many of these the bot has no chat."""
    said = f"{counted(people, 'personne le recevra', 'personnes le recevront')}"
    if not silent:
        return f"{said}."
    never = "n’a jamais écrit ici" if silent == 1 else "n’ont jamais écrit ici"
    who = "une" if silent == 1 else str(silent)
    return f"{said}; {who} {never} : vous verrez ensuite à qui écrire par courriel."


SEND = "Envoyer maintenant"
EDIT = "Modifier le message"
STALE = "Le message a changé depuis cet aperçu, ou plus personne ne le recevrait. Voici où il en est; rien n’est parti."

# As it is read.


def sent_by(name: str, title: str) -> str:
    """`title` is the network's, empty for a message to several."""
    return f"Message de {name}, réseau {quoted(title)}" if title else f"Message de {name}, CEE"


WRITE_BACK = "Écrire à la personne qui anime"

# Who was reached.
REACH_TITLE = "Qui a reçu votre message"
ALREADY = "Ce message était déjà parti. Rien n’a été envoyé de nouveau."
SENT = "Le message est parti."
REFRESH = "Actualiser"
ON_THEIR_WAY = "Les autres messages sont en route; actualisez dans une minute."
ALL_REACHED = "Tout le monde l’a reçu."
NOT_REACHED = (
    "Ces personnes n’ont pas été rejointes dans Teams; le message les attend si elles y reviennent :"
)
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
COPY = "Le texte, à copier dans le courriel :"
NEW = "Écrire un autre message"
SENT_BEFORE = "Messages envoyés"
SEE_REACH = "Voir qui l’a reçu"


def reached_so_far(sent: int, on_way: int, missed: int) -> str:
    return (
        f"Reçu : {counted(sent, 'personne', 'personnes')}. En route : {counted(on_way, 'personne', 'personnes')}. Pas "
        f"rejointes : {counted(missed, 'personne', 'personnes')}."
    )


def not_reached(name: str, address: str) -> str:
    return f"{name}, {address}" if address else name


def write_to(link: str) -> str:
    return f"[Leur écrire par courriel]({link})"


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


def sent_line(subject: str, to: str, day: str, count: int) -> str:
    return f"{quoted(subject)}, {day} : {to} ({counted(count, 'personne', 'personnes')})"


TO: Mapping[str, str] = {
    "ANIMATORS": "aux personnes qui animent",
    "MEMBERS": "aux membres de tous les réseaux",
}


def to_network(title: str) -> str:
    return f"au réseau {quoted(title)}"
