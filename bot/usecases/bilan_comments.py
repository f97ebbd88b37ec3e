"""« Inviter des collègues à commenter »: the participants read the draft and say a word of it (§8.5; R65).

Only the animator submits. An invited participant may then read the bilan that is deposited too.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.usecases.bilan import Refused as NotWritable
from bot.usecases.bilan import begun, writable
from bot.usecases.bilan_prefill import Words
from bot.usecases.minutes import members
from storage import audit, outbox, posts, seats
from storage.bilan import BilanComment, bilan_of, comment_by
from storage.network import Network

ASKED, COMMENTED = "bilan_comment", "bilan_commented"
LONGEST = 1000


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"  # who is no member, or was not asked
    CLOSED = "closed"  # the bilan is in


class Wrong(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Invited:
    """How many get the card; 0 when all of them have this very draft already."""

    network_id: int
    count: int


@dataclass(frozen=True, slots=True)
class Kept:
    network_id: int


def invite(
    session: Session, now: datetime, actor_id: int, settings: Settings, network_id: int, words: Words
) -> Invited | Refused | NotWritable:
    """Every member gets the draft as it stands, with one input; again only once the draft has changed."""
    found = writable(session, now, actor_id, network_id)
    if isinstance(found, NotWritable):
        return found
    if found.version:
        return Refused.CLOSED
    network = session.get_one(Network, network_id)
    begun(session, now, settings, network, words)
    session.flush()
    count = sum(
        outbox.add(
            session,
            once=f"{ASKED}:{network_id}:{found.revision}:{person_id}",
            kind=ASKED,
            subject=("bilan", network_id),
            person_id=person_id,
            not_before=now,
        )
        for person_id in members(session, network_id)
    )
    if count:
        found.shared_at = found.shared_at or now
        session.flush()
        audit.about_network(
            session, now, network_id, "bilan_comments_asked", person_id=actor_id, after=str(count)
        )
    return Invited(network_id, count)


def comment(
    session: Session, now: datetime, person_id: int, network_id: int, text: str
) -> Kept | Wrong | Refused:
    """A member's word, for the animator alone; said anew it takes the place of the last. Twice the same is
    one.
    """
    seats.hold_networks(session, [network_id])
    found = bilan_of(session, network_id)
    if found is None or found.shared_at is None or person_id not in members(session, network_id):
        return Refused.NOT_ALLOWED
    if found.version:
        return Refused.CLOSED
    text = text.strip()
    if not text:
        return Wrong.EMPTY
    if len(text) > LONGEST:
        return Wrong.TOO_LONG
    before = comment_by(session, found.id, person_id)
    if before is None:
        session.add(BilanComment(bilan_id=found.id, person_id=person_id, text=text, at=now))
    elif before.text != text:
        before.text, before.at = text, now
    session.flush()
    outbox.add(
        session,
        once=f"{COMMENTED}:{network_id}:{person_id}",
        kind=COMMENTED,
        subject=("bilan_comments", network_id),
        person_id=session.get_one(Network, network_id).animator_id,
        not_before=now,
    )
    posts.changed(session, ("bilan_comments", network_id), now)
    return Kept(network_id)
