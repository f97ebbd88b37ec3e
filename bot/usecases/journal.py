"""A responsible exports the journal: the export is a line of it, and keeps what was asked for (§1.9)."""

import json
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.journal import Group
from storage import audit
from storage.journal import EXPORTED, last_line_of
from storage.people import Person, Role


class NotExported(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"


def export(
    session: Session, now: datetime, actor_id: int, network_id: int, person_id: int, group: str
) -> int | NotExported:
    """The id of the line that says who exported which lines; 0 and "" stand for any.

    The file holds the lines up to this one.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotExported.NOT_RESPONSIBLE
    asked = {"network": network_id, "person": person_id, "group": group if group in set(Group) else ""}
    audit.record(
        session,
        now,
        action=EXPORTED,
        subject=("journal", None),
        person_id=actor_id,
        why=json.dumps(asked, sort_keys=True),
    )
    line = last_line_of(session, actor_id, EXPORTED)
    assert line is not None
    return line.id
