"""« Demander de l’aide »: the question, its answers, the end of the conversation (R06, R65)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

TITLE = "Demander de l’aide"
# The guide's own words, §2 and §8.5.
TEXT = "Le CEE peut vous aider dans votre démarche, à tout moment."
QUESTION = "Votre question"
WRITE_QUESTION = "Écrivez votre question."
SEND = "Envoyer ma question"
NEXT = "La personne responsable du CEE vous répondra ici, en clavardage. Seules les personnes responsables lisent votre question."
NOT_SENT = "Votre question n’est pas encore envoyée :"
YOURS = "Vos questions"
SENT = "Votre question est envoyée. La réponse arrivera ici, en clavardage."
TOO_LONG_HERE = "Votre message, trop long pour être repris dans la question, reste dans la conversation : copiez-en l’essentiel."

ABOUT: Mapping[str, str] = {
    "access": "votre accès",
    "agenda": "l’ordre du jour",
    "animation": "l’animation d’un réseau",
    "attendance": "les présences",
    "bilan": "le bilan",
    "continuation": "la poursuite d’un réseau",
    "invitation": "une invitation à poursuivre",
    "letter": "la réponse du comité",
    "meeting": "une rencontre",
    "minutes": "le compte rendu",
    "network": "le réseau",
    "plan": "le plan de réseau",
    "proposal": "une proposition",
    "schedule": "le choix des dates",
    "seat": "une place dans un réseau",
}


def question_address(address: str) -> str:
    return f"Vous pouvez aussi écrire au CEE : [{address}](mailto:{address})."


def question_about(what: str, title: str) -> str:
    """`what` is a key of ABOUT or empty; `title`, already plain, is that of a network, or empty."""
    said = ABOUT.get(what, "")
    if said and title:
        return f"Au sujet de : {said}, {quoted(title)}."
    if said:
        return f"Au sujet de : {said}."
    return f"Au sujet de : {quoted(title)}." if title else ""


def question_of(day: str, *, closed: bool) -> str:
    """`day` as « le 23 novembre 2026 »."""
    of = day.removeprefix("le ")
    return f"Question du {of} (réglée)" if closed else f"Question du {of}"


# The conversation.
def of_person(name: str) -> str:
    return f"Question de {name}"


YOUR_QUESTION = "Votre question au CEE"
YOU = "Vous"
WAITS = "La personne responsable du CEE vous répondra ici."
CLOSED = "Cette question est réglée. Un nouveau message la rouvre."
ANSWER = "Votre réponse"
MORE = "Votre message"
WRITE_ANSWER = "Écrivez votre réponse."
WRITE_MORE = "Écrivez votre message."
SEND_ANSWER = "Envoyer ma réponse"
ANSWER_NEXT = (
    "La personne la reçoit en clavardage. Toutes les personnes responsables lisent cette conversation."
)
SEND_MORE = "Répondre encore"
SETTLED = "C’est réglé"
OLDER = "Messages précédents"
NEWER = "Messages suivants"
NOT_WRITTEN = "Votre message n’est pas encore envoyé :"
ANSWERED = "Votre réponse est partie. Si la personne écrit encore, la question revient à votre bureau."
WRITTEN = "Votre message est envoyé. La réponse arrivera ici."
NOW_CLOSED = "C’est noté : la question est réglée. Un nouveau message la rouvrirait."
BEHIND = (
    "Quelqu’un a écrit dans cette conversation entre-temps : lisez d’abord son message. Le vôtre est gardé plus "
    "bas; envoyez-le s’il convient encore."
)
BEHIND_CLOSE = "Quelqu’un a écrit dans cette conversation entre-temps : lisez d’abord son message."
GONE = "Cette question n’existe pas, ou elle ne vous est pas destinée."


def written_by(name: str, moment: str) -> str:
    return f"{name}, {moment} :"


def written_at(day: str, hour: str) -> str:
    return f"{day} à {hour}"


def messages_shown(first: int, last: int, count: int) -> str:
    if first == last:
        return f"Message {first} sur {count}"
    return f"Messages {first} à {last} sur {count}"


# Messages of the bot.
ANSWERED_TITLE = "Une réponse à votre question"
CLOSED_TITLE = "Votre question est réglée"
CLOSED_BY_CEE = (
    "La personne responsable du CEE indique que votre question est réglée. Sinon, écrivez-lui encore."
)

# On the desk.
REPLY = "Répondre"


def question_line(about: str, count: int) -> str:
    told = counted(count, "message", "messages")
    return f"{about} {told} dans la conversation." if about else f"{told} dans la conversation."
