"""A person looks again at an automatic refusal (Loi sur l’accès, s. 65.2)."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted

# A person looks again at an automatic answer.
REVISION_TITLE = "Votre demande est envoyée"
REVISION_SENT = "Une personne responsable du CEE regardera votre inscription et vous répondra ici. Vous n’avez rien d’autre à faire."
REVISION_KNOWN = (
    "Votre demande est déjà entre les mains d’une personne responsable du CEE. Elle vous répondra ici."
)
REASONS: Mapping[str, str] = {
    "not_teaching": "le personnel enseignant seulement",
    "closed": "inscriptions fermées",
    "own_network": "anime ce réseau",
    "already_in": "participe déjà à un réseau cette année",
    "year_used": "place de l’année utilisée",
    "clash": "anime un autre réseau à la même date",
    "same_school": "deux personnes du même établissement",
    "full": "réseau complet",
}


def revision_task(person: str, title: str) -> str:
    return f"Révision demandée par {person} : {quoted(title)}"


def revision_line(reason: str) -> str:
    return f"Refus automatique : {REASONS[reason]}."


REVISION_OPEN = "Répondre"
REVISION_FORM = "Révision d’un refus automatique"
REVISION_ANSWER = "Votre réponse à la personne"
REVISION_ANSWER_MISSING = "Écrivez votre réponse : la personne la lira telle quelle."
REVISION_KEEP = "Envoyer la réponse"
REVISION_ADMIT = "Inscrire quand même"
REVISION_HOW = (
    "« Inscrire quand même » donne la place malgré cette raison, s’il en reste une; votre réponse en est le motif. Le "
    "maximum de dix, les deux personnes par établissement et le seul réseau par année ne se contournent pas."
)


def cannot_admit(reason: str) -> str:
    return f"La place n’a pas pu être donnée : {REASONS[reason]}. Envoyez plutôt votre réponse."


REVISION_DONE = "La réponse est partie."
REVISION_GONE = "Une autre personne responsable y a déjà répondu."
REVISED_TITLE = "Réponse à votre demande de révision"


def admitted(title: str) -> str:
    return f"Vous avez votre place dans {quoted(title)}."


def refusal_kept(title: str) -> str:
    return f"Le refus est maintenu pour {quoted(title)}."


NOT_ANSWERED = "Votre réponse n’est pas encore partie. Rien n’est perdu :"
