"""From which rules a responsible may derogate, always with a written reason (DOMAIN.md §1, « Override »).

R05 (only the teacher proposes), the second network of a year (R11), ten seats (R22) and two of a school (R23)
are not among them: nobody derogates from those.
"""

from enum import StrEnum


class Rule(StrEnum):
    """Four bear the names of bot.rules.enrollment.Condition, which they set aside."""

    LATE_SELECTION = "late_selection"  # R15, S07: selected for the current year
    BELOW_SIX = "below_six"  # R21
    CLOSED = "closed"  # admitted after the last day of enrollment
    YEAR_USED = "year_used"  # R11, S20: attended another network this year and left it
    CLASH = "clash"  # R31, §1.8, 2: animates another network on the same day
    NOT_TEACHING = "not_teaching"  # R04
    LATE_DOCUMENT = "late_document"  # R32, R33: more time for a plan or an agenda
    SHORT_NOTICE = "short_notice"  # §1.8, 7: moved to a day less than eight days away
    NEW_ANIMATOR = "new_animator"  # R04, R31; §1.8, 14


REASON_LIMIT = 1000
