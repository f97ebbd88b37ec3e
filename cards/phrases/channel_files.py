"""What is filed in the channel's Files, and what could not be."""

from collections.abc import Mapping

from cards.phrases.numbers import counted

WHAT = (
    "Le plan, les ordres du jour et les comptes rendus sont aussi déposés dans les Fichiers du canal, que toute l’équipe peut lire : "
    "une édition sans noms, sans présences et sans le détail des suivis. Les documents ajoutés ici n’y sont pas copiés."
)

# On paper.
NAME_LEFT_OUT = "[nom retiré]"
EDITION = "édition du canal, sans noms"
FOLLOW_UP_LEFT_OUT = "Voir l’ordre du jour remis aux membres"
FOLLOW_UPS_LEFT_OUT = "Voir le compte rendu remis aux membres"
MEMBERS_LEFT_OUT = "Les présences sont dans le compte rendu remis aux membres."
NOT_SHOWN = "—"
ELSEWHERE = "Voir le document remis aux membres"


def footer(text: str) -> str:
    return f"{text}, {EDITION}"


# For the responsible.
TITLE = "Des documents ne sont pas dans les Fichiers de leur canal"
RETRY = "Réessayer"
CAUSES: Mapping[str, str] = {
    "unreachable": "Teams ne répond pas depuis plusieurs heures.",
    "busy": "Teams reçoit trop de demandes depuis plusieurs heures.",
    "not_signed_in": (
        "Microsoft ne reconnaît plus ce service. Demandez à la personne qui administre le serveur de renouveler "
        "son mot de passe ou son certificat."
    ),
    "not_allowed": (
        "Teams ne permet pas à l’application de déposer des fichiers. Demandez à la personne qui administre le "
        "serveur d’accorder cette autorisation."
    ),
    "channel_gone": "Le dossier du canal reste introuvable. Ouvrez une fois les Fichiers de ce canal dans Teams.",
    "refused": "Teams refuse le dépôt, sans dire pourquoi.",
}


def line(count: int, cause: str) -> str:
    """`cause` is its sentence."""
    return f"{counted(count, 'document attend', 'documents attendent')}. {cause} Les membres ont tout dans le clavardage."


def again(count: int) -> str:
    if count == 0:
        return "Il n’y a plus rien à déposer de nouveau."
    return (
        f"C’est reparti pour {counted(count, 'document', 'documents')}. Ce qui échoue encore reviendra ici."
    )
