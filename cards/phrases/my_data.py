"""« Mes données »: the words of the file that one may read (Loi sur l’accès, s. 63.5, 83; DOMAIN.md §3.5)."""

from collections.abc import Mapping

TITLE = "Mes données"
WHAT = (
    "Voici une copie de tout ce que l’application garde à votre sujet : un fichier JSON, que d’autres logiciels lisent, et un "
    "document Word, pour vous. Les deux disent la même chose."
)
OPEN_JSON, OPEN_WORD = "Télécharger (JSON)", "Télécharger (Word)"
ANSWERED_WITHIN = (
    "Pour une correction, une suppression ou un renseignement qui manque, une personne responsable du CEE "
    "vous répond dans les 20\u00a0jours."
)

PAPER_INTRO = "Ce document contient tout ce que l’application des réseaux d’entraide garde à votre sujet."
NOTHING_ELSE = "Rien d’autre"
NOTHING_KEPT = "Rien n’est gardé à votre sujet sous ces titres\u00a0:"
YES, NO, NOTHING = "oui", "non", "—"


# What the journal says in a word of its own.
REASONS: Mapping[str, str] = {
    "declined": "invitation refusée",
    "does not teach": "n’enseigne pas",
}


def lasting_until(until: str) -> str:
    """`until` is « le 3 juillet 2026, 24 h »."""
    return f"jusqu’au {until.removeprefix('le ')}"


def my_data_title(name: str) -> str:
    return f"Mes données : {name}"


def my_data_footer(day: str) -> str:
    return f"Copie de renseignements personnels, {day}"


def row_title(number: int) -> str:
    return f"No\u00a0{number}"


def label_of(name: str) -> str:
    return with_colon(FIELDS[name])


def with_colon(label: str) -> str:
    return f"{label} :"


def in_network(title: str, day: str) -> str:
    """A meeting."""
    return f"{title}, {day}"


SECTIONS: Mapping[str, str] = {
    "people": "Profil",
    "role_grants": "Rôles",
    "school_changes": "Changements d’établissement",
    "proposals": "Propositions",
    "proposal_versions": "Versions de vos propositions",
    "approval_requests": "Réponses du comité à vos propositions",
    "ratings": "Évaluations que vous avez faites",
    "readings": "Propositions que vous avez lues",
    "networks": "Réseaux que vous animez",
    "enrollments": "Inscriptions et listes d’attente",
    "seats": "Places",
    "releases": "Libérations",
    "attendance_marks": "Présences",
    "attendance_changes": "Présences, corrections comprises",
    "attendance_sheets": "Rencontres dont vous prenez les présences",
    "minutes": "Comptes rendus que vous pouvez écrire",
    "follow_ups": "Suivis à votre nom dans les comptes rendus",
    "shared_documents": "Documents que vous avez partagés",
    "meeting_moves": "Déplacements de rencontres que vous avez demandés",
    "meeting_cancellations": "Rencontres que vous avez annulées",
    "delays": "Délais que vous avez accordés",
    "memberships": "Équipe Teams",
    "revision_requests": "Demandes de révision d’un refus automatique",
    "privacy_notices": "Avis sur la vie privée",
    "privacy_requests": "Demandes au sujet de vos renseignements",
    "bilan_comments": "Commentaires que vous avez faits sur un bilan",
    "continuation_wishes": "Vos réponses sur une deuxième année",
    "cee_moments": "Moments que vous avez proposés pour la rencontre avec le CEE",
    "questions": "Vos questions",
    "question_messages": "Ce que vous avez écrit dans les questions",
    "deputy_terms": "Remplacements qui vous ont été confiés",
    "derogations": "Dérogations à votre sujet",
    "mailings": "Messages que vous avez écrits à un groupe",
    "conversations": "Clavardages avec l’application",
    "posts": "Messages que l’application vous a montrés",
    "outbox": "Envois de l’application à votre nom",
    "audit": "Journal : ce que vous avez fait, ce qui a été fait à votre sujet",
}

