"""A network's channel: what opens it, what the responsible reads when it fails; « Mon réseau »."""

from collections.abc import Mapping

from cards.phrases.proposal import quoted


def channel_opening(title: str) -> str:
    return f"Voici le canal de {quoted(title)}. Tous les membres de l’équipe peuvent le lire."


def channel_description(key: str) -> str:
    """Shown under the channel's name; a channel whose creation got no answer is found again by it."""
    return f"Canal du réseau d’entraide {key}."


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


def mute_title(title: str) -> str:
    return f"Je ne peux pas écrire dans le canal de {quoted(title)}"


# In these the channel was made: what fails is to write in it.
MUTE = frozenset({"not_in_team", "channel_gone"})
CAUSES: Mapping[str, str] = {
    "no_window": (
        "Une des fenêtres de démonstration ne répond pas. Vérifiez que les trois sont ouvertes, puis réessayez."
    ),
    "unreachable": "Teams ne répond pas. Attendez quelques minutes, puis réessayez.",
    "busy": "Teams reçoit trop de demandes en ce moment. Attendez une heure, puis réessayez.",
    "not_signed_in": (
        "Microsoft ne reconnaît plus ce service : son mot de passe ou son certificat est peut-être échu. "
        "Demandez à la personne qui administre le serveur de le renouveler, puis réessayez."
    ),
    "not_allowed": (
        "Teams ne permet pas à l’application de créer un canal dans l’équipe. Demandez à une personne "
        "propriétaire de l’équipe d’y ajouter l’application et d’accepter les autorisations demandées, "
        "puis réessayez."
    ),
    "team_unknown": (
        "Teams ne trouve pas l’équipe des réseaux. Demandez à la personne qui administre le serveur de "
        "vérifier le numéro de l’équipe dans ses réglages, puis réessayez."
    ),
    "team_archived": (
        "L’équipe des réseaux est archivée dans Teams. Demandez à une personne propriétaire de l’équipe "
        "de la restaurer, puis réessayez."
    ),
    "team_full": (
        "L’équipe a atteint la limite de 1 000 canaux. Demandez à une personne propriétaire de l’équipe "
        "de supprimer d’anciens canaux; Teams les compte encore pendant 30 jours. Réessayez ensuite."
    ),
    "name_taken": (
        "Teams garde ce nom pour d’anciens canaux supprimés. Demandez à une personne propriétaire de "
        "l’équipe de restaurer le canal de ce réseau, puis réessayez."
    ),
    "not_in_team": (
        "Le canal est créé, mais l’application n’est pas dans l’équipe. Demandez à une personne "
        "propriétaire de l’équipe d’y ajouter l’application (« Gérer l’équipe », puis « Applications »). "
        "Réessayez ensuite : ce qui attend sera affiché dans le canal."
    ),
    "channel_gone": (
        "Teams ne trouve plus le canal. S’il a été supprimé, réessayez : il sera créé de nouveau. "
        "S’il est encore là, vérifiez d’abord que l’application est dans l’équipe."
    ),
    "refused": (
        "Teams refuse de créer ce canal, sans dire pourquoi. Réessayez; si cela se répète, demandez à la "
        "personne qui administre le serveur de consulter son journal."
    ),
}
FAILED_NEXT = "Le réseau est bien accepté. Rien ne sera créé en double."
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
MINE_NONE = "Vous n’êtes dans aucun réseau pour le moment, et vous n’en animez pas. Voyez ceux qui prennent des inscriptions."
MINE_ANIMATED = "Vous animez :"
CHANNEL = "Canal"
CHANNEL_STATES: Mapping[str, str] = {
    "NONE": "pas de canal",
    "WAITING": "se prépare",
    "CREATING": "se prépare",
    "CREATED": "ouvert dans Teams",
    "FAILED": "pas encore prêt; la personne responsable du CEE s’en occupe",
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
