"""Attendance that nobody took, and half-days at which somebody was not: reminders and the desk (R60; S24)."""

from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.rules import attendance as rules
from bot.rules.names import alphabetical
from bot.views import agenda as agenda_view
from cards import actions
from cards import undecided as cards
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.phrases import attendance as say
from cards.phrases import menu as say_menu
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.attendance import Untaken, meetings_undecided, untaken
from storage.attendance import undecided as undecided_of
from storage.network import Network
from storage.outbox import OutboxState, rows_about
from storage.people import Person
from storage.schedule import Meeting

# As long as a school year is: what is older is nobody's task any more.
YEAR = timedelta(days=365)
WANTED = "attendance_wanted"


def next_to_take(session: Session, now: datetime, person_id: int) -> int:
    """The meeting whose attendance this person takes: the last one whose day came and that nobody recorded,
    else the next one to come; 0 for none.
    """
    today = now.date()
    found = untaken(session, today - YEAR, today + YEAR, person_id=person_id)
    begun = [one for one in found if one.day <= today]
    return begun[-1].meeting_id if begun else found[0].meeting_id if found else 0


def takes_today(session: Session, now: datetime, person_id: int) -> int:
    """The meeting under way whose attendance this person may take; 0 for none."""
    found = untaken(session, now.date(), now.date(), person_id=person_id)
    begun = [
        one.meeting_id
        for one in found
        if rules.card_moment(one.day, one.starts, now) - rules.WAIT
        <= now
        <= rules.end_moment(one.day, one.ends, now)
    ]
    return begun[0] if begun else 0


def wanted(session: Session, now: datetime, person_id: int, meeting_id: int) -> Reminder | None:
    """To who animates, or was named; None once it is recorded, or the meeting did not take place (S24)."""
    found = untaken(session, now.date() - YEAR, now.date(), person_id=person_id, meeting_id=meeting_id)
    if not found:
        return None
    here = {"meeting": meeting_id}
    return Reminder(
        title=say.wanted_title(short_date(found[0].day)),
        text=[say.wanted_text(plain(found[0].title))],
        buttons=[
            TaskButton(say.OPEN, actions.ATTENDANCE, here),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "attendance", "meeting": meeting_id}),
        ],
    )


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """What nobody took three days after the meeting, then what is to decide."""
    today = now.date()
    listed = []
    for one in untaken(session, today - YEAR, today):
        if rules.is_escalated(one.day, today):
            since = datetime.combine(one.day + rules.ESCALATED, time.min, tzinfo=now.tzinfo)
            draw = partial(_untaken, session, one, since)
            listed.append(Pending("attendance_untaken", one.meeting_id, since, draw, one.network_id))
    for meeting_id, network_id, since, people in meetings_undecided(session):
        draw = partial(_undecided, session, meeting_id, since, people)
        listed.append(Pending("releases_undecided", meeting_id, since, draw, network_id))
    return listed


def _untaken(session: Session, one: Untaken, since: datetime) -> DeskTask:
    animator = session.get_one(Person, one.animator_id).name
    begins = f"{WANTED}:{one.meeting_id}:{one.day}:"
    sent = [
        row
        for row in rows_about(session, ("attendance", one.meeting_id))
        if row.state == OutboxState.SENT.value
        and row.person_id == one.animator_id
        and row.once.startswith(begins)
    ]
    line = say.untaken_line(plain(animator), short_date(one.day), len(sent))
    return cards.untaken_task(one.meeting_id, since, one.title, line)


def _undecided(session: Session, meeting_id: int, since: datetime, people: int) -> DeskTask:
    meeting = session.get_one(Meeting, meeting_id)
    title = session.get_one(Network, meeting.network_id).title
    line = say.undecided_line(short_date(meeting.day), people)
    return cards.undecided_task(meeting_id, since, title, line)


def undecided(session: Session, _now: datetime, meeting_id: int, *, notice: str = "") -> Card | None:
    """To a responsible, who says what became of the release of each person who was not there."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    network = session.get_one(Network, meeting.network_id)
    people = [
        (one.person_id, say.undecided_person(one.person.name, one.half_days - one.used, one.state))
        for one in sorted(undecided_of(session, meeting_id), key=lambda one: alphabetical(one.person.name))
    ]
    line = agenda_view.line_of(session, meeting)
    return cards.undecided(meeting_id, network.title, line, people, notice=notice)
