"""What the waiting list says: a seat given, offered, gone on; a network cancelled."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.views import invitation
from bot.views.network_dates import network_facts
from cards import actions
from cards import enrollment as enrollment_cards
from cards import waiting as cards
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.phrases import enrollment as say_enrollment
from cards.phrases import menu as say_menu
from cards.phrases import waiting as say
from cards.phrases.dates import hour, long_date
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network
from storage.standing import Standing, standing


def until(session: Session, found: Standing, now: datetime) -> str:
    """« 10 h le mercredi 25 novembre 2026 »."""
    assert found.own_id is not None
    ends = session.get_one(Enrollment, found.own_id).offered_until
    if ends is None:
        return ""
    local = ends.astimezone(now.tzinfo)
    return f"{hour(local)} {long_date(local.date())}"


def offer_card(session: Session, found: Standing, now: datetime) -> Card:
    if invitation.is_one(session, found):
        return invitation.card_of(session, found, now)
    first = min((one.day for one in found.meetings), default=None)
    return cards.offer(
        network_facts(session, found, now, coming=True),
        until(session, found, now),
        leaves=found.elsewhere.title if found.elsewhere else "",
        first_past=first is not None and first <= now.date(),
    )


def _about(session: Session, enrollment_id: int, now: datetime) -> tuple[Enrollment, Standing] | None:
    one = session.get(Enrollment, enrollment_id)
    if one is None:
        return None
    found = standing(session, one.person_id, one.network_id, now.date())
    return (one, found) if found is not None else None


def seat_given(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    """None when the seat was left meanwhile."""
    about = _about(session, enrollment_id, now)
    if about is None or about[0].state != EnrollmentState.ACTIVE.value:
        return None
    facts = network_facts(session, about[1], now, coming=True)
    coming = next((one for one in about[1].meetings if one.day > now.date()), None)
    return cards.given(facts, long_date(coming.day) if coming else "")


def seat_offered(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    """The offer while it stands; what became of it afterwards."""
    about = _about(session, enrollment_id, now)
    if about is None:
        return None
    if about[0].state == EnrollmentState.OFFERED.value:
        return offer_card(session, about[1], now)
    return None


def offer_over(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    about = _about(session, enrollment_id, now)
    if about is None:
        return None
    again = TaskButton(say_enrollment.ENROLL, actions.ENROLL, {"network": about[1].network_id})
    return enrollment_cards.said(
        say.OFFER_OVER_TITLE,
        say.offer_over(plain(about[1].title)),
        [again, TaskButton(say_enrollment.OTHERS, actions.CATALOG)],
    )


def seat_refused(session: Session, now: datetime, enrollment_id: int) -> Card | None:
    about = _about(session, enrollment_id, now)
    if about is None:
        return None
    help_button = TaskButton(say_menu.HELP, actions.HELP, {"about": "seat", "network": about[1].network_id})
    return enrollment_cards.said(
        say.SEAT_REFUSED_TITLE, say.seat_refused(plain(about[1].title)), [help_button]
    )


def cancelled(session: Session, _now: datetime, person_id: int, network_id: int) -> Card | None:
    network = session.get(Network, network_id)
    if network is None:
        return None
    if network.animator_id == person_id:
        return enrollment_cards.said(say.CANCELLED_TITLE, say.cancelled_animator(plain(network.title)), None)
    text = say.cancelled(plain(network.title), network.school_year)
    return enrollment_cards.said(say.CANCELLED_TITLE, text, None)
