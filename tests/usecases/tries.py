"""One message of each sort, a claim of it, and an outcome for it."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import Fault, NotPosted, Place
from bot.usecases import delivery
from storage.audit import AuditRow
from storage.network import ChannelPlace, ChannelState
from storage.outbox import OutboxRow
from storage.posts import Post
from tests.factories import NOW, add_person
from tests.storage.messages import SUBJECT, add_message, add_network

LEASE = timedelta(minutes=1)
HOURS = (8, 17)
PLACE = Place("https://smba.example/teams/", "a:ada")


def add_post(
    session: Session,
    person_id: int | None,
    activity_id: str = "m1",
    conversation_id: str = PLACE.conversation_id,
) -> int:
    post = Post(
        kind="letter",
        subject_type=SUBJECT[0],
        subject_id=SUBJECT[1],
        person_id=person_id,
        service_url=PLACE.service_url,
        conversation_id=conversation_id,
        activity_id=activity_id,
        drawn=0,
        posted_at=NOW,
    )
    session.add(post)
    session.flush()
    return post.id


def to_a_chat(session: Session) -> int:
    return add_message(session, "a", person_id=add_person(session, "Ada", school_id=None, chat="a:ada").id)


def to_somebody_without_chat(session: Session) -> int:
    return add_message(session, "a", person_id=add_person(session, "Ada", school_id=None).id)


def to_a_channel(session: Session) -> int:
    animator = add_person(session, "Ada", school_id=None).id
    add_network(
        session, animator, state=ChannelState.CREATED, place=(PLACE.service_url, PLACE.conversation_id)
    )
    place = session.scalars(select(ChannelPlace)).one()
    return add_message(session, "a", place_id=place.id)


def to_a_post(session: Session) -> int:
    person_id = add_person(session, "Ada", school_id=None, chat="a:ada").id
    return add_message(session, "a", post_id=add_post(session, person_id))


def to_a_post_of_a_channel(session: Session) -> int:
    return add_message(session, "a", post_id=add_post(session, None))


def taken(session: Session, now: datetime = NOW) -> delivery.Due:
    """The one message that is due now."""
    (due,) = delivery.claim(session, now, lease=LEASE, limit=10, hours=HOURS)
    return due


def told(
    session: Session, fault: Fault, *, at: datetime = NOW, after: float | None = None, jitter: float = 0
) -> bool:
    """Claim the one due message and give it this outcome."""
    due = taken(session, at)
    outcome = NotPosted(fault, f"code {fault.value}", after)
    return delivery.not_posted(session, at, due.row_id, due.attempt, outcome, jitter)


def state_of(session: Session) -> tuple[str, str | None, timedelta | None]:
    """(state, cause, how long it waits)."""
    row = session.scalars(select(OutboxRow).where(OutboxRow.once == "a")).one()
    waits = row.not_before - NOW if row.state == "waiting" else None
    return row.state, row.cause, waits


def failures(session: Session) -> list[tuple[str, int | None, str]]:
    found = session.scalars(select(AuditRow).where(AuditRow.action == "message_failed"))
    return [(row.subject_type, row.subject_id, row.why) for row in found]
