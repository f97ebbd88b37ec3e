"""Around the minutes: who writes them, what they left to do, reminders, the responsible's desk (R62)."""

from cards.phrases.proposal import quoted

# Follow-ups, once deposited.


def follow_ups_of(day: str) -> str:
    return f"Suivis de la rencontre du {day.removeprefix('le ')}"


FOLLOW_UPS_HOW = "Ce qui n’est pas fait passe à l’ordre du jour de la prochaine rencontre."
IS_DONE, REOPEN = "C’est fait", "Ce n’est pas fait"

# The writer.
WRITER_HOW = "Choisissez un membre qui écrira le compte rendu avec vous. Vous pourrez toujours le lire, le modifier et le déposer."
WRITER = "Personne qui écrit"
WRITER_NONE = "Personne d’autre que moi"
WRITER_SAVE = "Enregistrer"
WRITER_NEXT = "Cette personne recevra ici un message avec le brouillon."
WRITER_KEPT = "C’est enregistré."
WRITER_TITLE = "Un compte rendu vous est confié"


def writer_asked(animator: str) -> str:
    return f"{animator} vous confie la rédaction du compte rendu de cette rencontre."


# To the animator, and on the responsible's desk.


def wanted_title(day: str) -> str:
    return f"Le compte rendu de la rencontre du {day.removeprefix('le ')} est attendu"


def wanted_text(title: str, until: str) -> str:
    return f"{quoted(title)} : à déposer de préférence d’ici {until}."


def wanted_still(title: str, until: str) -> str:
    return f"{quoted(title)} : il était souhaité d’ici {until}. Déposez-le dès que possible; il sera accepté."


WANTED_READY = (
    "Un brouillon est déjà commencé : les présences, les heures et les points de l’ordre du jour y sont."
)
LATE_TITLE = "Un compte rendu n’est pas encore déposé"


def late_minutes_title(title: str) -> str:
    return f"Compte rendu attendu : {quoted(title)}"


def late_minutes_line(animator: str, day: str, until: str) -> str:
    return (
        f"Rencontre du {day.removeprefix('le ')}; il était souhaité d’ici {until}. Animation : {animator}. Rien "
        "n’est bloqué."
    )


SEE = "Voir et régler"


def mail_to(name: str, address: str, link: str) -> str:
    """`link` opens a mail with its subject and its text."""
    return f"Écrire à {name} : [{address}]({link})."


def mail_subject(title: str) -> str:
    return f"Compte rendu de votre réseau {quoted(title)}"


def mail_body(first_name: str, day: str) -> str:
    return (
        f"Bonjour {first_name},\n\nLe compte rendu de la rencontre du {day.removeprefix('le ')} n’est pas encore déposé. "
        "Un brouillon vous attend dans Teams : écrivez « compte rendu » à l’application des réseaux d’entraide.\n\n"
        "Avez-vous besoin d’aide?"
    )


MAIL_READY = "Le message est prêt; le voici :"
ON_PAPER = "Je l’ai reçu autrement"
ON_PAPER_NEXT = "Si vous l’avez reçu sur papier ou par courriel, dites-le : plus rien ne sera demandé."
SETTLED = "C’est noté : ce compte rendu n’est plus demandé."
NOTHING_LATE = "Ce compte rendu n’est plus attendu : il vient d’être déposé ou réglé."
