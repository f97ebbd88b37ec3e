"""The labels of Annexe 1, on paper and on screen, and what its inputs say (DOMAIN.md §2.1)."""

from collections.abc import Mapping

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
