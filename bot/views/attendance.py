"""Attendance as the channel sees it, and as whoever takes it does (R60, R61; S25; DOMAIN.md §1.9)."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from bot.rules import attendance as rules
from bot.rules.attendance import Choice
from bot.rules.names import alphabetical
from bot.views import agenda as agenda_view
from bot.views import cancellation
from cards import attendance as cards
from cards.attendance import Counted, Person, Sheet
from cards.elements import Card
from cards.phrases import attendance as say
from cards.phrases.dates import hour, short_date
from storage import people as stored
from storage.attendance import expected, marks_of, sheet_of, untaken
from storage.attendance_changes import changes_of
from storage.enrollment import EnrollmentState, enrollments_of
from storage.moves import last_cancellation
from storage.network import Network, NetworkState
from storage.posts import posts_about
from storage.release import Release, releases_of
from storage.schedule import HELD, Meeting, MeetingState

SHOWN = 20
IN_CHANNEL = "attendance_in_channel"


def in_channel(session: Session, now: datetime, meeting_id: int) -> Card | None:
    """None for a meeting that does not take place; what stands there already says so."""
    meeting = session.get(Meeting, meeting_id)
    called_off = last_cancellation(session, meeting_id)
    if meeting is not None and called_off is not None and meeting.state == MeetingState.CANCELLED.value:
        stands = any(one.kind == IN_CHANNEL for one in posts_about(session, ("attendance", meeting_id)))
        return cancellation.in_channel(session, now, 0, called_off.id) if stands else None
    if meeting is None or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    if network.state == NetworkState.CANCELLED.value:
        return None
    found = _people(session, now, meeting)
    taken = sheet_of(session, meeting_id)
    return cards.in_channel(
        Counted(
            meeting_id=meeting_id,
            title=network.title,
            day=short_date(meeting.day),
            present=_present(found),
            total=len(found),
            recorded=taken is not None and taken.recorded_at is not None,
        )
    )


def _present(found: list[Person]) -> int:
    return sum(one.standing not in {"unknown", "absent"} for one in found)


def _people(session: Session, now: datetime, meeting: Meeting) -> list[Person]:
    """By name, who is expected, with the school of the day of enrollment."""
    marks, wanted = marks_of(session, meeting.id), expected(session, meeting, now.date())
    releases = {
        one.person_id: one for one in releases_of(session, meeting.network_id) if one.meeting_id == meeting.id
    }
    found: dict[int, Person] = {}
    for one in enrollments_of(session, meeting.network_id):
        if one.person_id not in wanted:
            continue
        school = (
            session.get(stored.School, one.school_at_enrollment_id) if one.school_at_enrollment_id else None
        )
        school = school or one.person.school
        standing = rules.standing(marks.get(one.person_id, {}))
        found[one.person_id] = Person(
            person_id=one.person_id,
            name=one.person.name,
            school=school.name if school else "",
            standing=standing.value,
            release=_release(releases, one.person_id),
            press=rules.next_choice(standing).value,
        )
    return sorted(found.values(), key=lambda one: (alphabetical(one.name), one.person_id))


def _release(releases: Mapping[int, Release], person_id: int) -> str:
    found = releases.get(person_id)
    if found is None:
        return "NONE"
    return "USED" if found.used == found.half_days else found.state


def sheet(
    session: Session,
    now: datetime,
    person_id: int,
    meeting_id: int,
    *,
    releases: bool = False,
    notice: str = "",
) -> Card:
    """The list, for who may take the attendance (`usecases.attendance.may_take`)."""
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    taken = sheet_of(session, meeting_id)
    complete = taken is not None and taken.recorded_at is not None
    found = _people(session, now, meeting)
    animates = network.animator_id == person_id
    keeps = taken is not None and taken.keeper_id == person_id and not animates
    shown = Sheet(
        meeting_id=meeting_id,
        title=network.title,
        line=agenda_view.line_of(session, meeting),
        people=found,
        present=_present(found),
        complete=complete,
        may_name=animates and meeting.day >= now.date() and not complete,
        may_call_off=not complete and not keeps and meeting.state == MeetingState.PLANNED.value,
        writes=animates,
        sees_releases=not keeps,
    )
    return cards.sheet(shown, releases=releases and not keeps, notice=notice)


def not_yet(session: Session, _now: datetime, person_id: int, meeting_id: int) -> Card:
    """Before the day of a meeting, to who will take its attendance."""
    meeting = session.get_one(Meeting, meeting_id)
    network = session.get_one(Network, meeting.network_id)
    return cards.not_yet(
        meeting_id,
        network.title,
        agenda_view.line_of(session, meeting),
        short_date(meeting.day),
        may_name=network.animator_id == person_id,
    )


def releases(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """Who followed the procedure, to who animates and to a responsible; None for anybody else (§1.9), and
    for a meeting that does not take place.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    responsible = stored.Role.CEE_RESPONSIBLE in session.get_one(stored.Person, person_id).roles
    if not responsible and network.animator_id != person_id:
        return None
    line = agenda_view.line_of(session, meeting)
    return cards.releases(network.id, network.title, line, _people(session, now, meeting))


