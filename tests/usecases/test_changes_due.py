"""Changes whose date passes: recalled twice, then late, and never a no by itself (B19)."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.rules.approval import DecisionMistake, Refusal
from bot.usecases import audit, changes_due, proposal
from bot.usecases.approval import Refused
from bot.usecases.changes_due import Mistaken, NotLate, Settled
from bot.views import notices
from storage.approval import ApprovalRequest
from storage.database import Database
from storage.outbox import OutboxRow
from storage.proposal import Proposal
from tests.factories import NOW, SETTINGS, TORONTO, decide, submitted
from tests.scenarios.world import text
from tests.usecases.test_approval import scene
from tests.usecases.test_sitting import lines, next_version

KINDS = ("changes_due_soon", "changes_due_today")
UNTIL = "2026-12-11"


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=TORONTO)


def asked(session: Session, until: str = UNTIL) -> tuple[int, int, int, int, int]:
    """As `scene`, the changes asked for."""
    ada, rita, paul, proposal_id, request_id = scene(session)
    decide(session, rita, request_id, "CHANGES_REQUESTED", "Précisez.", until)
    return ada, rita, paul, proposal_id, request_id


def planned(session: Session) -> list[tuple[str, int | None, datetime]]:
    rows = session.scalars(select(OutboxRow).where(OutboxRow.kind.in_(KINDS)).order_by(OutboxRow.id))
    return [(row.kind, row.person_id, row.not_before.astimezone(TORONTO)) for row in rows]


def drawn(session: Session, kind: str, now: str, request_id: int) -> str | None:
    card = notices.draw(session, at(now), kind, ("request", request_id), 1, {})
    return text(card) if card else None


def plan(session: Session, *moments: str) -> None:
    for moment in moments:
        changes_due.plan(session, at(moment), SETTINGS)


def test_b19_the_proposer_is_recalled_three_days_before_and_on_the_day(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, _, _, request_id = asked(session)
        plan(session, "2026-12-07 12:00", "2026-12-08 00:01", "2026-12-08 09:00", "2026-12-10 09:00")
        assert planned(session) == [("changes_due_soon", ada, at("2026-12-08 08:00"))]
        plan(session, "2026-12-11 00:01", "2026-12-11 12:00", "2026-12-12 12:00")
        assert planned(session)[1:] == [("changes_due_today", ada, at("2026-12-11 08:00"))]
        soon = drawn(session, "changes_due_soon", "2026-12-08 08:00", request_id)
        assert soon is not None
        assert "jusqu’au 11 décembre 2026 inclusivement" in soon
        today = drawn(session, "changes_due_today", "2026-12-11 08:00", request_id)
        assert today is not None
        assert "aujourd’hui le dernier jour" in today
        # What leaves too late says nothing any more.
        assert drawn(session, "changes_due_soon", "2026-12-11 08:00", request_id) is None
        assert drawn(session, "changes_due_today", "2026-12-12 08:00", request_id) is None

    database.write(work)


def test_b9_a_recall_on_a_closed_day_leaves_the_working_day_before_and_tells_the_date(
    database: Database,
) -> None:
    def work(session: Session) -> None:
        ada, _, _, _, request_id = asked(session, "2026-12-13")  # a Sunday
        plan(session, "2026-12-11 00:01")
        assert planned(session) == [("changes_due_today", ada, at("2026-12-11 08:00"))]
        told = drawn(session, "changes_due_today", "2026-12-11 08:00", request_id)
        assert told is not None
        assert "jusqu’au 13 décembre 2026 inclusivement" in told

    database.write(work)


def sent(session: Session, ada: int, proposal_id: int) -> None:
    next_version(session, ada, proposal_id)


def withdrawn(session: Session, ada: int, proposal_id: int) -> None:
    proposal.withdraw(session, NOW, ada, proposal_id)


@pytest.mark.parametrize("answer", [sent, withdrawn])
def test_what_was_answered_is_not_recalled_nor_late(
    database: Database, answer: Callable[[Session, int, int], None]
) -> None:
    def work(session: Session) -> None:
        ada, rita, _, proposal_id, request_id = asked(session)
        plan(session, "2026-12-08 09:00")
        answer(session, ada, proposal_id)
        assert drawn(session, "changes_due_soon", "2026-12-08 09:00", request_id) is None
        plan(session, "2026-12-11 09:00")
        assert [kind for kind, _, _ in planned(session)] == ["changes_due_soon"]
        late = at("2026-12-14 09:00")
        told = [
            changes_due.extend(session, late, rita, SETTINGS, request_id, "2026-12-18"),
            changes_due.decline(session, late, rita, SETTINGS, request_id, "Trop tard."),
        ]
        assert told == [NotLate.NOT_LATE, NotLate.NOT_LATE]

    database.write(work)


def test_a_held_request_for_changes_recalls_nobody(database: Database) -> None:
    def work(session: Session) -> object:
        _, rita, _, _, request_id = scene(session)
        decide(session, rita, request_id, "CHANGES_REQUESTED", "Précisez.", UNTIL, hold=True)
        plan(session, "2026-12-08 09:00", "2026-12-11 09:00")
        return planned(session)

    assert database.write(work)[0] == []


def test_b19_late_changes_are_never_declined_by_the_clock_and_may_still_come(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, _, proposal_id, request_id = asked(session)
        plan(session, "2026-12-12 09:00", "2027-02-01 09:00")
        assert session.get_one(Proposal, proposal_id).state == "CHANGES_REQUESTED"
        second = next_version(session, ada, proposal_id)
        assert session.get_one(Proposal, proposal_id).state == "SUBMITTED"
        assert second != request_id
        assert decide(session, rita, second).__class__.__name__ == "Decided"

    database.write(work)


def test_b19_more_time_is_given_once_told_and_recalled_anew(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, _, request_id = asked(session)
        in_time, late = at("2026-12-11 23:59"), at("2026-12-14 09:00")
        extend = changes_due.extend
        assert extend(session, in_time, rita, SETTINGS, request_id, "2026-12-18") is NotLate.NOT_LATE
        for typed, mistake in (
            ("", DecisionMistake.NO_DATE),
            ("2026-12-13", DecisionMistake.PAST_DATE),
            ("bientôt", DecisionMistake.BAD_DATE),
        ):
            assert extend(session, late, rita, SETTINGS, request_id, typed) == Mistaken((mistake,))
        assert extend(session, late, rita, SETTINGS, request_id, "2026-12-18") == Settled(request_id)
        # The same press again, or somebody else's, finds nothing late.
        assert extend(session, late, rita, SETTINGS, request_id, "2026-12-18") is NotLate.NOT_LATE
        assert extend(session, late, paul, SETTINGS, request_id, "2027-01-08") is NotLate.NOT_LATE
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.answer_by, request.decided_by_id) == (date(2026, 12, 18), rita)
        assert lines(session, "changes_extended") == [
            ("changes_extended", rita, "2026-12-11", "2026-12-18", "Précisez.")
        ]
        told = session.scalars(select(OutboxRow).where(OutboxRow.kind == "changes_extended")).one()
        assert (told.person_id, told.by_clock) == (ada, False)
        said = drawn(session, "changes_extended", "2026-12-14 09:01", request_id)
        assert said is not None
        assert "jusqu’au 18 décembre 2026 inclusivement" in said
        plan(session, "2026-12-14 10:00", "2026-12-15 09:00", "2026-12-18 09:00")
        assert [kind for kind, _, _ in planned(session)] == list(KINDS)
        assert audit.breaches(session, late) == {}

    database.write(work)


def test_b19_late_changes_are_declined_with_a_reason_and_a_letter_of_their_own(database: Database) -> None:
    def work(session: Session) -> None:
        ada, _, paul, proposal_id, request_id = asked(session)
        late = at("2026-12-14 09:00")
        decline = changes_due.decline
        assert decline(session, at("2026-12-11 12:00"), paul, SETTINGS, request_id, "Non.") is (
            NotLate.NOT_LATE
        )
        assert decline(session, late, paul, SETTINGS, request_id, " ") == Mistaken(
            (DecisionMistake.NO_REASON,)
        )
        assert decline(session, late, paul, SETTINGS, request_id, "é" * 1501) == Mistaken(
            (DecisionMistake.TOO_LONG,)
        )
        assert decline(session, late, paul, SETTINGS, request_id, "Sans réponse.") == Settled(request_id)
        assert decline(session, late, paul, SETTINGS, request_id, "Sans réponse.") is NotLate.NOT_LATE
        assert session.get_one(Proposal, proposal_id).state == "DECLINED"
        request = session.get_one(ApprovalRequest, request_id)
        assert (request.decision, request.message, request.decided_by_id) == (
            "DECLINED",
            "Sans réponse.",
            paul,
        )
        assert lines(session, "late_changes_declined") == [
            ("late_changes_declined", paul, "CHANGES_REQUESTED", "DECLINED", "Sans réponse.")
        ]
        rows = session.scalars(
            select(OutboxRow)
            .where(OutboxRow.person_id == ada, OutboxRow.kind.in_(("letter", "closing_letter")))
            .order_by(OutboxRow.id)
        )
        assert [row.once for row in rows] == [f"letter:{request_id}", f"closing_letter:{request_id}"]
        first, second = (
            drawn(session, kind, "2026-12-14 09:01", request_id) for kind in ("letter", "closing_letter")
        )
        assert first is not None
        assert second is not None
        assert "Réponse du comité" in second
        # The letter that asked for changes shows where the proposal stands; it is no second answer.
        assert "Réponse du comité" not in first
        assert "Sans réponse." in first
        assert audit.breaches(session, late) == {}

    database.write(work)


def test_s04_s26_late_changes_are_settled_by_another_responsible_only(database: Database) -> None:
    def work(session: Session) -> None:
        ada, rita, paul, _, _ = scene(session)
        _, own = submitted(session, rita)
        decide(session, paul, own, "CHANGES_REQUESTED", "Précisez.", UNTIL)
        late = at("2026-12-14 09:00")
        for actor, number, reason in (
            (rita, own, Refusal.OWN_PROPOSAL),
            (ada, own, Refusal.NOT_RESPONSIBLE),
            (ada, 999, Refusal.NOT_RESPONSIBLE),
        ):
            told = [
                changes_due.extend(session, late, actor, SETTINGS, number, "2026-12-18"),
                changes_due.decline(session, late, actor, SETTINGS, number, "Non."),
            ]
            assert told == [Refused(reason), Refused(reason)]
        assert len(lines(session, "refused_role")) == 4
        assert session.get_one(ApprovalRequest, own).answer_by == date(2026, 12, 11)

    database.write(work)
