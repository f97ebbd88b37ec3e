"""A message to the members of a network or of several: saved, shown, then sent once (design.md §4)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import mailing as rules
from bot.rules.calendar import school_year
from bot.rules.mailing import Wrong
from storage import audit, outbox
from storage import mailing as stored
from storage.mailing import Audience, Mailing
from storage.network import Network, NetworkState
from storage.people import Person, Role

MAILING = "mailing"


class NotDone(StrEnum):
    NOT_ALLOWED = "not_allowed"
    STALE = "stale"  # written anew since the preview was drawn


@dataclass(frozen=True, slots=True)
class Saved:
    mailing_id: int


@dataclass(frozen=True, slots=True)
class Sent:
    """`already`: an earlier press sent it; nothing left again."""

    mailing_id: int
    already: bool = False


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    *,
    mailing_id: int,
    audience: str,
    subject: str,
    text: str,
) -> Saved | Wrong | NotDone:
    """Keep what was typed, to be previewed; with `mailing_id`, in place of what this person saved before."""
    chosen = rules.audience_of(audience)
    if chosen is not None and not _may(session, actor_id, *chosen):
        return NotDone.NOT_ALLOWED
    if chosen is None and not _writes_at_all(session, actor_id):
        return NotDone.NOT_ALLOWED
    year = school_year(now.date())
    people = len(recipients(session, actor_id, year, *chosen)) if chosen else None
    subject, text = " ".join(subject.split()), text.strip()
    wrong = rules.wrong(subject, text, people=people)
    if wrong or chosen is None:
        return wrong
    found = stored.locked_mailing(session, mailing_id) if mailing_id else None
    if found is None or found.sender_id != actor_id or found.sent_at is not None:
        found = Mailing(sender_id=actor_id, revision=0, saved_at=now)
        session.add(found)
    found.audience, found.network_id = chosen[0], chosen[1] or None
    found.subject, found.text, found.school_year = subject, text, year
    found.revision, found.saved_at = found.revision + 1, now
    session.flush()
    return Saved(found.id)


def send(session: Session, now: datetime, actor_id: int, mailing_id: int, revision: int) -> Sent | NotDone:
    """One message each to whoever belongs to the audience now, once, however often it is pressed.

    `revision` is that of the preview: what was written anew meanwhile is shown first.
    """
    found = stored.locked_mailing(session, mailing_id)
    if found is None or found.sender_id != actor_id:
        return NotDone.NOT_ALLOWED
    if found.sent_at is not None:
        return Sent(mailing_id, already=True)
    if not _may(session, actor_id, found.audience, found.network_id or 0):
        return NotDone.NOT_ALLOWED
    people = recipients(session, actor_id, found.school_year, found.audience, found.network_id or 0)
    if found.revision != revision or not people:
        return NotDone.STALE
    found.sent_at, found.people = now, len(people)
    session.flush()
    for person_id in people:
        outbox.add(
            session,
            once=f"{MAILING}:{mailing_id}:{person_id}",
            kind=MAILING,
            subject=(MAILING, mailing_id),
            person_id=person_id,
            not_before=now,
        )
    # Who wrote to how many, and not what: the journal is read by more people than the message.
    audit.record(
        session,
        now,
        action="mailing_sent",
        subject=("network", found.network_id) if found.network_id else (MAILING, mailing_id),
        person_id=actor_id,
        before=found.audience,
        after=str(len(people)),
    )
    return Sent(mailing_id)


def recipients_of(session: Session, _now: datetime, actor_id: int, mailing_id: int) -> list[int]:
    """Who would get it now. Reads only."""
    found = session.get_one(Mailing, mailing_id)
    return recipients(session, actor_id, found.school_year, found.audience, found.network_id or 0)


def recipients(session: Session, actor_id: int, year: str, audience: str, network_id: int) -> list[int]:
    """Who gets it, never its author; the animator gets what a responsible writes to her or his members."""
    if audience == Audience.ANIMATORS:
        found = stored.animators_of_year(session, year)
    elif audience == Audience.MEMBERS:
        found = stored.members_of_year(session, year)
    else:
        network = session.get_one(Network, network_id)
        found = [*stored.members_of(session, network_id), network.animator_id]
    return sorted(set(found) - {actor_id})


def _may(session: Session, actor_id: int, audience: str, network_id: int) -> bool:
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    network = session.get(Network, network_id, populate_existing=True) if network_id else None
    if network_id and (network is None or network.state == NetworkState.CANCELLED.value):
        return False
    animates = network is not None and network.animator_id == actor_id
    return rules.may_write(audience, responsible=responsible, animates=animates)


def _writes_at_all(session: Session, actor_id: int) -> bool:
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    return responsible or bool(stored.animated_now(session, actor_id))
