"""What becomes of a message after each outcome of a try (design.md §4, TEAMS_FACTS.md §1.3)."""

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
from storage.audit import AuditRow
from storage.base import Base
from storage.conversations import Conversation, chat_of
from storage.database import Database
from storage.network import ChannelPlace, ChannelState
from storage.outbox import OutboxRow
from storage.posts import Post
from tests.factories import NOW, add_person
from tests.storage.messages import SUBJECT, add_message, add_network, rows

LEASE = timedelta(minutes=1)
PLACE = Place("https://smba.example/teams/", "a:ada")


def add_post(session: Session, person_id: int | None, *, drawn: int = 0) -> int:
    post = Post(
        kind="letter",
        subject_type=SUBJECT[0],
        subject_id=SUBJECT[1],
        person_id=person_id,
        service_url=PLACE.service_url,
        conversation_id=PLACE.conversation_id,
        activity_id="m1",
        drawn=drawn,
        posted_at=NOW,
    )
    session.add(post)
    session.flush()
    return post.id


def to_a_chat(session: Session) -> int:
    return add_message(session, "a", person_id=add_person(session, "Ada", school_id=None, chat="a:ada").id)


def to_somebody_without_chat(session: Session) -> int:
    return add_message(session, "a", person_id=add_person(session, "Ada", school_id=None).id)


def to_a_channel(session: Session) -> int:
    animator = add_person(session, "Ada", school_id=None).id
    add_network(
        session, animator, state=ChannelState.CREATED, place=(PLACE.service_url, PLACE.conversation_id)
    )
    place = session.scalars(select(ChannelPlace)).one()
    return add_message(session, "a", place_id=place.id)


def to_a_post(session: Session) -> int:
    person_id = add_person(session, "Ada", school_id=None, chat="a:ada").id
    return add_message(session, "a", post_id=add_post(session, person_id))


def to_a_post_of_a_channel(session: Session) -> int:
    return add_message(session, "a", post_id=add_post(session, None))


def taken(session: Session, now: datetime = NOW) -> delivery.Due:
    """The one message that is due now."""
    (due,) = delivery.claim(session, now, lease=LEASE, limit=10)
    return due


def told(
    session: Session, fault: Fault, *, at: datetime = NOW, after: float | None = None, jitter: float = 0
) -> bool:
    """Claim the one due message and give it this outcome."""
    due = taken(session, at)
    outcome = NotPosted(fault, f"code {fault.value}", after)
    return delivery.not_posted(session, at, due.row_id, due.attempt, outcome, jitter)


def state_of(session: Session) -> tuple[str, str | None, timedelta | None]:
    """(state, cause, how long it waits)."""
    row = session.scalars(select(OutboxRow).where(OutboxRow.once == "a")).one()
    waits = row.not_before - NOW if row.state == "waiting" else None
    return row.state, row.cause, waits


def failures(session: Session) -> list[tuple[str, int | None, str]]:
    found = session.scalars(select(AuditRow).where(AuditRow.action == "message_failed"))
    return [(row.subject_type, row.subject_id, row.why) for row in found]


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
    # Nobody comes back to a channel: a wait would never end.
    (Fault.UNREACHABLE, "channel", ("failed", None)),
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
        assert delivery.claim(session, later - timedelta(seconds=1), lease=LEASE, limit=9) == ()
        assert not told(session, Fault.UNSURE, at=later)
        assert delivery.claim(session, NOW + timedelta(days=9), lease=LEASE, limit=9) == ()
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


def test_a_channel_that_stays_gone_fails_after_five_tries(database: Database) -> None:
    def work(session: Session) -> list[str]:
        to_a_channel(session)
        states, now = [], NOW
        for _ in range(5):
            told(session, Fault.GONE, at=now)
            states.append(state_of(session)[0])
            now += timedelta(minutes=15)
        return states

    assert database.write(work)[0] == ["waiting"] * 4 + ["failed"]


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
        add_message(session, "c", post_id=add_post_elsewhere(session))
        return [due.recipient for due in delivery.claim(session, NOW, lease=LEASE, limit=9)]

    first, second, third = database.write(work)[0]
    assert first == second
    assert third == Place("https://smba.example/teams/", "19:channel")


def add_post_elsewhere(session: Session) -> int:
    number = add_post_named(session, "m2")
    session.get_one(Post, number).conversation_id = "19:channel"
    session.flush()
    return number


def add_post_named(session: Session, activity_id: str) -> int:
    post = Post(
        kind="letter",
        subject_type="network",
        subject_id=8,
        person_id=None,
        service_url=PLACE.service_url,
        conversation_id="a:x",
        activity_id=activity_id,
        drawn=0,
        posted_at=NOW,
    )
    session.add(post)
    session.flush()
    return post.id


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
            due = delivery.claim(session, now, lease=LEASE, limit=9)
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
