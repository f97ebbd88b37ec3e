"""A second year: the request with its bilan, the question to each member, the answer (DOMAIN.md §1.8, 1)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, days, grouped
from cards.phrases.proposal import quoted


def continuation_title(title: str) -> str:
    return f"À l’étude : une deuxième année pour {quoted(title)}"


def continuation_line(year: str, day: str, version: int) -> str:
    return f"Demande d’une deuxième année, en {year}, reçue {day} avec le bilan (version {version})."


ANIMATION, ATTENDANCE, RELEASES = "Animation", "Présences", "Libération utilisée"
WISHES = "Membres qui souhaitent continuer"
REASONS = "Pourquoi poursuivre"
NO_REASONS = "Le bilan ne donne pas de raisons."
NOT_TAKEN = "présences non prises"


def meeting_attendance(day: str, present: int, total: int, hours: int) -> str:
    """`hours` of presence, all members together."""
    there = counted(present, "présence", "présences")
    return f"{day} : {there} sur {total}, {grouped(hours)} h en tout"


def meeting_untaken(day: str) -> str:
    return f"{day} : {NOT_TAKEN}"


NO_MEETING = "aucune rencontre tenue"


def releases_used(half_days: int) -> str:
    return days(half_days)


def members_wishes(yes: int, maybe: int, no: int, silent: int) -> str:
    """How many said that they want to go on; nobody is named."""
    return f"oui : {yes}, peut-être : {maybe}, non : {no}, sans réponse : {silent}"


READ_BILAN = "Lire le bilan"
RECORD = "Consigner la décision"
BACK = "Revenir à la demande"
NEXT_PAGE, PREVIOUS_PAGE = "Page suivante", "Page précédente"


def bilan_pages(title: str, page: int, pages: int) -> str:
    return f"Bilan de {quoted(title)}, page {page} de {pages}"


# Annexe 5's points, as the bilan's versions name them.
POINTS: Mapping[str, str] = {
    "dates": "Dates des rencontres",
    "purpose": "But du réseau",
    "summary": "Résumé du travail accompli",
    "achievement": "Principale réalisation et atteinte des objectifs",
    "questions": "Questions et commentaires",
    "continuation_reasons": "Demande de continuation du réseau",
}

DECIDE_TITLE = "Consigner la décision du comité"
DECISION = "Décision"
CHOOSE_DECISION = "Choisissez une décision."
CHOICES: Mapping[str, str] = {
    "ACCEPTED": "Accepter la deuxième année",
    "CHANGES_REQUESTED": "Demander des précisions",
    "DECLINED": "Ne pas retenir",
}
MESSAGE = "Message ou motif (facultatif si vous acceptez)"
MESSAGE_HINT = "Écrivez ce que la personne qui anime lira."
INVITED_UNTIL = "Dernier jour pour répondre aux invitations (si vous acceptez)"
INVITED_UNTIL_HINT = "Choisissez une date après aujourd’hui."
DECIDE_NEXT = (
    "Si vous acceptez, le réseau de la deuxième année est créé et chaque membre reçoit une invitation privée; sa place "
    "est gardée jusqu’à ce jour. La réponse part tout de suite et ne peut plus être changée."
)
SAVE_DECISION = "Enregistrer la décision"
NOT_RECORDED = "La décision n’est pas encore enregistrée. Rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "no_decision": "Choisissez une décision.",
    "no_reason": "Écrivez le motif : la personne qui anime doit savoir pourquoi.",
    "no_message": "Écrivez les précisions que vous demandez.",
    "no_date": "Choisissez le dernier jour pour répondre aux invitations.",
    "bad_date": "La date n’est pas lisible; choisissez-la dans le calendrier.",
    "past_date": "Le dernier jour doit venir après aujourd’hui, pour que les membres aient le temps de répondre.",
    "far_date": "Choisissez un jour d’ici quatre mois : une place gardée plus longtemps manquerait à quelqu’un.",
}


def message_too_long(limit: int) -> str:
    return f"Votre message dépasse {grouped(limit)} caractères. Raccourcissez-le."


REFUSALS: Mapping[str, str] = {
    "own_network": "C’est votre propre réseau : une autre personne responsable doit consigner la décision.",
    "already_decided": "Une décision était déjà consignée; la vôtre n’a rien changé.",
    "replaced": "Une nouvelle version du bilan est arrivée depuis. La voici; rien n’a été enregistré.",
    "withdrawn": "Le bilan déposé depuis ne demande plus de deuxième année. Rien n’a été enregistré.",
    "third_year": (
        "Ce réseau en est à sa deuxième année : après deux années, la personne qui anime dépose une nouvelle "
        "proposition."
    ),
    "not_teaching": (
        "La personne qui anime n’enseigne pas, et un réseau est animé par un membre du personnel enseignant. La "
        "demande reste à l’étude."
    ),
    "second_animation": (
        "Cette personne anime déjà un autre réseau cette année-là, et on ne peut en animer qu’un par année. La "
        "demande reste à l’étude."
    ),
    "held_animation": (
        "Une proposition de cette personne est déjà acceptée pour cette année-là, et sa lettre attend l’envoi. On ne "
        "peut animer qu’un réseau par année. La demande reste à l’étude."
    ),
    "late_year": (
        "La deuxième année devait être choisie l’année précédente. Pour l’accepter quand même, écrivez le motif de "
        "la dérogation, puis enregistrez de nouveau."
    ),
    "year_over": "La deuxième année de ce réseau serait déjà terminée : on ne peut plus l’ouvrir.",
}

# What the bilan says back to who deposits it with a « oui ».
BARS: Mapping[str, str] = {
    "third_year": "Votre réseau en est à sa deuxième année : après deux années, déposez une nouvelle proposition.",
    "not_teaching": (
        "Un réseau est animé par un membre du personnel enseignant : la demande de deuxième année n’a pas été faite. "
        "La personne responsable du CEE peut vous aider."
    ),
    "cancelled": "Ce réseau est annulé : il n’y a pas de deuxième année à demander.",
    "year_over": "La deuxième année serait déjà terminée : déposez plutôt une nouvelle proposition.",
}

DECISIONS: Mapping[str, str] = {
    "ACCEPTED": "acceptée",
    "CHANGES_REQUESTED": "précisions demandées",
    "DECLINED": "non retenue",
}


def continuation_decided_title(title: str, decision: str) -> str:
    return f"Deuxième année de {quoted(title)} : {DECISIONS[decision]}"


def continuation_decided(name: str, day: str, decision: str) -> str:
    return f"Décision consignée par {name} {day} : {DECISIONS[decision]}."


def invitations_sent(until: str) -> str:
    return (
        f"Le réseau de la deuxième année est créé et son canal se prépare. Les invitations tiennent jusqu’au "
        f"{until.removeprefix('le ')} inclusivement; les places qui restent s’ouvrent ensuite à tout le monde."
    )


INVITATIONS = "Invitations"


def invitations_answered(accepted: int, silent: int, declined: int) -> str:
    return f"acceptées : {accepted}, sans réponse : {silent}, refusées ou échues : {declined}"


def continuation_withdrawn(title: str) -> str:
    return f"Deuxième année de {quoted(title)} : demande retirée"


WITHDRAWN = "Le bilan déposé depuis ne demande plus de deuxième année. Il n’y a rien à décider."


def desk_continuation(title: str) -> str:
    return f"Deuxième année à décider : {quoted(title)}"


# The question to each member.
WISH_TITLE = "Souhaitez-vous continuer l’an prochain?"


def wish_text(title: str, year: str) -> str:
    return (
        f"Une deuxième année est demandée pour {quoted(title)}, en {year}. Votre réponse ne vous engage à rien, et "
        "seul le nombre de réponses est transmis au comité. Si la demande est acceptée, vous recevrez une invitation."
    )


ANSWERS: Mapping[str, str] = {"YES": "Oui", "NO": "Non", "MAYBE": "Peut-être"}


def wish_said(answer: str) -> str:
    return f"Votre réponse : {answer.lower()}. Vous pouvez la changer tant que le comité n’a pas répondu."


WISH_OVER = "Cette question n’attend plus de réponse. Si la deuxième année est acceptée, une invitation vous parviendra."

# The letters to who animates.
ACCEPTED_TITLE = "Bonne nouvelle : votre réseau continue!"


def second_year_letter(title: str, year: str, until: str) -> str:
    return (
        f"{quoted(title)} aura une deuxième année, en {year}. Les membres reçoivent une invitation privée; leur place est "
        f"gardée jusqu’au {until.removeprefix('le ')} inclusivement. Ensuite, les places qui restent s’ouvrent à tout "
        "le monde."
    )


ACCEPTED_NEXT = (
    "Prochaine étape : choisir la modalité, les dates et le lieu. Toutes les dates sont affichées en même temps; "
    "prévoyez-les donc toutes. Un nouveau canal s’ouvre dans Teams pour cette année."
)


def no_second_year_title(title: str) -> str:
    return f"Réponse du comité au sujet de {quoted(title)}"


def no_second_year(first_name: str, year: str) -> str:
    return (
        f"{_hello(first_name)}merci d’avoir demandé à poursuivre, et merci pour cette année. Le comité n’a pas retenu de "
        f"deuxième année pour {year}."
    )


DECLINED_NEXT = (
    "Vous pouvez proposer un nouveau réseau pour une autre année. La personne responsable du CEE peut vous aider à le "
    "préparer."
)
PRECISIONS_TITLE = "Quelques précisions avant de continuer"


def precisions(first_name: str, title: str) -> str:
    return (
        f"{_hello(first_name)}le comité a lu la demande de deuxième année de {quoted(title)} et aimerait que vous "
        "précisiez :"
    )


PRECISIONS_NEXT = (
    "Complétez le point 6 de votre bilan, puis déposez-le de nouveau : le comité recevra la nouvelle version."
)
ANSWERED_TITLE = "Merci pour vos précisions"
ANSWERED = "La nouvelle version de votre bilan est chez le comité. Vous recevrez la réponse ici."


def _hello(first_name: str) -> str:
    return f"Bonjour {first_name}, " if first_name else "Bonjour, "
