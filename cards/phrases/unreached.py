"""Messages that reached nobody, for the responsibles (B5)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted
from cards.phrases.proposal import quoted

TITLE = "Messages non remis"
SEE = "Voir ces messages"
RETRY = "Essayer de nouveau"
NOTED = "C’est noté"
RETRIED = (
    "Un nouvel essai part maintenant. S’il échoue, la ligne reviendra à ce bureau dans l’heure qui suit."
)
IS_NOTED = "C’est noté. Si la personne revient, ce qui vaut encore lui parviendra."
NOTHING = "Ces messages n’attendent plus : ils sont partis, ou quelqu’un d’autre les a notés."
NAMELESS = "une personne qui n’a encore jamais écrit ici"
FAILED_TO = "Teams a refusé au moins un de ces messages."
AWAY = "La personne n’a pas installé l’application, ou l’a retirée."
COMES_BACK = "Dès qu’elle écrira un mot ici, ce qui vaut encore lui parviendra."
WRITE = "Un courriel est prêt à envoyer :"
NO_ADDRESS = "Aucune adresse n’est connue pour cette personne."


def unreached_title(count: int, name: str) -> str:
    one, many = "message n’a pas pu être remis", "messages n’ont pas pu être remis"
    return f"{counted(count, one, many)} à {name}"


def unposted_title(count: int, title: str) -> str:
    one, many = "message n’a pas pu paraître", "messages n’ont pas pu paraître"
    return f"{counted(count, one, many)} dans le canal de {quoted(title)}"


TASK_LINE = "Voyez de quoi il s’agit, essayez de nouveau, ou joignez la personne autrement."
CHANNEL_LINE = "Teams a refusé de les afficher. Essayez de nouveau, ou affichez-les vous-même."


def lost_line(day: str, what: str) -> str:
    return f"- {day} : {what}"


def lost_times(what: str, count: int) -> str:
    return what if count == 1 else f"{what} ({count} fois)"


def lost_mail_to(name: str, address: str, link: str) -> str:
    return f"[Écrire à {name} : {address}]({link})"


MAIL_SUBJECT = "Réseaux d’entraide du CEE : un message vous attend dans Teams"


def lost_mail_body(first_name: str, what: str) -> str:
    hello = f"Bonjour {first_name}," if first_name else "Bonjour,"
    return (
        f"{hello}\n\nL’application des réseaux d’entraide n’a pas pu vous remettre dans Teams : {what}.\n\n"
        "Ouvrez l’application « Réseaux d’entraide CEE » dans Teams et écrivez-y « bonjour » : ce qui vous attend "
        "s’affichera. Vous pouvez aussi me répondre ici.\n\nMerci!"
    )


OTHER_KIND = "un autre avis"
KINDS: Mapping[str, str] = {
    "welcome": "le mot de bienvenue",
    "access_answered": "la réponse à une demande d’accès",
    "question_asked": "une question à traiter",
    "question_answered": "une réponse à une question",
    "question_closed": "la fin d’une question",
    "deputy_named": "un remplacement confié",
    "deputy_ended": "la fin d’un remplacement",
    "deputy_starts": "le début d’un remplacement",
    "deputy_over": "la fin d’un remplacement",
    "privacy_asked": "une demande au sujet de renseignements personnels",
    "privacy_answered": "la réponse à une demande sur des renseignements",
    "privacy_extended": "un délai pour répondre à une demande",
    "mailing": "un message aux membres ou aux personnes qui animent",
    "animator_replaced": "le changement de la personne qui anime",
    "continuation_request": "une demande de continuation",
    "continuation_wish": "une question sur la suite du réseau",
    "continuation_letter": "la réponse à une demande de continuation",
    "invitation": "une invitation à la deuxième année d’un réseau",
    "invitation_waits": "le rappel d’une invitation",
    "invitation_over": "la fin d’une invitation",
    "invitation_no_place": "une invitation sans place",
    "invitation_dates": "les dates de la deuxième année d’un réseau",
    "bilan_wanted": "un rappel du bilan",
    "bilan_deposited": "un bilan déposé",
    "bilan_delay": "un délai accordé pour le bilan",
    "bilan_comment": "une invitation à commenter un bilan",
    "bilan_commented": "un commentaire sur un bilan",
    "work_in_channel": "l’annonce du travail réalisé",
    "cee_proposed": "un moment proposé pour la rencontre avec le CEE",
    "cee_agreed": "le moment choisi pour la rencontre avec le CEE",
    "approval_request": "une proposition à l’étude",
    "approvals_of_day": "des propositions à l’étude",
    "letter": "la réponse du comité",
    "closing_letter": "la réponse du comité",
    "changes_extended": "un délai accordé pour une proposition",
    "changes_due_soon": "un rappel de précisions à envoyer",
    "changes_due_today": "un rappel de précisions à envoyer",
    "channel_welcome": "l’ouverture du canal",
    "channel_failed": "un canal à créer de nouveau",
    "schedule_sent": "un local à confirmer",
    "schedule_change": "des dates à revoir",
    "dates_wanted": "un rappel de dates à choisir",
    "dates_published": "la publication des dates",
    "channel_open": "l’ouverture des inscriptions",
    "enrollment_open": "l’annonce des inscriptions",
    "enrolled_for": "une inscription faite pour la personne",
    "withdrawn_for": "un désistement fait pour la personne",
    "school_corrected": "une école corrigée",
    "seat_given": "une place obtenue",
    "seat_offered": "une place offerte",
    "offer_over": "la fin d’une offre de place",
    "seat_refused": "une place refusée",
    "network_cancelled": "l’annulation d’un réseau",
    "members_missing": "un rappel du minimum de six personnes",
    "revision_asked": "une révision à faire",
    "revised": "la réponse à une demande de révision",
    "plan_wanted": "un rappel du plan à déposer",
    "plan_deposited": "le dépôt du plan",
    "plan_late": "un plan déposé en retard",
    "agenda_wanted": "un rappel de l’ordre du jour à déposer",
    "agenda_deposited": "l’ordre du jour d’une rencontre",
    "agenda_late": "un ordre du jour déposé en retard",
    "week_before": "l’avis de sept jours avant une rencontre",
    "delay_granted": "un délai accordé",
    "release_wanted": "un rappel de la procédure de libération",
    "attendance_in_channel": "les présences à prendre",
    "attendance_open": "les présences à prendre",
    "attendance_keeper": "les présences confiées",
    "attendance_wanted": "un rappel des présences à prendre",
    "absence_said": "une absence annoncée",
    "absence_taken_back": "une absence retirée",
    "minutes_deposited": "le compte rendu d’une rencontre",
    "minutes_in_channel": "le dépôt du compte rendu",
    "minutes_writer": "un compte rendu confié",
    "minutes_wanted": "un rappel du compte rendu à déposer",
    "move_asked": "une rencontre à déplacer",
    "move_declined": "une rencontre qui reste à sa date",
    "meeting_moved": "une rencontre déplacée",
    "meeting_moved_office": "une rencontre déplacée",
    "meeting_moved_in_channel": "une rencontre déplacée",
    "meeting_cancelled": "une rencontre annulée",
    "meeting_cancelled_office": "une rencontre annulée",
    "meeting_cancelled_in_channel": "une rencontre annulée",
    "rating_recall": "un rappel d’évaluation",
    "window_opens": "l’ouverture du dépôt des propositions",
    "window_closes": "la fin prochaine du dépôt des propositions",
    "draft_waits": "un rappel",
}
