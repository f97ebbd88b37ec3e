"""The yearly bilan (Annexe 5; DOMAIN.md §2.5, §6, text 14): written, deposited, read."""

from collections.abc import Mapping

from cards.phrases.annexe5 import EXACT
from cards.phrases.numbers import counted, grouped
from cards.phrases.proposal import quoted

# On screen, without its typo.
LABELS: Mapping[str, str] = {
    **EXACT,
    "dates": "Dates des rencontres",
    "questions": "Questions et commentaires (facultatif)",
    "work": "Adresse du travail réalisé (facultatif)",
    "no_work": "Ou bien, s’il n’y en a pas : sans objet, en un mot pourquoi",
    "work_shared": "Travail réalisé dans le canal",
    "continuation": "Voulez-vous poursuivre une deuxième année?",
    "continuation_reasons": "Si oui, pour quelles raisons?",
}


# The two that are written on the first card, among its numbered points.
WRITTEN: Mapping[str, str] = {
    "summary": "3.\u00a0Résumé du travail accompli",
    "achievement": "4.\u00a0Principale réalisation et atteinte des objectifs",
}


def bilan_point(number: int, label: str) -> str:
    """Its no-break space keeps Teams from drawing a heading as a list of one."""
    return f"{number}.\u00a0{label}"


OPEN = "Bilan du réseau"
DO = "Faire le bilan"
TITLE = "Bilan du réseau"
READ = "Lire le bilan"
WORD = "Lire le bilan (Word)"

# What the bot knows, for a first draft.


def bilan_held(number: int, day: str, counts: str) -> str:
    """`counts` are how many were there, or empty."""
    return f"Rencontre {number} : {day}, {counts}" if counts else f"Rencontre {number} : {day}"


def bilan_counts(present: int, total: int) -> str:
    return f"{counted(present, 'présence', 'présences')} sur {total}"


NOT_TAKEN = "présences non consignées"


def bilan_called_off(number: int, day: str) -> str:
    return f"Rencontre {number} : {day}, annulée"


def bilan_heading(number: int, day: str) -> str:
    return f"Rencontre {number}, {day}"


SUMMARY_TOO_LONG = (
    "Le résumé de cette rencontre est trop long pour être repris ici : il est dans son compte rendu."
)
WORK_TITLE = "Travail réalisé par le réseau"

# The draft.


def bilan_of(title: str, year: str) -> str:
    return f"{quoted(title)}, année {year}."


def bilan_due(until: str) -> str:
    return f"À déposer au plus tard {until}."


def bilan_overdue(until: str) -> str:
    return f"Il était attendu au plus tard {until}. Déposez-le dès que possible : il sera accepté, et il compte pour son année."


def bilan_version(version: int, day: str) -> str:
    return f"Version {version}, déposée {day}."


FIRST_LATE = "Le premier dépôt est venu après l’échéance."
DRAFT_HOW = (
    "Les dates, les présences et vos comptes rendus sont déjà repris. Relisez le résumé, écrivez la réalisation, puis "
    "déposez. Une demi-journée de libération est prévue pour le bilan."
)


def members_there(there: int, total: int) -> str:
    members = counted(total, "membre", "membres")
    return (
        f"{members}, dont {there} à au moins une rencontre."
        if there
        else f"{members}, aucune présence consignée."
    )


def minutes_missing(numbers: str, *, several: bool) -> str:
    """`numbers` are « 2 », or « 2, 3 »."""
    if several:
        return (
            f"Les comptes rendus des rencontres {numbers} ne sont pas encore déposés. Déposés d’abord, ils seront repris "
            "dans le résumé."
        )
    return (
        f"Le compte rendu de la rencontre {numbers} n’est pas encore déposé. Déposé d’abord, il sera repris dans le "
        "résumé."
    )


INTENDED = "Ce que votre plan prévoyait"
INTENDED_HOW = "Pour comparer seulement : c’est à vous de dire ce qui a été réalisé."
NO_PLAN = "Aucun plan n’est déposé pour ce réseau."
OTHERS = "Les autres points"
WORK = "Travail réalisé"
NO_WORK_YET = "Rien n’est encore dit du travail réalisé."
SHARED = "Le lien est aussi offert dans le canal."


def no_work(why: str) -> str:
    """What stands after « Travail réalisé : »."""
    return f"sans objet — {why}"


CONTINUES: Mapping[str, str] = {"no": "Non", "yes": "Oui, une deuxième année"}
EMPTY = "—"
SHORTENED = "La suite se lit dans le document Word."
DEPOSIT = "Déposer le bilan"
DEPOSIT_AGAIN = "Déposer cette version"
COMPLETE = "Compléter les autres points"
DEPOSIT_NEXT = (
    "Au dépôt, la personne responsable du CEE reçoit le bilan et le réseau est terminé : ensuite, elle seule corrige les "
    "présences. Vous pourrez encore déposer une nouvelle version du bilan."
)
CORRECT_NEXT = "L’année est archivée. Cette correction devient une nouvelle version; les autres sont gardées."
CHOOSE_DAY = "Choisir ma demi-journée"
GIVE_WORK = "Déposer la production du réseau"
ASK_COMMENTS = "Inviter à commenter"


def read_comments(count: int) -> str:
    return f"{counted(count, 'commentaire reçu', 'commentaires reçus')}"


# The steps.
STEP_TITLES: Mapping[int, str] = {
    1: "Les dates et le but",
    3: "Les questions et le travail réalisé",
    4: "La suite du réseau",
}


def bilan_step(name: str, step: int, steps: int) -> str:
    return f"{name} — étape {step} de {steps}"


