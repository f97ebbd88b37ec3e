"""What may never happen is found when it did, and what is no longer needed is forgotten (DOMAIN.md §3.5)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.orm import Session

from bot.rules.retention import KEPT, Kind
from bot.usecases import audit, proposal, retention
from bot.usecases.audit import STUCK
from bot.usecases.imports import IMPORTS
from bot.usecases.imports_csv import Imported
from storage import checks
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Role
from storage.proposal import Proposal, ProposalVersion
from tests.factories import NOW, SETTINGS, add_lists, add_person, decide, draft, submitted
from tests.storage.messages import add_message, states
from tests.usecases.test_audit_enrollment import BREACHES as OF_ENROLLMENTS
from tests.usecases.test_audit_second_year import BREACHES as OF_SECOND_YEARS

MEMBERS = {
    "teachers": (
        "id;nom;courriel;etablissement\n"
        + "".join(f"T{n};Personne {n};t{n}@exemple.invalid;E{1 + n % 2}\n" for n in range(1, 5))
    ),
    "networks": (
        "id;titre;annee_scolaire;etape;animation;modalite;dates\n"
        "N1;Lire;2026-2027;en cours;T4;2J;2026-10-14|2027-04-14\n"
    ),
    "enrollments": (
        "reseau;enseignant;etablissement;etat\n"
        "N1;T1;E2;inscrit\nN1;T2;E1;inscrit\nN1;T3;E2;liste d’attente 1\n"
    ),
}


def year(session: Session) -> None:
    """A proposal in each state, through the use cases: 1 accepted, 2 declined, 3 changes, 4 sent, …"""
    add_lists(session)
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    for name, decision in (("Ada", "ACCEPTED"), ("Eve", "DECLINED"), ("Zoé", "CHANGES_REQUESTED")):
        _, request_id = submitted(session, add_person(session, name).id)
        decide(session, rita.id, request_id, decision, "Motif.", "2026-12-15")
    submitted(session, add_person(session, "Sent").id)
    draft(session, add_person(session, "Draft").id)
    author = add_person(session, "Gone").id
    number, _ = submitted(session, author)
    proposal.withdraw(session, NOW, author, number)
    # Ada's network has two members of two schools, one who waits, and its two days.
    for kind, lines in MEMBERS.items():
        assert isinstance(IMPORTS[kind](session, NOW, lines.encode()), Imported)


def found(database: Database) -> dict[str, list[int]]:
    return database.read(lambda session: audit.breaches(session, NOW))


def plant(database: Database, *statements: str) -> None:
    """By raw SQL, as a hand in the database would."""
    database.write(lambda session: [session.execute(text(statement)) for statement in statements])


THIRD_MEETING = (
    "INSERT INTO meetings (network_id, number, day, half_days, room, state)"
    " SELECT network_id, 3, '2027-05-05', 1, '', 'PLANNED' FROM meetings WHERE number = 1"
)
BREACHES: dict[str, tuple[tuple[str, ...], list[int]]] = {
    "accepted_without_network": (
        ("DELETE FROM network_channels", "UPDATE networks SET proposal_id = NULL"),
        [1],
    ),
    "network_of_a_proposal_not_accepted": (("UPDATE networks SET proposal_id = 2 WHERE id = 1",), [1]),
    "network_without_channel_task": (("DELETE FROM network_channels",), [1]),
    "sent_without_request": (("DELETE FROM approval_requests WHERE proposal_id = 4",), [4]),
    "sent_without_text": (("UPDATE proposal_versions SET submitted_at = NULL WHERE proposal_id = 4",), [4]),
    "decision_and_state_differ": (("UPDATE proposals SET state = 'SUBMITTED' WHERE id = 2",), [2]),
    "held_decision_took_effect": (("UPDATE approval_requests SET released_at = NULL WHERE id = 3",), [3]),
    "held_decision_with_letter": (("UPDATE approval_requests SET released_at = NULL WHERE id = 2",), [2]),
    "animator_in_own_network": (
        ("UPDATE enrollments SET person_id = (SELECT id FROM people WHERE code = 'T4') WHERE id = 2",),
        [2],
    ),
    "enrolled_without_seat": (("DELETE FROM seats WHERE enrollment_id = 2",), [2]),
    "seat_of_nobody": (("UPDATE enrollments SET state = 'WITHDRAWN' WHERE id = 2",), [2]),
    "rank_with_a_gap": (("UPDATE enrollments SET position = 2 WHERE state = 'WAITING'",), [1]),
    "more_than_two_days": (
        (THIRD_MEETING,),
        [2],
    ),
    "decided_without_letter": (("DELETE FROM outbox WHERE once = 'letter:2'",), [2]),
}


def test_a_database_made_through_the_use_cases_breaks_nothing(database: Database) -> None:
    database.write(year)
    assert found(database) == {}
    states_of = database.read(
        lambda session: list(session.scalars(select(Proposal.state).order_by(Proposal.id)))
    )
    assert states_of == ["ACCEPTED", "DECLINED", "CHANGES_REQUESTED", "SUBMITTED", "DRAFT", "WITHDRAWN"]


@pytest.mark.parametrize("breach", BREACHES)
def test_each_breach_is_found_by_its_name_and_its_rows(database: Database, breach: str) -> None:
    database.write(year)
    statements, ids = BREACHES[breach]
    plant(database, *statements)
    assert found(database).get(breach) == ids


def test_every_check_has_its_breach(database: Database) -> None:
    """A new query without a test of it is noticed here."""
    names = set(checks._queries(NOW))
    others = {"message_stuck", "decided_on_ones_own"}
    assert names == {*BREACHES, *OF_ENROLLMENTS, *OF_SECOND_YEARS, *others}
    assert found(database) == {}


def test_a_decision_on_ones_own_is_found_where_its_constraint_was_dropped(database: Database) -> None:
    """S04: the constraint stands in the way; a restored or altered database may lack it."""
    database.write(year)
    own = "UPDATE approval_requests SET decided_by_id = proposer_id WHERE id = 2"
    with pytest.raises(Exception, match=r"ck_approval_requests_not_ones_own"):
        plant(database, own)

    def unguarded(session: Session) -> dict[str, list[int]]:
        if database.is_sqlite:
            session.execute(text("PRAGMA ignore_check_constraints = ON"))
        else:
            session.execute(
                text("ALTER TABLE approval_requests DROP CONSTRAINT ck_approval_requests_not_ones_own")
            )
        session.execute(text(own))
        told = audit.breaches(session, NOW)
        session.rollback()  # PostgreSQL takes its constraint back too
        if database.is_sqlite:
            session.execute(text("PRAGMA ignore_check_constraints = OFF"))
        return told

    with Session(database.engine) as session:
        assert unguarded(session) == {"decided_on_ones_own": [2]}
    assert found(database) == {}


@pytest.mark.parametrize(("more", "stuck"), [(timedelta(seconds=1), True), (timedelta(0), False)])
def test_a_message_under_way_for_over_a_day_is_stuck(
    database: Database, more: timedelta, stuck: bool
) -> None:
    def work(session: Session) -> int:
        year(session)
        row = session.scalars(select(OutboxRow).where(OutboxRow.once == "letter:2")).one()
        row.state, row.claimed_at = "sending", NOW - STUCK - more
        return row.id

    number = database.write(work)[0]
    assert found(database) == ({"message_stuck": [number]} if stuck else {})


def test_an_answer_older_than_what_is_kept_needs_no_letter_any_more(database: Database) -> None:
    """The purge forgets letters after a year: the check must not then cry every night."""
    database.write(year)
    plant(database, "DELETE FROM outbox")
    later = NOW + timedelta(days=361) + STUCK
    assert database.read(lambda session: audit.breaches(session, later)) == {}


def test_looking_for_breaches_writes_nothing(database: Database) -> None:
    database.write(year)
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement.split(None, 1)[0])

    event.listen(database.engine, "before_cursor_execute", heard)
    found(database)
    event.remove(database.engine, "before_cursor_execute", heard)
    assert set(statements) <= {"SELECT", "BEGIN"}


YEAR = timedelta(days=KEPT[Kind.DRAFTS].days)
OLD, YOUNG = NOW - YEAR - timedelta(seconds=1), NOW - YEAR


def purge(database: Database) -> dict[str, int]:
    """Drafts and messages, where there were any; what was counted first is what was done, of every kind."""
    counted = database.read(lambda session: retention.found(session, NOW))
    done = database.write(lambda session: retention.purge(session, NOW))[0]
    assert counted == done
    return {kind.value: done[kind] for kind in (Kind.DRAFTS, Kind.MESSAGES) if done[kind]}


def ids(session: Session, table: type[Any]) -> list[int]:
    return list(session.scalars(select(table.id).order_by(table.id)))


def test_drafts_untouched_for_a_year_are_forgotten_and_nothing_else(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        for name, at in (("Old", OLD), ("Young", YOUNG)):
            draft(session, add_person(session, name).id, now=at)
        withdrawn = add_person(session, "Withdrawn").id
        proposal.withdraw(session, OLD, withdrawn, draft(session, withdrawn, now=OLD))
        submitted(session, add_person(session, "Sent").id, now=OLD)
        # A version begun after it was sent belongs to a proposal that is kept.
        late = add_person(session, "Late").id
        number, _ = submitted(session, late, now=OLD)
        proposal.resume(session, OLD, late, number)

    database.write(work)
    assert purge(database) == {"drafts": 2}
    left = database.read(
        lambda session: (
            [one.proposer.name for one in session.scalars(select(Proposal).order_by(Proposal.id))],
            sorted((one.proposal_id, one.version) for one in session.scalars(select(ProposalVersion))),
            len(ids(session, ApprovalRequest)),
        )
    )
    assert left == (["Young Essai", "Sent Essai", "Late Essai"], [(2, 1), (4, 1), (5, 1), (5, 2)], 2)
    assert purge(database) == {}


def test_a_draft_taken_from_what_is_kept_is_forgotten_alone(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        ada, rita = add_person(session, "Ada"), add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, request_id = submitted(session, ada.id, now=OLD)
        decide(session, rita.id, request_id, "DECLINED", "Motif.", now=OLD)
        taken = proposal.take_up_again(session, OLD, ada.id, SETTINGS, number)
        assert isinstance(taken, proposal.Opened)

    database.write(work)
    assert purge(database) == {"drafts": 1}
    assert database.read(lambda session: ids(session, Proposal)) == [1]


def test_traces_of_messages_a_year_old_are_forgotten_and_nothing_that_waits(database: Database) -> None:
    def work(session: Session) -> None:
        ada = add_person(session, "Ada", school_id=None).id
        for state in ("sent", "missed", "failed"):
            add_message(session, f"old {state}", person_id=ada, state=state, done_at=OLD)
            add_message(session, f"young {state}", person_id=ada, state=state, done_at=YOUNG)
        add_message(session, "away", person_id=ada, state="unreachable", done_at=OLD, not_before=OLD)
        add_message(session, "waiting", person_id=ada, not_before=OLD)
        add_message(session, "sending", person_id=ada, not_before=OLD, state="sending", claimed_at=OLD)

    database.write(work)
    assert purge(database) == {"messages": 3}
    left = ["away", "sending", "waiting", "young failed", "young missed", "young sent"]
    assert sorted(states(database)) == left


def test_a_purge_says_what_it_did_in_the_audit_which_it_keeps(database: Database) -> None:
    def old(session: Session) -> None:
        session.add(AuditRow(at=OLD, action="old", subject_type="person", subject_id=1, why=""))

    database.write(old)
    purge(database)
    rows = database.read(
        lambda session: [
            (row.action, row.why) for row in session.scalars(select(AuditRow).order_by(AuditRow.id))
        ]
    )
    assert rows == [("old", ""), ("purged", ", ".join(f"0 {kind}" for kind in Kind))]


def test_a_purged_database_breaks_nothing(database: Database) -> None:
    database.write(year)
    later = NOW + YEAR + timedelta(days=2)
    database.write(
        lambda session: session.execute(text("UPDATE outbox SET state = 'sent', done_at = not_before"))
    )
    purged = database.write(lambda session: retention.purge(session, later))[0]
    assert purged[Kind.MESSAGES] > 0
    assert database.read(lambda session: audit.breaches(session, later)) == {}
