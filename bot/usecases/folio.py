"""What a responsible posts in Folio by hand, and what opens a network (guide §8.2; R49, R50; S18)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import minimum, schedule
from bot.rules.kept_settings import closing_days
from bot.settings import Settings
from storage import audit, outbox, seats
from storage.enrollment import EnrollmentState, enrollments_of
from storage.folio import (
    FolioTask,
    current_sheets,
    open_folio_task,
    posted_sheets,
    unopened_networks,
)
from storage.kept_settings import kept_values
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.schedule import HELD, meetings_of
from storage.school_year import dates_of, kept_dates

PUBLISHED, CHANNEL_OPEN, DATES = "dates_published", "channel_open", "invitation_dates"
# A network that is published late still takes people for some days.
SHORTEST = timedelta(days=5)
ENDED = frozenset({NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value})


class NotPublished(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOTHING_OPEN = "nothing_open"
    ROOM = "room"  # nobody has confirmed the places yet


@dataclass(frozen=True, slots=True)
class DatesMissing:
    """The numbers of the meetings without a date: they are posted together or not at all (R50)."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Published:
    network_id: int
    first_time: bool


def open_task(session: Session, now: datetime, network_id: int) -> None:
    """Something is new for Folio; an open task of the network takes it along."""
    if open_folio_task(session, network_id) is None:
        session.add(FolioTask(network_id=network_id, opened_at=now, sheet={}))
        session.flush()


def publish(
    session: Session, now: datetime, settings: Settings, actor_id: int, network_id: int
) -> Published | DatesMissing | NotPublished:
    """« C’est publié dans Folio »: recorded with who and when; the first time, the network opens."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return NotPublished.NOT_ALLOWED
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    task = open_folio_task(session, network_id)
    if network is None or task is None or network.state in ENDED:
        return NotPublished.NOTHING_OPEN
    # One that was called off was posted with the others, or will be said to be cancelled.
    meetings = meetings_of(session, network_id)
    numbers = schedule.missing(network.modality, [one.day for one in meetings])
    if numbers:
        return DatesMissing(tuple(numbers))
    if network.room_confirmed_at is None:
        return NotPublished.ROOM
    task.done_at, task.done_by_id, task.sheet = now, actor_id, current_sheets(session, network_id)[network_id]
    first_time = network.published_at is None
    if first_time:
        _open(session, now, settings, network, meetings[0].day)
    session.flush()
    audit.record(
        session,
        now,
        action="folio_published",
        subject=("network", network_id),
        person_id=actor_id,
        after=network.state,
    )
    return Published(network_id, first_time)


def _open(session: Session, now: datetime, settings: Settings, network: Network, first_day: date) -> None:
    dates = dates_of(session, network.school_year)
    _set_window(
        session, now.date(), settings, network, first_day, dates.enrollment_opens_on if dates else None
    )
    network.published_at, network.state = now, NetworkState.OPEN.value
    # Members of the first year may have their seats before there are dates.
    seats.replan(session, network.id)
    for one in enrollments_of(session, network.id):
        if one.state == EnrollmentState.ACTIVE.value:
            outbox.add(
                session,
                once=f"{DATES}:{one.id}",
                kind=DATES,
                subject=("enrollment", one.id),
                person_id=one.person_id,
                not_before=now,
            )
    outbox.add(
        session,
        once=f"{PUBLISHED}:{network.id}",
        kind=PUBLISHED,
        subject=("network", network.id),
        person_id=network.animator_id,
        not_before=now,
    )
    for place in network.channel.places if network.channel else []:
        outbox.add(
            session,
            once=f"{CHANNEL_OPEN}:{place.id}",
            kind=CHANNEL_OPEN,
            subject=("network", network.id),
            place_id=place.id,
            not_before=now,
        )


def _set_window(
    session: Session, today: date, settings: Settings, network: Network, first_day: date, common: date | None
) -> None:
    """At once, or on the year's common day, and never before the invitations are over; until the usual
    deadline.
    """
    invited = network.invited_until + timedelta(days=1) if network.invited_until else None
    latest = max((day for day in (common, invited) if day is not None), default=today)
    network.opens_on = latest if latest > today else None
    closed = closed_around(session, first_day)
    days = closing_days(kept_values(session), settings.ENROLLMENT_CLOSES_DAYS)
    usual = minimum.usual(first_day, days, closed)
    shortest = (network.opens_on or today) + SHORTEST
    network.closes_on = min(max(usual, shortest), first_day - timedelta(days=1))


def opening_day_set(
    session: Session, now: datetime, settings: Settings, actor_id: int, year: str, day: date | None
) -> None:
    """Keep the common first day of enrollment of a year; None: each network opens when it is published.

    Networks that wait for the day go along; those that are open stay so.
    """
    kept = kept_dates(session, year, now)
    if kept.enrollment_opens_on == day:
        return
    before, kept.enrollment_opens_on = kept.enrollment_opens_on, day
    waiting = unopened_networks(session, year, now.date())
    seats.hold_networks(session, [network.id for network in waiting])
    for network in waiting:
        session.refresh(network)
        meetings = [one for one in meetings_of(session, network.id) if one.state in HELD]
        if network.state == NetworkState.OPEN.value and meetings:
            _set_window(session, now.date(), settings, network, meetings[0].day, day)
    audit.record(
        session,
        now,
        action="opening_day_set",
        subject=("year", int(year[:4])),
        person_id=actor_id,
        before=str(before or "-"),
        after=str(day or "-"),
    )


def plan(session: Session, now: datetime, _settings: Settings) -> None:
    """Members who came or left since the last sheet open one task a network; it says who."""
    posted = posted_sheets(session)
    for network_id, sheet in current_sheets(session).items():
        if network_id not in posted:
            # It was published before the bot was there: what stands in Folio is what is known now.
            baseline = FolioTask(network_id=network_id, opened_at=now, done_at=now, sheet=sheet)
            session.add(baseline)
        elif posted[network_id] != sheet:
            open_task(session, now, network_id)
