"""What the minutes of a meeting left to do: carried out, or brought to the next agenda (Annexe 4, row 4)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import minutes as rules
from bot.usecases.minutes import Opened, Refused, writable
from storage import audit, posts
from storage.minutes import deposited_minutes, meeting_before, minutes_of
from storage.schedule import Meeting


def mark_done(
    session: Session, now: datetime, actor_id: int, meeting_id: int, key: int, *, done: bool
) -> Opened | Refused:
    """A follow-up of the minutes deposited last was carried out, or after all was not."""
    found = writable(session, now, actor_id, meeting_id)
    version = deposited_minutes(session, meeting_id)
    if isinstance(found, Refused):
        return found
    known = {one.key for one in rules.read(version.content).follow_ups} if version else set()
    if key in known and done != (key in found.done):
        found.done = sorted({*found.done, key} if done else {*found.done} - {key})
        session.flush()
        action = "follow_up_done" if done else "follow_up_reopened"
        audit.record(
            session, now, action=action, subject=("minutes", found.id), person_id=actor_id, after=str(key)
        )
        posts.changed(session, ("minutes", meeting_id), now)
    return Opened(meeting_id)


def open_points(session: Session, meeting: Meeting) -> list[str]:
    """What the minutes of the meeting before left to do, for the agenda of this one; no name.

    (An agenda stands where who does what must not: DOMAIN.md §1.9.)
    """
    before = meeting_before(session, meeting.network_id, meeting.day)
    found = minutes_of(session, before.id) if before else None
    version = deposited_minutes(session, before.id) if before else None
    if found is None or version is None:
        return []
    return [one.what for one in rules.still_open(rules.read(version.content), found.done)]
