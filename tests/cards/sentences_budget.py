"""Sample facts for the sentences of the year at a glance and its release; see tests/cards/sentences.py."""

from collections.abc import Mapping

SAMPLES: Mapping[str, Mapping[str, tuple[object, ...]]] = {
    "seats": {"taken": (0, 1, 34), "capacity": (0, 50), "waiting": (0, 1, 2), "count": (6, 10)},
    "seats_line": {"taken": (0, 1, 8), "waiting": (0, 1, 2)},
    "standing": {"code": ("missing", "late", "on_time", "on_paper", "to_come"), "count": (1, 2)},
    **{
        phrase: {"present": (0, 1, 61), "expected": (0, 1, 68), "percent": (0, 90)}
        for phrase in ("turnout", "turnout_line")
    },
    "release": {"committed": (0, 1, 3, 4, 43), "envelope": (None, 1, 430)},
    "at_most": {"networks": (0, 1, 12), "half_days": (43, 516)},
    "spent_line": {"committed": (0, 1, 215), "freed": (0, 3)},
    **{phrase: {"half_days": (0, 1, 43)} for phrase in ("then_left", "then_over")},
    "release_left": {"left": ("21,5\u00a0jours",), "envelope": ("215\u00a0jours",)},
    "release_over": {"over": ("21,5\u00a0jours",), "envelope": ("215\u00a0jours",)},
}
