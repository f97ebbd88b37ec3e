"""The animator chooses all dates, a responsible confirms the room (guide §8.2; R44–R51, S18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around, closed_days
from bot.rules import schedule as rules
from bot.rules.quiet_time import working_days_after
from bot.rules.releases import HALF_DAYS
from bot.rules.schedule import Around, Fault, Planned
from bot.rules.texts import TooLong, too_long
from bot.settings import Settings
from bot.usecases import folio
from bot.usecases.quiet_time import remind
from storage import audit, outbox, seats
from storage.network import Network, NetworkState
from storage.people import Person, Role, active_schools, people_with_role
from storage.places import days_as_member
from storage.schedule import Meeting, MeetingState, awaiting_dates, meetings_of, rooms_taken
from storage.school_calendar import DayKind, calendar_days

SENT, CHANGE, DATES_WANTED = "schedule_sent", "schedule_change", "dates_wanted"
CHOOSING = frozenset({NetworkState.ACCEPTED.value, NetworkState.SCHEDULED.value})
MESSAGE_LIMIT = 1000
NAMES = ("day", "starts", "ends", "place", "room")


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    TOO_LATE = "too_late"  # published, cancelled, or sent back meanwhile
    NO_MODALITY = "no_modality"
    NO_MESSAGE = "no_message"


@dataclass(frozen=True, slots=True)
class Kept:
    network_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    """(number of the meeting, what is wrong)"""

    faults: tuple[tuple[int, Fault], ...]


Outcome = Kept | Mistaken | Refused


def _own(session: Session, actor_id: int, network_id: int) -> Network | Refused:
    """The network, held, while its animator may still choose."""
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    if network is None or network.animator_id != actor_id:
        return Refused.NOT_ALLOWED
    return network if network.state in CHOOSING and network.published_at is None else Refused.TOO_LATE


def choose_modality(
    session: Session, _now: datetime, actor_id: int, network_id: int, modality: str
) -> Outcome:
    """One of the three; the dates typed for another one are kept as far as they fit."""
    network = _own(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    if modality not in HALF_DAYS:
        return Refused.NO_MODALITY
    typed = list(network.schedule_draft.get("meetings", []))[: len(HALF_DAYS[modality])]
    network.schedule_draft = {"modality": modality, "meetings": typed}
    session.flush()
    return Kept(network_id)


def keep_meeting(
    session: Session, now: datetime, actor_id: int, network_id: int, number: int, typed: Mapping[str, str]
) -> Outcome:
    """Keep one meeting of the draft; what is wrong with it, or with it beside the others, keeps nothing."""
    network = _own(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    shares = HALF_DAYS.get(network.schedule_draft.get("modality", ""), ())
    if not 1 <= number <= len(shares):
        return Refused.NO_MODALITY
    kept = {name: typed.get(name, "") for name in NAMES}
    meetings = list(network.schedule_draft.get("meetings", []))
    meetings += [{}] * (number - len(meetings))
    meetings[number - 1] = kept
    planned = [rules.read(one, share) for one, share in zip(meetings, shares, strict=False)]
    found = rules.faults(planned, around(session, now, network, planned))
    # A colleague of the same day is told on the one that is being typed, whichever was first.
    own = [(number, fault) for at, fault in found if at == number or fault is Fault.SAME_DAY]
    if own:
        return Mistaken(tuple(own))
    network.schedule_draft = {**network.schedule_draft, "meetings": meetings}
    session.flush()
    return Kept(network_id)


def around(session: Session, now: datetime, network: Network, planned: list[Planned]) -> Around:
    """What the calendar and the other networks say about these days."""
    first = int(network.school_year[:4])
    begins, ends = date(first, 7, 1), date(first + 1, 6, 30)
    known = calendar_days(session, begins, ends)
    of = {kind: {one.day for one in known if one.kind == kind.value} for kind in DayKind}
    return Around(
        year=network.school_year,
        today=now.date(),
        holidays=(closed_days(first) | closed_days(first + 1)) - of[DayKind.OPEN],
        closed=of[DayKind.CLOSED],
        pedagogical=of[DayKind.PEDAGOGICAL],
        places=frozenset(school.id for school in active_schools(session)),
        rooms=rooms_taken(session, {one.day for one in planned if one.day}, network.id),
        takes_part=days_as_member(session, network.animator_id, network.school_year),
    )


def send(session: Session, now: datetime, actor_id: int, network_id: int) -> Outcome:
    """All dates to the responsibles: the meetings are written, in the order of their days, all or none."""
    network = _own(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    planned = rules.drafted(network.schedule_draft)
    if not planned:
        return Refused.NO_MODALITY
    found = rules.faults(planned, around(session, now, network, planned))
    if found:
        return Mistaken(tuple(found))
    _write(session, network_id, planned)
    before, network.state = network.state, NetworkState.SCHEDULED.value
    network.modality = network.schedule_draft["modality"]
    network.scheduled_at, network.room_confirmed_at = now, None
    session.flush()
    audit.about_network(
        session, now, network_id, "dates_sent", person_id=actor_id, before=before, after=network.state
    )
    folio.open_task(session, now, network_id)
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        outbox.add(
            session,
            once=f"{SENT}:{network_id}:{person.id}:{now.isoformat()}",
            kind=SENT,
            subject=("network", network_id),
            person_id=person.id,
            not_before=now,
        )
    return Kept(network_id)


def _write(session: Session, network_id: int, planned: Sequence[Planned]) -> None:
    """The meetings, numbered in the order of their days, in place of those that were sent before."""
    for old in meetings_of(session, network_id):
        session.delete(old)
    session.flush()
    for number, one in enumerate(sorted(planned, key=lambda one: one.day or date.max), start=1):
        session.add(
            Meeting(
                network_id=network_id,
                number=number,
                day=one.day,
                starts=one.starts,
                ends=one.ends,
                half_days=one.half_days,
                venue=one.place,
                room=one.room,
                state=MeetingState.PLANNED.value,
            )
        )


def confirm_room(session: Session, now: datetime, actor_id: int, network_id: int) -> Outcome:
    """A responsible says that the places are free (R45); said twice, it changes nothing more."""
    network = _sent(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    if network.room_confirmed_at is None:
        network.room_confirmed_at = now
        session.flush()
        audit.about_network(session, now, network_id, "room_confirmed", person_id=actor_id)
    return Kept(network_id)


def ask_change(
    session: Session, now: datetime, actor_id: int, network_id: int, message: str
) -> Outcome | TooLong:
    """Send the dates back to the animator with a word on what to change; the draft is kept."""
    network = _sent(session, actor_id, network_id)
    if isinstance(network, Refused):
        return network
    written = message.strip()
    if not written:
        return Refused.NO_MESSAGE
    if (wrong := too_long(written, MESSAGE_LIMIT)) is not None:
        return wrong
    before, network.state = network.state, NetworkState.ACCEPTED.value
    network.scheduled_at = network.room_confirmed_at = None
    network.schedule_draft = {**network.schedule_draft, "message": written}
    session.flush()
    audit.about_network(
        session,
        now,
        network_id,
        "dates_sent_back",
        person_id=actor_id,
        before=before,
        after=network.state,
        why=written,
    )
    outbox.add(
        session,
        once=f"{CHANGE}:{network_id}:{now.isoformat()}",
        kind=CHANGE,
        subject=("network", network_id),
        person_id=network.animator_id,
        not_before=now,
    )
    return Kept(network_id)


def _sent(session: Session, actor_id: int, network_id: int) -> Network | Refused:
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    seats.hold_networks(session, [network_id])
    network = session.get(Network, network_id, populate_existing=True)
    waits = network is not None and network.state == NetworkState.SCHEDULED.value
    return network if network is not None and waits else Refused.TOO_LATE


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Say by when the dates are wanted, so many working days after the acceptance, and recall on that day;
    afterwards they are a task on the desk.
    """
    for network in awaiting_dates(session):
        if network.dates_due_on is None:
            accepted = network.accepted_at.astimezone(settings.zone).date()
            closed = closed_around(session, accepted)
            network.dates_due_on = working_days_after(accepted, settings.DATES_WITHIN_DAYS, closed)
        if network.dates_due_on == now.date():
            _remind(session, now, settings, network, now.date())


