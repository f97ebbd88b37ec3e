"""Another teacher takes over a network (DOMAIN.md §1.8, 14; R04, R31; B13)."""

from collections.abc import Mapping, Sequence

from cards.phrases.proposal import quoted

OPEN = "Remplacer la personne qui anime"
TITLE = "Remplacer la personne qui anime"
REPLACE = "Remplacer"
SEARCH, SEARCH_LABEL = "Chercher", "Nom ou adresse courriel"
WRITE_SEARCH = "Écrivez au moins deux lettres du nom, ou l’adresse."
CHOOSE, CHOOSE_LABEL = "Choisir cette personne", "Personnes trouvées"
CHOOSE_HINT = "Choisissez une personne."
NOBODY_FOUND = "Personne n’a été trouvé sous ce nom dans la liste du personnel enseignant. Vérifiez-le, ou écrivez l’adresse."
TOO_MANY = "Il y en a d’autres : précisez le nom si la personne cherchée n’est pas ici."
BACK = "Ne rien changer"
ANOTHER = "Choisir une autre personne"


def how(title: str, old: str) -> str:
    return (
        f"{old} anime {quoted(title)}. La nouvelle personne doit enseigner au CSSDM et n’animer aucun autre réseau "
        "cette année-là. Cherchez-la; rien ne change avant la confirmation."
    )


def will_animate(title: str, old: str, new: str) -> str:
    return f"{new} animera {quoted(title)} à la place de {old}."


def found(name: str, school: str) -> str:
    return f"{name} ({school})" if school else name


WHAT_FOLLOWS = (
    "Les brouillons, les documents déposés et les décisions restent au réseau. Les demi-journées de planification et "
    "de bilan déjà utilisées restent à la personne qui les a prises. Les rappels suivent la nouvelle personne; toutes "
    "deux et les membres reçoivent un mot, sans le motif."
)


GIVES_UP: Mapping[str, str] = {
    "ACTIVE": "Cette personne participe à ce réseau : son inscription sera retirée, ses libérations à venir rendues, et sa place ira à la personne suivante.",
    "OFFERED": "Une place de ce réseau est offerte à cette personne : l’offre sera retirée, et ira à la personne suivante.",
    "WAITING": "Cette personne attend une place dans ce réseau : elle quittera la liste d’attente.",
}


def clashes(days: Sequence[str]) -> str:
    """Whole dates, « le mercredi 14 octobre 2026 »."""
    said = "; ".join(days)
    return f"Le réseau auquel cette personne participe se réunit le même jour : {said}."


DESPITE = "Accorder la dérogation pour cette date"
DESPITE_LABEL = "Dates en conflit"
CHECK_DESPITE = "Cochez la case pour accorder la dérogation."
REASON = "Motif (gardé au journal et aux dérogations)"
WRITE_REASON = "Écrivez le motif."
SURE = "Confirmer le remplacement"
NOT_DONE = "Personne n’est encore remplacé, et rien n’est perdu :"
MISTAKES: Mapping[str, str] = {
    "no_reason": "Écrivez le motif du remplacement.",
    "clash": "Une rencontre tombe le même jour que l’autre réseau de cette personne : cochez la case pour accorder la dérogation, ou choisissez une autre personne.",
}
REFUSALS: Mapping[str, str] = {
    "over": "Ce réseau est terminé ou annulé : il n’y a plus personne à remplacer.",
    "changed": "Une autre personne anime déjà ce réseau depuis l’affichage de cette carte. Rien n’a changé.",
    "same": "Cette personne anime déjà ce réseau. Choisissez-en une autre.",
    "no_person": "Cette personne est introuvable. Cherchez-la de nouveau.",
    "not_teaching": "Cette personne n’enseigne pas au CSSDM : un réseau est animé par le personnel enseignant. Choisissez-en une autre.",
    "animates": "Cette personne anime déjà un réseau cette année-là : on en anime un seul. Choisissez-en une autre.",
}


def taken_over(name: str) -> str:
    return f"C’est fait : {name} anime maintenant ce réseau, et le mot est parti."


# To those concerned.
NEW_TITLE = "Vous animez maintenant un réseau"
OLD_TITLE = "L’animation de votre réseau change"
MEMBER_TITLE = "Votre réseau change d’animation"


def to_new(title: str, year: str, old: str) -> str:
    return (
        f"La personne responsable du CEE vous confie l’animation de {quoted(title)} en {year}, à la suite de {old}. Ce "
        "qui était commencé vous attend : le plan, les ordres du jour et les comptes rendus."
    )


SEAT_WENT_ON = "Comme vous ne pouvez pas aussi participer au réseau que vous animez, votre inscription à ce réseau est retirée."


def to_old(title: str, new: str) -> str:
    return (
        f"{new} anime maintenant {quoted(title)}. Vous n’avez plus rien à remettre pour ce réseau, et vous n’en recevrez "
        "plus les rappels. Merci de ce que vous y avez apporté."
    )


def to_member(title: str, new: str) -> str:
    return f"{new} anime maintenant {quoted(title)}. Les dates, le lieu et votre place restent les mêmes."


# On the desk.


def task_title(title: str) -> str:
    return f"Réseau sans animation : {quoted(title)}"


def task_line(name: str) -> str:
    return f"{name} n’enseigne plus au CSSDM. Nommez une autre personne, ou annulez le réseau."