def person(
    session: Session, now: datetime, meeting_id: int, person_id: int, *, releases: bool = False
) -> Card | None:
    """What else may be said of one person; None for who is not expected."""
    meeting = session.get_one(Meeting, meeting_id)
    found = [one for one in _people(session, now, meeting) if one.person_id == person_id]
    if not found:
        return None
    choices = [one.value for one in Choice if rules.read_choice(one.value, meeting.half_days)]
    return cards.person(meeting_id, found[0], choices, releases=releases)


def history(session: Session, now: datetime, meeting_id: int) -> Card:
    """The last marks and corrections, by whom and when."""
    meeting = session.get_one(Meeting, meeting_id)
    lines = []
    for one in changes_of(session, meeting_id)[:SHOWN]:
        local = one.at.astimezone(now.tzinfo)
        lines.append(
            say.change(
                f"{short_date(local.date())}, {hour(local)}",
                session.get_one(stored.Person, one.person_id).name,
                one.half if meeting.half_days > 1 else 0,
                one.before or "",
                one.after or "",
                session.get_one(stored.Person, one.by_id).name,
            )
        )
    return cards.history(meeting_id, agenda_view.line_of(session, meeting), lines)


def keeper(session: Session, _now: datetime, meeting_id: int, *, notice: str = "") -> Card:
    """The animator's choice among the members."""
    meeting = session.get_one(Meeting, meeting_id)
    taken = sheet_of(session, meeting_id)
    members = [
        (str(one.person_id), one.person.name)
        for one in enrollments_of(session, meeting.network_id)
        if one.state == EnrollmentState.ACTIVE.value
    ]
    members.sort(key=lambda one: alphabetical(one[1]))
    chosen = taken.keeper_id if taken else None
    line = agenda_view.line_of(session, meeting)
    return cards.keeper(meeting_id, line, members, chosen or 0, notice=notice)


def keeper_asked(session: Session, _now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """To the member who was named; None once somebody else is, or nobody, or there is nothing to take."""
    meeting, taken = session.get(Meeting, meeting_id), sheet_of(session, meeting_id)
    if meeting is None or taken is None or taken.keeper_id != person_id or meeting.state not in HELD:
        return None
    network = session.get_one(Network, meeting.network_id)
    line = agenda_view.line_of(session, meeting)
    return cards.keeper_asked(meeting_id, network.title, line, network.animator.name)


def called(session: Session, now: datetime, person_id: int, meeting_id: int) -> Card | None:
    """To who animates a network without a channel; None once it is recorded, or nothing is to be taken."""
    found = untaken(session, now.date(), now.date(), person_id=person_id, meeting_id=meeting_id)
    if not found:
        return None
    meeting = session.get_one(Meeting, meeting_id)
    return cards.called(meeting_id, found[0].title, agenda_view.line_of(session, meeting))
