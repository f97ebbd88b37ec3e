"""Who was at a meeting, as its minutes show it: names, schools, attendance as marked now (S25)."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from bot.rules import attendance as rules
from bot.rules.attendance import Standing
from bot.rules.names import alphabetical
from cards.elements import plain
from cards.phrases import minutes as say
from storage.attendance import expected, marks_of
from storage.enrollment import Enrollment, enrollments_of
from storage.network import Network
from storage.people import Person, School
from storage.replacement import replacements_of
from storage.schedule import Meeting

PRESENT, PARTLY, ABSENT, UNKNOWN = "present", "partly", "absent", "unknown"
# Whatever else the attendance says is « en partie » on paper: late, gone early, or one half-day of two.
_STANDINGS = {Standing.PRESENT: PRESENT, Standing.ABSENT: ABSENT, Standing.UNKNOWN: UNKNOWN}


@dataclass(frozen=True, slots=True)
class Attendee:
    """Of the animator or a member: the school of the day of enrollment (S17), and one of the standings."""

    name: str
    function: str
    school: str
    animates: bool
    standing: str


def attendees(session: Session, meeting: Meeting, today: date) -> list[Attendee]:
    """The animator, then by name who was expected, also who left since; as marked now (S20, S25)."""
    network = session.get_one(Network, meeting.network_id)
    marked, wanted = marks_of(session, meeting.id), expected(session, meeting, today)

    def one(person: Person, school: School | None, *, animates: bool = False) -> Attendee:
        standing = _STANDINGS.get(rules.standing(marked.get(person.id, {})), PARTLY)
        name = school.name if school else ""
        return Attendee(person.name, person.job_title, name, animates, standing)

    who = _animator(session, network, meeting)
    animator = one(who, who.school, animates=True)
    if animator.standing == UNKNOWN and marked:
        # Who animates takes the attendance of the others.
        animator = replace(animator, standing=PRESENT)
    # By person: who left and came back is enrolled twice, and two may bear one name.
    seen = {
        each.person_id: one(each.person, _school(session, each))
        for each in enrollments_of(session, network.id)
        if each.person_id != who.id and each.person_id in wanted
    }
    return [animator, *sorted(seen.values(), key=lambda each: alphabetical(each.name))]


def _animator(session: Session, network: Network, meeting: Meeting) -> Person:
    """Who animated on the day of the meeting: somebody else may have taken over since (B13)."""
    later = [one for one in replacements_of(session, network.id) if one.day > meeting.day]
    return later[0].old if later else network.animator


def _school(session: Session, enrollment: Enrollment) -> School | None:
    """That of the day of enrollment (S17)."""
    known = enrollment.school_at_enrollment_id
    return session.get(School, known) if known else enrollment.person.school


def attendance_lines(session: Session, meeting: Meeting, today: date) -> list[str]:
    """The count of the members, then each name with its standing; nothing while nobody was marked."""
    found = attendees(session, meeting, today)
    if all(one.standing == UNKNOWN for one in found):
        return []
    counted = [one for one in found if not one.animates]
    present = sum(one.standing in {PRESENT, PARTLY} for one in counted)
    names = [say.attendee(plain(one.name), say.STANDINGS[one.standing]) for one in counted]
    return [say.attendance(present, len(counted)), *names]