STEP_HOW: Mapping[int, str] = {
    1: "Ces lignes viennent des rencontres et de votre proposition; corrigez-les au besoin.",
    3: (
        "Selon la nature du réseau, le guide demande un fichier électronique du travail réalisé. Collez l’adresse d’un "
        "fichier que la personne responsable peut ouvrir; s’il n’y en a pas, dites-le."
    ),
    4: "Le comité de gestion étudie la demande une fois le bilan déposé; rien n’est accordé d’avance.",
}
THIRD_YEAR = "Ce réseau en est à sa deuxième année. Après deux années, déposez une nouvelle proposition."
SHARE_TITLE = "Offrir ce lien dans le canal du réseau"
SHARE_WARNING = (
    "Le canal se lit dans toute l’équipe Teams : chaque personne de l’équipe pourra ouvrir ce lien. Sans cela, seule la "
    "personne responsable du CEE le reçoit."
)
WRITE_TEXT = "Écrivez un texte."
PASTE_LINK = "Collez une adresse qui commence par https."
TICK = "Cochez ou laissez vide."
CHOOSE = "Choisissez une réponse."
PLACEHOLDER = "https://…"
CONTINUE, BACK = "Continuer", "Revenir"

NOT_YET = "Il reste à corriger ceci; rien n’est perdu :"
NO_SUMMARY = "Écrivez le résumé du travail accompli : il n’y a encore que les titres des rencontres."
NO_ACHIEVEMENT = "Écrivez la principale réalisation et dites si les objectifs sont atteints."
BAD_LINK = (
    "L’adresse du travail réalisé ne convient pas. Collez l’adresse complète : elle commence par https."
)
TWO_WORKS = "Donnez l’adresse du travail réalisé, ou dites pourquoi il n’y en a pas, mais pas les deux."
NO_REASONS = "Dites pour quelles raisons le réseau veut poursuivre : le comité de gestion les lira."


def bilan_too_long(label: str, count: int, limit: int) -> str:
    return (
        f"« {label} » compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est perdu : "
        "raccourcissez le texte."
    )


CONFLICT = (
    "Ce bilan a changé entre-temps, peut-être sur un autre appareil. Votre texte est encore là, et celui qui a été "
    "enregistré est plus bas : reprenez-en ce qu’il faut, puis continuez pour enregistrer le vôtre."
)
KEPT_MEANWHILE = "Enregistré entre-temps"
CHANGED = "Ce bilan a changé entre-temps, peut-être sur un autre appareil. Relisez, puis déposez."
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seule la personne qui anime le réseau écrit et dépose son bilan.",
    "not_yet": "Le bilan s’ouvre à la dernière rencontre du réseau.",
    "no_meeting": "Aucune rencontre n’a eu lieu dans ce réseau : aucun bilan n’est attendu.",
    "archived": (
        "L’année est archivée et votre bilan est déposé : il se lit encore, et la personne responsable du CEE peut le "
        "corriger. Écrivez-lui s’il y a une erreur."
    ),
}
NO_BILAN = "Aucun bilan n’est attendu de vous en ce moment, et aucun n’est à lire dans vos réseaux."

# Thanks, with what happens next.


def bilan_deposited(version: int) -> str:
    if version == 1:
        return (
            "Merci! Votre bilan est déposé et la personne responsable du CEE le reçoit. Il reste à choisir votre "
            "demi-journée de libération, si ce n’est pas fait."
        )
    return (
        f"Votre bilan est déposé, version {version}. La personne responsable du CEE voit la nouvelle version."
    )


CONTINUATION_NEXT = (
    "Le comité de gestion étudiera votre demande de continuation; vous recevrez la réponse ici."
)
NO_CONTINUATION_NEXT = (
    "Le réseau se termine avec cette année. Merci d’avoir donné de votre temps à vos collègues."
)

# To who reads it.
READY = "Bilan déposé"


def bilan_title(title: str) -> str:
    return f"Bilan déposé : {quoted(title)}"


def bilan_by(animator: str, year: str) -> str:
    return f"Animation : {animator}. Année {year}."


STANDINGS: Mapping[bool, str] = {
    False: "Déposé à temps.",
    True: "Déposé en retard; il compte pour son année.",
}
WANTS: Mapping[str, str] = {
    "no": "Aucune continuation n’est demandée.",
    "yes": "Une deuxième année est demandée : les raisons sont au point 6, et le comité de gestion en décide.",
}
OPEN_WORK = "Ouvrir le travail réalisé"
SEE_REQUEST = "Voir la demande"
NOTED = "C’est noté"
NOTED_SAID = "C’est noté : ce bilan n’est plus sur votre bureau."


def desk_line(animator: str) -> str:
    return f"Animation : {animator}. À lire, avec le travail réalisé."


READERS_ONLY = "Le bilan se lit par la personne qui anime, par les responsables du CEE et, si elle l’a partagé, par les membres."

# In the channel; everybody reads it.
WORK_READY = "Le travail réalisé est prêt"


def work_of(title: str) -> str:
    return f"{quoted(title)} : le réseau partage le travail de son année."


WORK_GONE = "Ce lien n’est plus offert ici."
WORK_READERS = "Toute l’équipe Teams peut ouvrir ce lien."


def bilan_continues(answer: str, reasons: str) -> str:
    """`answer` is one of CONTINUES; `reasons` may be empty."""
    return f"{answer}. {reasons}" if reasons else f"{answer}."


def work_line(work: str) -> str:
    return f"{WORK} : {work}"
