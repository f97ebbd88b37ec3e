"""The Team as a responsible brings it up to date, now."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.names import alphabetical
from cards import membership as cards
from cards.desk import DeskTask
from cards.elements import Card
from storage.membership import Membership, MembershipState, by_hand


def tasks(session: Session, _now: datetime, _viewer_id: int) -> list[DeskTask]:
    """One row, however many people it is about."""
    waiting = by_hand(session)
    if not waiting:
        return []
    adding = len(_listed(waiting, MembershipState.TO_ADD))
    return [cards.task(min(one.since for one in waiting), adding, len(waiting) - adding)]


def form(session: Session, _now: datetime) -> Card | None:
    """None when nobody waits any more."""
    waiting = by_hand(session)
    if not waiting:
        return None
    return cards.form(_listed(waiting, MembershipState.TO_ADD), _listed(waiting, MembershipState.TO_REMOVE))


def _listed(waiting: Sequence[Membership], state: MembershipState) -> list[cards.Listed]:
    return [
        cards.Listed(one.person_id, one.person.name, one.person.email or "")
        for one in sorted(waiting, key=lambda one: alphabetical(one.person.name))
        if one.state == state.value
    ]
