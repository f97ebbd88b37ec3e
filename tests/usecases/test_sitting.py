"""Letters held and released (B19): each refusal of S04–S08 on the way, and nothing before the letter."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.rules.approval import DecisionMistake, Refusal
from bot.usecases import approval, audit, proposal, sitting
from bot.usecases.approval import Decided, Refused
from bot.usecases.sitting import PutBack, Released, Stays, Unchanged
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network, NetworkChannel
from storage.outbox import OutboxRow
from storage.proposal import Proposal
from tests.factories import (
    CONTENT,
    NOW,
    SETTINGS,
    add_person,
    decide,
    submit,
    submitted,
    write,
)
from tests.usecases.test_approval import letters, scene

LATER = NOW + timedelta(days=2)


def mark(session: Session, request_id: int) -> str:
    session.flush()
    return session.get_one(ApprovalRequest, request_id).mark


def release(session: Session, actor: int, request_id: int, *, days: int = 2) -> object:
    now = NOW + timedelta(days=days)
    return sitting.release(session, now, actor, SETTINGS, request_id, mark(session, request_id))


def lines(session: Session, *actions: str) -> list[tuple[str, int | None, str | None, str | None, str]]:
    session.flush()
    rows = session.scalars(select(AuditRow).where(AuditRow.action.in_(actions)).order_by(AuditRow.id))
    return [(row.action, row.person_id, row.before, row.after, row.why) for row in rows]


def counts(session: Session) -> tuple[int, int, int]:
    """(networks, channels, letters)"""
    session.flush()
    letter = select(func.count()).where(OutboxRow.kind == "letter")
    tables = [select(func.count()).select_from(table) for table in (Network, NetworkChannel)]
    networks, channels, sent = (session.scalar(query) or 0 for query in (*tables, letter))
    return networks, channels, sent


def next_version(session: Session, author: int, proposal_id: int, title: str = "Autrement") -> int:
    proposal.resume(session, NOW, author, proposal_id)
    write(session, author, proposal_id, {**CONTENT, "title": title})
    return submit(session, author, proposal_id)


@pytest.mark.parametrize("decision", ["ACCEPTED", "DECLINED", "CHANGES_REQUESTED"])
def test_b19_a_held_decision_changes_nothing_until_its_letter_leaves(
    database: Database, decision: str
) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, proposal_id, request_id = scene(session)
        approval.begin_review(session, NOW, rita, request_id)
        told = decide(session, rita, request_id, decision, "Motif.", "2026-12-15", hold=True)
        assert told == Decided(request_id, held=True)
        request, held = (
            session.get_one(ApprovalRequest, request_id),
            session.get_one(Proposal, proposal_id),
        )
        assert (request.decision, request.decided_by_id, request.released_at) == (decision, rita, None)
        assert (held.state, counts(session)) == ("UNDER_REVIEW", (0, 0, 0))
        assert lines(session, "decided_held", "decided") == [
            ("decided_held", rita, "UNDER_REVIEW", decision, "Motif.")
        ]
        assert release(session, paul, request_id) == Released(request_id)
        made = int(decision == "ACCEPTED")
        assert (held.state, counts(session)) == (decision, (made, made, 1))
        assert letters(session) == [(f"letter:{request_id}", ada)]
        assert request.released_at == LATER
        assert request.decided_by_id == rita
        assert lines(session, "released") == [("released", paul, "UNDER_REVIEW", decision, "Motif.")]
        assert release(session, rita, request_id) is Unchanged.GONE
        assert counts(session) == (made, made, 1)
        assert audit.breaches(session, LATER) == {}

    database.write(work)


def test_a_held_decision_is_corrected_from_what_was_seen_and_then_sent(database: Database) -> None:
    def work(session: Session) -> None:
        _, rita, paul, proposal_id, request_id = scene(session)
        decide(session, rita, request_id, "ACCEPTED", hold=True)
        seen = mark(session, request_id)
        # S06: a form that was open while somebody else decided corrects nothing.
        for stale in ("", "0123456789ab"):
            late = decide(session, paul, request_id, "DECLINED", "Non.", hold=True, correcting=stale)
            assert late == Refused(Refusal.ALREADY_DECIDED)
        assert session.get_one(ApprovalRequest, request_id).decision == "ACCEPTED"
        corrected = decide(session, paul, request_id, "DECLINED", "Non.", hold=True, correcting=seen)
        assert corrected == Decided(request_id, held=True)
        # The second of two corrections of the same decision.
        again = decide(session, rita, request_id, "ACCEPTED", hold=True, correcting=seen)
        assert again == Refused(Refusal.ALREADY_DECIDED)
        # The same press, delivered twice.
        assert decide(session, paul, request_id, "DECLINED", "Non.", hold=True, correcting=seen) == corrected
        now = decide(session, paul, request_id, "DECLINED", "Non!", correcting=mark(session, request_id))
        assert now == Decided(request_id)
        assert session.get_one(Proposal, proposal_id).state == "DECLINED"
        assert lines(session, "decided_held", "held_corrected", "decided") == [
            ("decided_held", rita, "SUBMITTED", "ACCEPTED", ""),
            ("held_corrected", paul, "ACCEPTED", "DECLINED", "Non."),
            ("held_corrected", paul, "DECLINED", "DECLINED", "Non!"),
            ("decided", paul, "SUBMITTED", "DECLINED", "Non!"),
        ]
        assert counts(session) == (0, 0, 1)
        assert decide(session, rita, request_id, hold=True, correcting=mark(session, request_id)) == Refused(
            Refusal.ALREADY_DECIDED
        )

    database.write(work)


def test_a_correction_away_from_changes_forgets_their_date(database: Database) -> None:
    """Else the no would look like one that followed a request for changes."""

    def work(session: Session) -> object:
        _, rita, _, _, request_id = scene(session)
        decide(session, rita, request_id, "CHANGES_REQUESTED", "Précisez.", "2026-12-15", hold=True)
        seen = mark(session, request_id)
        decide(session, rita, request_id, "DECLINED", "Non.", "2026-12-15", hold=True, correcting=seen)
        return session.get_one(ApprovalRequest, request_id).answer_by

    assert database.write(work)[0] is None


def test_a_held_decision_is_put_back_once_and_only_the_one_that_was_seen(database: Database) -> None:
    def work(session: Session) -> None:
        _, rita, paul, proposal_id, request_id = scene(session)
        decide(session, rita, request_id, "DECLINED", "Non.", hold=True)
        seen = mark(session, request_id)
        assert sitting.put_back(session, NOW, paul, request_id, "") is Unchanged.CHANGED_MEANWHILE
        assert sitting.put_back(session, NOW, paul, request_id, seen) == PutBack(request_id)
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.decision, request.decided_by_id, request.decided_at, request.message) == (
            None,
            None,
            None,
            "",
        )
        assert sitting.put_back(session, NOW, paul, request_id, seen) is Unchanged.GONE
        assert lines(session, "held_put_back") == [("held_put_back", paul, "DECLINED", "SUBMITTED", "Non.")]
        assert decide(session, rita, request_id) == Decided(request_id)
        # What was sent is never put back.
        assert sitting.put_back(session, NOW, paul, request_id, mark(session, request_id)) is Unchanged.GONE
        assert session.get_one(Proposal, proposal_id).state == "ACCEPTED"

    database.write(work)


def test_s04_nobody_holds_sends_or_puts_back_what_is_her_own(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, _, request_id = scene(session)
        _, own = submitted(session, rita)
        assert decide(session, rita, own, hold=True) == Refused(Refusal.OWN_PROPOSAL)
        decide(session, paul, own, hold=True)
        decide(session, paul, request_id, hold=True)
        assert release(session, rita, own) == Refused(Refusal.OWN_PROPOSAL)
        assert sitting.put_back(session, NOW, rita, own, mark(session, own)) == Refused(Refusal.OWN_PROPOSAL)
        assert sitting.releasable(session, NOW, rita) == [request_id]
        assert sitting.releasable(session, NOW, paul) == [request_id, own]
        assert sitting.releasable(session, NOW, ada) == []
        assert counts(session) == (0, 0, 0)
        assert release(session, paul, own) == Released(own)

    database.write(work)


def test_s26_without_the_role_nothing_leaves_and_a_security_line_stands(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, _, request_id = scene(session)
        decide(session, rita, request_id, hold=True)
        forged = Refused(Refusal.NOT_RESPONSIBLE)
        assert release(session, ada, request_id) == forged
        assert sitting.release(session, NOW, ada, SETTINGS, 999, "") == forged
        assert sitting.put_back(session, NOW, ada, request_id, mark(session, request_id)) == forged
        assert sitting.put_back(session, NOW, ada, 999, "") == forged
        assert len(lines(session, "refused_role")) == 4
        assert counts(session) == (0, 0, 0)

    database.write(work)


def withdrawn(session: Session, ada: int, proposal_id: int) -> None:
    proposal.withdraw(session, NOW, ada, proposal_id)


def rewritten(session: Session, ada: int, proposal_id: int) -> None:
    next_version(session, ada, proposal_id)


def animating(session: Session, ada: int, _proposal_id: int) -> None:
    session.add(Network(title="Un autre", animator_id=ada, school_year="2027-2028", accepted_at=NOW))


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        (withdrawn, Refusal.WITHDRAWN),
        (rewritten, Refusal.REPLACED),
        (animating, Refusal.SECOND_ANIMATION),
    ],
)
def test_b19_what_could_not_be_decided_any_more_stays_and_the_others_leave(
    database: Database, meanwhile: Callable[[Session, int, int], None], reason: Refusal
) -> None:
    """S05, S08 and the withdrawal, on the way from the sitting to the letter."""

    def work(session: Session) -> None:
        ada, rita, paul, proposal_id, request_id = scene(session)
        _, other = submitted(session, add_person(session, "Zoé").id)
        for number in (request_id, other):
            decide(session, rita, number, hold=True)
        meanwhile(session, ada, proposal_id)
        state = session.get_one(Proposal, proposal_id).state
        assert [release(session, paul, number) for number in (request_id, other)] == [
            Stays(request_id, reason),
            Released(other),
        ]
        assert session.get_one(Proposal, proposal_id).state == state
        assert [once for once, _ in letters(session)] == [f"letter:{other}"]
        assert lines(session, "letter_stays") == [("letter_stays", paul, "ACCEPTED", reason.value, "")]
        assert audit.breaches(session, LATER) == {}

    database.write(work)


def test_b19_a_letter_whose_date_has_passed_stays(database: Database) -> None:
    def work(session: Session) -> tuple[object, object]:
        _, rita, _, _, request_id = scene(session)
        decide(session, rita, request_id, "CHANGES_REQUESTED", "Précisez.", "2026-12-01", hold=True)
        return release(session, rita, request_id, days=9), release(session, rita, request_id, days=8)

    late, in_time = database.write(work)[0]
    assert late == Stays(1, DecisionMistake.PAST_DATE)
    assert in_time == Released(1)


def test_s07_a_letter_held_into_its_own_year_stays_without_a_reason(database: Database) -> None:
    def work(session: Session) -> tuple[object, object]:
        _, rita, _, _, request_id = scene(session)
        decide(session, rita, request_id, hold=True)
        stays = release(session, rita, request_id, days=240)
        seen = mark(session, request_id)
        july = NOW + timedelta(days=240)
        decide(session, rita, request_id, message="Retard.", hold=True, correcting=seen, now=july)
        return stays, release(session, rita, request_id, days=240)

    assert database.write(work)[0] == (Stays(1, Refusal.LATE_YEAR), Released(1))


def test_s08_two_acceptances_of_one_person_are_not_held_together(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, proposal_id, first = scene(session)
        _, second = submitted(session, ada, {**CONTENT, "title": "Un second réseau"})
        decide(session, rita, first, hold=True)
        for hold in (True, False):
            refused = decide(session, paul, second, hold=hold)
            assert refused == Refused(Refusal.HELD_ANIMATION)
        # The control: a no may be held beside it, and what is void counts no more.
        assert decide(session, paul, second, "DECLINED", "Non.", hold=True) == Decided(second, held=True)
        seen = mark(session, second)
        third = next_version(session, ada, proposal_id)
        assert decide(session, paul, second, hold=True, correcting=seen) == Decided(second, held=True)
        assert decide(session, rita, third, hold=True) == Refused(Refusal.HELD_ANIMATION)
        assert release(session, rita, second) == Released(second)
        assert counts(session) == (1, 1, 1)

    database.write(work)


def test_a_letter_corrected_since_it_was_read_does_not_leave(database: Database) -> None:
    def work(session: Session) -> None:
        _, rita, paul, _, request_id = scene(session)
        decide(session, rita, request_id, hold=True)
        read = mark(session, request_id)
        decide(session, rita, request_id, "DECLINED", "Non.", hold=True, correcting=read)
        told = sitting.release(session, LATER, paul, SETTINGS, request_id, read)
        assert told is Unchanged.CHANGED_MEANWHILE
        assert counts(session) == (0, 0, 0)

    database.write(work)
