"""A good proposal form, and the bounds that it keeps."""

from collections.abc import Mapping

from bot.rules.proposal import MODALITIES, OTHER, Bounds

TICKS = {"bio_public", "mission_ack", "attendance_ack"}
OPTIONAL = {"school_other", "bio_public", "comments", "heard_about"}

TEXT_LIMIT = 1500
BOUNDS = Bounds(
    text_limit=TEXT_LIMIT,
    email_domains=("cssdm.gouv.qc.ca", "csdm.qc.ca"),
    choices={
        "school_id": {"E1", "E2", OTHER},
        "target_group": {"G1"},
        "discipline": {"D1"},
        "priority_id": {"P1", OTHER},
        "duration": MODALITIES,
    },
)
GOOD: Mapping[str, str] = {
    "email": "ada.essai@cssdm.gouv.qc.ca",
    "school_id": "E1",
    "job_title": "Titulaire de 3e année",
    "experience": "Dix ans au primaire.",
    "target_group": "G1",
    "discipline": "D1",
    "title": "Lire dehors",
    "required_material": "Aucun",
    "objectives": "Donner le goût de lire.",
    "competencies": "Concevoir des situations d’apprentissage.",
    "summary": "Nous lirons dehors.",
    "detailed_description": "Deux journées de lectures.",
    "priority_id": "P1",
    "prerequisites": "Aucun",
    "duration": "FULL_2",
    "availability": "En octobre.",
    "bio": "Enseigne au primaire.",
    "mission_ack": "true",
    "attendance_ack": "true",
}
