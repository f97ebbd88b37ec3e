"""Moving a meeting, or calling it off (DOMAIN.md §6, « Rencontre déplacée », « Rencontre annulée »)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

OPEN = "Dates et changements"
MOVE, CALL_OFF, PUT_OFF = "Déplacer", "Annuler cette rencontre", "Reporter à une autre date"
NOT_HELD = "Elle n’a pas eu lieu"
WITHDRAW = "Retirer ma demande"
LIST_HOW = (
    "Changer les heures ou le local se fait tout de suite. Une nouvelle date est confirmée par la personne responsable "
    "du CEE; choisissez-la au moins huit jours à l’avance."
)
NO_MEETINGS = "Ce réseau n’a pas encore de rencontre à changer ici."


def list_title(title: str) -> str:
    return f"Rencontres : {quoted(title)}"


STATES: Mapping[str, str] = {
    "to_come": "à venir",
    "past": "passée",
    "called_off": "annulée",
    "asked": "déplacement demandé",
}


def listed(line: str, standing: str) -> str:
    """`line` is a whole date; `standing` is one of STATES."""
    return f"{line[:1].upper()}{line[1:]} ({STATES[standing]})"


MOVE_TITLE = "Déplacer une rencontre"


def was(line: str) -> str:
    return f"Elle était prévue {line}."


def becomes(line: str) -> str:
    return f"Elle aura plutôt lieu {line}."


def would_be(line: str) -> str:
    """Before anybody said yes."""
    return f"Elle aurait plutôt lieu {line}."


def would_have_been(line: str) -> str:
    """When nobody will say yes any more."""
    return f"Elle aurait plutôt eu lieu {line}."


def takes_place(line: str) -> str:
    """Of a meeting that was called off, on its own day."""
    return f"Elle avait été annulée; elle aura lieu {line}."


NEXT = "Continuer"
NOT_MOVED = "Rien n’est encore changé, et rien n’est perdu :"
SUMMARY_TITLE = "Vérifier le changement"
ONLY_PLACE = "La date ne change pas : c’est enregistré dès que vous appuyez, et les libérations déjà demandées restent valables."
NEW_DAY = (
    "La personne responsable du CEE confirme d’abord. Chaque membre reçoit ensuite l’ancienne et la nouvelle date, et "
    "refait la procédure de libération."
)
NEW_DAY_RESPONSIBLE = (
    "C’est enregistré dès que vous appuyez : chaque membre reçoit l’ancienne et la nouvelle date, et refait la procédure "
    "de libération."
)
TOO_SOON = (
    "Cette date est dans moins de huit jours : les membres ne recevraient pas l’ordre du jour sept jours d’avance. Il "
    "faut une dérogation, avec son motif."
)
REASON = "Motif"
WRITE_REASON = "Écrivez pourquoi : la personne qui décide, ou celle qui anime, le lira tel quel."
SAVE, ASK, MOVE_NOW = "Enregistrer le changement", "Demander le déplacement", "Déplacer la rencontre"
CORRECT = "Corriger"
MISTAKES: Mapping[str, str] = {
    "nothing_changed": "Rien n’est différent; changez la date, les heures ou le local.",
    "no_reason": "Écrivez le motif.",
    "long_reason": "Ce texte compte plus de 1\u00a0000 caractères; raccourcissez-le.",
    "no_choice": "Choisissez un motif dans la liste.",
    "no_words": "Dites en quelques mots pourquoi.",
}
REFUSED: Mapping[str, str] = {
    "not_allowed": "Seules la personne qui anime le réseau et la personne responsable du CEE peuvent changer une rencontre.",
    "over": "Cette rencontre est commencée ou passée, ou son réseau est terminé : elle ne change plus.",
    "asked_already": "Une demande de déplacement attend déjà une réponse pour cette rencontre.",
    "not_asked": "Cette demande a déjà sa réponse, ou elle a été retirée.",
    "own": "Vous ne pouvez pas confirmer le déplacement d’une rencontre que vous animez, ou que vous avez demandé; une "
    "autre personne responsable le peut.",
    "held": "Les présences de cette rencontre sont prises : elle a eu lieu et ne s’annule plus.",
    "minutes": "Le compte rendu de cette rencontre est déposé : elle a eu lieu et ne s’annule plus.",
}
ASKED_NOW = "Votre demande est partie. La personne responsable du CEE la confirme ou la refuse; vous aurez sa réponse ici."
SAVED = "C’est enregistré. Les membres sont avertis, et le canal aussi."
WITHDRAWN = "Votre demande est retirée; la date ne change pas."

# To the responsible.


def asked_title(title: str) -> str:
    return f"Déplacement à confirmer : {quoted(title)}"


def asked_by(animator: str, reason: str) -> str:
    return f"Demandé par {animator}. Motif : {reason}" if reason else f"Demandé par {animator}."


SEE = "Voir et décider"
CONFIRM, DECLINE = "Confirmer le déplacement", "Refuser"
ANSWER = "Votre mot (nécessaire pour refuser)"
ANSWER_SOON = "Votre mot (nécessaire pour refuser, ou pour accorder la dérogation)"
WRITE_ANSWER = "Écrivez votre mot : la personne qui anime le lira tel quel."
CONFIRM_NEXT = "Si vous confirmez, chaque membre est averti, et la nouvelle date s’ajoute à ce qu’il reste à afficher dans Folio."
CONFIRMED = "C’est confirmé : tout le monde est averti. Il reste à afficher la nouvelle date dans Folio."
DECLINED_NOW = "C’est noté : la date ne change pas, et la personne qui anime reçoit votre mot."

ANSWERS: Mapping[str, str] = {
    "DONE": "Le déplacement est confirmé",
    "DECLINED": "Le déplacement est refusé",
    "WITHDRAWN": "La demande de déplacement est retirée",
}


def answered_by(name: str, day: str) -> str:
    return f"C’est la réponse de {name}, {day}."


def withdrawn_on(day: str) -> str:
    return f"Depuis {day}, elle n’attend plus de réponse."


# To the animator.
DECLINED_TITLE = "Votre demande de déplacement est refusée"


def declined(line: str) -> str:
    return f"La rencontre reste prévue {line}. Voici le mot de la personne responsable du CEE :"


# To everybody.
MOVED_TITLE, CHANGED_TITLE = "Une rencontre est déplacée", "Une rencontre change d’heure ou de local"
TICK_AGAIN = (
    "Ce que vous aviez dit pour l’ancienne date ne compte plus. Refaites la procédure de libération pour la nouvelle, puis "
    "dites-le ici."
)
PUT_BACK_TITLE = "Une rencontre annulée aura lieu, finalement"
TICK_AGAIN_SAME_DAY = "Votre libération avait été rendue. Refaites la procédure de libération pour cette date, puis dites-le ici."
TICKS_STAY = "La date ne change pas : votre libération reste valable."
CALENDAR = "Ajouter à mon calendrier"
RELEASES = "Mes libérations"

# Called off.
CANCEL_TITLE, NOT_HELD_TITLE = "Annuler une rencontre", "Une rencontre n’a pas eu lieu"
CANCEL_HOW = (
    "Tout le monde est averti dès que vous appuyez, à toute heure. Les demi-journées de libération reviennent, et plus "
    "rien n’est demandé pour cette rencontre. Vous pourrez la reporter ensuite."
)
NOT_HELD_HOW = (
    "Tout le monde reçoit un mot. Les demi-journées de libération reviennent, et plus rien n’est demandé pour cette "
    "rencontre : ni présences, ni compte rendu. Vous pourrez la reporter ensuite."
)
WHY, WHY_NOT_HELD = "Pourquoi n’aura-t-elle pas lieu?", "Pourquoi n’a-t-elle pas eu lieu?"
CHOOSE_WHY = "Choisissez un motif."
REASONS: Mapping[str, str] = {
    "closed": "Fermeture ou intempérie",
    "animator": "Empêchement de la personne qui anime",
    "room": "Local non disponible",
    "members": "Trop peu de membres disponibles",
    "other": "Autre motif",
}
WORDS = "Un mot pour les membres (facultatif; rien sur la santé de qui que ce soit)"
WRITE_WORDS = "Écrivez votre mot, ou laissez vide."
KEEP = "Ne rien changer"
CANCEL_SURE, NOT_HELD_SURE = "Oui, annuler la rencontre", "Oui, elle n’a pas eu lieu"
NOT_CANCELLED = "Rien n’est encore changé, et rien n’est perdu :"
CANCELLED_TITLE = "Une rencontre est annulée"


def cancelled(line: str, why: str, *, past: bool) -> str:
    """`why` is one of REASONS, or empty; `past`: it was to be held before this was said."""
    day = line.removeprefix("le ")
    # Hours and place stand between commas.
    aside = "," if "," in day else ""
    reason = f" ({why[:1].lower()}{why[1:]})" if why else ""
    return f"La rencontre du {day}{aside} {'n’a pas eu lieu' if past else 'n’aura pas lieu'}{reason}."


IN_CHANNEL_NEXT = "Les membres ont reçu un mot en clavardage."
NO_RELEASE_PAST = "Vos demi-journées de libération pour cette date ne sont pas comptées."
NO_RELEASE = "Avisez votre école : la libération n’est plus nécessaire pour cette date."
REACH_TITLE = "Qui a été averti"
REACH_ANIMATOR = (
    "La rencontre est annulée. Reportez-la quand vous le voudrez, ou laissez-la annulée pour de bon."
)


def reached(count: int, everybody: int) -> str:
    return f"Messages remis : {count} sur {everybody}."


ON_THEIR_WAY = "Les autres messages sont en route; appuyez sur « Actualiser » dans un moment."
ALL_REACHED = "Tout le monde a reçu le message."


def not_reached(name: str, address: str) -> str:
    return f"{name} : {address}" if address else f"{name} : aucune adresse n’est connue"


NOT_REACHED = "Le message n’a pas pu être remis à :"


def write_to(link: str) -> str:
    """`link` opens a mail to all of them."""
    return f"[Envoyer le courriel]({link}), déjà rédigé :"


def unreached_subject(title: str, *, past: bool) -> str:
    return f"{'Rencontre qui n’a pas eu lieu' if past else 'Rencontre annulée'} : {quoted(title)}"


def unreached_body(title: str, said: str, *, past: bool) -> str:
    """`said` is `cancelled`’s sentence."""
    release = NO_RELEASE_PAST if past else NO_RELEASE
    return f"Bonjour,\n\nRéseau d’entraide {quoted(title)}.\n\n{said}\n\n{release}"


REFRESH = "Actualiser"


def task_title(title: str) -> str:
    return f"Rencontre annulée, des membres à joindre : {quoted(title)}"


def task_line(count: int) -> str:
    return f"Message pas encore reçu : {counted(count, 'personne', 'personnes')}. Un courriel est prêt."
