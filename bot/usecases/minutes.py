"""Writing and depositing the minutes of a meeting (guide §8.4; R62; Annexe 4; S24, S25)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import minutes as rules
from bot.rules.minutes import Content, Mistake
from bot.settings import Settings
from storage import audit, outbox, posts, seats
from storage.agenda import agenda_of, deposited_agenda
from storage.enrollment import EnrollmentState, enrollments_of
from storage.minutes import (
    Minutes,
    MinutesVersion,
    deposited_minutes,
    meetings_with_minutes,
    minutes_of,
    present_at,
)
from storage.network import Network, NetworkState
from storage.schedule import HELD, Meeting, meetings_of

DEPOSITED, IN_CHANNEL, WRITER = "minutes_deposited", "minutes_in_channel", "minutes_writer"
OVER = frozenset({NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value})


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOT_YET = "not_yet"  # the meeting has not begun
    OVER = "over"  # it was moved or cancelled (S24), or the network is over


@dataclass(frozen=True, slots=True)
class Opened:
    meeting_id: int


@dataclass(frozen=True, slots=True)
class Saved:
    """`mistakes` of what was saved; the texts are kept all the same, a wrong follow-up is not added."""

    meeting_id: int
    mistakes: Sequence[Mistake]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody saved something else meanwhile; what was typed here is not kept yet."""

    meeting_id: int


@dataclass(frozen=True, slots=True)
class Deposited:
    meeting_id: int
    version: int


@dataclass(frozen=True, slots=True)
class Words:
    """The annex's own beginnings: of row 1 from the hour, of row 2 from the day on which the agenda was
    deposited, of row 6 from the hour and the day of the next meeting. None: not known, or no next one.
    """

    opening: Callable[[time | None], str]
    reading: Callable[[date | None], str]
    closing: Callable[[time | None, date | None], str]


