"""The bilan that is owed: the clock's reminders, the desk and its ways out (DOMAIN.md §6, texts 14 and 15; R37)."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted

WANTED_TITLE = "Le bilan de votre réseau"


def bilan_asked(first_name: str, title: str, until: str) -> str:
    return f"Bravo pour cette année, {first_name}! Il reste à faire le bilan de {quoted(title)}, au plus tard {until}."


def bilan_recalled(title: str, until: str) -> str:
    return f"{quoted(title)} : le bilan est attendu au plus tard {until}."


def bilan_today(title: str) -> str:
    return f"{quoted(title)} : c’est aujourd’hui! Il reste à déposer le bilan d’ici minuit."


def bilan_past(title: str, until: str) -> str:
    return f"{quoted(title)} : le bilan était attendu {until}. Déposez-le dès que possible; il sera accepté."


READY = (
    "Une demi-journée de libération est prévue pour cela. Les dates, les présences et vos comptes rendus sont déjà "
    "repris."
)
SECOND_YEAR = "Voulez-vous poursuivre une deuxième année? Dites-le au point 6; le comité de gestion étudiera la demande."
OPEN = "Ouvrir le bilan"

# On the responsible's desk.
LATE_TITLE = "Une échéance est dépassée"


def late_bilan_title(title: str) -> str:
    return f"Bilan en retard : {quoted(title)}"


def late_bilan_line(animator: str, until: str, last: str) -> str:
    return (
        f"Attendu au plus tard {until}; pas encore reçu. Animation : {animator}. Dernière rencontre {last}."
    )


SEE = "Voir et régler"


def bilan_mail_subject(title: str) -> str:
    return f"Bilan de votre réseau {quoted(title)}"


def bilan_mail_body(first_name: str, title: str, until: str) -> str:
    return (
        f"Bonjour {first_name},\n\nLe bilan de {quoted(title)} était attendu {until}. Un brouillon vous attend dans "
        "Teams : écrivez « bilan » à l’application des réseaux d’entraide.\n\nAvez-vous besoin d’aide?"
    )


UNTIL, REASON = "Accorder un délai jusqu’au", "Motif du délai"
CHOOSE_UNTIL = "Choisissez une date, au plus tard le 30 juin."
WRITE_REASON = "Écrivez le motif : la personne qui anime le lira tel quel."
GRANT, PAPER = "Accorder le délai", "Marquer comme reçu sur papier"
GRANT_NEXT = (
    "La personne qui anime reçoit la nouvelle date et le motif; cette ligne revient si la date passe. Reçu sur papier, "
    "le bilan n’est plus demandé et le réseau est terminé."
)
NO_MORE_DELAY = "Le 30 juin est passé : aucun délai ne va plus loin. Un bilan en retard est toujours accepté."
NOT_GRANTED = "Rien n’est encore accordé, et rien n’est perdu :"
FAULTS: Mapping[str, str] = {
    "no_date": "Choisissez la dernière journée du délai.",
    "past": "Cette date est passée; choisissez une date à partir d’aujourd’hui.",
    "too_late": "Le guide demande le bilan avant la fin de l’année : choisissez une date, au plus tard le 30 juin.",
    "no_reason": "Écrivez le motif : la personne qui anime le lira.",
    "long_reason": "Le motif compte plus de 1 000 caractères; raccourcissez-le.",
}
GRANTED = "C’est noté : le délai est accordé, et la personne qui anime en reçoit un mot."
ON_PAPER = "C’est noté : reçu sur papier. Plus rien n’est demandé, et le réseau est terminé."
NOTHING_LATE = "Ce bilan est arrivé, ou sa situation est déjà réglée."

# To the animator.
DELAY_TITLE = "Bilan : un délai vous est accordé"


def bilan_granted(title: str, until: str) -> str:
    return f"{quoted(title)} : vous avez jusqu’au {until.removeprefix('le ')} inclusivement."
