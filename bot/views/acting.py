"""The form to act for somebody, what she or he is told, and the word to all teachers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules.calendar import following, school_year
from bot.rules.enrollment import closed
from cards import acting as cards
from cards import actions
from cards.acting import ActingForm
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.phrases import acting as say
from cards.phrases import menu as say_menu
from cards.reminders import Reminder
from storage.catalog_search import catalog
from storage.conversations import people_with_chats
from storage.enrollment import Enrollment, EnrollmentState
from storage.people import Person, active_schools


def form(
    session: Session,
    now: datetime,
    typed: ActingForm | None = None,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    rows = catalog(session, _years(now))
    schools = [(one.id, one.name) for one in active_schools(session)]
    networks = [(str(one.network_id), one.title) for one in rows]
    return cards.form(typed or ActingForm(), networks, schools, notice=notice, errors=errors)


def _years(now: datetime) -> list[str]:
    this = school_year(now.date())
    return [this, following(this)]


def _open(session: Session, now: datetime) -> int:
    return sum(closed(row, now.date()) is None for row in catalog(session, _years(now)))


def announce(session: Session, now: datetime, *, notice: str = "") -> Card:
    return cards.announce(len(people_with_chats(session)), _open(session, now), notice=notice)


def enrollment_open(session: Session, now: datetime, _person_id: int, _day: int) -> Reminder | None:
    """None when no network takes people any more."""
    networks = _open(session, now)
    if not networks:
        return None
    return Reminder(
        title=say.OPEN_TITLE,
        text=[say.open_text(networks)],
        buttons=[TaskButton(say_menu.CATALOG, actions.CATALOG)],
    )


def enrolled_for(session: Session, _now: datetime, enrollment_id: int) -> Card | None:
    one = session.get(Enrollment, enrollment_id)
    if one is None:
        return None
    if one.state == EnrollmentState.WAITING.value:
        return cards.told(say.waits_for(plain(one.network.title), one.position or 0))
    if one.state != EnrollmentState.ACTIVE.value:
        return None
    return cards.told(say.enrolled_for(plain(one.network.title)))


def withdrawn_for(session: Session, _now: datetime, enrollment_id: int) -> Card | None:
    one = session.get(Enrollment, enrollment_id)
    return cards.told(say.withdrawn_for(plain(one.network.title))) if one else None


def school_corrected(session: Session, _now: datetime, person_id: int) -> Card | None:
    person = session.get(Person, person_id)
    if person is None or person.school is None:
        return None
    return cards.told(say.school_corrected(plain(person.school.name)))
