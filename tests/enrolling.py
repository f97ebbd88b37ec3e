"""Networks that take people, and people of many schools, for the tests of enrollment."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.releases import HALF_DAYS
from bot.usecases.audit import breaches
from bot.usecases.enrollment import Enrolled, Waitlisted, enroll
from storage.enrollment import Enrollment, EnrollmentState, Seat
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person, School
from storage.schedule import Meeting
from tests.factories import NOW

YEAR = "2026-2027"
# A Wednesday in January and one in May, far from the scenarios' November.
FAR = (date(2027, 1, 13), date(2027, 5, 5))
# Tuesday 1 December 2026 is six working days after Monday 23 November; a meeting far away follows.
NEAR = (date(2026, 12, 1), date(2027, 5, 5))


def add_schools(session: Session, count: int) -> list[str]:
    """S1, S2 and so on."""
    codes = [f"S{number}" for number in range(1, count + 1)]
    for code in codes:
        session.add(School(id=code, name=f"École {code}", level="primaire", active=True))
    session.flush()
    return codes


def add_teacher(session: Session, name: str, school_id: str | None, *, confirmed: bool = True) -> int:
    low = name.lower()
    person = Person(
        object_id=f"oid-{low}",
        email=f"{low}@exemple.invalid",
        name=f"{name} Essai",
        school_id=school_id,
        confirmed_teacher=confirmed,
        created_at=NOW,
    )
    session.add(person)
    session.flush()
    return person.id


def add_network(
    session: Session,
    name: str = "N",
    *,
    days: Sequence[date] = FAR,
    state: str = "OPEN",
    capacity: int = 10,
    closes_on: date | None = None,
    animator_id: int | None = None,
    modality: str = "FULL_2",
    school_year: str = YEAR,
) -> int:
    """A published network with its meetings, and an animator of its own unless one is given."""
    network = Network(
        title=f"Réseau {name}",
        animator_id=animator_id or add_teacher(session, f"Anim{name}", None),
        school_year=school_year,
        state=state,
        accepted_at=NOW,
        published_at=NOW,
        modality=modality,
        capacity=capacity,
        closes_on=closes_on,
    )
    session.add(network)
    session.flush()
    for number, (day, half_days) in enumerate(zip(days, HALF_DAYS[modality], strict=True), start=1):
        session.add(
            Meeting(
                network_id=network.id,
                number=number,
                day=day,
                starts=time(8, 45) if half_days > 1 else time(12, 45),
                ends=time(15, 45),
                half_days=half_days,
                venue="CEE",
                room="2.04",
            )
        )
    session.flush()
    return network.id


def members(session: Session, network_id: int) -> list[int]:
    """Who is enrolled, by person."""
    query = select(Enrollment.person_id).where(
        Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.ACTIVE.value
    )
    return sorted(session.scalars(query))


def queue(session: Session, network_id: int) -> list[int]:
    """Who waits, by rank; fails when a rank is missing or held twice."""
    query = (
        select(Enrollment.person_id, Enrollment.position)
        .where(Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.WAITING.value)
        .order_by(Enrollment.position)
    )
    found = session.execute(query).all()
    assert [row.position for row in found] == list(range(1, len(found) + 1))
    return [row.person_id for row in found]


def offered(session: Session, network_id: int) -> list[int]:
    query = select(Enrollment.person_id).where(
        Enrollment.network_id == network_id, Enrollment.state == EnrollmentState.OFFERED.value
    )
    return sorted(session.scalars(query))


def schools(session: Session, network_id: int) -> list[str | None]:
    """The school of each seat that has a place among its two."""
    query = select(Seat.school_id).where(Seat.network_id == network_id, Seat.school_number.is_not(None))
    return sorted(session.scalars(query), key=str)


def fill(session: Session, network_id: int, people: Iterable[int]) -> None:
    """Enroll these people through the use case; each must get a seat."""

    for person_id in people:
        assert isinstance(enroll(session, NOW, person_id, network_id), Enrolled)


def people(session: Session, count: int, first: int = 0) -> list[int]:
    """So many teachers, each of a school of her or his own: S1, S2 …"""
    if first == 0:
        add_schools(session, 30)
    return [add_teacher(session, f"P{n}", f"S{n + 1}") for n in range(first, first + count)]


def letters(session: Session) -> list[tuple[str, int | None]]:
    """(kind, person) of what the outbox holds, oldest first."""
    rows = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    return [(row.kind, row.person_id) for row in rows]


def full(session: Session, *, days: Sequence[date] = FAR, waiters: int = 0) -> tuple[int, list[int]]:
    """A network of ten, and people of whom ten are in it and some wait, in order."""
    crowd = people(session, 10 + waiters)
    network = add_network(session, days=days)
    fill(session, network, crowd[:10])
    for person in crowd[10:]:
        assert isinstance(enroll(session, NOW, person, network), Waitlisted)
    return network, crowd


def clean(session: Session, now: datetime = NOW) -> None:
    assert breaches(session, now + timedelta(hours=1)) == {}
