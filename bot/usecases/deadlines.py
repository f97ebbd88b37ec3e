"""What the clock makes of the seven days: reminders, the post in the channel, delays (R32, R33; B1)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import deadlines as rules
from bot.rules.deadlines import Document, Fault
from bot.rules.derogations import Rule
from bot.rules.quiet_time import ONE_DAY
from bot.settings import Settings
from bot.usecases import derogations
from bot.usecases.quiet_time import remind
from storage import audit, outbox
from storage.deadlines import Coming, Delay, coming_meetings, delays_of
from storage.network import places_of
from storage.people import Person, Role

WANTED: Mapping[Document, str] = {Document.PLAN: "plan_wanted", Document.AGENDA: "agenda_wanted"}
WEEK_BEFORE, GRANTED = "week_before", "delay_granted"


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOTHING_LATE = "nothing_late"  # deposited, settled, past, moved or cancelled meanwhile


@dataclass(frozen=True, slots=True)
class Kept:
    meeting_id: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    faults: Sequence[Fault]


def missing(coming: Coming) -> Iterator[Document]:
    """The documents of a meeting that nobody deposited: the plan is due with the first one."""
    if coming.is_first and coming.plan_version == 0:
        yield Document.PLAN
    if coming.agenda_version == 0:
        yield Document.AGENDA


@dataclass(frozen=True, slots=True)
class _Notice:
    """A reminder to the animator of `day`, or a post of `moment` in a place; `once` names it for good."""

    once: str
    kind: str
    subject: tuple[str, int]
    person_id: int = 0
    day: date = date.min
    place_id: int = 0
    moment: datetime | None = None


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Write the reminders and the posts that are due by now; those of a past meeting never are."""
    today = now.date()
    found = coming_meetings(session, today, today + rules.HORIZON)
    if not found:
        return
    closed = closed_around(session, today)
    delays = delays_of(session, [one.meeting_id for one in found])
    due = [notice for one in found if one.day > today for notice in _reminders(one, delays, today, closed)]
    due += _posts(session, now, settings, found, closed)
    # Most of them were written in a minute before this one.
    known = outbox.written_already(session, [one.once for one in due])
    for notice in due:
        if notice.once not in known:
            _write(session, now, settings, notice)


def _reminders(
    one: Coming, delays: Mapping[tuple[str, int], Delay], today: date, closed: Collection[date]
) -> Iterator[_Notice]:
    """To the animator, of each document that is still due: the most urgent reminder only (B1)."""
    for document in missing(one):
        way = delays.get((document.value, one.meeting_id))
        if way is not None and way.paper:
            continue
        days = rules.recall_days(document, one.day, closed, way.until if way else None)
        due = rules.recall_due(days, today)
        if due is None:
            continue
        kind = WANTED[document]
        subject = ("plan", one.network_id) if document is Document.PLAN else ("agenda", one.meeting_id)
        once = f"{kind}:{one.meeting_id}:{one.day}:{due}"
        yield _Notice(once, kind, subject, person_id=one.animator_id, day=due)


def _posts(
    session: Session, now: datetime, settings: Settings, found: Sequence[Coming], closed: Collection[date]
) -> Iterator[_Notice]:
    """In the channels, once a place and date; redrawn when the agenda comes or changes."""
    moments = {
        one.meeting_id: moment
        for one in found
        if (moment := rules.post_moment(one.day, now, settings.sending_hours, closed)) is not None
        and moment.date() <= one.day
    }
    due = [one for one in found if one.meeting_id in moments]
    places: dict[int, list[int]] = {}
    for network_id, place_id in places_of(session, {one.network_id for one in due}) if due else []:
        places.setdefault(network_id, []).append(place_id)
    for one in due:
        subject, moment = ("agenda", one.meeting_id), moments[one.meeting_id]
        for place_id in places.get(one.network_id, []):
            once = f"{WEEK_BEFORE}:{one.meeting_id}:{one.day}:{place_id}"
            yield _Notice(once, WEEK_BEFORE, subject, place_id=place_id, moment=moment)


def _write(session: Session, now: datetime, settings: Settings, one: _Notice) -> None:
    if one.moment is None:
        remind(
            session,
            now,
            settings,
            once=one.once,
            kind=one.kind,
            subject=one.subject,
            person_id=one.person_id,
            day=one.day,
        )
        return
    outbox.add(
        session,
        once=one.once,
        kind=one.kind,
        subject=one.subject,
        place_id=one.place_id,
        not_before=one.moment,
    )


def late_document(
    session: Session, now: datetime, actor_id: int, document: str, meeting_id: int
) -> Coming | Refused:
    """The meeting whose document this responsible may settle: late, and not settled yet."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    found = coming_meetings(session, now.date(), now.date() + rules.HORIZON, meeting_id=meeting_id)
    way = delays_of(session, [meeting_id]).get((document, meeting_id))
    for one in found:
        settled = way is not None and way.paper
        if document in {each.value for each in missing(one)} and not settled:
            late = rules.is_escalated(one.day, now.date(), way.until if way else None)
            return one if late else Refused.NOTHING_LATE
    return Refused.NOTHING_LATE


def grant(
    session: Session, now: datetime, actor_id: int, document: str, meeting_id: int, typed: str, reason: str
) -> Kept | Mistaken | Refused:
    """More time, to the end of a day before the meeting, with a reason that the animator reads."""
    one = late_document(session, now, actor_id, document, meeting_id)
    if isinstance(one, Refused):
        return one
    faults = rules.delay_faults(typed, reason, one.day - ONE_DAY, now.date())
    if faults:
        return Mistaken(faults)
    until = rules.read_day(typed)
    delay = Delay(
        document=document,
        meeting_id=meeting_id,
        until=until,
        reason=reason.strip(),
        person_id=actor_id,
        at=now,
    )
    session.add(delay)
    session.flush()
    _note(session, now, actor_id, one, f"{document.lower()}_delayed", reason.strip())
    derogations.record(session, now, actor_id, Rule.LATE_DOCUMENT, reason, network_id=one.network_id)
    outbox.add(
        session,
        once=f"{GRANTED}:{delay.id}",
        kind=GRANTED,
        subject=("delay", delay.id),
        person_id=one.animator_id,
        not_before=now,
    )
    return Kept(meeting_id)


def on_paper(
    session: Session, now: datetime, actor_id: int, document: str, meeting_id: int
) -> Kept | Refused:
    """It came on paper: nothing more is asked about it."""
    one = late_document(session, now, actor_id, document, meeting_id)
    if isinstance(one, Refused):
        return one
    session.add(Delay(document=document, meeting_id=meeting_id, paper=True, person_id=actor_id, at=now))
    session.flush()
    _note(session, now, actor_id, one, f"{document.lower()}_on_paper", "")
    return Kept(meeting_id)


def _note(session: Session, now: datetime, actor_id: int, one: Coming, action: str, why: str) -> None:
    audit.about_network(session, now, one.network_id, action, person_id=actor_id, why=why)
