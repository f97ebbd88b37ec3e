"""« Je ne pourrai pas être là », and who is asked about the procedure (R61; DOMAIN.md §1.8, 5).

Whoever cannot come keeps the seat; the half-days go back, and no reason is asked. It can be taken back.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules import releases as rules
from bot.rules.minutes import has_begun
from bot.rules.quiet_time import ONE_DAY
from bot.settings import Settings
from bot.usecases.quiet_time import remind
from storage import audit, outbox, seats
from storage.network import Network
from storage.release import Release, ReleaseState, release_for, unticked
from storage.schedule import Meeting, MeetingState

WANTED, ABSENT, COMING = "release_wanted", "absence_said", "absence_taken_back"


class Said(StrEnum):
    ABSENT = "absent"
    COMING = "coming"
    NOTHING = "nothing"  # said already, not one's own meeting, begun, or called off


def say_absent(session: Session, now: datetime, person_id: int, meeting_id: int) -> Said:
    """The half-days of this meeting go back, the place in the network stays, and the animator is told."""
    release = _own(session, now, person_id, meeting_id)
    if release is None or release.state in {ReleaseState.NOT_USED.value, ReleaseState.USED.value}:
        return Said.NOTHING
    _change(session, now, release, ReleaseState.NOT_USED, ABSENT)
    return Said.ABSENT


def say_coming(session: Session, now: datetime, person_id: int, meeting_id: int) -> Said:
    """After all; the procedure is to be followed anew."""
    release = _own(session, now, person_id, meeting_id)
    if release is None or release.state != ReleaseState.NOT_USED.value:
        return Said.NOTHING
    _change(session, now, release, ReleaseState.PLANNED, COMING)
    return Said.COMING


def _own(session: Session, now: datetime, person_id: int, meeting_id: int) -> Release | None:
    """What she or he has for a meeting that is planned and has not begun; its network is held."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return None
    seats.hold_networks(session, [meeting.network_id])
    session.refresh(meeting)
    if meeting.state != MeetingState.PLANNED.value or has_begun(meeting.day, meeting.starts, now):
        return None
    release = release_for(session, meeting_id, person_id)
    if release is not None:
        session.refresh(release)
    return release


def _change(session: Session, now: datetime, release: Release, after: ReleaseState, kind: str) -> None:
    before, release.state = release.state, after.value
    audit.record(
        session,
        now,
        action=kind,
        subject=("release", release.id),
        person_id=release.person_id,
        before=before,
        after=after.value,
    )
    outbox.add(
        session,
        once=f"{kind}:{release.id}:{now.isoformat()}",
        kind=kind,
        subject=("release", release.id),
        person_id=session.get_one(Network, release.network_id).animator_id,
        not_before=now,
    )


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Ask who said nothing, fourteen and three days before; the most urgent only (B1)."""
    today = now.date()
    found = unticked(session, today + ONE_DAY, today + rules.HORIZON)
    if not found:
        return
    closed = closed_around(session, today)
    due = [
        (f"{WANTED}:{one.meeting_id}:{one.day}:{day}:{one.person_id}", one, day)
        for one in found
        if (day := rules.ask_due(one.day, one.since.astimezone(now.tzinfo), today, closed)) is not None
    ]
    known = outbox.written_already(session, [once for once, _, _ in due])
    for once, one, day in due:
        if once not in known:
            remind(
                session,
                now,
                settings,
                once=once,
                kind=WANTED,
                subject=("meeting", one.meeting_id),
                person_id=one.person_id,
                day=day,
            )
