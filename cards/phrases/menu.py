"""The menu, the welcome, help, privacy, faults."""

TITLE = "Réseaux d’entraide du CEE"
WHAT_NOW = "Que souhaitez-vous faire?"

CATALOG = "Voir les réseaux"
PROPOSE = "Proposer un réseau"
RESUME = "Reprendre mon brouillon"
PROPOSALS = "Mes propositions"
PROFILE = "Mon profil"
MY_NETWORK = "Mon réseau"
APPROVALS = "Propositions à l’étude"
HELP = "Demander de l’aide"
PRIVACY = "Vie privée"
MENU = "Revenir au menu"

WELCOME_TITLE = "Bienvenue aux réseaux d’entraide du CEE"
WELCOME_WHAT = (
    "Un réseau d’entraide, c’est une table ronde de six à dix collègues de plusieurs écoles qui "
    "développent ensemble leurs pratiques. Deux jours de libération, du temps pour échanger, un but commun."
)
PRIVACY_NOTICE = (
    "Le CSSDM (CEE) recueille vos renseignements (nom, courriel, école, fonction, propositions, inscriptions, libérations, "
    "présences) pour organiser les réseaux; sans le nom, le courriel et l’école, on ne peut y participer, le reste est "
    "facultatif. Y ont accès, selon leur rôle : les membres de votre réseau (nom, école), la personne qui l’anime, le "
    "comité de gestion et la personne responsable du CEE. Le canal d’un réseau est visible de toute l’équipe Teams. "
    "Inscriptions et présences sont gardées trois ans après l’année scolaire, puis sans votre nom. Vous pouvez consulter "
    "vos renseignements, les faire corriger ou en recevoir une copie; « Vie privée » dit comment, et à qui écrire."
)


def hello(first_name: str) -> str:
    return f"Bonjour {first_name}!" if first_name else "Bonjour!"


def for_teacher(year: str) -> str:
    return f"Voyez les réseaux qui prennent des inscriptions, ou proposez un réseau pour {year}."


def for_animator(title: str, year: str) -> str:
    return f"Vous animez « {title} » en {year}."


def for_responsible(count: int) -> str:
    if count == 0:
        return "Rien ne vous attend à votre bureau."
    if count == 1:
        return "Une chose vous attend à votre bureau."
    return f"{count} choses vous attendent à votre bureau."


def for_committee(count: int) -> str:
    if count == 0:
        return "Vous avez évalué toutes les propositions à l’étude."
    if count == 1:
        return "Une proposition attend votre évaluation."
    return f"{count} propositions attendent votre évaluation."


def desk_button(count: int) -> str:
    return f"Mon bureau ({count})" if count else "Mon bureau"


NOT_UNDERSTOOD = (
    "Je n’ai pas compris votre message, mais voici ce que je peux faire. Si c’est une question, « Demander de "
    "l’aide » l’apporte telle quelle à la personne responsable du CEE."
)
DRAFT_WAITS = "Votre brouillon vous attend : personne d’autre ne peut le lire."

PRIVACY_RIGHTS = (
    "Personne d’autre ne peut lire vos brouillons. Une proposition envoyée est lue par la personne "
    "responsable du CEE et par le comité de gestion. Votre biographie ne paraît au catalogue que si vous "
    "l’acceptez."
)
IN_CHANNEL = "Appuyez pour voir ce qui vous concerne; vous seul ou vous seule le verrez."
OPEN = "Ouvrir"

STALE = "Cette carte n’est plus à jour. Voici la situation actuelle."
REFUSED = (
    "Vous n’avez pas accès à cette action. Si vous croyez qu’il s’agit d’une erreur, écrivez à la "
    "personne responsable du CEE."
)
GUEST = (
    "Les réseaux d’entraide sont réservés au personnel enseignant du CSSDM, et vous utilisez un compte "
    "invité. Ouvrez une session avec votre compte du CSSDM, ou écrivez au CEE."
)
ADDRESS_TAKEN = (
    "Votre adresse est déjà liée à un autre compte. Pour protéger vos renseignements, rien n’est affiché. "
    "Écrivez au CEE, qui corrigera la liste."
)
NOTHING_HERE = "Il n’y a rien à faire ici pour le moment."


def fault(code: str) -> str:
    return (
        "Quelque chose n’a pas fonctionné de notre côté. Ce qui était enregistré est conservé; votre "
        f"dernier envoi ne l’est peut-être pas. Réessayez dans quelques minutes. Code : {code}."
    )


AGAIN = "Réessayer"

CLOCK_MOVED = "L’horloge de démonstration avance."
CLOCK_HELP = "Écrivez par exemple « horloge 2026-12-01 9 h 30 ». L’horloge de démonstration avance, mais ne recule pas."


def clock_now(day: str, hour: str) -> str:
    return f"Il est maintenant {hour}, {day}."
