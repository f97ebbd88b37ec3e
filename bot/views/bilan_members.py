"""Who took part in a network's year, as its bilan shows it: ticked, who was at a meeting (DOMAIN.md §2.5)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from storage.bilan import attended
from storage.enrollment import Enrollment, EnrollmentState, enrollments_of
from storage.network import Network
from storage.people import School


@dataclass(frozen=True, slots=True)
class Member:
    """The animator or a participant; the school is that of the day of enrollment (S17)."""

    name: str
    function: str
    school: str
    animates: bool
    there: bool


def members(session: Session, network: Network) -> list[Member]:
    """The animator, then by name the members, and who was there and left since: with a seat given on there
    may be more than the annex's ten. Who animates was there when anybody was.
    """
    there = attended(session, network.id)
    animator = network.animator
    school = animator.school.name if animator.school else ""
    seen = {
        one.person_id: Member(
            one.person.name,
            one.person.job_title,
            _school(session, one),
            animates=False,
            there=one.person_id in there,
        )
        for one in enrollments_of(session, network.id)
        if one.state == EnrollmentState.ACTIVE.value or one.person_id in there
    }
    first = Member(animator.name, animator.job_title, school, animates=True, there=bool(there))
    return [first, *sorted(seen.values(), key=lambda one: one.name)]


def counts(session: Session, network: Network) -> tuple[int, int]:
    """(how many of them were there once at least, how many they are), the animator apart."""
    found = [one for one in members(session, network) if not one.animates]
    return sum(one.there for one in found), len(found)


def _school(session: Session, one: Enrollment) -> str:
    known = one.school_at_enrollment_id
    school = session.get(School, known) if known else one.person.school
    return school.name if school else ""