def _own(
    session: Session, now: datetime, actor_id: int, meeting_id: int, *, alone: bool = False
) -> Meeting | Refused:
    """The meeting, its network held, while its animator, or who was asked to write, may write its minutes;
    with `alone` only the animator.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Refused.NOT_ALLOWED
    seats.hold_networks(session, [meeting.network_id])
    network = session.get_one(Network, meeting.network_id, populate_existing=True)
    session.refresh(meeting)
    if network.animator_id != actor_id and (alone or not is_writer(session, meeting, actor_id)):
        return Refused.NOT_ALLOWED
    if meeting.state not in HELD or network.state in OVER or network.published_at is None:
        return Refused.OVER
    return meeting if rules.has_begun(meeting.day, meeting.starts, now) else Refused.NOT_YET


def is_writer(session: Session, meeting: Meeting, person_id: int) -> bool:
    """Who was asked to write, as long as she or he is a member."""
    found = minutes_of(session, meeting.id)
    return (
        found is not None
        and found.writer_id == person_id
        and person_id in members(session, meeting.network_id)
    )


def members(session: Session, network_id: int) -> list[int]:
    """Who has a seat, by enrollment."""
    active = EnrollmentState.ACTIVE.value
    return [one.person_id for one in enrollments_of(session, network_id) if one.state == active]


def start(session: Session, now: datetime, actor_id: int, meeting_id: int, words: Words) -> Opened | Refused:
    """Open the draft; one that nobody has touched follows the meeting and its agenda as they stand."""
    meeting = _own(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    _begun(session, now, meeting, words)
    return Opened(meeting_id)


def _begun(session: Session, now: datetime, meeting: Meeting, words: Words) -> Minutes:
    found = minutes_of(session, meeting.id)
    if found is not None and (found.written or found.version):
        return found
    content = _prefilled(session, now, meeting, words)
    if found is None:
        found = Minutes(meeting_id=meeting.id, draft=rules.stored(content), saved_at=now, done=[])
        session.add(found)
        session.flush()
    else:
        _change(found, now, content)
    return found


def _prefilled(session: Session, now: datetime, meeting: Meeting, words: Words) -> Content:
    agenda = agenda_of(session, meeting.id)
    deposited = agenda.deposited_at.astimezone(now.tzinfo).date() if agenda and agenda.deposited_at else None
    days = [one.day for one in meetings_of(session, meeting.network_id) if one.state in HELD]
    following = min((day for day in days if day > meeting.day), default=None)
    return rules.first_content(
        words.opening(meeting.starts),
        words.reading(deposited),
        heads_of(session, meeting.id),
        words.closing(meeting.ends, following),
    )


def heads_of(session: Session, meeting_id: int) -> list[str]:
    """The points of the agenda that was deposited."""
    version = deposited_agenda(session, meeting_id)
    return rules.heads(version.content) if version else []


def save(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    meeting_id: int,
    *,
    revision: int,
    step: int,
    values: Mapping[str, str],
    remove: int = 0,
) -> Saved | Conflict | Refused:
    """Keep what was typed in one step, right or wrong; in step 3, add the follow-up that was typed, or take
    away the one of the key `remove`.
    """
    found = writable(session, now, actor_id, meeting_id)
    if isinstance(found, Refused):
        return found
    before = rules.read(found.draft)
    content = rules.merged(before, step, values)
    wrong: list[Mistake] = []
    if step == rules.FOLLOW_UP_STEP:
        content = rules.without(content, remove)
        wrong = rules.new_mistakes(content, values)
        content = content if wrong else rules.added(content, values)
    if content != before:
        if revision != found.revision:
            return Conflict(meeting_id)
        _change(found, now, content)
        found.written = True
    heads = heads_of(session, meeting_id)
    return Saved(meeting_id, [*rules.mistakes(content, heads, settings.TEXT_LIMIT, step), *wrong])


def _change(found: Minutes, now: datetime, content: Content) -> None:
    """A card that was drawn before deposits nothing any more: it showed something else."""
    draft = rules.stored(content)
    if draft != found.draft:
        found.draft, found.saved_at = draft, now
        found.revision += 1


def writable(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Minutes | Refused:
    """The minutes, begun, while this person may write them; the network is held."""
    meeting = _own(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    return minutes_of(session, meeting_id) or Refused.NOT_ALLOWED


def deposit(
    session: Session, now: datetime, actor_id: int, settings: Settings, meeting_id: int, *, revision: int
) -> Deposited | Saved | Conflict | Refused:
    """Deposit what is written as the next version; Saved with mistakes deposits nothing.

    Twice the same is one.
    """
    found = writable(session, now, actor_id, meeting_id)
    if isinstance(found, Refused):
        return found
    if revision != found.revision:
        return Conflict(meeting_id)
    content = rules.read(found.draft)
    wrong = rules.mistakes(content, heads_of(session, meeting_id), settings.TEXT_LIMIT)
    if wrong:
        return Saved(meeting_id, wrong)
    last = deposited_minutes(session, meeting_id)
    if last is None or last.content != found.draft:
        _write(session, now, actor_id, found)
    return Deposited(meeting_id, found.version)


def _write(session: Session, now: datetime, actor_id: int, found: Minutes) -> None:
    meeting = session.get_one(Meeting, found.meeting_id)
    network = session.get_one(Network, meeting.network_id)
    found.version += 1
    found.deposited_at = found.deposited_at or now
    session.flush()
    session.add(
        MinutesVersion(minutes_id=found.id, version=found.version, content=found.draft, deposited_at=now)
    )
    session.flush()
    audit.about_network(
        session, now, network.id, "minutes_deposited", person_id=actor_id, after=str(meeting.number)
    )
    for person_id in readers(session, meeting, network) - {actor_id}:
        _tell(session, now, DEPOSITED, meeting.id, person_id=person_id)
    announce(session, now, network.id, [meeting.id])
    posts.changed(session, ("minutes", meeting.id), now)


def announce(session: Session, now: datetime, network_id: int, meeting_ids: Sequence[int] = ()) -> None:
    """A line in the network's channel, once a place, of each of these meetings' minutes; without
    `meeting_ids` of all that were deposited: the channel may come after them.
    """
    network = session.get_one(Network, network_id)
    for meeting_id in meeting_ids or meetings_with_minutes(session, network_id):
        for place in network.channel.places if network.channel else ():
            _tell(session, now, IN_CHANNEL, meeting_id, place_id=place.id)


def readers(session: Session, meeting: Meeting, network: Network) -> set[int]:
    """Whom a deposit is told: the members, absent or not (DOMAIN.md §1.8, 5), who was there and left since,
    and who animates.
    """
    return {network.animator_id, *members(session, network.id), *present_at(session, meeting.id)}


def _tell(
    session: Session,
    now: datetime,
    kind: str,
    meeting_id: int,
    *,
    person_id: int | None = None,
    place_id: int | None = None,
) -> None:
    """Once to each: a later version redraws what was sent."""
    outbox.add(
        session,
        once=f"{kind}:{meeting_id}:{person_id or place_id}",
        kind=kind,
        subject=("minutes", meeting_id),
        person_id=person_id,
        place_id=place_id,
        not_before=now,
    )


def name_writer(
    session: Session, now: datetime, actor_id: int, meeting_id: int, person_id: int, words: Words
) -> Opened | Refused:
    """The animator asks a member to write too, or with 0 nobody any more; no one but a member can be."""
    meeting = _own(session, now, actor_id, meeting_id, alone=True)
    if isinstance(meeting, Refused):
        return meeting
    found = _begun(session, now, meeting, words)
    if person_id and person_id not in members(session, meeting.network_id):
        return Refused.NOT_ALLOWED
    if found.writer_id != (person_id or None):
        found.writer_id = person_id or None
        session.flush()
        action = "minutes_writer_named"
        after = str(person_id or "-")
        audit.record(
            session, now, action=action, subject=("minutes", found.id), person_id=actor_id, after=after
        )
        if person_id:
            _tell(session, now, WRITER, meeting_id, person_id=person_id)
    return Opened(meeting_id)
