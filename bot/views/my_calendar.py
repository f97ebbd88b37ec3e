"""« Mon calendrier »: a person's meetings as a feed, one network's as a file (issue 4, point 6)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot import links
from bot.documents import ics
from bot.documents.ics import Event, Standing
from bot.links import Link
from bot.rules.calendar import following, school_year
from bot.views.paper import CALENDAR, Paper
from cards import my_calendar as cards
from cards.elements import Card
from cards.phrases import enrollment as say_enrollment
from cards.phrases import my_calendar as say
from storage.audit import changes_about
from storage.enrollment import networks_joined
from storage.network import Network, NetworkState, animated_by
from storage.people import Person, Role, School
from storage.schedule import Meeting, MeetingState, meetings_of_all

CEE = "CEE"
NOT_HELD = {MeetingState.CANCELLED.value, MeetingState.MOVED.value}
NOT_PUBLISHED = {NetworkState.ACCEPTED.value, NetworkState.SCHEDULED.value}
FILE = "reseaux-entraide.ics"
ICS = "ics"


def card(
    session: Session, now: datetime, person_id: int, secret: str, public_url: str, *, renewed: bool = False
) -> Card:
    """The address of the feed of a person whose key is made, and each network that can be downloaded."""
    person = session.get_one(Person, person_id)
    assert person.feed_key is not None
    token = links.signed_feed(secret, person_id, person.feed_key)
    url = f"{public_url.rstrip('/')}/calendar/{token}.ics"
    named = [(one.id, one.title) for one in _networks(session, now, person_id)]
    return cards.calendar(url, named, renewed=renewed)


def feed(session: Session, now: datetime, secret: str, token: str) -> Paper | None:
    """The meetings of a person's networks of this school year and the next, as things stand; None for an
    address that is not ours or that a new one ended.
    """
    named = links.read_feed(secret, token)
    person = session.get(Person, named[0]) if named else None
    if named is None or person is None or person.feed_key is None or person.feed_key != named[1]:
        return None
    events = _events(session, now, _networks(session, now, person.id), person.id)
    return Paper(FILE, partial(ics.draw, say.TITLE, events, now), CALENDAR)


def network_link(session: Session, _now: datetime, person_id: int, network_id: int) -> Link | None:
    """Of who takes part in the network, animates it, or is responsible."""
    person, network = session.get_one(Person, person_id), session.get(Network, network_id)
    if network is None or not _may(session, person, network):
        return None
    return Link(person_id, ICS, network_id, 0)


def of_network(session: Session, now: datetime, person: Person, network_id: int) -> Paper | None:
    """One network's meetings; None when this person may not have them any more."""
    network = session.get(Network, network_id)
    if network is None or not _may(session, person, network):
        return None
    events = _events(session, now, [network], person.id)
    name = f"CEE_{network.school_year}_{network.id}_Rencontres.ics"
    return Paper(name, partial(ics.draw, network.title, events, now), CALENDAR)


def _may(session: Session, person: Person, network: Network) -> bool:
    return (
        network.animator_id == person.id
        or Role.CEE_RESPONSIBLE in person.roles
        or network.id in {one.id for one in networks_joined(session, person.id, [network.school_year])}
    )


def _networks(session: Session, now: datetime, person_id: int) -> list[Network]:
    current = school_year(now.date())
    years = [current, following(current)]
    animated = [one for one in animated_by(session, person_id) if one.school_year in years]
    found = {one.id: one for one in [*animated, *networks_joined(session, person_id, years)]}
    return [found[number] for number in sorted(found)]


def _events(session: Session, now: datetime, networks: Sequence[Network], person_id: int) -> list[Event]:
    """One a meeting whose hours are known; what has none is no meeting that a calendar can hold."""
    by_id = {one.id: one for one in networks}
    changes = changes_about(session, "network", list(by_id))
    meetings = meetings_of_all(session, list(by_id))
    names = {
        code: school.name
        for code in {one.venue for one in meetings if one.venue and one.venue != CEE}
        if (school := session.get(School, code)) is not None
    }
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo), "a calendar file names the zone"
    return [
        _event(by_id[one.network_id], one, (one.starts, one.ends), zone, names, changes, person_id)
        for one in meetings
        if one.starts is not None and one.ends is not None
    ]


def _event(
    network: Network,
    one: Meeting,
    hours: tuple[time, time],
    zone: ZoneInfo,
    names: Mapping[str, str],
    changes: Mapping[int, int],
    person_id: int,
) -> Event:
    standing = Standing.TENTATIVE if network.state in NOT_PUBLISHED else Standing.CONFIRMED
    if one.state in NOT_HELD or network.state == NetworkState.CANCELLED.value:
        standing = Standing.CANCELLED
    return Event(
        network_id=network.id,
        meeting_id=one.id,
        starts=datetime.combine(one.day, hours[0], tzinfo=zone),
        ends=datetime.combine(one.day, hours[1], tzinfo=zone),
        title=say.event(network.title, one.number),
        where=_where(one, names),
        about="\n".join(_about(network, one, standing, person_id)),
        standing=standing,
        sequence=changes.get(network.id, 0),
    )


def _about(network: Network, one: Meeting, standing: Standing, person_id: int) -> Iterator[str]:
    if standing is Standing.CANCELLED:
        yield say.NOT_HELD
    if standing is Standing.TENTATIVE:
        yield say.NOT_YET
    yield say.YOU_ANIMATE if network.animator_id == person_id else say.animation(network.animator.name)
    yield say.half_days(one.half_days)
    yield say.MORE


def _where(one: Meeting, names: Mapping[str, str]) -> str:
    if not one.venue:
        return ""
    where = say_enrollment.CEE if one.venue == CEE else names.get(one.venue, one.venue)
    return say.located(where, one.room)
