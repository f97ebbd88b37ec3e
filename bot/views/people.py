"""One's own profile, and what was wrong with what was typed in it."""

from collections.abc import Sequence
from datetime import datetime, time

from sqlalchemy.orm import Session

from bot.rules.proposal import OTHER
from cards import people as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import people as say
from storage.enrollment import seats_over_school
from storage.people import Person, active_schools, last_changes, unknown_people


def profile(
    session: Session,
    _now: datetime,
    person_id: int,
    *,
    typed: tuple[str, str] | None = None,
    errors: Sequence[str] = (),
    saved: bool = False,
    notice: str = "",
) -> Card:
    """The profile form; `typed` (school, function) is kept when it could not be saved."""
    person = session.get_one(Person, person_id)
    school_id, job_title = typed or (person.school_id or "", person.job_title)
    schools = [(school.id, school.name) for school in active_schools(session)]
    facts = cards.ProfileFacts(
        name=person.name,
        email=person.email or "",
        school_id=school_id,
        job_title=job_title,
        confirmed=person.confirmed_teacher,
        schools=[*schools, (OTHER, say.OTHER_SCHOOL)],
        not_teaching=person.not_teaching,
        access_asked=person.access_asked_at is not None,
    )
    return cards.profile(facts, errors=errors, saved=saved, notice=notice)


def access_answered(session: Session, _now: datetime, person_id: int, _subject: int) -> Card | None:
    """None while it waits again."""
    person = session.get_one(Person, person_id)
    if person.access_asked_at is not None:
        return None
    return cards.access_answered(given=not person.not_teaching)


NAMED = 3


def unknown(session: Session, _now: datetime, page: int = 1, *, notice: str = "") -> Card:
    """Who waits to be confirmed as teaching, those who came first first."""
    listed = [
        (
            person.id,
            say.unknown_choice(
                person.name,
                person.email or "",
                person.school.name if person.school else "",
                again=person.access_asked_at is not None,
            ),
        )
        for person in unknown_people(session)
    ]
    return cards.unknown(listed, page, notice)


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[DeskTask]:
    """Unknown people, one row together; a school over two after a change of school, a row each (S17)."""
    found = []
    waiting = unknown_people(session)
    if waiting:
        names = [person.name for person in waiting[:NAMED]]
        since = waiting[0].access_asked_at or waiting[0].created_at
        found.append(cards.unknown_task(since, names, len(waiting)))
    over = seats_over_school(session)
    changed = last_changes(session, [seat.enrollment.person_id for seat in over]) if over else {}
    for seat in over:
        person, network = seat.enrollment.person, seat.enrollment.network
        day = changed.get(person.id)
        since = datetime.combine(day, time.min, tzinfo=now.tzinfo) if day else seat.enrollment.created_at
        school = seat.school.name if seat.school else ""
        found.append(cards.over_task(since, network.id, seat.number, person.name, school, network.title))
    return found
