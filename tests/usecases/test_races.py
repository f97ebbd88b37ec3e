"""Two people, or one person twice, at the very same moment, on real sessions (S06, S08; R12).

Each race has a control: the same threads with the guard left out do go wrong, so the race is a real one.
"""

import os
import threading
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.rules.approval import Refusal
from bot.rules.proposal import fields_of
from bot.usecases import approval, proposal
from storage.approval import ApprovalRequest
from storage.audit import AuditRow
from storage.database import Database
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Role, person_by_object_id
from storage.proposal import Proposal
from tests.factories import (
    CONTENT,
    NOW,
    SETTINGS,
    add_lists,
    add_person,
    decide,
    draft,
    revision,
    submitted,
)

ROUNDS = 200 if os.environ.get("SOAK") else 6


def at_once(*works: Callable[[threading.Barrier], Any]) -> list[Any]:
    """Run each in a thread of its own; they meet at the barrier before what they race for."""
    barrier = threading.Barrier(len(works), timeout=20)
    results: list[Any] = [None] * len(works)

    def run(index: int, work: Callable[[threading.Barrier], Any]) -> None:
        try:
            results[index] = work(barrier)
        except Exception as error:  # noqa: BLE001 - what a thread raises is a result like another
            results[index] = error

    threads = [threading.Thread(target=run, args=(index, work)) for index, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def scene(session: Session, round_number: int) -> tuple[int, int, int]:
    """(Rita, Paul, the request of a new proposal of somebody new)."""
    if round_number == 0:
        add_lists(session)
        add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        add_person(session, "Paul", Role.CEE_RESPONSIBLE)
    rita, paul = (person_id(session, name) for name in ("Rita", "Paul"))
    author = add_person(session, f"Ada{round_number}")
    _, request_id = submitted(session, author.id)
    return rita, paul, request_id


def person_id(session: Session, first_name: str) -> int:
    found = person_by_object_id(session, f"oid-{first_name.lower()}")
    assert found is not None
    return found.id


def deciding(
    database: Database, actor: int, request: int, decision: str
) -> Callable[[threading.Barrier], object]:
    def run(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: decide(session, actor, request, decision, "Motif."))[0]

    return run


def request_of(session: Session, request_id: int) -> ApprovalRequest:
    return session.get_one(ApprovalRequest, request_id)


def letters(session: Session) -> int:
    return session.scalar(select(func.count()).where(OutboxRow.kind == "letter")) or 0


def test_s06_of_two_decisions_at_once_one_stands_and_one_letter_leaves(database: Database) -> None:
    for number in range(ROUNDS):
        rita, paul, request_id = database.write(partial(scene, round_number=number))[0]
        results = at_once(
            deciding(database, rita, request_id, "ACCEPTED"),
            deciding(database, paul, request_id, "DECLINED"),
        )
        assert sorted(map(type_of, results)) == ["Decided", "already_decided"], results
        stored = database.read(partial(request_of, request_id=request_id))
        winner = rita if isinstance(results[0], approval.Decided) else paul
        assert stored.decided_by_id == winner
        assert database.read(letters) == number + 1


def type_of(result: object) -> str:
    return result.reason.value if isinstance(result, approval.Refused) else type(result).__name__


def test_s06_control_without_the_lock_both_believe_that_they_decided(database: Database) -> None:
    """What the lock and the second look inside it prevent."""
    rita, paul, request_id = database.write(lambda session: scene(session, 0))[0]

    def careless(actor: int, decision: str) -> Callable[[threading.Barrier], object]:
        def run(barrier: threading.Barrier) -> object:
            free = database.read(
                lambda session: session.get_one(ApprovalRequest, request_id).decision is None
            )
            barrier.wait()

            def record(session: Session) -> str:
                request = session.get_one(ApprovalRequest, request_id)
                request.decision, request.decided_by_id, request.decided_at = decision, actor, NOW
                return "Decided"

            return database.write(record)[0] if free else "already_decided"

        return run

    assert at_once(careless(rita, "ACCEPTED"), careless(paul, "DECLINED")) == ["Decided", "Decided"]


def two_proposals(session: Session, number: int) -> tuple[int, int, int, int]:
    """(Rita, Paul, and the requests of two proposals of one person for one year)."""
    rita, paul, first = scene(session, number)
    author = session.get_one(ApprovalRequest, first).proposer_id
    _, second = submitted(session, author, {**CONTENT, "title": "Un second réseau"})
    return rita, paul, first, second


def test_s08_of_two_acceptances_at_once_one_network_is_made(database: Database) -> None:
    for number in range(ROUNDS):
        rita, paul, first, second = database.write(partial(two_proposals, number=number))[0]
        results = at_once(
            deciding(database, rita, first, "ACCEPTED"), deciding(database, paul, second, "ACCEPTED")
        )
        assert sorted(map(type_of, results)) == ["Decided", Refusal.SECOND_ANIMATION.value], results
        assert database.read(lambda session: count(session, Network)) == number + 1


def test_s08_control_without_the_lock_only_the_constraint_is_left(database: Database) -> None:
    """The careless way breaks on `uq_networks_one_animation`: the lock spares people that fault."""
    author = database.write(lambda session: add_person(session, "Ada", school_id=None).id)[0]

    def careless(title: str) -> Callable[[threading.Barrier], object]:
        def run(barrier: threading.Barrier) -> object:
            free = database.read(lambda session: count(session, Network) == 0)
            barrier.wait()

            def record(session: Session) -> str:
                session.add(
                    Network(title=title, animator_id=author, school_year="2027-2028", accepted_at=NOW)
                )
                return "made"

            return database.write(record)[0] if free else "refused"

        return run

    results = at_once(careless("Un"), careless("Deux"))
    assert sorted(type(result).__name__ for result in results) == ["IntegrityError", "str"]


def test_a_press_delivered_twice_at_once_opens_one_draft(database: Database) -> None:
    author = database.write(lambda session: add_person(session, "Ada", school_id=None).id)[0]

    def start(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(lambda session: proposal.start(session, NOW, author))[0]

    first, second, third = at_once(start, start, start)
    assert first == second == third
    assert database.read(lambda session: count(session, Proposal)) == 1


def test_a_submission_delivered_twice_at_once_makes_one_request(database: Database) -> None:
    def begin(session: Session) -> tuple[int, int, int]:
        add_lists(session)
        add_person(session, "Rita", Role.CEE_RESPONSIBLE)
        author = add_person(session, "Ada")
        number = draft(session, author.id)
        return author.id, number, revision(session, number)

    author, number, seen = database.write(begin)[0]
    values = {name: CONTENT[name] for name in fields_of(5)}

    def send(barrier: threading.Barrier) -> object:
        barrier.wait()
        return database.write(
            lambda session: proposal.submit(
                session, NOW, author, SETTINGS, number, revision=seen, values=values
            )
        )[0]

    results = at_once(send, send)
    assert sorted(type(result).__name__ for result in results) == ["Settled", "Submitted"]
    counts = database.read(lambda session: (count(session, ApprovalRequest), count(session, OutboxRow)))
    assert counts == (1, 1)


def count(session: Session, table: type[Any]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_every_refusal_of_the_race_leaves_its_audit_line(database: Database) -> None:
    """« Refused » means: nothing written but an audit line (DOMAIN.md §5.2)."""
    rita, paul, request_id = database.write(lambda session: scene(session, 0))[0]
    at_once(
        deciding(database, rita, request_id, "ACCEPTED"), deciding(database, paul, request_id, "DECLINED")
    )

    def actions(session: Session) -> Sequence[str]:
        wanted = ("decided", "refused_decision")
        return session.scalars(select(AuditRow.action).where(AuditRow.action.in_(wanted))).all()

    assert sorted(database.read(actions)) == ["decided", "refused_decision"]
