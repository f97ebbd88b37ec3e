"""The key in the address of a personal calendar: made when first asked for, replaced to end the address."""

from datetime import datetime

from sqlalchemy.orm import Session

from storage import audit
from storage.people import Person


def ensure(session: Session, _now: datetime, person_id: int, new_key: str) -> None:
    """Give the person this key when she or he has none yet."""
    person = session.get_one(Person, person_id, with_for_update={"of": Person})
    if person.feed_key is None:
        person.feed_key = new_key
        session.flush()


def renew(session: Session, now: datetime, person_id: int, new_key: str) -> None:
    """The old address leads nowhere from now on. The audit holds no key."""
    person = session.get_one(Person, person_id, with_for_update={"of": Person})
    person.feed_key = new_key
    audit.record(session, now, action="feed_renewed", subject=("person", person_id), person_id=person_id)
    session.flush()
