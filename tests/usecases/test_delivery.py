"""What becomes of a message after each outcome of a try (design.md §4, TEAMS_FACTS.md §1.3)."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.services import Fault, NotPosted, Place
from bot.usecases import delivery
from storage import posts
from storage.conversations import Conversation
from storage.database import Database
from storage.outbox import OutboxRow
from storage.posts import Post
from tests.factories import NOW, add_person
from tests.storage.messages import SUBJECT, add_message, rows
from tests.usecases.tries import (
    HOURS,
    LEASE,
    PLACE,
    failures,
    state_of,
    taken,
    to_a_channel,
    to_a_chat,
    to_a_post,
    to_a_post_of_a_channel,
    to_somebody_without_chat,
    told,
)

RECIPIENTS = {
    "chat": to_a_chat,
    "nobody's chat": to_somebody_without_chat,
    "channel": to_a_channel,
    "post": to_a_post,
    "channel's post": to_a_post_of_a_channel,
}
SHORT, UNSURE, NONE = timedelta(seconds=2), timedelta(seconds=30), timedelta(0)
OUTCOMES = [
    (Fault.LATER, "chat", ("waiting", SHORT)),
    (Fault.LATER, "channel", ("waiting", SHORT)),
    (Fault.LATER, "post", ("waiting", SHORT)),
    (Fault.UNSURE, "chat", ("waiting", UNSURE)),
    (Fault.UNSURE, "channel", ("waiting", UNSURE)),
    (Fault.UNREACHABLE, "chat", ("unreachable", None)),
    (Fault.UNREACHABLE, "nobody's chat", ("unreachable", None)),
    (Fault.UNREACHABLE, "post", ("unreachable", None)),
    # A responsible is told, and mends it (`unheard`, in test_channel.py).
    (Fault.UNREACHABLE, "channel", ("unreachable", None)),
    (Fault.GONE, "chat", ("waiting", NONE)),
    # Teams may not know yet the chat that was opened a moment ago.
    (Fault.GONE, "nobody's chat", ("waiting", SHORT)),
    (Fault.GONE, "channel", ("waiting", SHORT)),
    (Fault.GONE, "post", ("sent", None)),
    (Fault.GONE, "channel's post", ("sent", None)),
    (Fault.REFUSED, "chat", ("failed", None)),
    (Fault.REFUSED, "channel", ("failed", None)),
    (Fault.REFUSED, "post", ("failed", None)),
    (Fault.NOBODY, "chat", ("sent", None)),
]


@pytest.mark.parametrize(("fault", "recipient", "expected"), OUTCOMES)
def test_what_the_first_outcome_makes_of_a_message(
    database: Database, fault: Fault, recipient: str, expected: tuple[str, timedelta | None]
) -> None:
    def work(session: Session) -> tuple[bool, tuple[str, str | None, timedelta | None], list[object]]:
        RECIPIENTS[recipient](session)
        again = told(session, fault)
        return again, state_of(session), list(failures(session))

    again, (state, cause, waits), failed = database.write(work)[0]
    assert (state, waits) == expected
    assert cause == ("nobody" if fault is Fault.NOBODY else f"code {fault.value}")
    # Whoever comes after it waits exactly when it is tried again.
    assert again is (state == "waiting")
    # What fails is in the audit, for the responsible to see.
    assert failed == ([(*SUBJECT, f"code {fault.value}")] if state == "failed" else [])
    (row,) = [row for row in rows(database) if row.once == "a"]
    assert (row.done_at is None) is (state == "waiting")
    assert row.claimed_at is None


@pytest.mark.parametrize("after", [0.0, 1.5, 30.0, 900.0])
def test_a_wait_that_teams_asks_for_is_kept_and_spread_a_little(database: Database, after: float) -> None:
    def work(session: Session, jitter: float) -> timedelta | None:
        session.execute(delete(OutboxRow))
        session.execute(delete(Conversation))
        add_message(session, "a", person_id=add_person(session, f"A{jitter}", school_id=None).id)
        told(session, Fault.LATER, after=after, jitter=jitter)
        return state_of(session)[2]

    waits = [database.write(lambda session, spread=spread: work(session, spread))[0] for spread in (0.0, 1.0)]  # type: ignore[misc]
    assert waits == [timedelta(seconds=after), timedelta(seconds=after) * 1.1]


def test_an_absurd_wait_is_cut_to_a_quarter_of_an_hour(database: Database) -> None:
    def work(session: Session) -> timedelta | None:
        to_a_chat(session)
        told(session, Fault.LATER, after=1e9)
        return state_of(session)[2]

    assert database.write(work)[0] == timedelta(minutes=15)


@pytest.mark.parametrize("jitter", [0.0, 1.0])
def test_a_wait_that_nobody_asked_for_doubles_up_to_a_quarter_of_an_hour(
    database: Database, jitter: float
) -> None:
    def work(session: Session) -> list[float]:
        to_a_chat(session)
        waits, now = [], NOW
        for _ in range(12):
            told(session, Fault.LATER, at=now, jitter=jitter)
            row = session.scalars(select(OutboxRow)).one()
            waits.append((row.not_before - now).total_seconds())
            now = row.not_before
        return waits

    spread = 1 + jitter / 2
    wanted = [*(2.0 * 2**n * spread for n in range(9)), *([600.0 * spread] * 3)]
    assert database.write(work)[0] == wanted


def test_a_second_try_without_an_answer_is_the_last(database: Database) -> None:
    """After a 5xx or a time-out on a POST one more try at most."""

    def work(session: Session) -> tuple[str, str | None, list[object]]:
        to_a_chat(session)
        assert told(session, Fault.UNSURE)
        later = NOW + timedelta(seconds=30)
        assert delivery.claim(session, later - timedelta(seconds=1), lease=LEASE, limit=9, hours=HOURS) == ()
        assert not told(session, Fault.UNSURE, at=later)
        assert delivery.claim(session, NOW + timedelta(days=9), lease=LEASE, limit=9, hours=HOURS) == ()
        return *state_of(session)[:2], list(failures(session))

    assert database.write(work)[0] == ("failed", "code unsure", [(*SUBJECT, "code unsure")])


def test_a_certain_refusal_between_two_doubts_forgets_no_doubt(database: Database) -> None:
    def work(session: Session) -> str:
        to_a_chat(session)
        now = NOW
        for fault in (Fault.UNSURE, Fault.LATER, Fault.LATER, Fault.UNSURE):
            told(session, fault, at=now)
            now += timedelta(minutes=10)
        return state_of(session)[0]

    assert database.write(work)[0] == "failed"


def test_a_chat_that_is_gone_is_opened_anew(database: Database) -> None:
    def work(session: Session) -> tuple[Place | None, Place | None, str]:
        to_a_chat(session)
        first = taken(session)
        outcome = NotPosted(Fault.GONE, "ConversationNotFound")
        delivery.not_posted(session, NOW, first.row_id, first.attempt, outcome, 0)
        second = taken(session)
        return first.place, second.place, second.object_id

    assert database.write(work)[0] == (PLACE, None, "oid-ada")


def test_a_channel_may_be_unknown_for_two_minutes(database: Database) -> None:
    """TEAMS_FACTS §6: just created, it is not there yet; then it is gone, and a responsible is told."""

    def work(session: Session) -> tuple[list[str], timedelta]:
        to_a_channel(session)
        states, now = [], NOW
        for _ in range(7):
            told(session, Fault.GONE, at=now)
            state, _, waits = state_of(session)
            states.append(state)
            now = NOW + waits if waits is not None else now
        return states, now - NOW

    states, known_by = database.write(work)[0]
    assert states == ["waiting"] * 6 + ["unreachable"]
    assert known_by == timedelta(seconds=126)


def test_a_message_that_is_gone_is_said_anew_to_its_reader_once(database: Database) -> None:
    """A reader who deleted the card gets it again; a card of a channel is left deleted."""

    def work(session: Session) -> list[tuple[str, str, bool]]:
        to_a_post(session)
        told(session, Fault.GONE)
        post = session.scalars(select(Post)).one()
        # The next change has nobody to redraw for.
        posts.changed(session, SUBJECT, NOW)
        found = session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.once, row.state, post.gone) for row in found]

    assert database.write(work)[0] == [("a", "sent", True), ("repost:1", "waiting", True)]
