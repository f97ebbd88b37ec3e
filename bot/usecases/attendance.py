"""Taking attendance, saved at each press, corrected with its history (guide §8.4; R60; S24, S25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import attendance as rules
from bot.rules.attendance import Choice
from storage import attendance, attendance_changes, audit, outbox, posts, seats
from storage.attendance import (
    AttendanceSheet,
    expected,
    marks_of,
    opened_sheet,
    set_marks,
    sheet_of,
    use_half_days,
)
from storage.enrollment import EnrollmentState, enrollments_of
from storage.network import Network, NetworkState
from storage.people import Person, Role
from storage.release import ReleaseState
from storage.schedule import HELD, Meeting, MeetingState

KEEPER = "attendance_keeper"
# After the bilan only a responsible corrects; what was called off has nothing to correct.
CLOSED = frozenset({NetworkState.COMPLETED.value, NetworkState.ARCHIVED.value})
# A correction shows in the channel once whoever makes it is done: an update would take the list away.
UPDATE_AFTER = timedelta(minutes=10)


class Refused(StrEnum):
    NOT_ALLOWED = "not_allowed"
    NOT_YET = "not_yet"  # the day of the meeting has not come
    OVER = "over"  # it was moved or called off (S24), or the network was
    CLOSED = "closed"  # the bilan is in
    NOT_A_MEMBER = "not_a_member"
    NO_CHOICE = "no_choice"


@dataclass(frozen=True, slots=True)
class Marked:
    """`changed` is False for a press that was heard before, or that says what stood already."""

    meeting_id: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Recorded:
    meeting_id: int


def may_take(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Meeting | Refused:
    """The meeting while this person may take its attendance: who animates it, a responsible, and on its day a
    member whom the animator named (R60).
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        return Refused.NOT_ALLOWED
    network = session.get_one(Network, meeting.network_id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles
    if not responsible and network.animator_id != actor_id and not is_keeper(session, now, actor_id, meeting):
        return Refused.NOT_ALLOWED
    if meeting.state not in HELD or network.state == NetworkState.CANCELLED.value:
        return Refused.OVER
    if network.published_at is None or not rules.may_take(meeting.day, now.date()):
        return Refused.NOT_YET
    if network.state in CLOSED and not responsible:
        return Refused.CLOSED
    return meeting


def is_keeper(session: Session, now: datetime, person_id: int, meeting: Meeting) -> bool:
    """Whether the animator named this member for that day, and it is not over."""
    sheet = sheet_of(session, meeting.id)
    named = sheet is not None and sheet.keeper_id == person_id
    return named and now.date() <= meeting.day and person_id in members(session, meeting.network_id)


def members(session: Session, network_id: int) -> list[int]:
    """Who has a seat, by enrollment."""
    active = EnrollmentState.ACTIVE.value
    return [one.person_id for one in enrollments_of(session, network_id) if one.state == active]


def _held(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Meeting | Refused:
    """As `may_take`, with the network held: marks, moves and calls off come one after the other."""
    known = session.get(Meeting, meeting_id)
    if known is not None:
        seats.hold_networks(session, [known.network_id])
        session.refresh(known)
    return may_take(session, now, actor_id, meeting_id)


def mark(
    session: Session,
    now: datetime,
    actor_id: int,
    meeting_id: int,
    person_id: int,
    choice: str,
    *,
    activity_id: str,
) -> Marked | Refused:
    """Say of one person whether she or he is there; saved at once.

    The same press delivered again, however late, changes nothing; another one corrects the last (S25).
    """
    meeting = _held(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    if person_id not in expected(session, meeting, now.date()):
        return Refused.NOT_A_MEMBER
    read = rules.read_choice(choice, meeting.half_days)
    if read is None:
        return Refused.NO_CHOICE
    return _mark(session, now, actor_id, meeting, {person_id: read}, activity_id)


def _mark(
    session: Session,
    now: datetime,
    actor_id: int,
    meeting: Meeting,
    choices: Mapping[int, Choice],
    activity_id: str,
) -> Marked:
    if attendance_changes.was_heard(session, meeting.id, activity_id):
        return Marked(meeting.id, changed=False)
    sheet = opened_sheet(session, meeting.id)
    changed = [
        set_marks(
            session,
            meeting.id,
            person_id,
            rules.marks_for(choice, meeting.half_days),
            by_id=actor_id,
            at=now,
            activity_id=activity_id,
        )
        for person_id, choice in sorted(choices.items())
    ]
    if not any(changed):
        # Delivered again after a correction, it would be taken for a new one (S25).
        about = min(choices, default=actor_id)
        stands = marks_of(session, meeting.id).get(about, {}).get(1)
        attendance_changes.hear(
            session, meeting.id, about, stands, by_id=actor_id, at=now, activity_id=activity_id
        )
    else:
        sheet.revision += 1
        _use(session, meeting.id)
        if sheet.recorded_at is not None:
            posts.changed(session, ("attendance", meeting.id), now + UPDATE_AFTER)
            posts.changed(session, ("minutes", meeting.id), now)
    return Marked(meeting.id, changed=any(changed))


def _use(session: Session, meeting_id: int) -> None:
    """Present means used; the rest waits for a responsible (DOMAIN.md §1.5)."""
    used = {person_id: rules.used(marks) for person_id, marks in marks_of(session, meeting_id).items()}
    use_half_days(session, meeting_id, used)


def everybody(
    session: Session, now: datetime, actor_id: int, meeting_id: int, *, activity_id: str
) -> Recorded | Refused:
    """« Tout le monde est là »: whoever was not marked yet is there, and the list is complete.

    A mark that was made stays: « everybody » after « Zoé is not there » means everybody else.
    """
    return _complete(session, now, actor_id, meeting_id, Choice.PRESENT, activity_id)


def complete(
    session: Session, now: datetime, actor_id: int, meeting_id: int, *, activity_id: str
) -> Recorded | Refused:
    """The list is complete: whoever was not marked was not there (R60)."""
    return _complete(session, now, actor_id, meeting_id, Choice.ABSENT, activity_id)


def _complete(
    session: Session, now: datetime, actor_id: int, meeting_id: int, others: Choice, activity_id: str
) -> Recorded | Refused:
    meeting = _held(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    known = marks_of(session, meeting_id)
    left = expected(session, meeting, now.date()) - set(known)
    _mark(session, now, actor_id, meeting, dict.fromkeys(left, others), activity_id)
    sheet = opened_sheet(session, meeting_id)
    if sheet.recorded_at is None:
        _record(session, now, actor_id, meeting, sheet)
    posts.changed(session, ("attendance", meeting_id), now)
    return Recorded(meeting_id)


def _record(session: Session, now: datetime, actor_id: int, meeting: Meeting, sheet: AttendanceSheet) -> None:
    sheet.recorded_at, sheet.recorded_by = now, actor_id
    meeting.state = MeetingState.HELD.value
    session.flush()
    audit.about_network(
        session,
        now,
        meeting.network_id,
        "attendance_recorded",
        person_id=actor_id,
        after=str(meeting.number),
    )


def may_name(session: Session, now: datetime, actor_id: int, meeting_id: int) -> Meeting | Refused:
    """The meeting, up to its day, while this person, who animates it, may name a member."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or session.get_one(Network, meeting.network_id).animator_id != actor_id:
        return Refused.NOT_ALLOWED
    if meeting.state not in HELD or meeting.day < now.date():
        return Refused.OVER
    return meeting


def name_keeper(
    session: Session, now: datetime, actor_id: int, meeting_id: int, person_id: int
) -> Marked | Refused:
    """The animator names a member who takes the attendance on the day of a meeting, with 0 nobody any more;
    allowed before that day.
    """
    known = session.get(Meeting, meeting_id)
    if known is not None:
        seats.hold_networks(session, [known.network_id])
        session.refresh(known)
    meeting = may_name(session, now, actor_id, meeting_id)
    if isinstance(meeting, Refused):
        return meeting
    if person_id and person_id not in members(session, meeting.network_id):
        return Refused.NOT_A_MEMBER
    sheet = opened_sheet(session, meeting_id)
    if sheet.keeper_id == (person_id or None):
        return Marked(meeting_id, changed=False)
    sheet.keeper_id = person_id or None
    session.flush()
    audit.about_network(
        session,
        now,
        meeting.network_id,
        "attendance_keeper_named",
        person_id=actor_id,
        after=str(person_id or "-"),
    )
    if person_id:
        outbox.add(
            session,
            once=f"{KEEPER}:{meeting_id}:{meeting.day}:{person_id}",
            kind=KEEPER,
            subject=("attendance", meeting_id),
            person_id=person_id,
            not_before=now,
        )
    return Marked(meeting_id, changed=True)


def decide_release(
    session: Session, now: datetime, actor_id: int, meeting_id: int, person_id: int | None, *, used: bool
) -> Marked | Refused:
    """A responsible says whether the half-days at which a person was not, or with None everybody who was not,
    were used all the same (a substitute was engaged); the bot does not guess (DOMAIN.md §1.5). What was
    decided stays decided.
    """
    if Role.CEE_RESPONSIBLE not in session.get_one(Person, actor_id).roles:
        return Refused.NOT_ALLOWED
    known = session.get(Meeting, meeting_id)
    if known is None:
        return Refused.NOT_ALLOWED
    seats.hold_networks(session, [known.network_id])
    found = [one for one in attendance.undecided(session, meeting_id) if person_id in {None, one.person_id}]
    after = ReleaseState.USED if used else ReleaseState.NOT_USED
    for release in found:
        before, release.state = release.state, after.value
        session.flush()
        audit.record(
            session,
            now,
            action="release_decided",
            subject=("release", release.id),
            person_id=actor_id,
            before=before,
            after=after.value,
        )
    return Marked(meeting_id, changed=bool(found))
