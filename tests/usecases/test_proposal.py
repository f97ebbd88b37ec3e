"""Drafts, sending, editing, withdrawing, taking up again (guide §2, §8.1; R04–R17, R43; S01, S02, S07)."""

from collections.abc import Mapping
from datetime import datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.proposal import fields_of
from bot.usecases import proposal
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.outbox import OutboxRow
from storage.people import Role
from storage.proposal import Proposal, ProposalVersion, version_of
from tests.factories import (
    CONTENT,
    NOW,
    SETTINGS,
    TORONTO,
    add_lists,
    add_person,
    decide,
    draft,
    revision,
    submit,
    submitted,
    write,
)


def save(
    session: Session, person_id: int, number: int, step: int, *, seen: int | None = None, **values: str
) -> object:
    typed = {name: values.get(name, CONTENT.get(name, "")) for name in fields_of(step)}
    return proposal.save(
        session,
        NOW,
        person_id,
        SETTINGS,
        number,
        revision=revision(session, number) if seen is None else seen,
        step=step,
        next_step=step + 1,
        values=typed,
    )


def content(session: Session, number: int, version: int) -> Mapping[str, str]:
    found = version_of(session, number, version)
    assert found is not None
    return found.content


def test_submitting_asks_each_responsible_once_but_never_the_proposer(database: Database) -> None:
    """Point 10: a card to each responsible; S04: none about one's own."""

    def work(session: Session) -> tuple[list[str], list[str]]:
        add_lists(session)
        add_person(session, "Ada")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE)
        _, request_id = submitted(session, rita.id)
        rows = [row.once for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]
        return rows, [f"approval:{request_id}:{paul.id}"]

    rows, expected = database.write(work)[0]
    assert rows == expected


def test_a_submission_delivered_twice_makes_one_version(database: Database) -> None:
    def work(session: Session) -> tuple[object, int, int]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = draft(session, ada.id)
        seen = revision(session, number)
        submit(session, ada.id, number)
        again = proposal.submit(
            session,
            NOW,
            ada.id,
            SETTINGS,
            number,
            revision=seen,
            values={name: CONTENT[name] for name in fields_of(5)},
        )
        requests = session.scalars(select(ApprovalRequest)).all()
        return again, session.get_one(Proposal, number).version, len(requests)

    again, version, requests = database.write(work)[0]
    assert isinstance(again, proposal.Settled)
    assert (version, requests) == (1, 1)


@pytest.mark.parametrize(
    ("now", "year"),
    [
        (datetime(2026, 11, 23, 10, tzinfo=TORONTO), "2027-2028"),
        (datetime(2027, 6, 30, 23, 59, tzinfo=TORONTO), "2027-2028"),
        (datetime(2027, 7, 1, 0, 0, tzinfo=TORONTO), "2028-2029"),
    ],
)
def test_s07_a_proposal_is_for_the_next_year(database: Database, now: datetime, year: str) -> None:
    def work(session: Session) -> str:
        add_lists(session)
        ada = add_person(session, "Ada")
        number, _ = submitted(session, ada.id, now=now)
        return session.get_one(Proposal, number).school_year

    assert database.write(work)[0] == year


def test_r15_a_draft_of_last_year_is_moved_and_says_so_before_it_is_sent(database: Database) -> None:
    spring, summer = (datetime(2027, 5, 3, 9, tzinfo=TORONTO), datetime(2027, 7, 2, 9, tzinfo=TORONTO))

    def work(session: Session) -> tuple[object, str, str, int]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number = draft(session, ada.id, now=spring)
        values = {name: CONTENT[name] for name in fields_of(5)}
        moved = proposal.submit(
            session, summer, ada.id, SETTINGS, number, revision=revision(session, number), values=values
        )
        state = session.get_one(Proposal, number).state
        submit(session, ada.id, number, now=summer)
        found = session.get_one(Proposal, number)
        return moved, state, found.school_year, found.version

    moved, state, year, version = database.write(work)[0]
    assert isinstance(moved, proposal.YearMoved)
    assert (moved.school_year, state) == ("2028-2029", "DRAFT")
    assert (year, version) == ("2028-2029", 1)


