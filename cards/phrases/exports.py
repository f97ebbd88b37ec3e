"""The workbook of a year and the zip of a network: their buttons, sheets, headings and words."""

from collections.abc import Mapping

from cards.phrases.catalog import MODALITIES as MODALITIES

ARCHIVE = "Tous les documents (zip)"
OPEN_WORKBOOK = "Ouvrir le classeur Excel"
OPEN_ARCHIVE = "Ouvrir le fichier zip"
NO_DOCUMENT = "Ce réseau n’a encore aucun document à télécharger. Ils paraîtront dès leur dépôt."

AUTHOR = "Centre des enseignantes et des enseignants"
PAGE = "Page &P de &N"  # Excel puts the numbers in
TOO_LONG = "… [la suite est trop longue pour Excel; elle se lit dans Teams]"


def workbook_title(year: str) -> str:
    return f"Réseaux d’entraide {year}"


NETWORKS, MEMBERS, MEETINGS = "Réseaux", "Membres", "Rencontres"
ATTENDANCE, RELEASES, DOCUMENTS, DECISIONS = "Présences", "Libérations", "Documents", "Décisions"

# Headings, in the order of their columns.
NUMBER, TITLE = "Réseau", "Titre"
NETWORK_HEADINGS = (
    NUMBER,
    TITLE,
    "Étape",
    "Année du réseau",
    "Animation",
    "Courriel",
    "Établissement",
    "Modalité",
    "Public visé",
    "Discipline",
    "Places",
    "Places prises",
    "En attente",
    "Fin des inscriptions",
    "Accepté le",
    "Affiché le",
    "Présences (demi-journées)",
    "Attendues (demi-journées)",
    "Engagé (demi-journées)",
    "Engagé",
    "Utilisé",
    "Libéré",
    "Bilan",
    "Bilan déposé le",
    "Maintenu sous le minimum\u00a0: motif",
    "Annulé\u00a0: motif",
)
MEMBER_HEADINGS = (
    NUMBER,
    TITLE,
    "Nom",
    "Courriel",
    "Fonction",
    "Établissement à l’inscription",
    "Établissement actuel",
    "Inscription",
    "Rang d’attente",
    "Demandée le",
    "Terminée le",
)
MEETING_HEADINGS = (
    NUMBER,
    TITLE,
    "Rencontre",
    "Date",
    "Début",
    "Fin",
    "Demi-journées",
    "Lieu",
    "Local",
    "État",
    "Présences consignées le",
    "Présences (demi-journées)",
    "Attendues (demi-journées)",
)
ATTENDANCE_HEADINGS = (NUMBER, TITLE, "Rencontre", "Date", "Moment", "Nom", "Rôle", "Présence")
RELEASE_HEADINGS = (
    NUMBER,
    TITLE,
    "Nom",
    "Établissement ce jour-là",
    "Pour",
    "Date",
    "Demi-journées",
    "Jours",
    "Utilisées",
    "À venir ou à décider",
    "Libérées",
    "État",
)
DOCUMENT_HEADINGS = (NUMBER, TITLE, "Document", "Rencontre", "Échéance", "Déposé le", "État")
DECISION_HEADINGS = (
    "Proposition",
    TITLE,
    "Version",
    "Proposée par",
    "Reçue le",
    "État de la proposition",
    "Décision",
    "Consignée par",
    "Consignée le",
    "Lettre envoyée le",
    "Message",
)

ENROLLMENTS: Mapping[str, str] = {
    "ACTIVE": "inscription confirmée",
    "WAITING": "en attente",
    "OFFERED": "place offerte",
    "WITHDRAWN": "désistement",
    "CANCELLED": "annulée",
}
MEETING_STATES: Mapping[str, str] = {
    "PLANNED": "prévue",
    "HELD": "tenue",
    "MOVED": "déplacée",
    "CANCELLED": "annulée",
}
PURPOSES: Mapping[str, str] = {"PLANNING": "Planification", "BILAN": "Bilan"}
RELEASE_STATES: Mapping[str, str] = {
    "PLANNED": "procédure à suivre",
    "REQUESTED": "procédure suivie",
    "CONFIRMED": "libération confirmée",
    "USED": "utilisée",
    "NOT_USED": "non utilisée",
}
KINDS: Mapping[str, str] = {
    "PLAN": "Plan",
    "AGENDA": "Ordre du jour",
    "MINUTES": "Compte rendu",
    "BILAN": "Bilan",
}
STANDINGS: Mapping[str, str] = {
    "on_time": "à temps",
    "late": "en retard",
    "on_paper": "reçu sur papier",
    "missing": "manquant",
    "to_come": "à venir",
}
WAITS = "à décider"
ANIMATES, TAKES_PART = "Animation", "Membre"


def meeting(number: int) -> str:
    return f"Rencontre {number}"


def held(decision: str) -> str:
    return f"{decision}, lettre retenue"
