"""People who are over name nobody any more, and no statistic changes (Loi sur l’accès, s. 73; B3)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from bot.rules.retention import Kind
from bot.usecases import attendance, enrollment, retention
from bot.usecases.audit import breaches
from bot.usecases.my_calendar import renew
from storage import audit, privacy
from storage.attendance import AttendanceMark, marks_of
from storage.audit import AuditRow
from storage.base import Base
from storage.conversations import Conversation
from storage.database import Database
from storage.enrollment import Enrollment, Seat
from storage.network import Network
from storage.people import Person, Role, unknown_people
from storage.posts import Post
from storage.privacy import PrivacyRequest
from storage.proposal import ProposalVersion
from storage.release import sums
from storage.schedule import meetings_of
from tests.enrolling import add_network, add_schools, add_teacher
from tests.factories import CONTENT, NOW, TORONTO, add_lists, add_person, submitted

DAYS = (date(2026, 12, 1), date(2027, 5, 5))
DURING = datetime(2026, 12, 1, 9, tzinfo=TORONTO)
# 2026-2027 ends on 30 June 2027: its people are named to 30 June 2030.
LAST_DAY, OVER = datetime(2030, 6, 30, 9, tzinfo=TORONTO), datetime(2030, 7, 1, 9, tzinfo=TORONTO)
SECRETS = ("Zq", "exemple.invalid", "oid-zq", "Zqbio", "Zqmotif")


def stage(session: Session) -> tuple[int, dict[str, int]]:
    """A network of 2026-2027 that is archived, and what its people left everywhere.

    Zqada and Zqeve were in it only; Léa is in a network of 2029-2030 too; Rita has a role; Noé of the list
    never took part; Zqxyz spoke once, and is on no list.
    """
    add_lists(session)
    codes = add_schools(session, 4)
    names = ("Zqada", "Zqeve", "Léa")
    people = {name: add_teacher(session, name, code) for name, code in zip(names, codes, strict=False)}
    people["Zqanim"] = add_teacher(session, "Zqanim", codes[3])
    people["Rita"] = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
    people["Noé"] = add_teacher(session, "Noé", "E1")
    session.get_one(Person, people["Noé"]).code = "T9"
    people["Zqxyz"] = add_person(session, "Zqxyz", confirmed=False, school_id=None).id
    network = add_network(session, "Vieux", days=DAYS, animator_id=people["Zqanim"])
    for name in names:
        enrollment.enroll(session, NOW, people[name], network)
    _happened(session, network, people)
    session.get_one(Network, network).state = "ARCHIVED"
    later = add_network(
        session,
        "Jeune",
        days=(date(2029, 12, 3), date(2030, 5, 6)),
        school_year="2029-2030",
        animator_id=people["Rita"],
    )
    enrollment.enroll(session, datetime(2029, 9, 4, 9, tzinfo=TORONTO), people["Léa"], later)
    session.flush()
    return network, people


def _happened(session: Session, network: int, people: dict[str, int]) -> None:
    meeting = meetings_of(session, network)[0].id
    for name, choice in (("Zqada", "morning"), ("Zqeve", "absent"), ("Léa", "present")):
        attendance.mark(
            session, DURING, people["Zqanim"], meeting, people[name], choice, activity_id=f"press-{choice}"
        )
    attendance.complete(session, DURING, people["Zqanim"], meeting, activity_id="done")
    ada = people["Zqada"]
    session.query(Enrollment).filter_by(person_id=ada).one().reason = "Zqmotif"
    renew(session, NOW, ada, "zq-key")
    content = {**CONTENT, "bio": "Zqbio", "email": "zqada@exemple.invalid", "summary": "Lire dehors."}
    submitted(session, ada, content)
    session.execute(text("UPDATE proposals SET state = 'WITHDRAWN', school_year = '2026-2027'"))
    session.add(Conversation(id="zq-chat", person_id=ada, service_url="https://smba", heard_at=NOW))
    session.add(
        Post(
            kind="welcome",
            subject_type="person",
            subject_id=ada,
            person_id=ada,
            service_url="https://smba",
            conversation_id="zq-chat",
            activity_id="1",
            drawn=0,
            posted_at=NOW,
        )
    )
    audit.record(session, NOW, action="teacher_judged", subject=("person", ada), why="Zqmotif")
    privacy.mark_shown(session, ada, NOW)
    session.flush()


def statistics(session: Session) -> dict[str, Any]:
    """By network: seats and schools, what became of each enrollment, attendance, releases, proposals."""
    seats = select(Seat.network_id, Seat.number, Seat.school_id, Seat.school_number)
    states = select(Enrollment.network_id, Enrollment.state, Enrollment.school_at_enrollment_id, func.count())
    marks = select(AttendanceMark.meeting_id, AttendanceMark.half, AttendanceMark.presence, func.count())
    return {
        "seats": sorted(map(str, session.execute(seats))),
        "enrollments": sorted(map(str, session.execute(states.group_by(*states.selected_columns[:3])))),
        "attendance": sorted(map(str, session.execute(marks.group_by(*marks.selected_columns[:3])))),
        "releases": {network: dict(sorted(by.items())) for network, by in sums(session).items()},
        "networks": sorted(map(str, session.execute(select(Network.id, Network.state, Network.title)))),
        "summaries": [one.content["summary"] for one in session.scalars(select(ProposalVersion))],
        "people": session.execute(select(func.count(Person.id))).scalar_one(),
    }


def everything(session: Session) -> str:
    """Every value of every table."""
    return "\n".join(
        str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(table.select())
    )


def settle(session: Session) -> None:
    """What waits in the outbox was sent, years ago."""
    session.execute(text("UPDATE outbox SET state = 'sent', done_at = not_before"))


def test_after_the_purge_nobody_is_named_and_every_count_is_the_same(session: Session) -> None:
    network, people = stage(session)
    settle(session)
    before = statistics(session)
    living = {name: session.get_one(Person, people[name]).name for name in ("Léa", "Rita", "Noé")}
    assert [secret for secret in SECRETS if secret in everything(session)] == list(SECRETS)
    counted = retention.found(session, OVER)
    assert counted[Kind.PEOPLE] == 4  # Zqada, Zqeve, Zqanim, Zqxyz
    assert retention.purge(session, OVER) == counted
    session.expire_all()
    assert statistics(session) == before
    left = everything(session).replace("lea@exemple.invalid", "").replace("léa@exemple.invalid", "")
    assert [secret for secret in ("Zq", "zq", "oid-zq", "Zqbio", "Zqmotif") if secret in left] == []
    assert {name: session.get_one(Person, people[name]).name for name in living} == living
    assert session.get_one(Person, people["Zqada"]).anonymised_at == OVER
    assert len(marks_of(session, meetings_of(session, network)[0].id)) == 3
    assert unknown_people(session) == []
    assert breaches(session, OVER + timedelta(hours=1)) == {}
    # Done once: nothing is left to do, and the journal says what was done.
    assert set(retention.found(session, OVER).values()) == {0}
    last = session.scalars(select(AuditRow).order_by(AuditRow.id.desc())).first()
    assert last is not None
    assert (last.action, "4 people" in last.why) == ("purged", True)


def test_to_the_last_day_of_the_third_year_everybody_is_named(session: Session) -> None:
    _, people = stage(session)
    settle(session)
    assert retention.found(session, LAST_DAY)[Kind.PEOPLE] == 0
    retention.purge(session, LAST_DAY)
    assert session.get_one(Person, people["Zqada"]).name == "Zqada Essai"


@pytest.mark.parametrize("keeps", ["heard", "acted", "request", "running"])
def test_what_is_alive_keeps_the_name(session: Session, keeps: str) -> None:
    """A word, an act, a request that waits, a network that nobody closed."""
    network, people = stage(session)
    settle(session)
    ada = people["Zqada"]
    if keeps == "heard":
        session.get_one(Conversation, "zq-chat").heard_at = OVER - timedelta(days=400)
    if keeps == "acted":
        audit.record(session, OVER, action="rated", subject=("proposal", 1), person_id=ada)
    if keeps == "request":
        session.add(
            PrivacyRequest(person_id=ada, kind="ACCESS", words="?", asked_at=NOW, due_on=date(2026, 12, 13))
        )
    if keeps == "running":
        session.get_one(Network, network).state = "OPEN"
    session.flush()
    retention.purge(session, OVER)
    session.expire_all()
    assert session.get_one(Person, ada).name == "Zqada Essai"


def test_counting_writes_nothing_and_technical_lines_of_networks_stay(database: Database) -> None:
    """The calendars' sequence numbers count the lines of a network: they may only grow."""

    def lines(session: Session) -> None:
        for subject in (("person", 1), ("network", 1)):
            audit.record(session, NOW, action="team_joined", subject=subject)
        audit.record(session, NOW, action="decided", subject=("proposal", 1))

    database.write(lines)
    later = NOW + timedelta(days=366)
    assert database.read(lambda session: retention.found(session, later))[Kind.TECHNICAL] == 1
    database.write(lambda session: retention.purge(session, later))
    kept = database.read(lambda session: [row.subject_type for row in session.scalars(select(AuditRow))])
    assert kept == ["network", "proposal", "database"]
