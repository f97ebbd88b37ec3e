"""Deputies, whose role ends by itself, and the list of who has which role."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.usecases import people
from storage.people import Person, Role, grants_over, people_with_role

DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person; `until` is a deputy's last day."""

    role: Role
    name: str
    key: str
    source: str
    until: date | None


def appoint_deputy(session: Session, now: datetime, person: Person, until: date) -> bool:
    """Make somebody responsible up to and including a day; False when she or he is responsible anyway.

    A deputy receives the same cards and sees the same desk. Appointed again, the day changes.
    """
    held = [grant for grant in person.grants if grant.role == Role.CEE_RESPONSIBLE.value]
    if held and held[0].source != DEPUTY:
        return False
    if not held:
        people.grant(session, now, person, Role.CEE_RESPONSIBLE, source=DEPUTY)
        held = [grant for grant in person.grants if grant.role == Role.CEE_RESPONSIBLE.value]
    held[0].until = until
    session.flush()
    return True


def plan_lapses(session: Session, now: datetime, settings: Settings) -> None:
    """Take back the role of every deputy whose last day is over."""
    today = now.astimezone(settings.zone).date()
    for grant in grants_over(session, today):
        people.revoke(session, now, session.get_one(Person, grant.person_id), Role(grant.role))


def listed(session: Session) -> list[Held]:
    """Every role that somebody has, role by role."""
    return [
        Held(role, person.name, person.email or person.object_id or "", grant.source, grant.until)
        for role in Role
        for person in people_with_role(session, role)
        for grant in person.grants
        if grant.role == role.value
    ]