FIELDS: Mapping[str, str] = {
    "name": "Nom",
    "email": "Courriel",
    "code": "Numéro dans la liste du CEE",
    "object_id": "Identifiant du compte Microsoft",
    "school_id": "Établissement",
    "job_title": "Fonction",
    "confirmed_teacher": "Enseignement confirmé",
    "not_teaching": "N’enseigne pas",
    "created_at": "Depuis",
    "role": "Rôle",
    "source": "Origine",
    "until": "Jusqu’au",
    "changed_on": "Date du changement",
    "from_school_id": "Ancien établissement",
    "to_school_id": "Nouvel établissement",
    "id": "Numéro",
    "school_year": "Année scolaire",
    "state": "État",
    "version": "Version",
    "submitted_at": "Envoi",
    "proposal_id": "Proposition",
    "saved_at": "Enregistrement",
    "content": "Contenu",
    "opened_at": "Réception",
    "decision": "Décision",
    "decided_at": "Date de la décision",
    "message": "Message",
    "answer_by": "Réponse attendue au plus tard",
    "request_id": "Demande",
    "marks": "Avis par priorité",
    "comment": "Commentaire",
    "complete": "Évaluation complète",
    "read_at": "Lecture",
    "title": "Titre",
    "accepted_at": "Acceptation",
    "modality": "Modalité",
    "network_id": "Réseau",
    "position": "Rang d’attente",
    "school_at_enrollment_id": "Établissement à l’inscription",
    "reason": "Motif",
    "ended_at": "Fin",
    "offered_until": "Offre valable jusqu’au",
    "to_confirm": "À confirmer",
    "skipped": "Raison du passage au rang suivant",
    "number": "Place",
    "school_number": "Place de l’établissement",
    "meeting_id": "Rencontre",
    "kind": "Sorte",
    "day": "Jour",
    "half_days": "Demi-journées prévues",
    "used": "Demi-journées utilisées",
    "half": "Demi-journée",
    "presence": "Présence",
    "before": "Avant",
    "after": "Après",
    "at": "Date et heure",
    "address": "Adresse",
    "added_at": "Ajout",
    "removed_at": "Retrait",
    "old_day": "Ancien jour",
    "answer": "Réponse",
    "asked_at": "Demande faite",
    "words": "Vos mots",
    "document": "Document",
    "since": "Depuis",
    "refusal": "Raison du refus",
    "answered_at": "Date de la réponse",
    "admitted": "Inscription malgré le refus",
    "shown_at": "Avis montré",
    "due_on": "Échéance",
    "extended_at": "Prolongation",
    "accepted": "Acceptée",
    "service_url": "Service Teams",
    "reachable": "Joignable",
    "heard_at": "Dernière écoute",
    "activity_id": "Identifiant du message",
    "posted_at": "Publication",
    "not_before": "Prévu",
    "done_at": "Envoyé",
    "action": "Action",
    "subject_type": "Au sujet de",
    "why": "Pourquoi",
    "bilan_id": "Bilan",
    "text": "Texte",
    "starts": "Heure",
    "place": "Lieu",
    "about": "Au sujet de",
    "closed_at": "Réglée",
    "question_id": "Question",
    "starts_on": "Premier jour",
    "ends_on": "Dernier jour",
    "named_at": "Confié",
    "rule": "Règle",
    "subject": "Objet",
    "sent_at": "Envoi",
    "what": "À faire",
    "who": "Par",
    "when": "Pour",
}

VALUES: Mapping[str, str] = {
    "CEE_RESPONSIBLE": "responsable du CEE",
    "COMMITTEE_MEMBER": "comité de gestion",
    "ACTIVE": "inscription active",
    "WAITING": "liste d’attente",
    "OFFERED": "place offerte",
    "WITHDRAWN": "désistement",
    "CANCELLED": "annulation",
    "DRAFT": "brouillon",
    "SUBMITTED": "envoyée",
    "UNDER_REVIEW": "à l’étude",
    "CHANGES_REQUESTED": "modifications demandées",
    "ACCEPTED": "acceptée",
    "DECLINED": "non retenue",
    "PRESENT": "présence",
    "PARTLY": "présence partielle",
    "ABSENT": "absence",
    "PLANNED": "prévue",
    "REQUESTED": "demandée",
    "CONFIRMED": "confirmée",
    "USED": "utilisée",
    "NOT_USED": "non utilisée",
    "MEETING": "rencontre",
    "PLANNING": "planification",
    "BILAN": "bilan",
    "SCHEDULED": "dates choisies",
    "OPEN": "inscriptions ouvertes",
    "IN_PROGRESS": "en cours",
    "COMPLETED": "bilan déposé",
    "ARCHIVED": "archivé",
    "ACCESS": "accès",
    "CORRECTION": "correction",
    "DELETION": "suppression",
    "TO_ADD": "à ajouter",
    "MEMBER": "membre",
    "TO_REMOVE": "à retirer",
    "waiting": "en attente",
    "sending": "en cours",
    "sent": "fait",
    "missed": "trop tard",
    "unreachable": "personne non jointe",
    "failed": "échec",
    "YES": "oui",
    "NO": "non",
    "NO_OPINION": "sans avis",
    "FULL_2": "2 journées complètes",
    "FULL_1_HALF_2": "1 journée complète et 2 demi-journées",
    "HALF_4": "4 demi-journées",
    "PLAN": "plan du réseau",
    "AGENDA": "ordre du jour",
    "ASKED": "demandé",
    "DONE": "fait",
    "self": "vous",
    "admitted": "après révision",
    "responsible": "personne responsable",
    "import": "liste importée",
    "settings": "réglages",
    "command": "ligne de commande",
    "deputy": "suppléance",
    "not_teaching": "le personnel enseignant seulement",
    "closed": "inscriptions fermées",
    "own_network": "anime ce réseau",
    "already_in": "participe déjà à un réseau cette année",
    "year_used": "place de l’année utilisée",
    "clash": "anime un autre réseau à la même date",
    "same_school": "deux personnes du même établissement",
    "full": "réseau complet",
    "too_late": "rencontre trop proche",
}
