"""People who are over name nobody any more, and no statistic changes (Loi sur l’accès, s. 73; B3)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from bot.rules.retention import Kind
from bot.usecases import retention
from bot.usecases.audit import breaches
from storage import audit
from storage.attendance import AttendanceMark, marks_of
from storage.audit import AuditRow
from storage.base import Base
from storage.cee_meeting import CeeMoment
from storage.continuation import Continuation, ContinuationWish
from storage.conversations import Conversation
from storage.database import Database
from storage.deputy import DeputyTerm
from storage.derogations import Derogation
from storage.enrollment import Enrollment, Seat
from storage.mailing import Mailing
from storage.moves import Cancellation, MeetingMove
from storage.network import Network
from storage.people import Person, unknown_people
from storage.privacy import PrivacyRequest
from storage.proposal import ProposalVersion
from storage.questions import Question, QuestionMessage
from storage.rating import Rating
from storage.release import sums
from storage.replacement import Replacement
from storage.schedule import meetings_of
from tests.enrolling import add_network
from tests.factories import NOW, TORONTO
from tests.usecases.leaving_traces import DURING, stage

# 2026-2027 ends on 30 June 2027: its people are named to 30 June 2030.
LAST_DAY, OVER = datetime(2030, 6, 30, 9, tzinfo=TORONTO), datetime(2030, 7, 1, 9, tzinfo=TORONTO)
SECRETS = ("Zq", "exemple.invalid", "oid-zq", "Zqbio", "Zqmotif", "Zqmots")


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
        "wishes": sorted(session.scalars(select(ContinuationWish.answer))),
        "rows": {
            table.__tablename__: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (Derogation, Replacement, DeputyTerm, CeeMoment, MeetingMove, Cancellation, Rating)
        },
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
    kinds = (Kind.QUESTIONS, Kind.UNSENT_MAILINGS, Kind.SENT_MAILINGS, Kind.BILAN_COMMENTS)
    assert [counted[kind] for kind in kinds] == [1, 1, 1, 1]
    assert retention.purge(session, OVER) == counted
    session.expire_all()
    assert statistics(session) == before
    left = everything(session).replace("lea@exemple.invalid", "").replace("léa@exemple.invalid", "")
    assert [secret for secret in ("Zq", "zq", "oid-zq") if secret in left] == []
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


def _living(session: Session, ada: int, rita: int) -> dict[str, Callable[[], object]]:
    """By what is alive: how it comes to be."""

    def year(day: date) -> int:
        days = (day, day + timedelta(days=30))
        return add_network(session, "Neuf", days=days, school_year="2030-2031", animator_id=rita)

    def invited() -> None:
        coming = year(date(2030, 11, 6))
        offer = Enrollment(
            network_id=coming, person_id=ada, school_year="2030-2031", state="OFFERED", source="invitation"
        )
        offer.created_at, offer.offered_until = OVER, OVER + timedelta(days=9)
        session.add(offer)

    def deputy() -> None:
        today = OVER.date()
        session.add(
            DeputyTerm(absent_id=rita, deputy_id=ada, starts_on=today, ends_on=today, named_at=DURING)
        )

    def waits() -> None:
        session.execute(
            update(Continuation).values(asker_id=ada, decision=None, decided_by_id=None, decided_at=None)
        )

    return {
        "invited": invited,
        "deputy": deputy,
        "continuation": waits,
        "question": lambda: session.execute(
            update(Question).where(Question.person_id == ada).values(closed_at=None)
        ),
        "closed lately": lambda: session.execute(
            update(Question).where(Question.person_id == ada).values(closed_at=OVER - timedelta(days=300))
        ),
        "letter": lambda: session.execute(
            update(Mailing).where(Mailing.sender_id == ada).values(saved_at=OVER - timedelta(days=300))
        ),
        "replaced": lambda: session.execute(
            update(Replacement).values(old_id=ada, at=OVER - timedelta(days=9))
        ),
        "derogation": lambda: session.execute(update(Derogation).values(at=OVER - timedelta(days=9))),
        "move": lambda: session.execute(update(MeetingMove).values(asked_by=ada, state="ASKED")),
    }


KEPT_BY = (
    "invited",
    "deputy",
    "continuation",
    "question",
    "closed lately",
    "letter",
    "replaced",
    "derogation",
    "move",
)


@pytest.mark.parametrize("keeps", KEPT_BY)
def test_what_runs_or_waits_keeps_the_name_and_its_words(session: Session, keeps: str) -> None:
    _, people = stage(session)
    settle(session)
    ada = people["Zqada"]
    _living(session, ada, people["Rita"])[keeps]()
    session.flush()
    session.expire_all()
    counted = retention.found(session, OVER)
    assert retention.purge(session, OVER) == counted
    session.expire_all()
    assert session.get_one(Person, ada).name == "Zqada Essai"


@pytest.mark.parametrize(("days", "found"), [(365, 0), (366, 1)])
def test_a_question_is_kept_for_a_year_after_it_was_closed_and_an_open_one_longer(
    session: Session, days: int, found: int
) -> None:
    _, people = stage(session)
    assert retention.found(session, DURING + timedelta(days=days))[Kind.QUESTIONS] == found
    retention.purge(session, DURING + timedelta(days=days))
    asked = [people["Zqada"], people["Léa"]][found:]
    assert sorted(session.scalars(select(Question.person_id))) == sorted(asked)
    assert session.execute(select(func.count(QuestionMessage.id))).scalar_one() == 2 - found


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
