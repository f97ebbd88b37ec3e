"""A network's channel: what opens it, what the responsible reads when it fails; « Mon réseau »."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted


def channel_opening(title: str) -> str:
    return f"Voici le canal de {quoted(title)}. Tous les membres de l’équipe peuvent le lire."


WELCOME_TITLE = "Bienvenue dans votre réseau"
ANIMATOR = "Animation"
YEAR = "Année scolaire"
WELCOME_NEXT = (
    "La personne qui anime choisit la modalité, les dates et le lieu avec la personne responsable du CEE. "
    "Les dates seront toutes affichées ici en même temps."
)
EVERYBODY_READS = "Tous les membres de l’équipe peuvent lire ce canal."


def failed_title(title: str) -> str:
    return f"Le canal de {quoted(title)} n’a pas pu être créé"


CAUSES: Mapping[str, str] = {
    "no_window": (
        "Une des fenêtres de démonstration ne répond pas. Vérifiez que les trois sont ouvertes, puis réessayez."
    ),
    "not_connected": (
        "La création de canaux dans Teams n’est pas encore branchée sur ce serveur. La personne qui "
        "l’administre doit terminer l’installation."
    ),
    "unreachable": "Teams ne répond pas. Attendez quelques minutes, puis réessayez.",
    "refused": "Teams refuse de créer ce canal. Vérifiez les autorisations de l’application, puis réessayez.",
}
FAILED_NEXT = "Le réseau est bien accepté : seul son canal manque. Rien ne sera créé en double."
RETRY = "Réessayer"


def retried_title(title: str) -> str:
    return f"Le canal de {quoted(title)} se prépare"


RETRIED = (
    "Nouvel essai en cours. Cette carte changera dès que le canal sera prêt, ou si l’essai échoue encore."
)


def made_title(title: str) -> str:
    return f"Le canal de {quoted(title)} est créé"


MADE = "Il n’y a plus rien à faire ici."

MINE_TITLE = "Mon réseau"
MINE_NONE = "Vous n’animez pas de réseau pour le moment."
CHANNEL = "Canal"
CHANNEL_STATES: Mapping[str, str] = {
    "NONE": "pas de canal",
    "WAITING": "se prépare",
    "CREATING": "se prépare",
    "CREATED": "ouvert dans Teams",
    "FAILED": "n’a pas pu être créé; la personne responsable du CEE s’en occupe",
}
STATE = "Étape"
STATES: Mapping[str, str] = {
    "ACCEPTED": "accepté; modalité, dates et lieu à choisir",
    "SCHEDULED": "dates choisies",
    "OPEN": "inscriptions ouvertes",
    "CONFIRMED": "confirmé",
    "IN_PROGRESS": "en cours",
    "COMPLETED": "terminé",
    "ARCHIVED": "archivé",
    "CANCELLED": "annulé",
}
