"""The proposal: labels of Annexe 1, its steps, its states, its mistakes."""

from collections.abc import Mapping

from cards.phrases.numbers import counted, grouped

# Exact labels of Annexe 1 (for paper) and as shown on screen (DOMAIN.md §2, §1.10 I22).
LABELS_EXACT: Mapping[str, str] = {
    "proposer_name": "Nom de la personne présentant le projet de formation :",
    "email": "Adresse courriel (du CSSDM si vous êtes un employé) :",
    "school_id": "Lieu de travail (école) :",
    "job_title": "Fonction sur votre lieu de travail régulier :",
    "experience": "Expérience en lien avec cette offre de service :",
    "activity_type": "Type d’activité",
    "target_group": (
        "Groupe d’enseignants visé [catalogue] (utilisez la liste en annexe 1 en copiant-collant votre choix) :"
    ),
    "discipline": (
        "À quelle discipline se rapporte votre activité [catalogue] (utilisez l’annexe 2 en copiant-collant "
        "votre choix) :"
    ),
    "title": "Titre souhaité pour l’activité :",
    "required_material": "Matériel requis par les participants :",
    "objectives": "Objectif (s) de l’activité :",
    "competencies": "Compétence(s) professionnelle(s) visée(s) :",
    "summary": "Résumé du contenu (150 mots maximum) :",
    "prerequisites": "Préalables :",
    "duration": "Durée de l’activité :",
    "availability": "Disponibilités pour donner votre réseau",
    "bio": "Biographie :",
    "comments": "Autres commentaires en lien avec votre proposition de formation :",
    "heard_about": "Comment avez-vous entendu parler du CEE ?",
    "mission_ack": "Respect de la mission du CEE :",
}
LABELS: Mapping[str, str] = {
    "proposer_name": "Nom de la personne présentant le projet de formation",
    "email": "Adresse courriel (du CSSDM)",
    "school_id": "Lieu de travail (école)",
    "school_other": "Nom de l’établissement, s’il n’est pas dans la liste",
    "job_title": "Fonction sur votre lieu de travail régulier",
    "experience": "Expérience en lien avec cette offre de service",
    "activity_type": "Type d’activité",
    "target_group": "Groupe d’enseignants visé [catalogue]",
    "discipline": "À quelle discipline se rapporte votre activité [catalogue]",
    "title": "Titre souhaité pour l’activité",
    "required_material": "Matériel requis par les participants",
    "objectives": "Objectif(s) de l’activité",
    "competencies": "Compétence(s) professionnelle(s) visée(s)",
    "summary": "Résumé du contenu (150 mots maximum)",
    "detailed_description": "Description détaillée du contenu anticipé",
    "priority_id": "Orientation ou priorité du CEE visée",
    "prerequisites": "Préalables",
    "duration": "Durée de l’activité",
    "availability": "Disponibilités pour donner votre réseau",
    "bio": "Biographie",
    "bio_public": "Publication de ma biographie (facultatif)",
    "comments": "Autres commentaires en lien avec votre proposition de formation (facultatif)",
    "heard_about": "Comment avez-vous entendu parler du CEE? (facultatif)",
    "mission_ack": "Respect de la mission du CEE",
    "attendance_ack": "Engagement",
}
# What an input's own check says, where the client makes one (every input has a message, DOMAIN.md §3.6).
HINTS: Mapping[str, str] = {
    "email": "Écrivez votre adresse du CSSDM.",
    "school_id": "Choisissez votre école dans la liste.",
    "school_other": "Écrivez le nom de votre établissement.",
    "job_title": "Écrivez votre fonction.",
    "experience": "Écrivez quelques mots sur votre expérience.",
    "target_group": "Choisissez un groupe dans la liste.",
    "discipline": "Choisissez une discipline dans la liste.",
    "title": "Donnez un titre à votre réseau.",
    "required_material": "Écrivez le matériel requis, ou « Aucun ».",
    "objectives": "Écrivez au moins un objectif.",
    "competencies": "Écrivez au moins une compétence professionnelle.",
    "summary": "Résumez le contenu en 150 mots au plus.",
    "detailed_description": "Décrivez le contenu que vous prévoyez.",
    "priority_id": "Choisissez une priorité dans la liste, ou « Autre ».",
    "prerequisites": "Écrivez les préalables, ou « Aucun ».",
    "duration": "Choisissez une des trois modalités.",
    "availability": "Écrivez les mois ou les journées qui vous conviennent.",
    "bio": "Présentez-vous en quelques phrases.",
    "bio_public": "Cochez la case si vous acceptez.",
    "comments": "Ce champ est facultatif.",
    "heard_about": "Ce champ est facultatif.",
    "mission_ack": "Cochez la case pour confirmer.",
    "attendance_ack": "Cochez la case pour confirmer.",
}
TICKS: Mapping[str, str] = {
    "bio_public": "J’accepte que ma biographie paraisse au catalogue.",
    "mission_ack": (
        "J’ai pris connaissance de la mission du CEE : l’entraide et le partage d’expertise entre collègues."
    ),
    "attendance_ack": "Je m’engage à participer à toutes les rencontres.",
}
MODALITIES: Mapping[str, str] = {
    "FULL_2": "12 heures : 2 journées complètes",
    "FULL_1_HALF_2": "12 heures : 1 journée complète et 2 demi-journées",
    "HALF_4": "12 heures : 4 demi-journées",
}
ACTIVITY_TYPE = "Réseau d’entraide"
OTHER_SCHOOL = "Autre établissement"
OTHER_PRIORITY = "Autre (précisez dans la description détaillée)"
EXAMPLE = "(exemple)"
SEARCH = "Tapez quelques lettres, puis choisissez"
CHOOSE = "Choisissez"

