"""Sample facts for the sentences of the bilan and what is around it; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import bilan
from cards.phrases.annexe5 import EXACT

DAYS = ("le 23 juin 2027",)
TITLES = ("Lire dehors",)
SLOTS = ("le mardi 8 juin 2027, à 9\u00a0h\u00a030, au CEE",)
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "bilan_point": {"label": tuple(EXACT.values())},
    "bilan_row": {"label": tuple(EXACT.values())},
    "bilan_held": {"counts": ("7 présences sur 8", "")},
    "bilan_counts": {"present": (0, 1, 7), "total": (8,)},
    "members_counted": {"members": (0, 1, 9), "there": (0, 1, 8)},
    "members_there": {"there": (0, 1, 7), "total": (1, 8)},
    "minutes_missing": {"numbers": ("2",), "several": (False, True)},
    "no_work": {"why": ("un échange de vive voix",)},
    "bilan_step": {"name": tuple(bilan.STEP_TITLES.values()), "step": (1,), "steps": (3,)},
    "bilan_too_long": {"count": (1501, 12345)},
    "bilan_member": {"line": ("Maude Tanguay, École du Parc",), "there": (False, True)},
    "bilan_continues": {"answer": tuple(bilan.CONTINUES.values()), "reasons": ("Le groupe le veut.", "")},
    "work_line": {"work": ("https",)},
    "late_bilan_line": {"until": DAYS, "last": DAYS},
    "bilan_asked": {"first_name": ("Maude",), "title": TITLES, "until": DAYS},
    "bilan_mail_body": {"first_name": ("Maude",), "title": TITLES, "until": DAYS},
    "asked_by": {"animator": ("Maude Tanguay",), "title": TITLES, "reason": ("", "La salle est prise.")},
    "cee_slot": {"day": ("le mardi 8 juin 2027",), "hour": ("9\u00a0h\u00a030",), "place": ("au CEE",)},
    "agreed_on": {"slot": SLOTS},
    "proposed_by": {"slot": SLOTS},
    **{
        phrase: {"title": TITLES, "until": DAYS}
        for phrase in (
            *("bilan_recalled", "bilan_past", "bilan_granted", "bilan_due", "bilan_overdue", "bilan_today"),
            *("bilan_of", "bilan_title", "bilan_paper_title", "late_bilan_title", "bilan_mail_subject"),
            *("work_of", "closed", "news", "about", "cee_event", "cee_waits_title"),
            *("bilan_day", "own_planning", "own_bilan"),
        )
    },
}
