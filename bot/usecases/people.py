"""Recognising who speaks, profiles, and the roles that the settings give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules.proposal import OTHER
from bot.services import Member, Place
from bot.usecases import schools
from storage import audit, outbox
from storage.conversations import Conversation
from storage.people import (
    Person,
    Role,
    RoleGrant,
    School,
    merge,
    people_named_by,
    people_with_role,
    person_by_email,
    person_by_object_id,
)

WELCOME = "welcome"


class Unrecognized(StrEnum):
    GUEST = "guest"
    # Somebody else spoke from another account under this address: only the responsible can tell who is who.
    ADDRESS_TAKEN = "address_taken"


def recognize(session: Session, now: datetime, member: Member) -> int | Unrecognized:
    """The person of this Entra object id, matched the first time by the address that the roster gives.

    A person who is on no list is remembered, to be confirmed (R04). Guests are nobody (S29).
    """
    if member.guest:
        return Unrecognized.GUEST
    bound = person_by_object_id(session, member.object_id)
    if bound is not None and bound.name:
        return bound.id
    listed = person_by_email(session, member.email) if member.email else None
    if listed is not None and listed.object_id not in {None, member.object_id}:
        audit.record(session, now, action="address_taken", subject=("person", listed.id))
        return Unrecognized.ADDRESS_TAKEN
    person = listed or bound
    if person is None:
        person = Person(created_at=now)
        session.add(person)
    elif bound is not None and bound is not person:
        # The settings named by object id somebody whom the list names by address: one person from now on.
        merge(session, bound, person)
    person.object_id = member.object_id
    person.email = person.email or member.email or None
    person.name = person.name or member.name
    session.flush()
    audit.record(session, now, action="recognized", subject=("person", person.id), person_id=person.id)
    return person.id


def hear_from(session: Session, now: datetime, person_id: int, place: Place) -> None:
    """The person speaks from this chat: keep its serviceUrl, and send what waited for her or him."""
    chat = session.get(Conversation, place.conversation_id)
    if chat is None:
        chat = Conversation(id=place.conversation_id, person_id=person_id, service_url=place.service_url)
        session.add(chat)
    chat.person_id, chat.service_url = person_id, place.service_url
    chat.reachable, chat.heard_at = True, now
    session.flush()
    outbox.wake_for(session, person_id, now)


def welcome(session: Session, now: datetime, person_id: int, place: Place) -> None:
    """The bot was installed in this chat: greet once, however often Teams says so."""
    hear_from(session, now, person_id, place)
    outbox.add(
        session,
        once=f"welcome:{person_id}",
        kind=WELCOME,
        subject=("person", person_id),
        person_id=person_id,
        not_before=now,
    )


def leave(session: Session, now: datetime, place: Place) -> None:
    """The bot was removed from this chat: what is due waits until the person comes back."""
    chat = session.get(Conversation, place.conversation_id)
    if chat is not None and chat.reachable:
        chat.reachable = False
        audit.record(session, now, action="left", subject=("person", chat.person_id))


@dataclass(frozen=True, slots=True)
class ProfileMistakes:
    unknown_school: bool
    job_title_length: int
    """The number of characters typed when there are too many, else 0."""


JOB_TITLE_LIMIT = 200


def save_profile(
    session: Session, now: datetime, person_id: int, *, school_id: str, job_title: str
) -> ProfileMistakes | None:
    """Keep the school and the function; None when saved, or what is wrong with them."""
    title = job_title.strip()
    too_long = len(title) if len(title) > JOB_TITLE_LIMIT else 0
    school = session.get(School, school_id)
    known = school_id in {"", OTHER} or (school is not None and school.active)
    if too_long or not known:
        return ProfileMistakes(unknown_school=not known, job_title_length=too_long)
    person = session.get_one(Person, person_id)
    before = person.school_id
    schools.move(session, now, person, school.id if school else None)
    person.job_title = title
    session.flush()
    audit.record(
        session,
        now,
        action="profile_saved",
        subject=("person", person.id),
        person_id=person.id,
        before=before,
        after=person.school_id,
    )
    return None


def choose_school(session: Session, now: datetime, person_id: int, school_id: str) -> bool:
    """Keep the school at which the person teaches; False when there is no such school."""
    school = session.get(School, school_id)
    if school is None or not school.active:
        return False
    schools.move(session, now, session.get_one(Person, person_id), school.id)
    return True


def is_confirmed(session: Session, _now: datetime, person_id: int) -> bool:
    """Whether a list or a responsible says that this person teaches."""
    return session.get_one(Person, person_id).confirmed_teacher


SETTINGS = "settings"


def grant_from_settings(
    session: Session, now: datetime, responsibles: Sequence[str], committee: Sequence[str]
) -> None:
    """Make the roles that settings name exactly those of the settings; roles given by command stay.

    A name that nobody bears yet makes a person, so that the role waits for her or his first word.
    """
    for role, names in ((Role.CEE_RESPONSIBLE, responsibles), (Role.COMMITTEE_MEMBER, committee)):
        people = [_named(session, now, name) for name in names]
        wanted = {person.id for person in people}
        for person in people_with_role(session, role):
            _drop_unnamed(session, now, person, role, wanted)
        for person in people:
            if role not in person.roles:
                grant(session, now, person, role, source=SETTINGS)


def grant(session: Session, now: datetime, person: Person, role: Role, *, source: str) -> bool:
    """Give a role; False when the person has it already."""
    if role in person.roles:
        return False
    person.grants.append(RoleGrant(role=role.value, source=source))
    session.flush()
    audit.record(
        session, now, action="role_granted", subject=("person", person.id), after=role.value, why=source
    )
    return True


def revoke(session: Session, now: datetime, person: Person, role: Role) -> bool:
    """Take a role back; False when the person does not have it."""
    held = [given for given in person.grants if given.role == role.value]
    if not held:
        return False
    person.grants.remove(held[0])
    session.flush()
    audit.record(session, now, action="role_revoked", subject=("person", person.id), before=role.value)
    return True


def _drop_unnamed(session: Session, now: datetime, person: Person, role: Role, wanted: set[int]) -> None:
    sources = {given.source for given in person.grants if given.role == role.value}
    if person.id not in wanted and SETTINGS in sources:
        revoke(session, now, person, role)


def _named(session: Session, now: datetime, name: str) -> Person:
    found = people_named_by(session, [name])
    if found:
        return found[0]
    by_address = "@" in name
    person = Person(
        email=name if by_address else None, object_id=None if by_address else name, name="", created_at=now
    )
    session.add(person)
    session.flush()
    return person
