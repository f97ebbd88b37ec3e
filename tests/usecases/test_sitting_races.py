"""The sitting's presses at the very same moment, and in any order (B19, S06, S08), with their controls."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.usecases import approval, audit, draft, proposal, sitting
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Role
from storage.proposal import Proposal, ProposalState
from tests.conftest import SOAK
from tests.factories import CONTENT, NOW, SETTINGS, add_lists, add_person, decide, submitted
from tests.usecases.test_races import ROUNDS, at_once, count, two_proposals
from tests.usecases.test_races import scene as two_responsibles
from tests.usecases.test_sitting import mark, next_version

Press = Callable[[threading.Barrier], object]


def held(session: Session, round_number: int) -> tuple[int, int, int, str]:
    """(Rita, Paul, a request accepted and held, its mark)"""
    rita, paul, request_id = two_responsibles(session, round_number)
    decide(session, rita, request_id, hold=True)
    return rita, paul, request_id, mark(session, request_id)


def pressing(database: Database, usecase: Callable[..., object], actor: int, *more: Any) -> Press:
    def run(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: usecase(session, NOW, actor, *more))[0]

    return run


def made(session: Session) -> tuple[int, int]:
    """(networks, letters)"""
    sent = session.scalar(select(func.count()).where(OutboxRow.kind == "letter")) or 0
    return count(session, Network), sent


def test_b19_a_letter_sent_by_two_at_once_leaves_once(database: Database) -> None:
    for number in range(ROUNDS):
        rita, paul, request_id, seen = database.write(partial(held, round_number=number))[0]
        send = [
            pressing(database, sitting.release, actor, SETTINGS, request_id, seen)
            for actor in (rita, paul, rita)
        ]
        results = at_once(*send)
        assert sorted(map(str, results)) == [f"Released(request_id={request_id})", "gone", "gone"], results
        assert database.read(made) == (number + 1, number + 1)


def test_b19_control_without_the_lock_both_send_it(database: Database) -> None:
    rita, paul, request_id, _ = database.write(lambda session: held(session, 0))[0]

    def careless(actor: int) -> Press:
        def run(barrier: threading.Barrier) -> object:
            free = database.read(lambda session: session.get_one(ApprovalRequest, request_id).held)
            barrier.wait()

            def let_go(session: Session) -> str:
                session.get_one(ApprovalRequest, request_id).released_at = NOW
                return f"sent by {actor}"

            return database.write(let_go)[0] if free else "gone"

        return run

    assert at_once(careless(rita), careless(paul)) == [f"sent by {rita}", f"sent by {paul}"]


def test_a_release_and_a_put_back_at_once_leave_one_of_both(database: Database) -> None:
    for number in range(ROUNDS):
        rita, paul, request_id, seen = database.write(partial(held, round_number=number))[0]
        before = database.read(made)
        sent, back = at_once(
            pressing(database, sitting.release, rita, SETTINGS, request_id, seen),
            pressing(database, sitting.put_back, paul, request_id, seen),
        )
        gone = isinstance(sent, sitting.Released)
        assert (gone, isinstance(back, sitting.PutBack)) in {(True, False), (False, True)}, (sent, back)
        assert database.read(made) == (before[0] + gone, before[1] + gone)


def test_a_release_and_a_withdrawal_at_once_leave_one_of_both(database: Database) -> None:
    for number in range(ROUNDS):
        rita, _, request_id, seen = database.write(partial(held, round_number=number))[0]
        request = database.read(
            partial(lambda session, key: session.get_one(ApprovalRequest, key), key=request_id)
        )
        sent, _ = at_once(
            pressing(database, sitting.release, rita, SETTINGS, request_id, seen),
            pressing(database, proposal.withdraw, request.proposer_id, request.proposal_id),
        )
        state = database.read(
            partial(lambda session, key: session.get_one(Proposal, key).state, key=request.proposal_id)
        )
        assert state == ("ACCEPTED" if isinstance(sent, sitting.Released) else "WITHDRAWN")
        assert database.read(lambda session: audit.breaches(session, NOW)) == {}


def test_s08_of_two_acceptances_held_at_once_one_is(database: Database) -> None:
    for number in range(ROUNDS):
        rita, paul, first, second = database.write(partial(two_proposals, number=number))[0]

        def hold(actor: int, request_id: int) -> Press:
            def run(barrier: threading.Barrier) -> object:
                barrier.wait()
                return database.write(lambda session: decide(session, actor, request_id, hold=True))[0]

            return run

        results = at_once(hold(rita, first), hold(paul, second))
        assert sorted(map(told, results)) == ["Decided", "held_animation"], results


def told(result: object) -> str:
    return result.reason.value if isinstance(result, approval.Refused) else type(result).__name__


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["hold", "decide", "correct", "put back", "withdraw", "rewrite", "release"]),
        st.sampled_from([0, 1, 2]),
        st.sampled_from(["ACCEPTED", "DECLINED", "CHANGES_REQUESTED"]),
    ),
    max_size=14,
)


@dataclass
class Story:
    """Two proposals of Ada and one of Rita, who is responsible with Paul; who acts is the other one."""

    session: Session
    authors: list[int] = field(default_factory=list)
    proposals: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)

    def begin(self) -> None:
        add_lists(self.session)
        rita = add_person(self.session, "Rita", Role.CEE_RESPONSIBLE).id
        self.paul = add_person(self.session, "Paul", Role.CEE_RESPONSIBLE).id
        ada = add_person(self.session, "Ada").id
        for number, author in enumerate((ada, ada, rita)):
            made, request_id = submitted(self.session, author, {**CONTENT, "title": f"Réseau {number}"})
            self.authors.append(author)
            self.proposals.append(made)
            self.requests.append(request_id)

    def act(self, what: str, which: int, decision: str) -> None:
        session, author, request_id = self.session, self.authors[which], self.requests[which]
        seen = mark(session, request_id)
        match what:
            case "hold" | "decide":
                hold = what == "hold"
                decide(session, self.paul, request_id, decision, "Motif.", "2026-12-15", hold=hold)
            case "correct":
                decide(
                    session,
                    self.paul,
                    request_id,
                    decision,
                    "Motif!",
                    "2026-12-16",
                    hold=True,
                    correcting=seen,
                )
            case "put back":
                sitting.put_back(session, NOW, self.paul, request_id, seen)
            case "release":
                sitting.release(session, NOW, self.paul, SETTINGS, request_id, seen)
            case "withdraw":
                proposal.withdraw(session, NOW, author, self.proposals[which])
            case "rewrite" if self.state(which) in draft.EDITABLE:
                self.requests[which] = next_version(session, author, self.proposals[which])

    def state(self, which: int) -> str:
        self.session.flush()
        return self.session.get_one(Proposal, self.proposals[which]).state


def check(session: Session) -> None:
    """At most one letter a version, exactly one for what took effect; no state without its released cause."""
    session.flush()
    sent = session.scalars(select(OutboxRow.subject_id).where(OutboxRow.kind == "letter")).all()
    requests = session.scalars(select(ApprovalRequest)).all()
    assert sorted(sent) == sorted(one.id for one in requests if one.released_at is not None)
    caused = {one.proposal_id: one for one in requests if one.version == one.proposal.version}
    for one in caused.values():
        state = one.proposal.state
        if one.released_at is None:
            assert state in {"SUBMITTED", "UNDER_REVIEW", "WITHDRAWN"}
        else:
            assert state in {one.decision, ProposalState.WITHDRAWN.value}
    accepted = [one for one in requests if one.decision == "ACCEPTED" and one.released_at is not None]
    assert count(session, Network) == len(accepted)
    recorded = session.scalars(select(AuditRow).where(AuditRow.action.in_(("decided", "released")))).all()
    assert len(recorded) == len(sent)
    assert audit.breaches(session, NOW) == {}


@given(acts=ACTS)
@hypothesis_settings(
    max_examples=400 if SOAK else 40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_b19_any_order_of_presses_leaves_one_letter_a_version(
    database: Database, acts: list[tuple[str, int, str]]
) -> None:
    with Session(database.engine) as session:
        story = Story(session)
        story.begin()
        for act in acts:
            story.act(*act)
        check(session)
        session.rollback()
