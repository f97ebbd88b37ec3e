"""Sample facts for the sentences of attendance; see tests/cards/sentences.py."""

from collections.abc import Mapping

from cards.phrases import attendance

STANDINGS, RELEASES = tuple(attendance.STANDINGS), tuple(attendance.RELEASES)
SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "recorded": {"present": (0, 1, 8), "total": (8,)},
    "followed": {"count": (0, 1, 8), "total": (8,)},
    "release_line": {"school": ("École du Parc", ""), "release": RELEASES},
    "kept": {"present": (0, 1, 8), "total": (8,)},
    "name_button": {"standing": STANDINGS},
    "standing_line": {"school": ("École du Parc", ""), "standing": STANDINGS, "release": (*RELEASES, "")},
    "now_marked": {"standing": STANDINGS},
    "change": {
        "moment": ("le 1er décembre 2026, 9\u00a0h\u00a002",),
        "half": (0, 1, 2),
        "before": (*attendance.PRESENCES, ""),
        "after": (*attendance.PRESENCES, ""),
        "actor": ("Maude Tanguay",),
    },
    "undecided_person": {"half_days": (1, 2), "release": RELEASES},
    "ticked": {"count": (0, 5), "total": (8,)},
    "undecided_line": {"people": (1, 3)},
}
