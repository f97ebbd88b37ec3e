"""« Rencontre avec le CEE » as each side sees it now, and the file for a calendar (R64)."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.documents import ics
from bot.documents.ics import Event
from bot.rules import cee_meeting as rules
from bot.rules.calendar import school_year
from bot.views.paper import CALENDAR, Paper
from cards import cee_meeting as cards
from cards import menu as menu_cards
from cards.cee_meeting import MomentForm, Standing
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import cee_meeting as say
from cards.phrases.dates import hour, long_date
from storage.cee_meeting import CeeMoment, MomentState, Side, moment_of, proposed_moments
from storage.network import Network, NetworkState, animated_by, living_networks
from storage.people import Person, Role

CEE_ICS = "cee_ics"


def _side(session: Session, person_id: int, network: Network) -> Side | None:
    if network.animator_id == person_id:
        return Side.ANIMATOR
    return Side.CEE if Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles else None


def own(session: Session, _now: datetime, person_id: int) -> int:
    """The network of which « rencontre CEE » typed in chat speaks; 0 for who animates none."""
    found = [one for one in animated_by(session, person_id) if one.published_at is not None]
    return found[0].id if found else 0


def typed(session: Session, now: datetime, person_id: int, page: int = 1) -> Card:
    """Without a network's number: one's own, or for a responsible the choice among those of the year."""
    mine = own(session, now, person_id)
    if mine or Role.CEE_RESPONSIBLE not in session.get_one(Person, person_id).roles:
        return standing(session, now, person_id, mine)
    year = school_year(now.date())
    found = [one for one in living_networks(session) if one.school_year == year and one.published_at]
    listed = sorted((one.title, one.id) for one in found)
    return cards.choose([(network_id, title) for title, network_id in listed], page)


def standing(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    form: MomentForm | None = None,
    *,
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """What stands, and the form; a sentence for who is of neither side."""
    shown = _standing(session, person_id, network_id)
    if shown is None:
        return menu_cards.sentence(say.REFUSED["not_allowed"])
    return cards.standing(shown, form, notice=notice, errors=errors)


def _standing(session: Session, person_id: int, network_id: int) -> Standing | None:
    network = session.get(Network, network_id)
    side = _side(session, person_id, network) if network else None
    if network is None or side is None or network.published_at is None:
        return None
    agreed = moment_of(session, network_id, MomentState.AGREED)
    waiting = moment_of(session, network_id, MomentState.PROPOSED)
    return Standing(
        network_id=network_id,
        title=network.title,
        agreed=_slot(agreed),
        proposed=_slot(waiting),
        proposer=waiting.person.name if waiting else "",
        moment_id=waiting.id if waiting else 0,
        may_accept=waiting is not None and waiting.side != side.value,
    )


def _slot(one: CeeMoment | None) -> str:
    if one is None:
        return ""
    return say.cee_slot(long_date(one.day), hour(datetime.combine(date.min, one.starts)), one.place)


def news(session: Session, _now: datetime, person_id: int, network_id: int) -> Card | None:
    """In chat, redrawn as it changes; None for who is of neither side any more."""
    shown = _standing(session, person_id, network_id)
    return cards.news(shown) if shown else None


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """What animators proposed, for the responsibles to answer in time; not one's own network's."""
    listed = []
    for moment, network in proposed_moments(session, Side.ANIMATOR):
        shown = _standing(session, viewer_id, network.id)
        over = network.state == NetworkState.CANCELLED.value
        if over or rules.is_past(moment.day, moment.starts, now):
            continue
        if shown is not None and shown.may_accept:
            listed.append(cards.task(shown, moment.at))
    return listed


def calendar(session: Session, now: datetime, person: Person, network_id: int) -> Paper | None:
    """The moment that was agreed on, for the two sides; its name in calendars stays, and a change of it has a
    higher sequence.
    """
    network, agreed = session.get(Network, network_id), moment_of(session, network_id, MomentState.AGREED)
    if network is None or agreed is None or _side(session, person.id, network) is None:
        return None
    event = Event(
        network_id=network_id,
        meeting_id=0,
        starts=datetime.combine(agreed.day, agreed.starts, tzinfo=now.tzinfo),
        ends=datetime.combine(agreed.day, rules.ends(agreed.starts), tzinfo=now.tzinfo),
        title=say.cee_event(network.title),
        where=agreed.place,
        about=say.cee_event_about(network.animator.name),
        standing=ics.Standing.CONFIRMED,
        sequence=agreed.sequence or 0,
        uid=f"cee-{network_id}",
    )
    name = f"CEE_{network.school_year}_{network.id}_Rencontre-CEE.ics"
    return Paper(name, partial(ics.draw, say.TITLE, [event], now), CALENDAR)
