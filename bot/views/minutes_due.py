"""Around the minutes: who writes them, what they left to do, and those that nobody deposited (R62; S24)."""

from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy.orm import Session

from bot.rules import minutes as rules
from bot.rules.names import alphabetical
from bot.views import agenda as agenda_view
from bot.views import minutes as minutes_view
from cards import actions
from cards import menu as menu_cards
from cards import minutes_due as cards
from cards.desk import DeskTask, Pending, TaskButton
from cards.elements import Card, plain
from cards.minutes_due import LateMinutes
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.enrollment import EnrollmentState, enrollments_of
from storage.minutes import Unwritten, deposited_minutes, minutes_of, unwritten
from storage.network import Network
from storage.people import Person
from storage.schedule import HELD, Meeting

# As long as a school year is: what is older is nobody's task any more.
YEAR = timedelta(days=365)


def wanted(session: Session, now: datetime, person_id: int, meeting_id: int) -> Reminder | None:
    """To the animator; None once they were deposited or settled, or the meeting did not take place (S24)."""
    one = _unwritten(session, now, meeting_id)
    if one is None or one.animator_id != person_id:
        return None
    title, until = plain(one.title), short_date(rules.due_on(one.day))
    late = rules.is_overdue(one.day, now.date())
    return Reminder(
        title=say_due.wanted_title(short_date(one.day)),
        text=[(say_due.wanted_still if late else say_due.wanted_text)(title, until), say_due.WANTED_READY],
        buttons=[
            TaskButton(say.WRITE, actions.MINUTES, {"meeting": meeting_id}),
            TaskButton(say_menu.HELP, actions.HELP, {"about": "minutes", "meeting": meeting_id}),
        ],
    )


def _unwritten(session: Session, now: datetime, meeting_id: int) -> Unwritten | None:
    found = unwritten(session, now.date() - YEAR, now.date(), meeting_id=meeting_id)
    return found[0] if found else None


def tasks(session: Session, now: datetime, _viewer_id: int) -> list[Pending]:
    """Every meeting without minutes more than ten days after it."""
    today = now.date()
    last = today - rules.SOFT_LIMIT - timedelta(days=1)
    return [
        Pending(
            "minutes_late",
            one.meeting_id,
            _since(one.day, now),
            partial(_task, session, one, _since(one.day, now)),
            one.network_id,
        )
        for one in unwritten(session, today - YEAR, last)
    ]


def _task(session: Session, one: Unwritten, since: datetime) -> DeskTask:
    return cards.task(_late(session, one), since)


def _since(day: date, now: datetime) -> datetime:
    return datetime.combine(rules.due_on(day) + timedelta(days=1), time.min, tzinfo=now.tzinfo)


def _late(session: Session, one: Unwritten) -> LateMinutes:
    animator = session.get_one(Person, one.animator_id)
    until = short_date(rules.due_on(one.day))
    said = say_due.late_minutes_line(plain(animator.name), short_date(one.day), until)
    return LateMinutes(one.meeting_id, one.title, said)


def late(session: Session, now: datetime, meeting_id: int) -> Card | None:
    """One of them, with a mail ready; None when it is none any more."""
    one = _unwritten(session, now, meeting_id)
    if one is None or not rules.is_overdue(one.day, now.date()):
        return None
    animator = session.get_one(Person, one.animator_id)
    name = animator.first_name or animator.name
    return cards.late(
        _late(session, one),
        animator=name,
        address=animator.email or "",
        body=say_due.mail_body(name, short_date(one.day)),
    )


def follow_ups(session: Session, _now: datetime, meeting_id: int) -> Card:
    """Those of the minutes deposited last."""
    meeting, found = session.get_one(Meeting, meeting_id), minutes_of(session, meeting_id)
    version = deposited_minutes(session, meeting_id)
    listed = rules.read(version.content).follow_ups if version else ()
    done = found.done if found else []
    return cards.follow_ups(
        meeting_id,
        short_date(meeting.day),
        [(one.key, minutes_view.line(one), one.key in done) for one in listed],
    )


def writer(session: Session, _now: datetime, person_id: int, meeting_id: int) -> Card:
    """The animator's choice among the members."""
    meeting, found = session.get(Meeting, meeting_id), minutes_of(session, meeting_id)
    if meeting is None or session.get_one(Network, meeting.network_id).animator_id != person_id:
        return menu_cards.sentence(say.REFUSED["not_allowed"])
    members = [
        (str(one.person_id), one.person.name)
        for one in enrollments_of(session, meeting.network_id)
        if one.state == EnrollmentState.ACTIVE.value
    ]
    members.sort(key=lambda one: alphabetical(one[1]))
    chosen = found.writer_id if found else None
    return cards.writer(meeting_id, agenda_view.line_of(session, meeting), members, chosen or 0)


def writer_asked(session: Session, _now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """To the member who was asked; None once somebody else is, or nobody."""
    meeting, found = session.get(Meeting, meeting_id), minutes_of(session, meeting_id)
    if meeting is None or found is None or found.writer_id != person_id or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    line = agenda_view.line_of(session, meeting)
    return cards.writer_asked(meeting_id, network.title, line, network.animator.name)
