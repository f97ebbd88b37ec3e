"""By when a request about one's own data is answered (Loi sur l’accès, s. 83, 89, 98; DOMAIN.md §3.5).

Days are days in the settings' time zone; the law counts them all, not the working ones.
"""

from datetime import date, timedelta

ANSWERED_WITHIN = timedelta(days=20)
EXTENSION = timedelta(days=10)
WORDS_LIMIT, ANSWER_LIMIT = 1000, 1000


def due_on(asked: date) -> date:
    """The last day of the twenty."""
    return asked + ANSWERED_WITHIN


def may_extend(due: date, today: date, *, extended: bool) -> bool:
    """Once, and before the twenty days are over: the person is told within them."""
    return not extended and today <= due


def is_late(due: date, today: date) -> bool:
    return today > due
