"""The agenda of a meeting: for its animator, for the members, and on the responsible's note (R33)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import agenda as rules
from bot.rules import deadlines
from bot.rules.agenda import Fault, Mistake
from bot.rules.minutes import has_begun
from bot.views import plan as plan_view
from bot.views.kept_settings import procedure_of
from bot.views.network_dates import date_lines, planned
from cards import agenda as cards
from cards import menu as menu_cards
from cards.agenda import Draft, Point, Ready
from cards.elements import Card, plain
from cards.phrases import agenda as say
from cards.phrases import menu as say_menu
from cards.phrases.dates import short_date
from storage.agenda import (
    Agenda,
    AgendaVersion,
    agenda_of,
    agendas_to_come,
    deposited_agenda,
    meetings_to_prepare,
)
from storage.network import Network
from storage.places import active_of
from storage.release import ReleaseState, release_for
from storage.schedule import Meeting, MeetingState

DONE = {ReleaseState.REQUESTED.value, ReleaseState.CONFIRMED.value, ReleaseState.USED.value}


def next_to_prepare(session: Session, now: datetime, person_id: int) -> int:
    """The next meeting without an agenda that this person animates, else her or his next one; 0 for none."""
    found = meetings_to_prepare(session, person_id, now.date())
    waiting = [meeting for meeting, version in found if version == 0]
    return waiting[0] if waiting else found[0][0] if found else 0


def next_to_read(session: Session, now: datetime, person_id: int) -> int:
    """The next meeting whose agenda this person, a member, may read; 0 for none."""
    found = [
        session.get_one(Meeting, meeting)
        for network_id in active_of(session, person_id)
        for meeting in agendas_to_come(session, network_id, now.date())
    ]
    return min(found, key=lambda one: one.day).id if found else 0


def line_of(session: Session, meeting: Meeting) -> str:
    """The whole line of one meeting."""
    return next(
        (
            date_lines(session, [one])[0]
            for one in planned(session, meeting.network_id)
            if one.id == meeting.id
        ),
        "",
    )


def points(session: Session, meeting: Meeting, content: Mapping[str, str]) -> list[Point]:
    """Annexe 3's eight points in their order, numbered anew, each item of the lists a point of its own."""
    days = sorted(one.day for one in planned(session, meeting.network_id))
    before = max((day for day in days if day < meeting.day), default=None)
    after = min((day for day in days if day > meeting.day), default=None)
    listed: list[tuple[str, int | None]] = [
        (say.POINTS[name], rules.minutes_of(content, name)) for name in ("opening", "welcome", "reading")
    ]
    listed += [(one.text, one.minutes) for one in rules.items(content.get("items", ""))]
    listed += _follow_up(content, before)
    listed += [(one.text, one.minutes) for one in rules.items(content.get("others", ""))]
    listed.append((say.POINTS["questions"], rules.minutes_of(content, "questions")))
    listed.append((say.closing(short_date(after) if after else ""), rules.minutes_of(content, "closing")))
    return [
        Point(number, text, say.minutes(minutes) if minutes else "")
        for number, (text, minutes) in enumerate(listed, start=1)
    ]


def _follow_up(content: Mapping[str, str], before: date | None) -> list[tuple[str, int | None]]:
    """Point 5, its items under it; without a meeting before and without items there is none."""
    found = rules.items(content.get("follow_up", ""))
    if before is None and not found:
        return []
    head = say.follow_up(short_date(before)) if before else say.FOLLOW_UP_FIRST
    body = [f"- {one.text}" for one in found] or [f"- {say.NOTHING}"]
    return [("\n".join([head, *body]), rules.minutes_of(content, "follow_up") or None)]


def total(content: Mapping[str, str]) -> str:
    return say.minutes(rules.total(content))


def warning(meeting: Meeting, content: Mapping[str, str]) -> str:
    """Said, never refused: the minutes are more than the meeting has."""
    net, planned_minutes = (
        rules.net_minutes(meeting.starts, meeting.ends, meeting.half_days),
        rules.total(content),
    )
    return say.too_long_day(planned_minutes, net) if net is not None and planned_minutes > net else ""


def draft(session: Session, now: datetime, meeting_id: int, typed: Mapping[str, str] | None = None) -> Draft:
    """The working copy of a meeting whose draft was begun."""
    meeting, agenda = session.get_one(Meeting, meeting_id), agenda_of(session, meeting_id)
    assert agenda is not None
    content = {**agenda.draft, **(typed or {})}
    version = deposited_agenda(session, meeting_id)
    return Draft(
        meeting_id=meeting_id,
        network_id=meeting.network_id,
        revision=agenda.revision,
        version=agenda.version,
        title=session.get_one(Network, meeting.network_id).title,
        line=line_of(session, meeting),
        state=_deposited_line(now, meeting, agenda, version) if version else due_line(session, meeting.day),
        points=points(session, meeting, content),
        total=total(content),
        warning=warning(meeting, content),
        address=str(version.content.get("link", "")) if version else "",
    )


def due_line(session: Session, day: date) -> str:
    """By when, and the working day to aim for where it is another one (S22)."""
    due = deadlines.due_on(day)
    target = deadlines.target_on(day, closed_around(session, due))
    return say.due(short_date(due), "" if target == due else short_date(target))