def test_editing_after_submission_makes_a_version_and_leaves_the_first_alone(database: Database) -> None:
    def work(session: Session) -> tuple[list[tuple[int, str, bool]], int, str]:
        add_lists(session)
        ada = add_person(session, "Ada")
        add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, _ = submitted(session, ada.id)
        assert proposal.resume(session, NOW, ada.id, number) == proposal.Opened(number, 1)
        better = {**CONTENT, "title": "Lire dehors, toute l’année"}
        write(session, ada.id, number, better)
        submit(session, ada.id, number, better)
        rows = session.scalars(select(ProposalVersion).order_by(ProposalVersion.version))
        versions = [(row.version, row.content["title"], row.submitted_at is not None) for row in rows]
        found = session.get_one(Proposal, number)
        return versions, found.version, found.state

    versions, version, state = database.write(work)[0]
    assert versions == [(1, "Lire dehors", True), (2, "Lire dehors, toute l’année", True)]
    assert (version, state) == (2, "SUBMITTED")


@pytest.mark.parametrize("decision", ["ACCEPTED", "DECLINED"])
def test_a_decided_proposal_is_not_edited_nor_withdrawn(database: Database, decision: str) -> None:
    def work(session: Session) -> tuple[list[object], str, int]:
        add_lists(session)
        ada = add_person(session, "Ada")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, request_id = submitted(session, ada.id)
        proposal.resume(session, NOW, ada.id, number)  # a working copy was begun before the decision
        decide(session, rita.id, request_id, decision, "Parce que.")
        outcomes = [
            proposal.resume(session, NOW, ada.id, number),
            save(session, ada.id, number, 1, experience="Trop tard"),
            proposal.withdraw(session, NOW, ada.id, number),
        ]
        return outcomes, session.get_one(Proposal, number).state, number

    outcomes, state, number = database.write(work)[0]
    assert outcomes == [proposal.Settled(number)] * 3
    assert state == decision


def test_withdrawing_twice_is_recorded_once(database: Database) -> None:
    def work(session: Session) -> tuple[str, list[tuple[str | None, str | None]]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        number, _ = submitted(session, ada.id)
        for _ in range(2):
            assert proposal.withdraw(session, NOW, ada.id, number) == proposal.Settled(number)
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "withdrawn"))
        return session.get_one(Proposal, number).state, [(row.before, row.after) for row in rows]

    assert database.write(work)[0] == ("WITHDRAWN", [("SUBMITTED", "WITHDRAWN")])


def test_taking_up_again_copies_the_text_but_no_promise(database: Database) -> None:
    later = datetime(2027, 9, 1, 9, tzinfo=TORONTO)

    def work(session: Session) -> tuple[object, object, str, Mapping[str, str]]:
        add_lists(session)
        ada = add_person(session, "Ada")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, request_id = submitted(session, ada.id)
        decide(session, rita.id, request_id, "DECLINED", "Déjà offert.")
        first = proposal.take_up_again(session, later, ada.id, SETTINGS, number)
        second = proposal.take_up_again(session, later, ada.id, SETTINGS, number)
        assert isinstance(first, proposal.Opened)
        draft_id = first.proposal_id
        return first, second, session.get_one(Proposal, draft_id).school_year, content(session, draft_id, 1)

    first, second, year, kept = database.write(work)[0]
    assert first == second
    assert year == "2028-2029"
    assert kept == {**CONTENT, "mission_ack": "false", "attendance_ack": "false"}


def test_an_accepted_one_is_taken_up_again_once_its_year_has_come(database: Database) -> None:
    def work(session: Session) -> list[str]:
        add_lists(session)
        ada = add_person(session, "Ada")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        number, request_id = submitted(session, ada.id)
        decide(session, rita.id, request_id)
        days = (NOW, datetime(2027, 6, 30, 9, tzinfo=TORONTO), datetime(2027, 7, 1, 9, tzinfo=TORONTO))
        return [type(proposal.take_up_again(session, day, ada.id, SETTINGS, number)).__name__ for day in days]

    assert database.write(work)[0] == ["NotTheirs", "NotTheirs", "Opened"]


def test_a_proposal_under_way_is_not_taken_up_again(database: Database) -> None:
    def work(session: Session) -> object:
        add_lists(session)
        ada = add_person(session, "Ada")
        number, _ = submitted(session, ada.id)
        return proposal.take_up_again(session, NOW, ada.id, SETTINGS, number)

    assert database.write(work)[0] == proposal.NotTheirs()
