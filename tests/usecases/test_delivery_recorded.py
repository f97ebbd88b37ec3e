"""A message that was sent, dropped or interrupted, and every message whatever happens (design.md §4)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.services import Fault, NotPosted, Place
from bot.usecases import delivery
from storage import migrations, outbox, posts
from storage.base import Base
from storage.conversations import Conversation, chat_of
from storage.database import Database
from storage.outbox import OutboxRow
from storage.posts import Post
from tests.factories import NOW, add_person
from tests.storage.messages import SUBJECT, add_message
from tests.usecases.tries import (
    HOURS,
    LEASE,
    PLACE,
    add_post,
    state_of,
    taken,
    to_a_chat,
    to_a_post,
    to_somebody_without_chat,
    told,
)


def test_somebody_who_came_back_during_the_try_does_not_wait_for_ever(database: Database) -> None:
    def work(session: Session) -> tuple[str, bool]:
        to_a_chat(session)
        due = taken(session)
        chat = session.get_one(Conversation, "a:ada")
        chat.heard_at = NOW + timedelta(seconds=1)
        later = NOW + timedelta(seconds=2)
        outcome = NotPosted(Fault.UNREACHABLE, "403")
        delivery.not_posted(session, later, due.row_id, due.attempt, outcome, 0)
        return state_of(session)[0], chat.reachable

    assert database.write(work)[0] == ("waiting", True)


def test_a_message_for_somebody_who_left_is_marked_and_waits(database: Database) -> None:
    def work(session: Session) -> tuple[str, bool, bool, str]:
        to_a_chat(session)
        told(session, Fault.UNREACHABLE)
        chat = session.get_one(Conversation, "a:ada")
        row = session.scalars(select(OutboxRow)).one()
        assert row.person_id is not None
        before = row.state
        outbox.wake_for(session, row.person_id, NOW)
        session.refresh(row)
        return before, chat.reachable, taken(session).gone, row.state

    # The chat is marked: until she or he speaks, a woken message finds nobody again.
    assert database.write(work)[0] == ("unreachable", False, True, "sending")


def test_what_another_process_took_over_is_left_to_it(database: Database) -> None:
    """A process that slept through its lease must not undo what the other one did."""

    def work(session: Session) -> tuple[bool, str, int]:
        to_a_chat(session)
        slow = taken(session)
        quick = taken(session, NOW + LEASE)
        outcome = NotPosted(Fault.REFUSED, "late")
        again = delivery.not_posted(session, NOW + LEASE, slow.row_id, slow.attempt, outcome, 0)
        assert delivery.keep(session, NOW + LEASE, slow.row_id, slow.attempt) is None
        delivery.put_back(session, NOW + LEASE, slow.row_id, slow.attempt)
        row = session.get_one(OutboxRow, quick.row_id)
        return again, row.state, row.attempts

    assert database.write(work)[0] == (False, "sending", 2)


def test_a_message_that_waited_its_turn_is_kept_or_put_back_untried(database: Database) -> None:
    def work(session: Session) -> tuple[datetime, tuple[str, int]]:
        to_a_chat(session)
        due = taken(session)
        later = NOW + timedelta(seconds=20)
        kept = delivery.keep(session, later, due.row_id, due.attempt)
        assert kept is not None
        delivery.put_back(session, later, due.row_id, due.attempt)
        row = session.get_one(OutboxRow, due.row_id)
        return kept.claimed_at, (row.state, row.attempts)

    assert database.write(work)[0] == (NOW + timedelta(seconds=20), ("waiting", 0))


def test_a_message_that_was_posted_is_recorded_where_it_stands(database: Database) -> None:
    def work(session: Session) -> tuple[object, ...]:
        row_id = to_somebody_without_chat(session)
        taken(session)
        delivery.posted(session, NOW, row_id, PLACE, "m9", 0)
        post = session.scalars(select(Post)).one()
        chat = chat_of(session, post.person_id or 0)
        assert chat is not None
        return (
            state_of(session)[0],
            (post.activity_id, post.conversation_id, post.drawn, post.kind),
            (chat.id, chat.service_url, chat.reachable),
        )

    assert database.write(work)[0] == (
        "sent",
        ("m9", "a:ada", 0, "letter"),
        ("a:ada", PLACE.service_url, True),
    )


def test_a_message_without_a_number_cannot_be_redrawn_and_is_sent(database: Database) -> None:
    def work(session: Session) -> tuple[str, int]:
        row_id = to_a_chat(session)
        taken(session)
        delivery.posted(session, NOW, row_id, PLACE, "", 0)
        return state_of(session)[0], len(session.scalars(select(Post)).all())

    assert database.write(work)[0] == ("sent", 0)


def test_a_change_between_the_drawing_and_the_record_is_caught_up(database: Database) -> None:
    def work(session: Session, drawn: int) -> list[str]:
        row_id = to_a_chat(session)
        taken(session)
        posts.changed(session, SUBJECT, NOW)  # the card was drawn before this
        delivery.posted(session, NOW, row_id, PLACE, "m9", drawn)
        return list(session.scalars(select(OutboxRow.once).order_by(OutboxRow.id)))

    assert database.write(lambda session: work(session, 0))[0] == ["a", "redraw:1:1"]


def test_control_a_card_that_shows_the_change_is_not_redrawn(database: Database) -> None:
    def work(session: Session) -> list[str]:
        row_id = to_a_chat(session)
        taken(session)
        posts.changed(session, SUBJECT, NOW)
        delivery.posted(session, NOW, row_id, PLACE, "m9", 1)
        return list(session.scalars(select(OutboxRow.once)))

    assert database.write(work)[0] == ["a"]


def test_an_older_redraw_that_ends_last_does_not_count_as_newer(database: Database) -> None:
    def work(session: Session) -> int:
        row_id = to_a_post(session)
        post = session.scalars(select(Post)).one()
        post.drawn = 5
        delivery.redrawn(session, NOW, row_id, 3)
        return post.drawn

    assert database.write(work)[0] == 5


def test_what_no_longer_holds_is_missed_and_says_so(database: Database) -> None:
    def work(session: Session) -> tuple[str, str | None, timedelta | None]:
        row_id = to_a_chat(session)
        taken(session)
        delivery.dropped(session, NOW, row_id)
        return state_of(session)

    assert database.write(work)[0] == ("missed", "no_longer_holds", None)


def test_redraws_of_a_person_s_cards_leave_in_turn_with_her_messages(database: Database) -> None:
    def work(session: Session) -> list[object]:
        ada = add_person(session, "Ada", school_id=None, chat="a:ada").id
        add_message(session, "a", person_id=ada)
        add_message(session, "b", post_id=add_post(session, ada))
        add_message(session, "c", post_id=add_post(session, None, "m2", "19:channel"))
        return [due.recipient for due in delivery.claim(session, NOW, lease=LEASE, limit=9, hours=HOURS)]

    first, second, third = database.write(work)[0]
    assert first == second
    assert third == Place("https://smba.example/teams/", "19:channel")


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """One database for many examples: SQLite, since nothing of the property depends on the database."""
    path = tmp_path_factory.mktemp("property") / "one.db"
    migrations.upgrade(f"sqlite:///{path}")
    opened = Database(f"sqlite:///{path}")
    yield opened
    opened.close()


ENDED = {"sent", "missed", "unreachable", "failed"}
TRIES = st.lists(st.sampled_from([*Fault, "posted", "dropped", "died", "came back"]), max_size=14)


@given(tries=TRIES, jitter=st.floats(0, 1), after=st.none() | st.floats(0, 2000))
def test_whatever_happens_a_message_ends_or_waits_and_is_never_posted_often(
    scratch: Database, tries: list[Fault | str], jitter: float, after: float | None
) -> None:
    """Every row ends or waits in a named state; LATER never ends it; after doubts two POSTs at most."""

    def work(session: Session) -> None:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(delete(table))
        row_id = to_a_chat(session)
        now, doubts, sent = NOW, 0, False
        for what in tries:
            row = session.get_one(OutboxRow, row_id, populate_existing=True)
            now = max(now, row.not_before, (row.claimed_at or now) + LEASE)
            if what == "came back":
                if row.person_id is not None:
                    outbox.wake_for(session, row.person_id, now)
                continue
            due = delivery.claim(session, now, lease=LEASE, limit=9, hours=HOURS)
            assert bool(due) == (row.state in {"waiting", "sending"}), row.state
            if not due:
                continue
            assert not sent
            assert doubts < 2
            if what == "posted":
                delivery.posted(session, now, row_id, PLACE, "m1", 0)
                sent = True
            elif what == "dropped":
                delivery.dropped(session, now, row_id)
            elif isinstance(what, Fault):
                outcome = NotPosted(what, what.value, after)
                again = delivery.not_posted(session, now, row_id, due[0].attempt, outcome, jitter)
                session.flush()
                assert again == (row.state == "waiting")
                assert row.state != "waiting" or row.not_before <= now + timedelta(minutes=16.5)
                assert what is not Fault.LATER or row.state == "waiting"
                doubts += what is Fault.UNSURE
            session.flush()
        row = session.get_one(OutboxRow, row_id, populate_existing=True)
        assert row.state in ENDED | {"waiting", "sending"}
        assert (row.done_at is not None) is (row.state in ENDED)
        assert (row.claimed_at is not None) is (row.state == "sending")

    scratch.write(work)
