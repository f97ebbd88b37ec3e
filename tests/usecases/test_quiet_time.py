"""Notices of the clock are merged, and leave in the sending hours (design.md §4; B9), on both databases."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.services import Fault, NotPosted, Place
from bot.usecases import delivery
from bot.usecases.quiet_time import follow_up, remind
from storage import outbox
from storage.database import Database
from storage.outbox import OutboxRow
from storage.posts import Post
from tests.factories import NOW, SETTINGS, TORONTO, add_person

LEASE = timedelta(minutes=1)
CHAT = Place("https://smba.example/teams/", "chat-ada")
SATURDAY = date(2026, 11, 28)


def at(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=TORONTO)


def written(session: Session, *kinds: str, first_name: str = "Ada") -> int:
    """One person with a reminder of each kind for a day."""
    person = add_person(session, first_name, school_id=None, chat=f"chat-{first_name.lower()}")
    for kind in kinds:
        remind(
            session,
            NOW,
            SETTINGS,
            once=f"{kind}:{first_name}",
            kind=kind,
            subject=("desk", 1),
            person_id=person.id,
            day=NOW.date(),
        )
    return person.id


def claim(session: Session, now: datetime) -> tuple[delivery.Due, ...]:
    return delivery.claim(session, now, lease=LEASE, limit=9, hours=SETTINGS.sending_hours)


def states(session: Session) -> list[tuple[str, str]]:
    session.flush()
    return [(row.once, row.state) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))]


@pytest.mark.parametrize(
    ("before", "leaves"),
    [(True, "2026-11-27 08:00"), (False, "2026-11-30 08:00")],
    ids=["remind", "follow_up"],
)
def test_what_falls_on_a_saturday_leaves_before_or_after_it(
    database: Database, before: bool, leaves: str
) -> None:
    def work(session: Session) -> list[datetime]:
        person = add_person(session, "Ada", school_id=None)
        subject = ("desk", 1)
        told = remind if before else follow_up
        told(session, NOW, SETTINGS, once="a", kind="k", subject=subject, person_id=person.id, day=SATURDAY)
        return list(session.scalars(select(OutboxRow.not_before)))

    assert database.write(work)[0] == [at(leaves)]


@pytest.mark.parametrize(
    ("now", "taken"),
    [
        ("2026-11-24 07:59", False),
        ("2026-11-24 08:00", True),
        ("2026-11-24 17:00", False),
        ("2026-11-28 10:00", False),
        ("2026-12-25 10:00", False),
    ],
)
def test_nothing_of_the_clocks_leaves_outside_the_sending_hours(
    database: Database, now: str, taken: bool
) -> None:
    def work(session: Session) -> tuple[int, int]:
        ada = written(session, "first")
        outbox.add(session, once="letter", kind="letter", subject=("desk", 1), not_before=NOW, person_id=ada)
        return len(claim(session, at(now))), 2 if taken else 1

    found, expected = database.write(work)[0]
    assert found == expected  # the letter, which somebody caused, leaves at any hour


def test_several_for_one_person_are_one_message_and_the_next_waits_for_tomorrow(database: Database) -> None:
    def work(session: Session) -> None:
        ada = written(session, "first", "second")
        (due,) = claim(session, NOW)
        assert (due.kind, due.facts) == ("together", {"notices": [("first", 1), ("second", 1)]})
        delivery.posted(session, NOW, due.row_id, CHAT, "activity-1", 0)
        assert states(session) == [("first:Ada", "sent"), ("second:Ada", "sent")]
        # It speaks of two things: no change of one of them may redraw it.
        assert session.scalars(select(Post)).all() == []
        remind(
            session,
            NOW,
            SETTINGS,
            once="third",
            kind="third",
            subject=("desk", 1),
            person_id=ada,
            day=NOW.date(),
        )
        assert claim(session, NOW + timedelta(hours=5)) == ()
        (due,) = claim(session, at("2026-11-24 08:00"))
        assert due.kind == "third"
        delivery.posted(session, NOW, due.row_id, CHAT, "activity-2", 0)
        assert [post.kind for post in session.scalars(select(Post))] == ["third"]

    database.write(work)


def test_two_people_get_a_message_each(database: Database) -> None:
    def work(session: Session) -> None:
        written(session, "first", "second")
        written(session, "first", first_name="Zoé")
        assert [(due.kind, due.place and due.place.conversation_id) for due in claim(session, NOW)] == [
            ("together", "chat-ada"),
            ("first", "chat-zoé"),
        ]

    database.write(work)


def test_what_the_limit_cuts_still_leaves_together(database: Database) -> None:
    def work(session: Session) -> None:
        written(session, "first", "second", "third")
        (due,) = delivery.claim(session, NOW, lease=LEASE, limit=1, hours=SETTINGS.sending_hours)
        assert [kind for kind, _ in due.facts["notices"]] == ["first", "second", "third"]

    database.write(work)


def test_a_message_that_fails_or_is_put_back_takes_all_its_notices_along(database: Database) -> None:
    def work(session: Session) -> None:
        written(session, "first", "second")
        (due,) = claim(session, NOW)
        delivery.put_back(session, NOW, due.row_id, due.attempt)
        assert {state for _, state in states(session)} == {"waiting"}
        (due,) = claim(session, NOW)
        assert delivery.not_posted(
            session, NOW, due.row_id, due.attempt, NotPosted(Fault.LATER, "429", 60), 0
        )
        rows = list(session.scalars(select(OutboxRow)))
        assert {(row.state, row.not_before) for row in rows} == {("waiting", NOW + timedelta(seconds=60))}
        assert claim(session, NOW + timedelta(seconds=59)) == ()
        (due,) = claim(session, NOW + timedelta(seconds=60))
        assert due.kind == "together"
        delivery.dropped(session, NOW, due.row_id)
        assert {state for _, state in states(session)} == {"missed"}

    database.write(work)


def test_a_process_that_died_leaves_all_of_it_to_the_next(database: Database) -> None:
    def work(session: Session) -> None:
        written(session, "first", "second")
        claim(session, NOW)
        assert claim(session, NOW + LEASE - timedelta(seconds=1)) == ()
        (due,) = claim(session, NOW + LEASE)
        assert due.facts == {"notices": [("first", 1), ("second", 1)]}

    database.write(work)


def test_a_person_who_is_away_gets_it_all_when_she_is_back(database: Database) -> None:
    def work(session: Session) -> None:
        ada = written(session, "first", "second")
        (due,) = claim(session, NOW)
        delivery.not_posted(session, NOW, due.row_id, due.attempt, NotPosted(Fault.UNREACHABLE, "403"), 0)
        assert {state for _, state in states(session)} == {"unreachable"}
        outbox.wake_for(session, ada, at("2026-11-28 12:00"))
        assert claim(session, at("2026-11-28 12:00")) == ()  # Saturday
        (due,) = claim(session, at("2026-11-30 08:00"))
        assert due.kind == "together"

    database.write(work)
