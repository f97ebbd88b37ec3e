"""The outbox: written once, claimed by one, in order (design.md §4)."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage import outbox
from storage.database import Database
from storage.outbox import OutboxRow
from tests.factories import NOW, add_person
from tests.storage.messages import SUBJECT, add_message, person, rows, states
from tests.usecases.test_races import at_once

LEASE = timedelta(minutes=1)
ROWS = 200


def claim(database: Database, *, at: timedelta = timedelta(), limit: int = 100) -> list[str]:
    """The `once` of what is taken now."""
    return database.write(
        lambda session: [
            row.once
            for row in outbox.claim(session, NOW + at, lease=LEASE, limit=limit, quiet=False, day_began=NOW)
        ]
    )[0]


def add(database: Database, once: str, **more: Any) -> int:
    return database.write(lambda session: add_message(session, once, **more))[0]


def change(database: Database, row_id: int, **columns: Any) -> None:
    database.write(
        lambda session: session.execute(update(OutboxRow).where(OutboxRow.id == row_id).values(**columns))
    )


def test_the_same_cause_writes_one_row(database: Database) -> None:
    ada = person(database)

    def work(session: Session) -> list[bool]:
        message: dict[str, Any] = {"kind": "letter", "subject": SUBJECT, "not_before": NOW, "person_id": ada}
        return [outbox.add(session, once=once, **message) for once in ("a", "a", "b")]

    added, wake = database.write(work)
    assert (added, wake) == ([True, False, True], True)
    again = database.write(
        lambda session: outbox.add(
            session, once="a", kind="other", subject=SUBJECT, not_before=NOW, person_id=ada
        )
    )
    # Nothing was written, so nobody needs to be woken.
    assert again == (False, False)
    assert [(row.once, row.kind, row.attempts, row.ambiguous) for row in rows(database)] == [
        ("a", "letter", 0, 0),
        ("b", "letter", 0, 0),
    ]


def test_a_row_of_a_transaction_that_fails_is_never_sent(database: Database) -> None:
    ada = person(database)

    def work(session: Session) -> None:
        add_message(session, "a", person_id=ada)
        raise KeyError

    with pytest.raises(KeyError):
        database.write(work)
    assert claim(database) == []


@pytest.mark.parametrize("recipients", [{}, {"person_id": 1, "post_id": 1}])
def test_a_message_goes_to_exactly_one_recipient(database: Database, recipients: dict[str, int]) -> None:
    person(database)
    with pytest.raises(IntegrityError, match="ck_outbox_one_recipient"):
        add(database, "a", **recipients)


def test_what_is_due_is_taken_oldest_first_and_no_more_than_asked(database: Database) -> None:
    for number in range(5):
        add(database, f"{number}", person_id=person(database, f"Ada{number}"))
    add(database, "later", person_id=person(database, "Eve"), not_before=NOW + timedelta(seconds=1))
    assert claim(database, limit=2) == ["0", "1"]
    assert claim(database, limit=9) == ["2", "3", "4"]
    assert claim(database) == []
    taken = [(row.state, row.attempts, row.claimed_at) for row in rows(database)]
    assert taken == [("sending", 1, NOW)] * 5 + [("waiting", 0, None)]
    assert claim(database, at=timedelta(seconds=1)) == ["later"]


def many(database: Database) -> set[str]:
    """ROWS due rows, each to somebody else; returns their `once`."""

    def work(session: Session) -> set[str]:
        for number in range(ROWS):
            add_message(session, f"{number}", person_id=add_person(session, f"A{number}", school_id=None).id)
        return {f"{number}" for number in range(ROWS)}

    return database.write(work)[0]


Claim = Callable[[Session], list[str]]


def race(database: Database, take: Claim) -> list[list[str]]:
    """What each of two claimers took, both having begun before either went on."""

    def claimer(barrier: threading.Barrier) -> list[str]:
        taken: list[str] = []
        barrier.wait()
        while found := database.write(take)[0]:
            taken += found
        return taken

    results = at_once(claimer, claimer)
    assert all(isinstance(result, list) for result in results), results
    return results


def test_two_claimers_at_once_never_share_a_row(database: Database) -> None:
    wanted = many(database)

    def take(session: Session) -> list[str]:
        return [
            row.once for row in outbox.claim(session, NOW, lease=LEASE, limit=7, quiet=False, day_began=NOW)
        ]

    first, second = race(database, take)
    assert set(first) | set(second) == wanted
    assert len(first) + len(second) == ROWS
    assert {row.attempts for row in rows(database)} == {1}


def test_control_claimers_that_look_then_write_share_rows(database: Database) -> None:
    """What the locks prevent: on SQLite the look must come before BEGIN IMMEDIATE to go wrong."""
    many(database)
    barrier = threading.Barrier(2, timeout=20)

    def look(session: Session) -> list[int]:
        due = select(OutboxRow.id).where(OutboxRow.state == "waiting").order_by(OutboxRow.id).limit(7)
        return list(session.scalars(due))

    def careless(_barrier: threading.Barrier) -> list[int]:
        seen = database.read(look)
        barrier.wait()
        database.write(
            lambda session: session.execute(
                update(OutboxRow).where(OutboxRow.id.in_(seen)).values(state="sending")
            )
        )
        return seen

    first, second = at_once(careless, careless)
    assert first == second
    assert len(first) == 7


def test_two_claimers_at_once_never_hold_two_messages_of_one_person(database: Database) -> None:
    """One would else overtake the other: skipping locked rows alone does not keep the order."""
    ada = person(database)
    for number in range(20):
        add(database, f"{number}", person_id=ada)

    def take(barrier: threading.Barrier) -> list[str]:
        barrier.wait()
        return claim(database, limit=1)

    for _ in range(5):
        assert sorted(at_once(take, take), key=len) == [[], [claim_is(database)]]
        database.write(
            lambda session: session.execute(
                update(OutboxRow).where(OutboxRow.state == "sending").values(state="sent")
            )
        )


def claim_is(database: Database) -> str:
    (row,) = [row for row in rows(database) if row.state == "sending"]
    return row.once


def test_claimers_take_turns_only_while_they_claim(database: Database) -> None:
    """The turn ends with the transaction: a claim after another one's commit waits for nothing."""
    add(database, "a", person_id=person(database))
    assert claim(database) == ["a"]
    assert claim(database) == []


