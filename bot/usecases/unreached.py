"""Messages that reached nobody: tried again, or noted, by a responsible (B5)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.unreached import away_before
from storage import audit, unreached
from storage.outbox import OutboxRow
from storage.people import Person, Role


class Outcome(StrEnum):
    DONE = "done"
    NOTHING = "nothing"  # none of them waits any more: sent meanwhile, or noted by somebody else
    NOT_RESPONSIBLE = "not_responsible"


def try_again(
    session: Session, now: datetime, actor_id: int, *, person_id: int = 0, network_id: int = 0
) -> Outcome:
    """Send them once more, to a person or in a network's channel; what holds no more is dropped then.

    Teams is asked anew even for somebody who removed the bot.
    """
    done = _settle(session, now, actor_id, person_id, network_id, "messages_retried", unreached.try_again)
    if done is Outcome.DONE and person_id:
        unreached.believe_reachable(session, person_id)
    return done


def note(
    session: Session, now: datetime, actor_id: int, *, person_id: int = 0, network_id: int = 0
) -> Outcome:
    """« C’est noté »: they are no task any more; to somebody who comes back they leave all the same."""
    return _settle(session, now, actor_id, person_id, network_id, "messages_noted", unreached.note)


Change = Callable[[Session, Sequence[int], datetime], int]


def _settle(
    session: Session,
    now: datetime,
    actor_id: int,
    person_id: int,
    network_id: int,
    action: str,
    change: Change,
) -> Outcome:
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Outcome.NOT_RESPONSIBLE
    lost: Sequence[OutboxRow]
    if person_id:
        lost, subject = unreached.lost_to_person(session, person_id, away_before(now)), ("person", person_id)
    else:
        lost, subject = unreached.lost_in_channel(session, network_id), ("network", network_id)
    count = change(session, [one.id for one in lost], now)
    if not count:
        return Outcome.NOTHING
    audit.record(session, now, action=action, subject=subject, person_id=actor_id, after=str(count))
    return Outcome.DONE
