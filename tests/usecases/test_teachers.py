"""Unknown people, deputies, and a change of school (issue 3, point 5; R04, S03, S17), on both databases."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.usecases import people, proposal, roles, schools, teachers
from bot.usecases.teachers import Judged, NotResponsible
from bot.views import people as views
from storage.audit import AuditRow
from storage.database import Database
from storage.enrollment import Enrollment, Seat, free_school_number
from storage.network import Network
from storage.people import Person, Role, School, SchoolChange, people_with_role, unknown_people
from tests.factories import NOW, SETTINGS, add_lists, add_person, draft, revision, submitted

YEAR = "2026-2027"


def judged(session: Session, actor: Person, *people_ids: int, teach: bool = True) -> object:
    return teachers.judge(session, NOW, actor.id, people_ids, teach=teach)


def test_many_are_confirmed_in_one_press_and_nobody_else(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        known = add_person(session, "Ada")
        zoe, lea, noe = (add_person(session, name, confirmed=False) for name in ("Zoé", "Léa", "Noé"))
        assert [one.id for one in unknown_people(session)] == [zoe.id, lea.id, noe.id]
        assert isinstance(judged(session, known, zoe.id), NotResponsible)
        assert judged(session, rita, zoe.id, lea.id, known.id, 999) == Judged(2)
        assert [one.confirmed_teacher for one in (zoe, lea, noe)] == [True, True, False]
        # A colleague's later press on the same card settles nobody again.
        assert judged(session, rita, zoe.id, lea.id, teach=False) == Judged(0)
        assert judged(session, rita, noe.id, teach=False) == Judged(1)
        assert (noe.confirmed_teacher, noe.not_teaching) == (False, True)
        assert unknown_people(session) == []
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "teacher_judged"))
        assert [(row.subject_id, row.after) for row in rows] == [
            (zoe.id, "teaches"),
            (lea.id, "teaches"),
            (noe.id, "does_not_teach"),
        ]

    database.write(work)


def test_s03_who_does_not_teach_sends_nothing_and_keeps_the_draft(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        ada = add_person(session, "Ada", confirmed=False)
        number = draft(session, ada.id)
        judged(session, rita, ada.id, teach=False)

        def send() -> object:
            return proposal.submit(
                session,
                NOW,
                ada.id,
                SETTINGS,
                number,
                revision=revision(session, number),
                values={"mission_ack": "true", "attendance_ack": "true", "heard_about": ""},
            )

        assert send() == proposal.NotTeaching(number)
        # The control: the same press of somebody who teaches is sent.
        ada.not_teaching = False
        assert send() == proposal.Submitted(number, 1)

    database.write(work)


def test_an_unknown_person_may_propose_and_is_flagged(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        ada = add_person(session, "Ada", confirmed=False)
        submitted(session, ada.id)
        (task,) = views.tasks(session, NOW, rita.id)
        assert (task.kind, task.since) == ("unknown_people", NOW)
        assert "Ada Essai" in task.line

    database.write(work)


@pytest.mark.parametrize(("days", "kept"), [(0, True), (1, True), (2, False)])
def test_a_deputy_is_responsible_up_to_the_last_day(database: Database, days: int, kept: bool) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        paul = add_person(session, "Paul")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        until = NOW.date() + timedelta(days=1)
        assert roles.appoint_deputy(session, NOW, paul, until)
        assert not roles.appoint_deputy(session, NOW, rita, until)
        assert [held.until for held in roles.listed(session)] == [until, None]
        roles.plan_lapses(session, NOW + timedelta(days=days), SETTINGS)
        responsible = {person.id for person in people_with_role(session, Role.CEE_RESPONSIBLE)}
        assert responsible == ({paul.id, rita.id} if kept else {rita.id})

    database.write(work)


def seated(session: Session, network: Network, number: int, name: str, school: str) -> Person:
    """A member with a seat, taking a place of the school when there is one."""
    person = add_person(session, name, school_id=school)
    enrolled = Enrollment(
        network_id=network.id,
        person_id=person.id,
        school_year=YEAR,
        state="ACTIVE",
        school_at_enrollment_id=school,
        source="import",
        created_at=NOW,
    )
    session.add(enrolled)
    session.flush()
    place = free_school_number(session, network.id, school)
    session.add(
        Seat(
            network_id=network.id,
            number=number,
            enrollment_id=enrolled.id,
            school_id=school,
            school_number=place,
        )
    )
    session.flush()
    return person


def places(session: Session) -> list[tuple[int, str | None, int | None]]:
    session.flush()
    session.expire_all()
    return [
        (seat.number, seat.school_id, seat.school_number)
        for seat in session.scalars(select(Seat).order_by(Seat.number))
    ]


def full_network(session: Session, state: str = "IN_PROGRESS") -> tuple[Network, list[Person]]:
    """X (E1) has its two, Y (E2) has one and Zoé, who is about to move."""
    add_lists(session)
    network = Network(
        title="Un réseau",
        animator_id=add_person(session, "Alix").id,
        school_year=YEAR,
        state=state,
        accepted_at=NOW,
    )
    session.add(network)
    session.flush()
    members = [
        seated(session, network, number, name, school)
        for number, (name, school) in enumerate(
            [("Ada", "E1"), ("Béa", "E1"), ("Zoé", "E2"), ("Yan", "E2")], start=1
        )
    ]
    return network, members


def test_s17_a_move_evicts_nobody_is_flagged_and_counts_from_then_on(database: Database) -> None:
    def work(session: Session) -> None:
        network, (ada, _, zoe, _) = full_network(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        assert people.save_profile(session, NOW, zoe.id, school_id="E1", job_title="") is None
        # Nobody lost a seat; Zoé holds no place of E1, and E2 has one free again.
        assert places(session) == [(1, "E1", 1), (2, "E1", 2), (3, "E1", None), (4, "E2", 2)]
        assert free_school_number(session, network.id, "E1") is None  # a fourth of E1 finds no place
        assert free_school_number(session, network.id, "E2") == 1  # a teacher of E2 does
        # Earlier minutes still show the school of then.
        enrolled = session.scalars(select(Enrollment).where(Enrollment.person_id == zoe.id)).one()
        assert enrolled.school_at_enrollment_id == "E2"
        changes = session.scalars(select(SchoolChange))
        assert [(one.from_school_id, one.to_school_id, one.changed_on) for one in changes] == [
            ("E2", "E1", date(2026, 11, 23))
        ]
        # The responsible reads it on the desk, once.
        (task,) = views.tasks(session, NOW, rita.id)
        assert (task.kind, task.subject_id) == ("school_over", network.id)
        assert not schools.note_over(session, NOW, ada.id, network.id, 3)
        assert schools.note_over(session, NOW, rita.id, network.id, 3)
        assert not schools.note_over(session, NOW, rita.id, network.id, 3)
        assert list(views.tasks(session, NOW, rita.id)) == []
        # One of E1 leaves for E2: the place that she frees is Zoé's.
        people.save_profile(session, NOW, ada.id, school_id="E2", job_title="")
        assert places(session) == [(1, "E2", 1), (2, "E1", 2), (3, "E1", 1), (4, "E2", 2)]

    database.write(work)


def test_the_same_school_again_is_no_move(database: Database) -> None:
    def work(session: Session) -> None:
        _, (_, _, zoe, _) = full_network(session)
        before = places(session)
        people.save_profile(session, NOW, zoe.id, school_id="E2", job_title="Autre titre")
        assert places(session) == before
        assert session.scalars(select(SchoolChange)).all() == []

    database.write(work)


def test_a_network_that_is_over_keeps_its_members_as_they_were(database: Database) -> None:
    def work(session: Session) -> None:
        _, (_, _, zoe, _) = full_network(session, "COMPLETED")
        before = places(session)
        people.save_profile(session, NOW, zoe.id, school_id="E1", job_title="")
        assert places(session) == before

    database.write(work)


def test_a_move_to_a_school_outside_the_list_holds_no_place(database: Database) -> None:
    def work(session: Session) -> None:
        _, (_, _, zoe, _) = full_network(session)
        session.add(School(id="E3", name="École neuve", level="primaire", active=True))
        session.flush()
        people.save_profile(session, NOW, zoe.id, school_id="", job_title="")
        assert places(session)[2] == (3, None, None)
        people.save_profile(session, NOW, zoe.id, school_id="E3", job_title="")
        assert places(session)[2] == (3, "E3", 1)

    database.write(work)
