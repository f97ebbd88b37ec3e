"""An invitation into a second year as the former member sees it now."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views.network_dates import network_facts
from cards import actions
from cards import enrollment as enrollment_cards
from cards import invitation as cards
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.phrases import enrollment as say_enrollment
from cards.phrases import invitation as say
from cards.phrases import menu as say_menu
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.enrollment import Enrollment, EnrollmentState
from storage.invitation import INVITATION
from storage.network import Network
from storage.people import Person
from storage.standing import Standing, standing


def is_one(session: Session, found: Standing) -> bool:
    """Whether what is offered to this person is an invitation, and not a seat from the waiting list."""
    one = session.get(Enrollment, found.own_id) if found.own_id is not None else None
    network = session.get_one(Network, found.network_id)
    return one is not None and one.source == INVITATION and network.invited_until is not None


def until(session: Session, found: Standing) -> str:
    """« le 10 juillet 2027 »: the last day, inclusive."""
    network = session.get_one(Network, found.network_id)
    return short_date(network.invited_until) if network.invited_until else ""


def ways(found: Standing) -> list[TaskButton]:
    return cards.answers(found.network_id, found.elsewhere.network_id if found.elsewhere else 0)


def card_of(session: Session, found: Standing, now: datetime, notice: str = "") -> Card:
    """The invitation, while it stands."""
    elsewhere = found.elsewhere
    return cards.invitation(
        found.network_id,
        found.title,
        found.school_year,
        until(session, found),
        _dates(session, found, now),
        leaves=(elsewhere.network_id, elsewhere.title) if elsewhere else (0, ""),
        notice=notice,
    )


def again(session: Session, now: datetime, person_id: int, network_id: int) -> Card | None:
    """After a press on a card that said something else; None when no seat is held any more."""
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.own_state != EnrollmentState.OFFERED.value:
        return None
    return card_of(session, found, now, say.CHANGED)


def _dates(session: Session, found: Standing, now: datetime) -> list[str]:
    """None before they are published: they may still change as a whole."""
    if session.get_one(Network, found.network_id).published_at is None:
        return []
    return list(network_facts(session, found, now, coming=True).dates)


def confirmed(session: Session, found: Standing) -> Card | None:
    """The card of who has a seat in a network whose dates are not published; None once they are."""
    network = session.get_one(Network, found.network_id)
    if network.published_at is not None:
        return None
    return cards.accepted(found.network_id, found.title, found.school_year)


def invited(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    """None once it was answered or is over."""
    found = _standing(session, now, enrollment_id, EnrollmentState.OFFERED)
    return card_of(session, found, now) if found is not None else None


def no_place(session: Session, now: datetime, person_id: int, network_id: int) -> Card | None:
    """None for who took a rank or a seat meanwhile."""
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.own_id is not None:
        return None
    school = session.get_one(Person, person_id).school
    return cards.no_place(network_id, found.title, school.name if school else "", found.school_year)


def recall(session: Session, now: datetime, _person_id: int, enrollment_id: int) -> Reminder | None:
    found = _standing(session, now, enrollment_id, EnrollmentState.OFFERED)
    if found is None:
        return None
    text = [say.invitation_recall(plain(found.title))]
    if found.elsewhere is not None:
        text.append(say.invitation_elsewhere(plain(found.elsewhere.title), found.school_year))
    asking = TaskButton(say_menu.HELP, actions.HELP, {"about": "invitation", "network": found.network_id})
    return Reminder(say.recall_title(until(session, found)), text, [*ways(found), asking])


def over(session: Session, _now: datetime, enrollment_id: int) -> Card | None:
    """What became of an invitation that nobody answered; None for who has come back since."""
    one = session.get(Enrollment, enrollment_id)
    if one is None or one.state != EnrollmentState.WITHDRAWN.value:
        return None
    return enrollment_cards.said(
        say.OVER_TITLE,
        say.invitation_over(plain(one.network.title)),
        [TaskButton(say_enrollment.OTHERS, actions.CATALOG)],
    )


def dates(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    """To who had a seat before there were dates."""
    found = _standing(session, now, enrollment_id, EnrollmentState.ACTIVE)
    if found is None:
        return None
    facts = network_facts(session, found, now, coming=True)
    return cards.dates(found.network_id, found.title, found.school_year, facts.dates, facts.half_days)


def _standing(session: Session, now: datetime, enrollment_id: int, state: EnrollmentState) -> Standing | None:
    """The standing of whose enrollment this is, while it is in this state."""
    one = session.get(Enrollment, enrollment_id)
    if one is None or one.state != state.value:
        return None
    return standing(session, one.person_id, one.network_id, now.date())