STEP_NAMES = ("vous", "votre réseau", "le contenu", "l’organisation", "relire et envoyer")
STEP_INTROS = (
    (
        "Nous avons rempli ce que nous savions déjà. Vérifiez, complétez, puis continuez. Chaque étape est "
        "enregistrée : vous pourrez reprendre plus tard, sur un autre appareil aussi."
    ),
    "À qui s’adresse-t-il? Quel but vous donnez-vous? Choisissez le groupe et la discipline dans les listes.",
    "Que ferez-vous ensemble? Le résumé paraîtra au catalogue; la description détaillée s’adresse au comité.",
    (
        "Deux jours en tout, en présentiel, pendant les heures de travail, peu importe la modalité. Vous "
        "choisirez les dates plus tard, si le réseau est accepté."
    ),
    "Relisez votre proposition, puis envoyez-la au comité de gestion du CEE.",
)

CRITERIA_TITLE = "Ce que le comité regarde"
CRITERIA = (
    "se distingue des réseaux existants ou a un caractère novateur",
    "présente un potentiel de réinvestissement",
    "privilégie le perfectionnement par les pairs",
    "vise un renouvellement ou une consolidation de pratiques pédagogiques",
    "lie approche pédagogique et contenu disciplinaire",
    "respecte les orientations et les priorités du comité de gestion du CEE",
    "encourage la production et le rayonnement du réseau (ateliers, coaching, communauté, matériel…)",
)
CRITERIA_INTRO = "Une priorité est donnée à un projet qui :"

MISSION = (
    "La mission du CEE est avant tout le partage par les pairs, au sein du CSSDM. Lorsque vous présentez "
    "une formation au CEE, nous vous invitons à garder en tête cette mission qui est l’entraide et le "
    "partage d’expertise, entre collègues."
)
CLOSING = (
    "Merci de votre implication. Vous contribuez grandement au rayonnement de l’expertise de nos "
    "enseignants à travers le CSSDM."
)

CONTINUE = "Continuer"
SAVE_AND_QUIT = "Enregistrer et quitter"
BACK = "Revenir"
SEND = "Envoyer ma proposition"
SEND_AGAIN = "Envoyer la nouvelle version"
EDIT = "Modifier ma proposition"
WITHDRAW = "Retirer ma proposition"
WITHDRAW_DRAFT = "Retirer ce brouillon"
WITHDRAW_YES = "Oui, la retirer"
WITHDRAW_NO = "La garder"
AGAIN = "Reprendre cette fiche"
OPEN = "Ouvrir"
RESUME = "Reprendre"

STATES: Mapping[str, str] = {
    "DRAFT": "Brouillon",
    "SUBMITTED": "Envoyée au comité",
    "UNDER_REVIEW": "À l’étude",
    "CHANGES_REQUESTED": "Précisions demandées",
    "ACCEPTED": "Acceptée",
    "DECLINED": "Non retenue",
    "WITHDRAWN": "Retirée",
}
UNTITLED = "Sans titre"
NOT_FILLED = "(à remplir)"
YES, NO = "Oui", "Non"


def quoted(title: str) -> str:
    return f"« {title or UNTITLED} »"


def form_title(year: str, step: int, steps: int) -> str:
    return f"Proposer un réseau pour {year} — Étape {step} de {steps} : {STEP_NAMES[step - 1]}"


def words_saved(count: int) -> str:
    return f"Résumé : {counted(count, 'mot', 'mots')} au dernier enregistrement; le maximum est de 150."


MISTAKES_HERE = "À corriger avant de continuer :"
STEP_OF = "Étape {step} :"


def missing(label: str) -> str:
    return f"{label} : ce champ est vide."


