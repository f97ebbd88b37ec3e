"""The nightly check of what may never happen, and the purge of what is no longer needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.usecases import waiting
from storage import audit, checks
from storage.outbox import forget_done
from storage.places import networks_to_promote
from storage.proposal import forget_drafts

STUCK = timedelta(days=1)
# The list moves by itself at once, and at the latest with the next round of the clock: after an import, say.
SETTLED = timedelta(minutes=5)
# DOMAIN.md §3.5: drafts are kept one year, and so are the traces of messages.
KEPT = timedelta(days=365)


def breaches(session: Session, now: datetime) -> dict[str, list[int]]:
    """Row ids by the name of the breach; empty when all is as it must be. Reads only."""
    found = checks.findings(session, now - STUCK)
    free = networks_to_promote(session, now - SETTLED)
    passed = [one for one in free if waiting.would_move(session, now, one)]
    return {**found, "seat_free_while_somebody_waits": passed} if passed else found


@dataclass(frozen=True, slots=True)
class Purged:
    drafts: int
    messages: int


def purge(session: Session, now: datetime) -> Purged:
    """Delete drafts that nobody sent, and the traces of messages, untouched for a year; say how many."""
    purged = Purged(forget_drafts(session, now - KEPT), forget_done(session, now - KEPT))
    audit.record(
        session,
        now,
        action="purged",
        subject=("database", None),
        why=f"{purged.drafts} drafts, {purged.messages} messages",
    )
    return purged
