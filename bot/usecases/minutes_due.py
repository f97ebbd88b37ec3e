"""What the clock makes of minutes that nobody deposited: two reminders, then the desk (R62; S24, B1)."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import deadlines
from bot.rules import minutes as rules
from bot.rules.quiet_time import ONE_DAY
from bot.settings import Settings
from bot.usecases.quiet_time import follow_up
from storage import audit, outbox, seats
from storage.minutes import Minutes, minutes_of, unwritten
from storage.people import Person, Role
from storage.schedule import Meeting

WANTED = "minutes_wanted"


class OnPaper(StrEnum):
    KEPT = "kept"
    NOT_ALLOWED = "not_allowed"
    NOTHING_LATE = "nothing_late"  # deposited or settled meanwhile, or the meeting did not take place


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Write the reminders that are due by now, the most urgent only; none of a meeting moved or
    cancelled.
    """
    today = now.date()
    found = unwritten(session, today - rules.LOOK_BACK, today - ONE_DAY)
    if not found:
        return
    closed = closed_around(session, today)
    due = [
        (f"{WANTED}:{one.meeting_id}:{one.day}:{day}", one, day)
        for one in found
        if (day := deadlines.recall_due(rules.recall_days(one.day, closed), today)) is not None
    ]
    known = outbox.written_already(session, [once for once, _, _ in due])
    for once, one, day in due:
        if once not in known:
            follow_up(
                session,
                now,
                settings,
                once=once,
                kind=WANTED,
                subject=("minutes", one.meeting_id),
                person_id=one.animator_id,
                day=day,
            )


def on_paper(session: Session, now: datetime, actor_id: int, meeting_id: int) -> OnPaper:
    """A responsible has them on paper, or knows that there are none: nothing more is asked."""
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return OnPaper.NOT_ALLOWED
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or not rules.is_overdue(meeting.day, now.date()):
        return OnPaper.NOTHING_LATE
    seats.hold_networks(session, [meeting.network_id])
    if not unwritten(session, meeting.day, meeting.day, meeting_id=meeting_id):
        return OnPaper.NOTHING_LATE
    found = minutes_of(session, meeting_id)
    if found is None:
        found = Minutes(meeting_id=meeting_id, draft={}, saved_at=now, done=[])
        session.add(found)
    found.on_paper = True
    session.flush()
    audit.about_network(
        session, now, meeting.network_id, "minutes_on_paper", person_id=actor_id, after=str(meeting.number)
    )
    return OnPaper.KEPT
