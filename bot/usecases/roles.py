"""Deputies, whose role ends by itself, and the list of who has which role."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules.deputy import holds_until
from bot.settings import Settings
from bot.usecases import people
from storage.deputy import terms_as_deputy
from storage.people import Person, Role, RoleGrant, grants_over, people_with_role

DEPUTY = "deputy"


@dataclass(frozen=True, slots=True)
class Held:
    """One role of one person; `until` is a deputy's last day."""

    role: Role
    name: str
    key: str
    source: str
    until: date | None


def _grant_of(person: Person) -> RoleGrant | None:
    return next((grant for grant in person.grants if grant.role == Role.CEE_RESPONSIBLE.value), None)


def in_own_right(person: Person) -> bool:
    """Whether she or he is responsible, and not only as somebody's deputy."""
    grant = _grant_of(person)
    return grant is not None and grant.source != DEPUTY


def appoint_deputy(session: Session, now: datetime, person: Person, until: date) -> bool:
    """Make somebody responsible up to and including a day; False when she or he is responsible anyway.

    A deputy receives the same cards and sees the same desk. Appointed again, the day changes.
    """
    if in_own_right(person):
        return False
    grant = _deputy_grant(session, now, person)
    grant.named_until = until
    reckon(session, now, person, now.date())
    return True


def reckon(session: Session, now: datetime, person: Person, today: date) -> None:
    """Give, keep or take back a deputy's role as the days say that stand; nothing of a responsible's own."""
    if in_own_right(person):
        return
    grant = _grant_of(person)
    ends = [one.ends_on for one in terms_as_deputy(session, person.id) if one.starts_on <= today]
    until = holds_until(today, grant.named_until if grant else None, ends)
    if until is not None:
        _deputy_grant(session, now, person).until = until
        session.flush()
    elif grant is not None:
        people.revoke(session, now, person, Role.CEE_RESPONSIBLE)


def _deputy_grant(session: Session, now: datetime, person: Person) -> RoleGrant:
    people.grant(session, now, person, Role.CEE_RESPONSIBLE, source=DEPUTY)
    grant = _grant_of(person)
    assert grant is not None
    return grant


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
