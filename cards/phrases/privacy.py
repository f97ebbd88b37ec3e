"""« Vie privée »: the notice whole, requests about one's own data, their register (Loi sur l’accès)."""

from collections.abc import Mapping

TITLE = "Vie privée"
WHO, WHY, NEEDED, SEEN, KEPT, RIGHTS = (
    "Qui",
    "Pourquoi",
    "Obligatoire ou facultatif",
    "Qui y a accès",
    "Durée",
    "Vos droits",
)
NOTICE: Mapping[str, str] = {
    WHO: "Le Centre de services scolaire de Montréal (CEE) recueille vos renseignements dans Teams.",
    WHY: "Organiser les réseaux d’entraide : propositions, inscriptions, libérations, présences, attestations.",
    NEEDED: (
        "Le nom, le courriel, l’école et la fonction sont nécessaires pour proposer un réseau ou y participer; sans eux, "
        "l’inscription est impossible. La biographie et les commentaires sont facultatifs."
    ),
    SEEN: (
        "Les membres de votre réseau (nom, école), la personne qui l’anime (présences, libérations), le comité de gestion "
        "(propositions) et les personnes responsables du CEE. Le canal d’un réseau est visible de toute l’équipe Teams; "
        "personne n’y est nommé."
    ),
    KEPT: (
        "Inscriptions, présences et libérations : trois ans après l’année scolaire, puis sans votre nom. Brouillons, questions "
        "réglées et traces des messages : un an. Plans, comptes rendus et bilans : selon le calendrier de conservation du CSSDM."
    ),
    RIGHTS: (
        "Consulter vos renseignements, en recevoir une copie, les faire corriger, demander leur suppression. Un refus "
        "d’inscription est automatique : vous pouvez le faire revoir par une personne."
    ),
}
OFFICER = (
    "Personne responsable de l’accès aux documents et de la protection des renseignements personnels du CSSDM"
)


def officer(address: str) -> str:
    return f"{OFFICER} : [{address}](mailto:{address})."


MY_DATA = "Mes données"
REGISTER = "Registre des demandes"
INCIDENTS = "Registre des incidents"
JOURNAL = "Journal"

ASK: Mapping[str, str] = {
    "CORRECTION": "Demander une correction",
    "DELETION": "Demander une suppression",
    "ACCESS": "Demander un renseignement",
}
KINDS: Mapping[str, str] = {"CORRECTION": "de correction", "DELETION": "de suppression", "ACCESS": "d’accès"}
ASK_HOW: Mapping[str, str] = {
    "CORRECTION": "Dites ce qui est faux ou incomplet, et ce qui devrait être écrit.",
    "DELETION": (
        "Dites ce que vous voulez voir disparaître, et pourquoi. La loi oblige à garder certains documents un temps : la "
        "réponse le dira."
    ),
    "ACCESS": "Dites quels renseignements vous cherchez : une personne regardera si le CEE les détient.",
}
WORDS = "Votre demande"
WRITE_WORDS = "Écrivez votre demande."
SEND = "Envoyer ma demande"
NOT_SENT = "Votre demande n’est pas encore partie. Rien n’est perdu :"
ASKED_TITLE = "Votre demande est envoyée"


def asked_until(until: str) -> str:
    return f"Une personne responsable du CEE vous répondra ici, au plus tard {until}."


def asked_before(until: str) -> str:
    return f"Vous avez déjà fait cette demande : la réponse viendra ici, au plus tard {until}."


def own_request(kind: str, day: str, until: str) -> str:
    return f"Demande {KINDS[kind]} faite {day} : réponse au plus tard {until}."


def own_request_done(kind: str, day: str, *, accepted: bool) -> str:
    return f"Demande {KINDS[kind]} : {'acceptée' if accepted else 'refusée'} {day}."


# For a responsible.
def request_task(kind: str, person: str) -> str:
    return f"Demande {KINDS[kind]} : {person}"


def request_due(until: str, *, late: bool) -> str:
    return f"Échéance dépassée : {until}." if late else f"Réponse due au plus tard {until}."


OPEN = "Répondre"
FORM_TITLE = "Demande au sujet de renseignements personnels"
ANSWER = "Votre réponse à la personne"
ANSWER_MISSING = "Écrivez votre réponse : la personne la lira telle quelle."
FORM_HOW = (
    "Si vous acceptez, faites d’abord ce qui est demandé. Si vous refusez, donnez le motif : la réponse dira à la "
    "personne comment contester."
)
ACCEPT, REFUSE, EXTEND = "Accepter et répondre", "Refuser et répondre", "Prolonger de 10\u00a0jours"
NOT_ANSWERED = "Votre réponse n’est pas encore partie. Rien n’est perdu :"
DONE = "La réponse est partie."
GONE = "Une autre personne responsable y a déjà répondu."
OWN = "C’est votre propre demande : une autre personne responsable y répond."
EXTENDED_DONE = "Le délai est prolongé, et la personne le sait."
NO_EXTENSION = "Le délai ne se prolonge qu’une fois, avant l’échéance."

# To the person.
ANSWERED_TITLE = "Réponse à votre demande"
EXTENDED_TITLE = "Votre demande prend un peu plus de temps"
RECOURSE = "Vous pouvez demander à la Commission d’accès à l’information de réviser cette décision, dans les 30\u00a0jours."


def request_accepted(kind: str) -> str:
    return f"Votre demande {KINDS[kind]} est acceptée."


def request_refused(kind: str) -> str:
    return f"Votre demande {KINDS[kind]} est refusée. Motif :"


def request_extended(kind: str, until: str) -> str:
    return (
        f"La réponse à votre demande {KINDS[kind]} viendra au plus tard {until} : la loi permet de prolonger le délai de "
        "10\u00a0jours, une fois. Vous n’avez rien à faire."
    )


REGISTER_NONE = "Personne n’a fait de demande."
NEWER, OLDER = "Plus récentes", "Plus anciennes"


def register_line(kind: str, person: str, day: str, until: str) -> str:
    return f"Demande {KINDS[kind]}, {person}, faite {day}; échéance {until}."


def register_answered(day: str, *, accepted: bool) -> str:
    return f"{'Acceptée' if accepted else 'Refusée'} {day}."


REGISTER_OPEN = "Sans réponse pour le moment."
REGISTER_EXTENDED = "Délai prolongé."
