"""Changes that were asked for: recalled to the person who proposes, then late on the responsible's desk."""

from cards.phrases.proposal import quoted

# The proposer's recalls.
SOON_TITLE = "Vos précisions sont attendues bientôt"
TODAY_TITLE = "Dernier rappel : vos précisions sont attendues"
EDIT = "Modifier ma proposition"


def recall(title: str, until: str) -> str:
    return (
        f"Le comité attend vos précisions au sujet de {quoted(title)} jusqu’au {until.removeprefix('le ')} "
        "inclusivement. Votre texte est conservé."
    )


def recall_today(title: str) -> str:
    return (
        f"C’est aujourd’hui le dernier jour pour envoyer vos précisions au sujet de {quoted(title)}. Votre texte "
        "est conservé."
    )


EXTENDED_TITLE = "Un délai pour vos précisions"


def extended(title: str, until: str) -> str:
    return (
        f"Vous avez maintenant jusqu’au {until.removeprefix('le ')} inclusivement pour préciser {quoted(title)}. "
        "Votre texte est conservé."
    )


# The responsible's task.
def overdue_title(title: str) -> str:
    return f"Précisions en retard : {quoted(title)}"


def overdue(name: str, until: str) -> str:
    return (
        f"{name} devait répondre au plus tard {until}. Une réponse tardive est encore reçue; rien n’est refusé "
        "sans vous."
    )


EXTEND = "Accorder un délai"
DECLINE = "Ne pas retenir"
BACK = "Revenir à mon bureau"
UNTIL = "Nouvelle date limite de la réponse"
UNTIL_HINT = "Choisissez une date à partir d’aujourd’hui."
EXTEND_NEXT = "La personne qui propose recevra la nouvelle date aussitôt."
SAVE_EXTEND = "Accorder ce délai"
REASON = "Motif"
REASON_HINT = "Écrivez le motif : la personne doit savoir pourquoi."
DECLINE_NEXT = "La personne qui propose recevra la réponse aussitôt, avec ce motif. Cette décision ne peut plus être changée."
SAVE_DECLINE = "Envoyer cette réponse"
NOT_SAVED = "Rien n’est encore enregistré, et rien n’est perdu :"
NOT_LATE = "Plus rien n’est en retard ici; rien n’a été changé."


def granted(title: str, until: str) -> str:
    return f"C’est noté : délai accordé jusqu’au {until.removeprefix('le ')} pour {quoted(title)}."


def declined(title: str) -> str:
    return f"C’est noté : {quoted(title)} n’est pas retenue. La réponse est partie."
