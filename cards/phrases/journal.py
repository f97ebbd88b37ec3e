"""The journal in words: one for every action that the code writes (a test reads the code)."""

from collections.abc import Mapping

from cards.phrases.numbers import counted

TITLE = "Journal"
WHAT = "Qui a fait quoi, quand, et pourquoi. Le journal ne se modifie pas; chaque exportation y laisse une ligne."
NONE = "Aucune ligne ne correspond à ces filtres."
NETWORK, PERSON, GROUP = "Titre d’un réseau", "Courriel ou nom d’une personne", "Sorte d’action"
ANY_GROUP = "Toutes les actions"
WRITE_NETWORK, WRITE_PERSON, CHOOSE_GROUP = (
    "Écrivez le titre d’un réseau, ou une partie.",
    "Écrivez un courriel ou un nom.",
    "Choisissez une sorte d’action.",
)
FILTER, EXPORT = "Filtrer", "Exporter ces lignes (CSV)"
NEWER, OLDER = "Plus récentes", "Plus anciennes"
NOBODY = "Aucune personne connue ne porte ce nom ou ce courriel. Voici le journal sans ce filtre."
NO_NETWORK = "Aucun réseau ne porte ce titre. Voici le journal sans ce filtre."
CLOCK = "Le système"

GROUPS: Mapping[str, str] = {
    "security": "Sécurité : gestes refusés",
    "proposals": "Propositions et décisions",
    "networks": "Réseaux, dates et Folio",
    "members": "Inscriptions et listes d’attente",
    "meetings": "Rencontres, présences et libérations",
    "documents": "Plans, ordres du jour, comptes rendus",
    "people": "Personnes et rôles",
    "privacy": "Vie privée et conservation",
    "office": "Réglages et listes",
    "technical": "Technique",
}

