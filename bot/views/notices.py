"""Every kind of message that the outbox holds, drawn as things stand when it leaves."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.views import approval, menu, network
from cards import reminders as cards
from cards.elements import Card
from cards.reminders import Reminder

Drawer = Callable[[Session, datetime, int, int], Card | None]

DRAWERS: Mapping[str, Drawer] = {
    "welcome": lambda session, now, person, _: menu.welcome(session, now, person),
    "approval_request": approval.request,
    "letter": lambda session, now, _, subject: approval.letter(session, now, subject),
    "channel_welcome": lambda session, now, _, subject: network.welcome(session, now, subject),
    "channel_failed": lambda session, now, _, subject: network.channel_task(session, now, subject),
}

Reminding = Callable[[Session, datetime, int, int], Reminder | None]
"""What a notice of the clock says to a person about a subject; None when it does not hold any more."""

REMINDERS: Mapping[str, Reminding] = {}


def draw(
    session: Session,
    now: datetime,
    kind: str,
    subject: tuple[str, int],
    person_id: int | None,
    _facts: Mapping[str, Any],
) -> Card | None:
    """The card of one message for its reader; None when there is nothing left to say.

    Raises KeyError for a kind that nobody draws.
    """
    if kind in REMINDERS:
        said = REMINDERS[kind](session, now, person_id or 0, subject[1])
        return cards.reminder(said) if said else None
    return DRAWERS[kind](session, now, person_id or 0, subject[1])
