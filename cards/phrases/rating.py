"""The seven priorities of guide §4, their marks, and what the committee thinks."""

from collections.abc import Mapping, Sequence

from cards.phrases.numbers import grouped
from cards.phrases.proposal import CRITERIA as PRIORITIES
from cards.phrases.proposal import quoted

NAMES = ("R24", "R25", "R26", "R27", "R28", "R29", "R30")
CRITERIA: Mapping[str, str] = {
    name: text[0].upper() + text[1:] for name, text in zip(NAMES, PRIORITIES, strict=True)
}
SHORT: Mapping[str, str] = {
    "R24": "Nouveauté",
    "R25": "Réinvestissement",
    "R26": "Perfectionnement par les pairs",
    "R27": "Renouvellement ou consolidation",
    "R28": "Approche et discipline",
    "R29": "Orientations du comité",
    "R30": "Production et rayonnement",
}
MARKS: Mapping[str, str] = {
    "YES": "Oui",
    "PARTLY": "En partie",
    "NO": "Non",
    "NO_OPINION": "Sans avis",
}
CHOOSE = "Choisissez une réponse."
RATE = "Évaluer selon les priorités"
RATE_AGAIN = "Revoir mon évaluation"
WHY = "Le projet répond-il à ces priorités du guide? Les réponses sont réunies pour la séance; aucune note n’est calculée."
COMMENT = "Commentaire (facultatif)"
COMMENT_HINT = "Écrivez ce que le comité lira."
COMMENT_NEXT = "Votre commentaire est lu par le comité et par la personne responsable, jamais par la personne qui propose."
CONTINUE = "Continuer"
SAVE = "Enregistrer mon évaluation"
PREVIOUS = "Revenir"
SAVED = "Votre évaluation est enregistrée. Vous pouvez la revoir jusqu’à la décision."
NOT_SAVED = "Votre évaluation n’est pas encore enregistrée. Rien n’est perdu :"
REFUSALS: Mapping[str, str] = {
    "own_proposal": "C’est votre propre proposition : vous ne pouvez pas l’évaluer.",
    "withdrawn": "Cette proposition a été retirée; il n’y a plus rien à évaluer.",
    "replaced": "Une nouvelle version est arrivée depuis. La voici; rien n’a été enregistré.",
    "already_decided": "La décision est consignée; l’évaluation ne peut plus changer.",
}


def rate_title(title: str, step: int) -> str:
    return f"Évaluer {quoted(title)} — étape {step} de 2"


def too_long(count: int, limit: int) -> str:
    return f"Votre commentaire compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Raccourcissez-le."


def counts(marks: Sequence[tuple[str, int]]) -> str:
    """« oui 3, en partie 1 »; (mark, how many), those that nobody gave left out."""
    return ", ".join(f"{MARKS[mark].lower()} {grouped(count)}" for mark, count in marks if count)


OPINIONS_NONE = "Avis du comité : aucun pour le moment."


def opinions(answered: int, members: int) -> str:
    received = ("aucun avis reçu", "un avis reçu", f"{answered} avis reçus")[min(answered, 2)]
    return f"Avis du comité : {received} sur {members}"


READ_OPINIONS = "Lire les avis"
NO_COMMENT = "Personne n’a écrit de commentaire."


def opinions_title(title: str) -> str:
    return f"Avis du comité sur {quoted(title)}"


def changed(version: int, labels: Sequence[str]) -> str:
    """`version` is the one that this person read."""
    named = ", ".join(label.rstrip(" :") for label in labels)
    return f"Depuis la version {version}, que vous avez lue : {named}."


SEE_CHANGES = "Voir ce qui a changé"


def changes_title(title: str, version: int) -> str:
    return f"Ce qui a changé dans {quoted(title)} depuis la version {version}"


def before(text: str) -> str:
    return f"Avant : {text}"


def after(text: str) -> str:
    return f"Maintenant : {text}"


def release(days: str) -> str:
    return f"Accepter ce réseau engage au plus {days} de libération."


def release_committed(year: str, days: str, networks: int, held: int) -> str:
    counted = "un réseau accepté" if networks == 1 else f"{networks} réseaux acceptés"
    said = f"L’année {year} en compte déjà {days} ({counted}"
    if held:
        said += ", dont une lettre retenue" if held == 1 else f", dont {held} lettres retenues"
    return f"{said})."


def release_left(left: str, envelope: str) -> str:
    """After accepting; days of each, written out."""
    return f"Une fois celui-ci accepté, il resterait {left} sur l’enveloppe de {envelope}."


def release_over(over: str, envelope: str) -> str:
    """Nothing is refused for it."""
    return (
        f"Attention\u00a0: une fois celui-ci accepté, l’enveloppe de {envelope} serait dépassée de {over}. L’acceptation "
        "reste possible."
    )


def release_none(year: str) -> str:
    return f"Aucun réseau n’est encore accepté pour {year}."


TO_RATE = "À évaluer."
RECALL_TITLE = "Des propositions attendent votre évaluation"
RECALL_BUTTON = "Ouvrir les propositions"


def recall_to_rate(count: int, day: str) -> str:
    waiting = "Une proposition attend" if count == 1 else f"{count} propositions attendent"
    return f"{waiting} votre évaluation avant la séance du comité, {day}."
