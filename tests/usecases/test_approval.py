"""Deciding, once, by somebody else, on the version that was read (guide §3, §8.1; S04–S08, S26)."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.approval import DecisionMistake, Refusal
from bot.usecases import approval, proposal
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network, NetworkChannel
from storage.outbox import OutboxRow
from storage.people import Role
from storage.proposal import Proposal
from tests.factories import CONTENT, NOW, TORONTO, add_lists, add_person, decide, submit, submitted, write


def scene(session: Session) -> tuple[int, int, int, int, int]:
    """(Ada, Rita and Paul, both responsible, the proposal, its request)."""
    add_lists(session)
    ada = add_person(session, "Ada")
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
    paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE)
    proposal_id, request_id = submitted(session, ada.id)
    return ada.id, rita.id, paul.id, proposal_id, request_id


def letters(session: Session) -> list[tuple[str, int | None]]:
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == "letter").order_by(OutboxRow.id))
    return [(row.once, row.person_id) for row in rows]


def test_acceptance_makes_the_network_its_channel_task_and_one_letter(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, proposal_id, request_id = scene(session)
        assert decide(session, rita, request_id) == approval.Decided(request_id)
        session.flush()
        network = session.scalars(select(Network)).one()
        assert (
            network.proposal_id,
            network.title,
            network.animator_id,
            network.school_year,
            network.state,
        ) == (proposal_id, "Lire dehors", ada, "2027-2028", "ACCEPTED")
        channel = session.scalars(select(NetworkChannel)).one()
        assert (channel.network_id, channel.state) == (network.id, "WAITING")
        assert letters(session) == [(f"letter:{request_id}", ada)]
        assert session.get_one(Proposal, proposal_id).state == "ACCEPTED"

    database.write(work)


def test_declining_needs_a_reason_and_makes_no_network(database: Database) -> None:
    def work(session: Session) -> None:
        _, rita, _, proposal_id, request_id = scene(session)
        assert decide(session, rita, request_id, "DECLINED", " ") == approval.Incomplete(
            (DecisionMistake.NO_REASON,)
        )
        assert letters(session) == []
        assert decide(session, rita, request_id, "DECLINED", "Déjà offert.") == approval.Decided(request_id)
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.decision, request.message, request.decided_by_id) == (
            "DECLINED",
            "Déjà offert.",
            rita,
        )
        assert session.get_one(Proposal, proposal_id).state == "DECLINED"
        assert session.scalars(select(Network)).all() == []

    database.write(work)


@pytest.mark.parametrize(
    ("message", "answer_by", "mistakes"),
    [
        ("", "", (DecisionMistake.NO_MESSAGE, DecisionMistake.NO_DATE)),
        ("Précisez.", "2026-11-22", (DecisionMistake.PAST_DATE,)),
        ("Précisez.", "bientôt", (DecisionMistake.BAD_DATE,)),
        ("p" * 1501, "2026-11-23", (DecisionMistake.TOO_LONG,)),
    ],
)
def test_changes_need_a_message_and_a_date_to_come(
    database: Database, message: str, answer_by: str, mistakes: tuple[DecisionMistake, ...]
) -> None:
    def work(session: Session) -> object:
        _, rita, _, _, request_id = scene(session)
        return decide(session, rita, request_id, "CHANGES_REQUESTED", message, answer_by)

    assert database.write(work)[0] == approval.Incomplete(mistakes)


def test_changes_are_asked_with_a_message_and_a_date(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, proposal_id, request_id = scene(session)
        decide(session, rita, request_id, "CHANGES_REQUESTED", "Précisez.", "2026-11-23")
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.decision, request.answer_by) == ("CHANGES_REQUESTED", date(2026, 11, 23))
        assert session.get_one(Proposal, proposal_id).state == "CHANGES_REQUESTED"
        assert letters(session) == [(f"letter:{request_id}", ada)]

    database.write(work)


def test_s04_nobody_decides_on_her_own_proposal_but_the_backup_may(database: Database) -> None:
    def work(session: Session) -> None:
        add_lists(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE)
        _, request_id = submitted(session, rita.id)
        assert decide(session, rita.id, request_id) == approval.Refused(Refusal.OWN_PROPOSAL)
        assert session.get_one(ApprovalRequest, request_id).decision is None
        assert decide(session, paul.id, request_id) == approval.Decided(request_id)

    database.write(work)


def test_s04_ones_own_decision_cannot_be_stored(database: Database) -> None:
    """The constraint behind the rule."""

    def work(session: Session) -> None:
        ada, _, _, _, request_id = scene(session)
        request = session.get_one(ApprovalRequest, request_id)
        request.decision, request.decided_by_id, request.decided_at = "ACCEPTED", ada, NOW
        session.flush()

    with pytest.raises(Exception, match="not_ones_own"):
        database.write(work)


def test_s05_an_older_version_decides_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, proposal_id, first = scene(session)
        proposal.resume(session, NOW, ada, proposal_id)
        write(session, ada, proposal_id, {**CONTENT, "title": "Autrement"})
        second = submit(session, ada, proposal_id)
        assert decide(session, rita, first) == approval.Refused(Refusal.REPLACED)
        assert [session.get_one(ApprovalRequest, number).decision for number in (first, second)] == [
            None,
            None,
        ]
        assert decide(session, rita, second) == approval.Decided(second)

    database.write(work)


def test_s06_the_second_decision_changes_nothing_and_sends_nothing(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, _, request_id = scene(session)
        decide(session, rita, request_id)
        assert decide(session, paul, request_id, "DECLINED", "Non.") == approval.Refused(
            Refusal.ALREADY_DECIDED
        )
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.decision, request.decided_by_id) == ("ACCEPTED", rita)
        assert letters(session) == [(f"letter:{request_id}", ada)]

    database.write(work)


def test_a_decision_delivered_twice_is_the_same_decision(database: Database) -> None:
    def work(session: Session) -> tuple[object, object, int]:
        _, rita, _, _, request_id = scene(session)
        first, second = decide(session, rita, request_id), decide(session, rita, request_id)
        return first, second, len(letters(session))

    first, second, count = database.write(work)[0]
    assert (first, count) == (second, 1)


def test_s08_a_second_animation_of_the_year_is_refused_and_stays_under_review(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, _, first = scene(session)
        decide(session, rita, first)
        other_id, other = submitted(session, ada, {**CONTENT, "title": "Un autre"})
        approval.begin_review(session, NOW, rita, other)
        assert decide(session, rita, other) == approval.Refused(Refusal.SECOND_ANIMATION)
        assert session.get_one(Proposal, other_id).state == "UNDER_REVIEW"
        assert len(session.scalars(select(Network)).all()) == 1

    database.write(work)


def test_r12_a_second_animation_cannot_be_stored_but_next_years_can(database: Database) -> None:
    def work(session: Session, year: str) -> None:
        ada = add_person(session, "Ada", school_id=None)
        for title, school_year in (("Un", "2027-2028"), ("Deux", year)):
            session.add(Network(title=title, animator_id=ada.id, school_year=school_year, accepted_at=NOW))
        session.flush()
        session.rollback()

    database.write(lambda session: work(session, "2028-2029"))
    with pytest.raises(Exception, match=r"uq_networks_one_animation|animator_id"):
        database.write(lambda session: work(session, "2027-2028"))


def test_s07_a_late_year_is_accepted_only_with_a_reason(database: Database) -> None:
    """R15: selected the year before; an exemption has its reason in the audit log."""
    spring, autumn = datetime(2026, 5, 4, 9, tzinfo=TORONTO), NOW

    def work(session: Session) -> None:
        add_lists(session)
        ada = add_person(session, "Ada")
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        proposal_id, request_id = submitted(session, ada.id, now=spring)
        assert session.get_one(Proposal, proposal_id).school_year == "2026-2027"
        assert decide(session, rita.id, request_id, now=autumn) == approval.Refused(Refusal.LATE_YEAR)
        reason = "Retard du comité."
        assert decide(session, rita.id, request_id, message=reason, now=autumn) == approval.Decided(
            request_id
        )
        session.flush()
        rows = session.scalars(select(AuditRow).where(AuditRow.action == "decided"))
        assert [(row.person_id, row.after, row.why) for row in rows] == [(rita.id, "ACCEPTED", reason)]

    database.write(work)


def test_s26_a_forged_press_is_refused_on_the_role_and_leaves_a_security_line(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, _, proposal_id, request_id = scene(session)
        stranger = add_person(session, "Zoé")
        for number in (request_id, 999):
            assert decide(session, stranger.id, number) == approval.Refused(Refusal.NOT_RESPONSIBLE)
        assert decide(session, ada, request_id) == approval.Refused(Refusal.NOT_RESPONSIBLE)
        assert session.get_one(ApprovalRequest, request_id).decision is None
        session.flush()
        rows = session.scalars(
            select(AuditRow).where(AuditRow.action == "refused_role").order_by(AuditRow.id)
        )
        assert [(row.person_id, row.subject_id) for row in rows] == [
            (stranger.id, proposal_id),
            (stranger.id, None),
            (ada, proposal_id),
        ]

    database.write(work)


def test_a_withdrawn_proposal_is_not_decided(database: Database) -> None:
    def work(session: Session) -> object:
        ada, rita, _, proposal_id, request_id = scene(session)
        proposal.withdraw(session, NOW, ada, proposal_id)
        return decide(session, rita, request_id)

    assert database.write(work)[0] == approval.Refused(Refusal.WITHDRAWN)


def test_a_review_begins_when_somebody_else_reads(database: Database) -> None:
    def work(session: Session) -> list[str]:
        ada, rita, _, proposal_id, request_id = scene(session)
        states = []
        for actor in (ada, rita, rita):
            approval.begin_review(session, NOW, actor, request_id)
            states.append(session.get_one(Proposal, proposal_id).state)
        approval.begin_review(session, NOW, rita, 999)
        return states

    assert database.write(work)[0] == ["SUBMITTED", "UNDER_REVIEW", "UNDER_REVIEW"]
