"""Notices that the clock causes: written once, sent in the sending hours, one message a person a day.

(design.md §4, « Quiet time »; DOMAIN.md §5.2. `usecases.delivery` merges them when they are claimed.)
"""

from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import quiet_time as rules
from bot.settings import Settings
from storage import outbox


def remind(
    session: Session,
    now: datetime,
    settings: Settings,
    *,
    once: str,
    kind: str,
    subject: tuple[str, int],
    person_id: int,
    day: date,
) -> bool:
    """Write a reminder for a day; one that falls on a closed day leaves the working day before.

    False when the same `once` was written before. `kind` must stand in views.notices.REMINDERS.
    """
    leaves = rules.on_or_before(day, closed_around(session, day))
    return _write(session, now, settings, once, kind, subject, person_id, leaves)


def follow_up(
    session: Session,
    now: datetime,
    settings: Settings,
    *,
    once: str,
    kind: str,
    subject: tuple[str, int],
    person_id: int,
    day: date,
) -> bool:
    """As `remind`, for what follows an event: on a closed day it waits for the working day after."""
    leaves = rules.on_or_after(day, closed_around(session, day))
    return _write(session, now, settings, once, kind, subject, person_id, leaves)


def _write(
    session: Session,
    now: datetime,
    settings: Settings,
    once: str,
    kind: str,
    subject: tuple[str, int],
    person_id: int,
    leaves: date,
) -> bool:
    local = now.astimezone(settings.zone)
    return outbox.add(
        session,
        once=once,
        kind=kind,
        subject=subject,
        person_id=person_id,
        not_before=rules.opening(leaves, settings.sending_hours, local),
        by_clock=True,
    )
