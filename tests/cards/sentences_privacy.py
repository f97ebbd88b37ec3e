"""Sample facts for the sentences of hours, privacy and the journal; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import incidents, journal, my_data, privacy

UNTIL = ("le 13 décembre 2026",)
KIND = tuple(privacy.KINDS)
TOTALS = ("6\u00a0h", "3\u00a0h\u00a015")
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "hours": {"minutes": (0, 180, 195)},
    "over_two_years": {"total": TOTALS, "earlier": ("2025-2026",), "later": ("2026-2027",)},
    "year_total": {"total": TOTALS},
    "hours_line": {"title": ("Lire dehors",), "total": TOTALS, "how": ("présence", "animation")},
    "attests": {"function": ("Titulaire", ""), "school": ("École du Parc", "")},
    "paper_total": {"total": TOTALS, "earlier": ("2025-2026",), "later": ("2026-2027",)},
    "attestation_about": {"title": ("Maude Tanguay",)},
    "in_network": {"title": ("Lire dehors",)},
    "label_of": {"name": tuple(my_data.FIELDS)},
    **{name: {"until": UNTIL} for name in ("asked_until", "asked_before")},
    "own_request": {"kind": KIND, "until": UNTIL},
    "own_request_done": {"kind": KIND, "accepted": (True, False)},
    "request_task": {"kind": KIND},
    "request_due": {"until": UNTIL, "late": (True, False)},
    "request_accepted": {"kind": KIND},
    "request_refused": {"kind": KIND},
    "request_extended": {"kind": KIND, "until": UNTIL},
    "register_line": {"kind": KIND, "until": UNTIL},
    "register_answered": {"accepted": (True, False)},
    "incident_line": {"many": ("2 personnes concernées.",)},
    "people_concerned": {"many": (0, 1, 12345)},
    "version_line": {"moment": ("le 23 novembre 2026 à 10\u00a0h",)},
    "moment_of": {"at": ("10\u00a0h",)},
    "incident_mistake": {
        "name": tuple(incidents.FIELDS),
        "fault": ("missing", "too_long", "future", "bad_day", "bad_number"),
        "count": (1001,),
        "limit": (1000,),
    },
    "words_of": {"action": tuple(journal.ACTIONS)},
    "line_title": {"at": ("10\u00a0h",), "action": ("Réseau accepté",)},
    "line_who": {"subject": ("réseau numéro 3", "")},
    "numbered_subject": {"kind": tuple(journal.SUBJECTS), "number": (3,)},
    "from_to": {"before": ("prévue", ""), "after": ("utilisée",)},
    "found_lines": {"count": (0, 1, 12345)},
}
