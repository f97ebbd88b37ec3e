"""The committee's sitting: decisions recorded one after the other, letters held, then sent together."""

from collections.abc import Mapping

from cards.phrases.approval import DECISIONS
from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

TITLE = "Séance du comité"
EMPTY = "Aucune demande n’attend de décision, et aucune lettre n’attend l’envoi."
RECORD = "Consigner"
READ = "Lire la demande"
CORRECT = "Modifier la décision"
PUT_BACK = "Remettre à l’étude"
TAKE_OFF = "Retirer de la liste"
SEE_LETTERS = "Voir les lettres"
BACK = "Revenir à la séance"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"
NEXT = (
    "Une décision gardée n’a encore aucun effet : la personne qui propose n’en sait rien tant que sa lettre "
    "n’est pas envoyée, et vous pouvez encore la modifier."
)
OWN = "C’est votre propre proposition : une autre personne responsable consigne la décision et envoie la lettre."


def counts(waiting: int, held: int) -> str:
    return (
        f"{counted(waiting, 'demande attend', 'demandes attendent')} une décision; "
        f"{counted(held, 'lettre attend', 'lettres attendent')} l’envoi."
    )


def page(number: int, pages: int) -> str:
    return f"Page {number} de {pages}"


def line(number: int, version: int, animator: str) -> str:
    return f"Proposition numéro {number}, version {version}. Animation : {animator}."


def held(name: str, decision: str) -> str:
    return f"Décision consignée par {name} : {DECISIONS[decision]}. La lettre attend l’envoi."


def held_title(title: str, decision: str) -> str:
    return f"{quoted(title)} : {DECISIONS[decision]}, lettre à envoyer"


def over(decision: str) -> str:
    return (
        f"La proposition a été retirée après la décision ({DECISIONS[decision]}); aucune lettre ne partira."
    )


def void(version: int, decision: str) -> str:
    return (
        f"Une décision était consignée pour la version {version} ({DECISIONS[decision]}). Elle ne vaut plus : une "
        "nouvelle version est arrivée depuis, et aucune lettre n’est partie."
    )


# How a decision leaves, on its form.
LETTER = "La lettre"
CHOOSE_LETTER = "Choisissez quand la lettre partira."
LETTER_CHOICES: Mapping[str, str] = {
    "NOW": "L’envoyer tout de suite",
    "HELD": "La garder pour l’envoi groupé",
}

# What a press in the sitting did.


def recorded(title: str, decision: str) -> str:
    return f"C’est noté : {quoted(title)}, {DECISIONS[decision]}. La lettre attend l’envoi."


def recorded_and_sent(title: str, decision: str) -> str:
    return f"C’est noté : {quoted(title)}, {DECISIONS[decision]}. La lettre est partie."


def put_back(title: str) -> str:
    return f"{quoted(title)} attend de nouveau une décision."


def taken_off(title: str) -> str:
    return f"{quoted(title)} n’est plus dans la liste; aucune lettre ne partira."


CHANGED_MEANWHILE = "Cette décision a changé entre-temps. La voici; rien n’a été fait."
GONE = "Il n’y a plus de décision gardée ici; rien n’a été fait."

# The letters.
LETTERS_TITLE = "Lettres à envoyer"
NO_LETTERS = "Aucune lettre n’attend l’envoi."
LETTERS_NEXT = (
    "Voici les lettres telles que les personnes les liront, sans les boutons. Toutes partent ensemble; une "
    "lettre envoyée ne peut plus être changée."
)
STAYS_NEXT = "Les lettres qui ne peuvent pas partir restent ici avec leur raison; les autres partent."
CORRECT_LETTER = "Modifier"


def addressee(name: str) -> str:
    return f"À {name}"


def send(count: int) -> str:
    return "Envoyer la lettre" if count == 1 else f"Envoyer les {count} lettres"


def sent(count: int, left: int) -> str:
    """What « Envoyer » did; `left` letters are still held."""
    gone = counted(count, "lettre est partie", "lettres sont parties")
    if count == 0:
        gone = "Aucune lettre n’est partie"
    if left == 0:
        return f"{gone}."
    return f"{gone}; {counted(left, 'lettre reste', 'lettres restent')} à envoyer. Voyez ci-dessous."


ALREADY_SENT = (
    "Ces lettres n’attendent plus l’envoi : elles sont parties, ou quelqu’un les a remises à l’étude."
)
SOME_CHANGED = "Ce qui a été modifié depuis votre lecture n’est pas parti."


def letters_waiting(count: int) -> str:
    return counted(count, "lettre attend l’envoi", "lettres attendent l’envoi")


LETTERS_TASK = "Relisez les lettres, puis envoyez-les toutes ensemble."


def stays(reason: str) -> str:
    return f"Cette lettre ne peut pas partir : {STAYS[reason]}"


STAYS: Mapping[str, str] = {
    "withdrawn": "la proposition a été retirée depuis.",
    "replaced": "une nouvelle version est arrivée depuis; c’est elle qui attend une décision.",
    "not_teaching": (
        "cette personne n’enseigne pas, et un réseau est animé par un membre du personnel enseignant."
    ),
    "second_animation": (
        "cette personne anime déjà un réseau cette année-là, et on ne peut en animer qu’un par année."
    ),
    "held_animation": (
        "une autre proposition de cette personne est aussi acceptée pour cette année-là, et on ne peut animer "
        "qu’un réseau par année."
    ),
    "late_year": (
        "ce réseau devait être choisi l’année précédente. Pour l’accepter quand même, écrivez le motif de la "
        "dérogation."
    ),
    "past_date": "la date limite de la réponse est passée; choisissez-en une autre.",
}
