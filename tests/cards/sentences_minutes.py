"""Sample facts for the sentences of the minutes; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import minutes

DAYS = ("le 10 décembre 2026", "")
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "opening": {"hour": ("8\u00a0h\u00a045", "")},
    "reading": {"day": DAYS},
    "ending": {"hour": ("15\u00a0h\u00a045", ""), "day": DAYS},
    "meeting_line": {"title": ("Lire dehors",), "line": ("Rencontre 1\u00a0: le mardi 1er décembre 2026",)},
    "soft_due": {"until": ("le 11 décembre 2026",)},
    "achieved": {"text": ("Grille adoptée",)},
    "follow_up_line": {"what": ("Envoyer la grille",), "who": ("Maude Tanguay", ""), "day": DAYS},
    "carried_out": {"what": ("Envoyer la grille",)},
    "attendance": {"present": (0, 1, 8), "total": (8,)},
    "attendee": {"standing": tuple(minutes.STANDINGS.values())},
    "minutes_step": {"name": tuple(minutes.STEP_TITLES.values()), "step": (1,), "steps": (4,)},
    "minutes_too_long": {"count": (1501, 12345)},
    "too_many_follow_ups": {"limit": (10,)},
    "member_line": {"function": ("Titulaire", ""), "school": ("École du Parc", "")},
    "animating": {"line": ("Maude Tanguay, École du Parc",)},
    "numbered_row": {"label": tuple(minutes.ROWS.values())},
    "wanted_text": {"until": ("le 11 décembre 2026",), "title": ("Lire dehors",)},
    "wanted_still": {"until": ("le 11 décembre 2026",), "title": ("Lire dehors",)},
    "late_minutes_line": {"until": ("le 11 décembre 2026",)},
    "mail_to": {"link": ("mailto:cee@cssdm.gouv.qc.ca?subject=Compte%20rendu",)},
    "minutes_paper_title": {"title": ("Lire dehors",)},
    "mail_subject": {"title": ("Lire dehors",)},
    "mail_body": {"first_name": ("Maude",)},
}
