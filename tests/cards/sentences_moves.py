"""Sample facts for the sentences of meetings moved and called off; see tests/cards/sentences.py."""

from collections.abc import Mapping

LINES = ("le mardi 1er décembre 2026, au CEE", "le mardi 1er décembre 2026")
PHRASES = (
    "was",
    "becomes",
    "takes_place",
    "would_be",
    "would_have_been",
    "declined",
    "date_gone",
    "date_new",
)
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    **{phrase: {"line": LINES} for phrase in PHRASES},
    # Of a network too: it has a title.
    "cancelled": {
        "line": LINES,
        "why": ("Local non disponible", ""),
        "past": (True, False),
        "title": ("Lire dehors",),
    },
    "date_changed": {"old": LINES, "new": LINES},
    "unreached_subject": {"past": (True, False)},
    "unreached_body": {"said": ("La rencontre n’aura pas lieu.",), "past": (True, False)},
    "write_to": {"link": ("mailto:cee@cssdm.gouv.qc.ca?subject=Rencontre",)},
    "asked_by": {"reason": ("Le local est pris.", "")},
    "reached": {"count": (0, 1, 8), "everybody": (8,)},
    "not_reached": {"address": ("cee@cssdm.gouv.qc.ca", "")},
}
