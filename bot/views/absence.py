"""Who cannot come, as the animator is told, and the question whether the procedure was followed (R61)."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.rules import releases as rules
from bot.rules.minutes import has_begun
from bot.views import agenda as agenda_view
from bot.views.kept_settings import procedure_of
from cards import actions
from cards import release as cards
from cards.desk import TaskButton
from cards.elements import Card, plain
from cards.kept_settings import procedure_lines
from cards.phrases import release as say
from cards.phrases.dates import short_date
from cards.phrases.proposal import quoted
from cards.reminders import Reminder
from storage.network import network_title
from storage.release import Release, ReleaseState, unticked
from storage.schedule import Meeting, MeetingState


def wanted(session: Session, now: datetime, person_id: int, meeting_id: int) -> Reminder | None:
    """To a member; None once it is ticked, or she or he cannot come, or there is no meeting to come."""
    today = now.date()
    last = today + rules.HORIZON
    found = unticked(session, today + timedelta(days=1), last, person_id=person_id, meeting_id=meeting_id)
    if not found:
        return None
    meeting, here = session.get_one(Meeting, meeting_id), {"meeting": meeting_id}
    title = plain(network_title(session, meeting.network_id))
    return Reminder(
        title=say.wanted_title(short_date(meeting.day)),
        text=[quoted(title), say.WANTED, *procedure_lines(procedure_of(session))],
        buttons=[
            TaskButton(say.TICK, actions.RELEASE_TICK, here),
            TaskButton(say.ABSENT, actions.ABSENT, here),
        ],
    )


def said(session: Session, now: datetime, release_id: int) -> Card | None:
    """To who animates; None once it was taken back, or the meeting has begun or is called off."""
    return _told(session, now, release_id, absent=True)


def taken_back(session: Session, now: datetime, release_id: int) -> Card | None:
    """To who animates; None once it was said again."""
    return _told(session, now, release_id, absent=False)


def _told(session: Session, now: datetime, release_id: int, *, absent: bool) -> Card | None:
    release = session.get(Release, release_id)
    meeting = release.meeting if release else None
    if release is None or meeting is None or meeting.state != MeetingState.PLANNED.value:
        return None
    stands = (release.state == ReleaseState.NOT_USED.value) == absent
    if not stands or has_begun(meeting.day, meeting.starts, now):
        return None
    title, line = network_title(session, meeting.network_id), agenda_view.line_of(session, meeting)
    return cards.told(meeting.network_id, release.person.name, title, line, absent=absent)
