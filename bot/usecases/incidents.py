"""A responsible keeps the register of privacy incidents; each saving is a version of its own (s. 63.8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import incidents as rules
from bot.rules.incidents import Mistake
from storage import audit
from storage.incidents import (
    PrivacyIncident,
    PrivacyIncidentVersion,
    current_incidents,
    held_incident,
    history_of,
)
from storage.people import Person, Role


class NotSaved(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"
    GONE = "gone"
    STALE = "stale"  # somebody saved a version since the form was drawn


@dataclass(frozen=True, slots=True)
class Saved:
    """`new` is False where the very same stood already: a press that came twice."""

    incident_id: int
    new: bool


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    incident_id: int,
    version: int,
    step: int,
    values: Mapping[str, str],
) -> Saved | NotSaved | Sequence[Mistake]:
    """Keep one step of an incident; 0 for a new one, which begins with the first step."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id, with_for_update={"of": Person}).roles:
        return NotSaved.NOT_RESPONSIBLE
    if step not in rules.STEPS or (not incident_id and step != 1):
        return NotSaved.GONE
    typed = rules.read(values, step)
    wrong = rules.mistakes(typed, now.date())
    if wrong:
        return wrong
    if not incident_id:
        return _begin(session, now, actor_id, typed)
    found = held_incident(session, incident_id)
    if found is None:
        return NotSaved.GONE
    last = history_of(session, incident_id)[0]
    content = {**last.content, **typed}
    if content == last.content:
        return Saved(incident_id, new=False)
    if found.version != version:
        return NotSaved.STALE
    return _add(session, now, actor_id, found, content)


def _begin(session: Session, now: datetime, actor_id: int, typed: Mapping[str, str]) -> Saved:
    """A new incident; the same typed twice by one person is one. (Her row is held: two presses queue.)"""
    content = {**dict.fromkeys(rules.FIELDS, ""), **typed}
    for one in current_incidents(session):
        if one.by_id == actor_id and all(one.content.get(name) == text for name, text in typed.items()):
            return Saved(one.incident_id, new=False)
    made = PrivacyIncident(discovered_on=date.fromisoformat(content["discovered_on"]), version=0)
    session.add(made)
    session.flush()
    return _add(session, now, actor_id, made, content)


def _add(
    session: Session, now: datetime, actor_id: int, found: PrivacyIncident, content: dict[str, str]
) -> Saved:
    found.version += 1
    found.discovered_on = date.fromisoformat(content["discovered_on"])
    session.add(
        PrivacyIncidentVersion(
            incident_id=found.id, version=found.version, content=content, by_id=actor_id, at=now
        )
    )
    session.flush()
    audit.record(
        session,
        now,
        action="incident_recorded",
        subject=("incident", found.id),
        person_id=actor_id,
        after=str(found.version),
    )
    return Saved(found.id, new=True)
