"""What may never happen with seats, ranks and half-days is found when it did (R22, R38–R40, S19)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from bot.usecases import audit
from bot.usecases.enrollment import Asked, enroll
from storage import outbox
from storage.attendance import AttendanceSheet
from storage.bilan import Bilan
from storage.database import Database
from storage.enrollment import Enrollment, EnrollmentState, Seat
from storage.network import Network
from storage.release import Release, ReleaseKind
from storage.schedule import Meeting
from tests.enrolling import add_network, add_schools, add_teacher, fill
from tests.factories import NOW

LATER = NOW + timedelta(hours=1)


def stage(session: Session) -> int:
    """A network with seven members of seven schools."""
    schools = add_schools(session, 7)
    network = add_network(session)
    fill(session, network, [add_teacher(session, f"P{n}", school) for n, school in enumerate(schools)])
    return network


def one(session: Session) -> Enrollment:
    return session.scalars(select(Enrollment).order_by(Enrollment.id)).all()[0]


def offer_without_seat(session: Session, _network: int) -> int:
    meant = one(session)
    session.execute(text("DELETE FROM seats WHERE number = 1"))
    meant.state, meant.offered_until = EnrollmentState.OFFERED.value, NOW
    return meant.id


def bilan_in_of_a_network_that_goes_on(session: Session, network: int) -> int:
    session.add(Bilan(network_id=network, draft={}, version=1, saved_at=NOW, deposited_at=NOW))
    return network


def more_seats_than_capacity(session: Session, network: int) -> int:
    session.get_one(Network, network).capacity = 6
    return network


def notice_of_no_enrollment(session: Session, network: int) -> int:
    outbox.add(
        session,
        once="seat_given:999",
        kind="seat_given",
        subject=("enrollment", 999),
        person_id=session.get_one(Network, network).animator_id,
        not_before=NOW,
    )
    return session.scalars(select(outbox.OutboxRow.id)).one()


def meeting(session: Session, network: int, number: int, half_days: int) -> Meeting:
    made = Meeting(
        network_id=network,
        number=number,
        day=date(2027, 6, number),
        half_days=half_days,
        room="",
        state="CANCELLED",
    )
    session.add(made)
    session.flush()
    return made


def release(session: Session, network: int, person: int, of: Meeting) -> None:
    made = Release(
        network_id=network,
        person_id=person,
        meeting_id=of.id,
        kind=ReleaseKind.MEETING.value,
        half_days=of.half_days,
    )
    session.add(made)


def release_over_two_days(session: Session, network: int) -> int:
    person = one(session).person_id
    release(session, network, person, meeting(session, network, 3, 1))
    return session.scalars(select(Release.id).where(Release.person_id == person).order_by(Release.id)).all()[
        0
    ]


def release_over_ceiling(session: Session, network: int) -> int:
    """Seven have two days each: 28 of 40 half-days, and thirteen more."""
    for number in range(3, 10):
        extra = meeting(session, network, number, 2)
        release(session, network, session.get_one(Network, network).animator_id, extra)
    return network


def release_unlike_its_meeting(session: Session, _network: int) -> int:
    wrong = session.scalars(select(Release).order_by(Release.id)).all()[0]
    wrong.half_days = 1
    return wrong.id


def release_of_nobody(session: Session, network: int) -> int:
    wrong = session.scalars(select(Release).order_by(Release.id)).all()[0]
    wrong.person_id = session.get_one(Network, network).animator_id
    return wrong.id


def seat_free_while_somebody_waits(session: Session, network: int) -> int:
    """Three more are seated, the eleventh waits, and a hand deletes a seat."""
    schools = sorted({school for school in session.scalars(select(Seat.school_id)) if school})[:4]
    late = [add_teacher(session, f"Q{n}", school) for n, school in enumerate(schools)]
    for person in late:
        enroll(session, NOW, person, network, Asked(wait=True))
    session.execute(text("DELETE FROM seats WHERE number = 5"))
    session.execute(text("DELETE FROM releases WHERE person_id NOT IN (SELECT person_id FROM enrollments)"))
    return network


def half_days_used_unlike_the_marks(session: Session, _network: int) -> int:
    wrong = session.scalars(select(Release).order_by(Release.id)).all()[0]
    wrong.used = 1
    return wrong.id


def attendance_of_a_meeting_called_off(session: Session, network: int) -> int:
    called_off = session.scalars(select(Meeting).where(Meeting.network_id == network)).all()[0]
    called_off.state = "CANCELLED"
    session.add(AttendanceSheet(meeting_id=called_off.id))
    return called_off.id


BREACHES: dict[str, Callable[[Session, int], int]] = {
    "offer_without_seat": offer_without_seat,
    "more_seats_than_capacity": more_seats_than_capacity,
    "notice_of_no_enrollment": notice_of_no_enrollment,
    "release_over_two_days": release_over_two_days,
    "release_over_ceiling": release_over_ceiling,
    "release_unlike_its_meeting": release_unlike_its_meeting,
    "release_of_nobody": release_of_nobody,
    "half_days_used_unlike_the_marks": half_days_used_unlike_the_marks,
    "attendance_of_a_meeting_called_off": attendance_of_a_meeting_called_off,
    "bilan_in_of_a_network_that_goes_on": bilan_in_of_a_network_that_goes_on,
}


@pytest.mark.parametrize("breach", [*BREACHES.items(), (seat_free_while_somebody_waits.__name__, None)])
def test_each_breach_is_found_by_its_name_and_its_rows(
    database: Database, breach: tuple[str, Callable[[Session, int], int] | None]
) -> None:
    name, plant = breach

    def work(session: Session) -> tuple[dict[str, list[int]], int]:
        network = stage(session)
        clean = audit.breaches(session, LATER)
        assert clean == {}
        wanted = (plant or seat_free_while_somebody_waits)(session, network)
        session.flush()
        return audit.breaches(session, LATER), wanted

    found, wanted = database.write(work)[0]
    assert found.get(name) == [wanted]