def _remind(session: Session, now: datetime, settings: Settings, network: Network, day: date) -> bool:
    return remind(
        session,
        now,
        settings,
        once=f"{DATES_WANTED}:{network.id}:{day}",
        kind=DATES_WANTED,
        subject=("network", network.id),
        person_id=network.animator_id,
        day=day,
    )


def remind_now(
    session: Session, now: datetime, actor_id: int, network_id: int, settings: Settings
) -> Outcome:
    """A responsible has the animator reminded; once a day, whoever presses."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    network = session.get(Network, network_id)
    if network is None or network.state != NetworkState.ACCEPTED.value:
        return Refused.TOO_LATE
    _remind(session, now, settings, network, now.date())
    return Kept(network_id)


def warnings(session: Session, now: datetime, network_id: int) -> list[tuple[int, rules.Warned]]:
    """What is unusual about the dates that are being chosen or were sent; changes nothing."""
    network = session.get(Network, network_id)
    if network is None:
        return []
    chosen = rules.drafted(network.schedule_draft)
    return rules.warnings(chosen, around(session, now, network, chosen))


def slot_warnings(
    session: Session, now: datetime, meeting_id: int, planned: Planned
) -> list[tuple[int, rules.Warned]]:
    """(number of the meeting, what is unusual about moving it there); `half_days` are the meeting's own."""
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    slot = replace(planned, half_days=meeting.half_days)
    found = rules.warnings([slot], around(session, now, network, [slot]))
    return [(meeting.number, warned) for _, warned in found]