def test_a_lease_that_passed_is_taken_over_and_one_that_did_not_is_not(database: Database) -> None:
    add(database, "a", person_id=person(database))
    assert claim(database) == ["a"]
    assert claim(database, at=LEASE - timedelta(seconds=1)) == []
    assert claim(database, at=LEASE) == ["a"]
    (row,) = rows(database)
    assert (row.attempts, row.claimed_at) == (2, NOW + LEASE)
    # It was claimed anew: the lease counts from there.
    assert claim(database, at=LEASE + timedelta(seconds=1)) == []


@pytest.mark.parametrize("state", ["sent", "missed", "unreachable", "failed"])
def test_what_has_ended_is_never_taken(database: Database, state: str) -> None:
    add(database, "a", person_id=person(database), state=state, claimed_at=NOW - timedelta(days=9))
    assert claim(database) == []


def test_a_person_s_later_messages_wait_while_an_earlier_one_is_tried_again(database: Database) -> None:
    ada, eve = person(database), person(database, "Eve")
    again = NOW + timedelta(minutes=2)
    add(database, "first", person_id=ada, not_before=again, attempts=1)
    add(database, "second", person_id=ada)
    add(database, "to somebody else", person_id=eve)
    assert claim(database) == ["to somebody else"]
    assert claim(database, at=timedelta(seconds=59)) == []
    change(database, rows(database)[2].id, state="sent")
    assert claim(database, at=timedelta(minutes=2)) == ["first", "second"]


def test_a_person_s_later_messages_wait_while_an_earlier_one_is_under_way(database: Database) -> None:
    ada = person(database)
    add(database, "first", person_id=ada)
    assert claim(database) == ["first"]
    add(database, "second", person_id=ada)
    assert claim(database) == []
    # Once nobody answers for the first any more, both are taken, in order.
    assert claim(database, at=LEASE) == ["first", "second"]


def test_a_message_planned_for_later_holds_up_nothing(database: Database) -> None:
    ada = person(database)
    add(database, "tomorrow", person_id=ada, not_before=NOW + timedelta(days=1))
    add(database, "today", person_id=ada)
    assert claim(database) == ["today"]


@pytest.mark.parametrize("state", ["sent", "missed", "unreachable", "failed"])
def test_an_earlier_message_that_has_ended_holds_up_nothing(database: Database, state: str) -> None:
    ada = person(database)
    add(database, "ended", person_id=ada, state=state, attempts=3, not_before=NOW + timedelta(days=1))
    add(database, "today", person_id=ada)
    assert claim(database) == ["today"]


def test_coming_back_makes_due_what_waited_for_this_person_only(database: Database) -> None:
    ada, eve = person(database), person(database, "Eve")
    away = {"state": "unreachable", "done_at": NOW, "claimed_at": NOW}
    add(database, "letter", person_id=ada, **away)
    add(database, "failed", person_id=ada, state="failed", done_at=NOW)
    add(database, "to Eve", person_id=eve, **away)
    later = NOW + timedelta(days=3)
    woken = database.write(lambda session: outbox.wake_for(session, ada, later))
    assert woken == (1, True)
    assert states(database) == {"letter": "waiting", "failed": "failed", "to Eve": "unreachable"}
    letter = rows(database)[0]
    assert (letter.not_before, letter.claimed_at, letter.done_at) == (later, None, None)
    assert database.write(lambda session: outbox.wake_for(session, ada, later)) == (0, False)


def test_only_what_ended_long_ago_is_forgotten(database: Database) -> None:
    ada = person(database)
    old, young = NOW - timedelta(days=2), NOW
    for state in ("sent", "missed", "failed"):
        add(database, f"old {state}", person_id=ada, state=state, done_at=old)
        add(database, f"young {state}", person_id=ada, state=state, done_at=young)
    # Somebody who is away may still come back.
    add(database, "away", person_id=ada, state="unreachable", done_at=old)
    add(database, "waiting", person_id=ada, not_before=old)
    before = NOW - timedelta(days=1)
    assert database.write(lambda session: outbox.forget_done(session, before))[0] == 3
    left = ["away", "waiting", "young failed", "young missed", "young sent"]
    assert sorted(states(database)) == left
    assert database.write(lambda session: outbox.forget_done(session, before))[0] == 0


def test_one_claim_asks_for_nothing_row_by_row(database: Database) -> None:
    """Forty rows are taken by a few statements, not forty."""
    many(database)
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(database.engine, "before_cursor_execute", heard)
    assert len(claim(database, limit=40)) == 40
    event.remove(database.engine, "before_cursor_execute", heard)
    assert len(statements) <= 4, statements
