"""One's own profile, and what was wrong with what was typed in it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.proposal import OTHER
from cards import people as cards
from cards.elements import Card
from cards.phrases import people as say
from storage.people import Person, active_schools


def profile(
    session: Session,
    _now: datetime,
    person_id: int,
    *,
    typed: tuple[str, str] | None = None,
    errors: Sequence[str] = (),
    saved: bool = False,
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
    )
    return cards.profile(facts, errors=errors, saved=saved)
