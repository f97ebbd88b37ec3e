"""A responsible prepares the attestation of somebody who asks for it (DOMAIN.md §7, Q18)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from storage import audit
from storage.people import Person, Role, person_by_email


class NotPrepared(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    NOBODY = "nobody"


def prepare_for(session: Session, now: datetime, actor_id: int, email: str) -> int | NotPrepared:
    """The person whom this e-mail names; the journal keeps whose hours a responsible looked at."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotPrepared.NOT_RESPONSIBLE
    person = person_by_email(session, email)
    if person is None:
        return NotPrepared.NOBODY
    audit.record(
        session, now, action="attestation_prepared", subject=("person", person.id), person_id=actor_id
    )
    return person.id
