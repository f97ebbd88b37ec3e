"""The nightly check of what may never happen."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.usecases import waiting
from storage import checks
from storage.places import networks_to_promote

STUCK = timedelta(days=1)
# The list moves by itself at once, and at the latest with the next round of the clock: after an import, say.
SETTLED = timedelta(minutes=5)


def breaches(session: Session, now: datetime) -> dict[str, list[int]]:
    """Row ids by the name of the breach; empty when all is as it must be. Reads only."""
    found = checks.findings(session, now - STUCK)
    free = networks_to_promote(session, now - SETTLED)
    passed = [one for one in free if waiting.would_move(session, now, one)]
    return {**found, "seat_free_while_somebody_waits": passed} if passed else found