ACTIONS: Mapping[str, str] = {
    "refused_role": "Geste refusé : la personne n’a pas ce rôle",
    "refused_decision": "Décision refusée",
    "address_taken": "Adresse déjà liée à un autre compte",
    "submitted": "Proposition envoyée",
    "withdrawn": "Retrait ou désistement",
    "review_begun": "Étude commencée",
    "rated": "Évaluation du comité",
    "decided": "Décision consignée",
    "decided_held": "Décision consignée, lettre retenue",
    "held_corrected": "Décision retenue corrigée",
    "held_put_back": "Décision retenue remise à l’étude",
    "released": "Lettre envoyée",
    "letter_stays": "Lettre qui ne peut pas partir",
    "changes_extended": "Délai prolongé pour des modifications",
    "late_changes_declined": "Modifications en retard : proposition non retenue",
    "selected_late": "Réseau retenu pour l’année en cours, par dérogation",
    "continuation_asked": "Deuxième année demandée",
    "continuation_withdrawn": "Demande de deuxième année retirée",
    "continuation_barred": "Demande de deuxième année impossible",
    "continuation_decided": "Deuxième année : décision consignée",
    "network_accepted": "Réseau accepté",
    "network_moved": "Réseau passé à une autre étape",
    "network_cancelled": "Réseau annulé",
    "kept_below_six": "Réseau maintenu sous six personnes, par dérogation",
    "capacity_set": "Nombre de places changé",
    "enrollment_extended": "Inscriptions prolongées",
    "opening_day_set": "Jour d’ouverture des inscriptions choisi",
    "folio_published": "Publication dans Folio",
    "dates_sent": "Dates envoyées",
    "dates_sent_back": "Dates à revoir",
    "room_confirmed": "Local confirmé",
    "channel": "Canal Teams",
    "channel_archived": "Canal Teams archivé",
    "network_archived": "Réseau archivé",
    "animator_replaced": "Changement de la personne qui anime",
    "invited": "Invitation à la deuxième année",
    "enrolled": "Inscription",
    "waits": "Ajout à la liste d’attente",
    "seat_offered": "Place offerte",
    "seat_passed": "Tour passé dans la liste d’attente",
    "enrollment_refused": "Inscription refusée",
    "acted_for": "Geste fait pour une personne",
    "seat_moved_school": "Place suivie d’un changement d’établissement",
    "school_over_noted": "Troisième personne d’un établissement : noté",
    "enrollment_announced": "Inscriptions annoncées",
    "revision_asked": "Révision demandée",
    "revision_answered": "Révision : réponse donnée",
    "meeting_moved": "Rencontre déplacée",
    "meeting_cancelled": "Rencontre annulée",
    "move_asked": "Déplacement demandé",
    "move_declined": "Déplacement refusé",
    "move_withdrawn": "Demande de déplacement retirée",
    "move_exempted": "Déplacement accepté par dérogation",
    "attendance_recorded": "Présences consignées",
    "attendance_keeper_named": "Personne choisie pour prendre les présences",
    "absence_said": "Absence annoncée",
    "absence_taken_back": "Absence retirée",
    "release_ticked": "Procédure de libération",
    "release_decided": "Libération d’une absence tranchée",
    "release_of_changed_meeting": "Libération remise à zéro : rencontre changée",
    "planning_day_chosen": "Journée de planification choisie",
    "bilan_day_chosen": "Demi-journée du bilan choisie",
    "missed_noted": "Messages jamais partis : noté",
    "plan_deposited": "Plan déposé",
    "plan_delayed": "Délai accordé pour le plan",
    "plan_on_paper": "Plan reçu sur papier",
    "agenda_deposited": "Ordre du jour déposé",
    "agenda_delayed": "Délai accordé pour l’ordre du jour",
    "agenda_on_paper": "Ordre du jour reçu sur papier",
    "minutes_deposited": "Compte rendu déposé",
    "minutes_on_paper": "Compte rendu reçu sur papier",
    "minutes_writer_named": "Personne choisie pour écrire le compte rendu",
    "follow_up_done": "Suivi fait",
    "follow_up_reopened": "Suivi rouvert",
    "document_added": "Document ajouté",
    "document_removed": "Document retiré",
    "bilan_deposited": "Bilan déposé",
    "bilan_delayed": "Délai accordé pour le bilan",
    "bilan_on_paper": "Bilan reçu sur papier",
    "bilan_noted": "Bilan lu",
    "bilan_comments_asked": "Commentaires demandés sur le bilan",
    "cee_moment_proposed": "Rencontre avec le CEE : moment proposé",
    "cee_moment_agreed": "Rencontre avec le CEE : moment accepté",
    "access_asked": "Accès demandé",
    "profile_saved": "Profil enregistré",
    "teacher_judged": "Enseignement confirmé ou refusé",
    "role_granted": "Rôle donné",
    "role_revoked": "Rôle retiré",
    "deputy_named": "Remplacement confié",
    "deputy_ended": "Remplacement terminé",
    "question_asked": "Question posée",
    "question_answered": "Réponse à une question",
    "question_closed": "Question réglée",
    "question_reopened": "Question rouverte",
    "mailing_sent": "Message envoyé à un groupe",
    "privacy_asked": "Demande au sujet de renseignements personnels",
    "privacy_extended": "Délai d’une demande prolongé",
    "privacy_answered": "Réponse à une demande sur des renseignements",
    "incident_recorded": "Incident de confidentialité consigné",
    "attestation_prepared": "Attestation préparée pour une personne",
    "exported": "Documents exportés",
    "journal_exported": "Journal exporté",
    "purged": "Conservation : données effacées ou rendues anonymes",
    "year_dates_saved": "Dates de l’année enregistrées",
    "calendar_days_said": "Calendrier scolaire : jours ajoutés",
    "calendar_days_removed": "Calendrier scolaire : jours retirés",
    "imported": "Liste importée",
    "year_renewed": "Nouvelle année : listes et calendrier renouvelés",
    "envelope_set": "Enveloppe de libération fixée",
    "set_closing_days": "Réglage : date limite d’inscription",
    "set_bilan_due_on": "Réglage : échéance des bilans",
    "set_release_text": "Réglage : procédure de libération",
    "set_release_link": "Réglage : lien vers la procédure de libération",
    "set_alliance_link": "Réglage : lien de l’Alliance",
    "set_adagio_link": "Réglage : lien d’Adagio",
    "set_privacy_title": "Réglage : responsable de la vie privée",
    "set_privacy_contact": "Réglage : coordonnées pour la vie privée",
    "set_cee_address": "Réglage : adresse du CEE",
    "list_added": "Liste : ligne ajoutée",
    "list_changed": "Liste : ligne changée",
    "list_confirmed": "Liste : exemple confirmé",
    "list_deactivated": "Liste : ligne désactivée",
    "list_reactivated": "Liste : ligne réactivée",
    "recognized": "Première prise de parole",
    "left": "Application retirée du clavardage",
    "drafted": "Brouillon commencé",
    "feed_renewed": "Adresse de calendrier renouvelée",
    "message_failed": "Message non livré",
    "messages_noted": "Messages non remis : noté",
    "messages_retried": "Messages non remis : nouvel essai",
    "team_joined": "Ajout à l’équipe Teams",
    "team_left": "Retrait de l’équipe Teams",
}


def words_of(action: str) -> str:
    """The action itself where an older version of the bot wrote one that has no words any more."""
    return ACTIONS.get(action, action)


SUBJECTS: Mapping[str, str] = {
    "network": "réseau",
    "person": "personne",
    "proposal": "proposition",
    "request": "demande d’approbation",
    "meeting": "rencontre",
    "release": "libération",
    "minutes": "compte rendu",
    "revision": "révision",
    "privacy_request": "demande",
    "incident": "incident",
    "journal": "journal",
    "bilan": "bilan",
    "bilan_comments": "bilan",
    "bilan_delay": "délai du bilan",
    "cee_meeting": "rencontre avec le CEE",
    "continuation": "demande de deuxième année",
    "deputy": "remplacement",
    "enrollment": "inscription",
    "list": "liste",
    "mailing": "message",
    "plan": "plan",
    "question": "question",
    "replacement": "changement d’animation",
    "setting": "réglage",
    "year": "année",
}


def line_title(day: str, at: str, action: str) -> str:
    """`action` in words already."""
    return f"{day.removeprefix('le ').capitalize()}, {at} : {action}"


def line_who(name: str, subject: str) -> str:
    return f"{name}; {subject}" if subject else name


def numbered_subject(kind: str, number: int) -> str:
    return f"{SUBJECTS.get(kind, kind)} numéro {number}"


def from_to(before: str, after: str) -> str:
    """One of them may be empty."""
    return " → ".join(part for part in (before, after) if part)


def found_lines(count: int) -> str:
    return f"{counted(count, 'ligne', 'lignes')}."


HEAD = ("Date", "Heure", "Personne", "Action", "Sorte", "Sujet", "Réseau", "Avant", "Après", "Pourquoi")