def not_ticked(label: str) -> str:
    return f"{label} : cochez la case pour confirmer."


def too_long(label: str, count: int, limit: int) -> str:
    return (
        f"{label} : votre texte compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. "
        "Raccourcissez-le."
    )


def too_many_words(count: int, limit: int) -> str:
    return (
        f"Votre résumé compte {grouped(count)} mots; le maximum est de {limit}. Rien n’est perdu : raccourcissez-le, "
        "puis envoyez de nouveau."
    )


def bad_email(domains: str) -> str:
    return f"Adresse courriel : écrivez votre adresse du CSSDM ({domains})."


def unknown_choice(label: str) -> str:
    return f"{label} : choisissez dans la liste."


def far_too_long(count: int, limit: int) -> str:
    return (
        f"Un de vos textes compte {grouped(count)} caractères; le maximum est de {grouped(limit)}. Rien n’est "
        "enregistré de cette étape, mais tout ce que vous avez écrit est encore à l’écran : raccourcissez ce texte, puis "
        "continuez."
    )


CONFLICT = (
    "Cette fiche a été modifiée sur un autre appareil depuis que vous l’avez ouverte ici. Voici ce que "
    "vous venez d’écrire : si vous continuez, c’est ce texte qui sera gardé pour cette étape."
)


def year_moved(year: str) -> str:
    return (
        f"Une nouvelle année scolaire a commencé : votre proposition est maintenant pour {year}. Vérifiez "
        "vos disponibilités, puis envoyez de nouveau."
    )


SAVED_TITLE = "Votre brouillon est enregistré"
SAVED_NEXT = (
    "Personne d’autre ne peut le lire. Pour reprendre, écrivez « mes propositions » quand vous voudrez, "
    "sur n’importe quel appareil."
)
SAVED_VERSION = (
    "Vos modifications sont enregistrées, mais pas encore envoyées : le comité lit toujours la version "
    "précédente."
)
LIST_TITLE = "Mes propositions"
LIST_EMPTY = "Vous n’avez pas encore de proposition."


def thanks(first_name: str, number: int) -> str:
    start = f"Merci, {first_name}!" if first_name else "Merci!"
    return (
        f"{start} Votre proposition numéro {number} est entre les mains du comité de gestion du CEE. Vous "
        "recevrez la réponse ici."
    )


def thanks_again(version: int) -> str:
    return f"Merci! La version {version} de votre proposition est envoyée. Vous recevrez la réponse ici."


def state_title(number: int, title: str) -> str:
    return f"Proposition numéro {number} : {quoted(title)}"


def list_line(number: int, year: str, state: str, day: str) -> str:
    return f"Numéro {number}, pour {year}. {state}, {day}."


EXPLAINED: Mapping[str, str] = {
    "DRAFT": "Personne d’autre ne peut lire ce brouillon.",
    "SUBMITTED": "La personne responsable du CEE l’a reçue. Vous recevrez la réponse ici.",
    "UNDER_REVIEW": "La personne responsable du CEE la lit en ce moment. Vous recevrez la réponse ici.",
    "CHANGES_REQUESTED": "Le comité aimerait des précisions. Votre texte est conservé.",
    "ACCEPTED": "Votre réseau est accepté.",
    "DECLINED": "Le comité ne l’a pas retenue. La fiche est conservée.",
    "WITHDRAWN": "Vous l’avez retirée. La fiche est conservée.",
}


def changes_wanted(message: str, day: str) -> str:
    return f"Précisions demandées : {message} (réponse d’ici {day} inclusivement)"


def reason(text: str) -> str:
    return f"Motif : {text}"


def withdraw_question(title: str) -> str:
    return (
        f"Voulez-vous vraiment retirer {quoted(title)}? Le comité ne l’étudiera plus. La fiche est "
        "conservée et vous pourrez la reprendre."
    )


def withdraw_draft_question(title: str) -> str:
    return (
        f"Voulez-vous vraiment retirer le brouillon {quoted(title)}? La fiche est conservée et vous pourrez "
        "la reprendre."
    )


REVIEW_TITLE = "Votre proposition"
WORKING_COPY = "Une nouvelle version est commencée, mais pas encore envoyée."
STATE = "État"
YEAR = "Année scolaire"


def older(count: int) -> str:
    if count == 1:
        return "Une proposition plus ancienne n’est pas affichée; la personne responsable la conserve."
    return f"{count} propositions plus anciennes ne sont pas affichées; la personne responsable les conserve."


def read_label(name: str) -> str:
    """A field's label for who reads the answer, without the hints for who writes it."""
    if name == "school_other":
        return OTHER_SCHOOL
    return LABELS[name].removesuffix(" (facultatif)")