def _deposited_line(now: datetime, meeting: Meeting, agenda: Agenda, version: AgendaVersion) -> str:
    line = say.deposited_line(version.version, short_date(version.deposited_at.astimezone(now.tzinfo).date()))
    return f"{line} {say.MARKED_LATE}" if is_late(now, meeting, agenda) else line


def is_late(now: datetime, meeting: Meeting, agenda: Agenda) -> bool:
    if agenda.deposited_at is None:
        return False
    return deadlines.is_late(agenda.deposited_at.astimezone(now.tzinfo).date(), meeting.day)


def overview(
    session: Session,
    now: datetime,
    meeting_id: int,
    *,
    mistakes: Sequence[Mistake] = (),
    notice: str = "",
) -> Card:
    shown = draft(session, now, meeting_id)
    return cards.overview(shown, errors=sentences(mistakes), notice=notice)


def form(
    session: Session,
    now: datetime,
    meeting_id: int,
    step: int,
    *,
    mistakes: Sequence[Mistake] = (),
    typed: Mapping[str, str] | None = None,
    notice: str = "",
) -> Card:
    """One step; `typed` takes the place of what is saved. What is no step shows the whole."""
    if step not in rules.STEPS:
        return overview(session, now, meeting_id, mistakes=mistakes, notice=notice)
    agenda = agenda_of(session, meeting_id)
    values = {**(agenda.draft if agenda else {}), **(typed or {})}
    shown = draft(session, now, meeting_id)
    return cards.form(shown, step, values, errors=sentences(mistakes), notice=notice)


def own_document(
    session: Session, now: datetime, meeting_id: int, typed: str = "", mistakes: Sequence[Mistake] = ()
) -> Card:
    shown = draft(session, now, meeting_id)
    return cards.own_document(shown, typed or shown.address, sentences(mistakes))


def sentences(mistakes: Sequence[Mistake]) -> list[str]:
    labels = {**say.POINTS, **cards.LISTS, "link": say.LINK}
    return [_sentence(one, labels) for one in mistakes]


def _sentence(one: Mistake, labels: Mapping[str, str]) -> str:
    match one.fault:
        case Fault.NO_ITEMS:
            return say.NO_ITEMS
        case Fault.BAD_MINUTES:
            return say.bad_minutes(labels[one.field], one.limit)
        case Fault.TOO_MANY:
            return say.too_many_points(labels[one.field], one.count, one.limit)
        case Fault.TOO_LONG:
            return say.too_long_answer(labels[one.field], one.count, one.limit)
        case Fault.BAD_LINK:
            return say.BAD_LINK


def deposited(session: Session, now: datetime, meeting_id: int) -> Card:
    """The answer to « Déposer »: the agenda as it stands, and what happens next."""
    meeting, agenda = session.get_one(Meeting, meeting_id), agenda_of(session, meeting_id)
    assert agenda is not None
    notice = say.deposited(agenda.version)
    if agenda.version == 1 and is_late(now, meeting, agenda):
        notice = f"{notice} {say.LATE}"
    return overview(session, now, meeting_id, notice=notice)


def read(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card:
    """The agenda deposited last, for members, the animator and responsibles; a sentence for anybody else."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return menu_cards.sentence(say_menu.STALE)
    network = session.get_one(Network, meeting.network_id)
    if not plan_view.is_member(session, person_id, network):
        return cards.members_only(network.id)
    return _ready(session, now, person_id, meeting) or menu_cards.sentence(say_menu.STALE)


def letter(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """To a member in chat; None for who is none any more, and for a meeting that is past or does not take
    place.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state != MeetingState.PLANNED.value or meeting.day < now.date():
        return None
    if meeting.network_id not in active_of(session, person_id):
        return None
    return _ready(session, now, person_id, meeting)


def _ready(session: Session, now: datetime, person_id: int, meeting: Meeting) -> Card | None:
    agenda, version = agenda_of(session, meeting.id), deposited_agenda(session, meeting.id)
    if agenda is None or version is None:
        return None
    content = {name: str(value) for name, value in version.content.items()}
    release = release_for(session, meeting.id, person_id)
    standing = _standing(release.state) if release else ""
    begun = has_begun(meeting.day, meeting.starts, now)
    return cards.ready(
        Ready(
            meeting_id=meeting.id,
            network_id=meeting.network_id,
            title=session.get_one(Network, meeting.network_id).title,
            line=line_of(session, meeting),
            deposited=_deposited_line(now, meeting, agenda, version),
            points=points(session, meeting, content),
            total=total(content),
            address=content.get("link", ""),
            release=say.RELEASES[standing] if release else "",
            standing="" if begun else standing,
            plan=plan_view.exists(session, meeting.network_id),
            released_by=procedure_of(session),
        )
    )


def _standing(state: str) -> str:
    if state == ReleaseState.NOT_USED.value:
        return "absent"
    return "done" if state in DONE else "to_do"


def late(session: Session, now: datetime, meeting_id: int) -> Card | None:
    """To a responsible, about the first deposit."""
    meeting, agenda = session.get(Meeting, meeting_id), agenda_of(session, meeting_id)
    if meeting is None or agenda is None or agenda.deposited_at is None:
        return None
    network = session.get_one(Network, meeting.network_id)
    day = short_date(agenda.deposited_at.astimezone(now.tzinfo).date())
    until = short_date(deadlines.due_on(meeting.day))
    return cards.late(meeting_id, network.title, say.late_line(plain(network.animator.name), day, until))
