"""Which card stands where, and the redraws that a change of its subject writes (design.md §3)."""

from sqlalchemy import event
from sqlalchemy.orm import Session

from storage import posts
from storage.database import Database
from storage.posts import Post, SubjectChanges
from tests.factories import NOW
from tests.storage.messages import SUBJECT, rows

OTHER = ("network", 8)


def add_post(
    database: Database,
    activity_id: str,
    *,
    subject: tuple[str, int] = SUBJECT,
    drawn: int = 0,
    gone: bool = False,
) -> int:
    def work(session: Session) -> int:
        post = Post(
            kind="channel_failed",
            subject_type=subject[0],
            subject_id=subject[1],
            service_url="https://smba.example/teams/",
            conversation_id="a:ada",
            activity_id=activity_id,
            drawn=drawn,
            gone=gone,
            posted_at=NOW,
        )
        session.add(post)
        session.flush()
        return post.id

    return database.write(work)[0]


def changed(database: Database, subject: tuple[str, int] = SUBJECT) -> bool:
    """One change; whether it left something to send."""
    return database.write(lambda session: posts.changed(session, subject, NOW))[1]


def redraws(database: Database) -> list[tuple[str, int | None]]:
    return [(row.once, row.post_id) for row in rows(database)]


def test_a_change_counts_and_redraws_every_card_about_its_subject(database: Database) -> None:
    first, second = add_post(database, "1"), add_post(database, "2")
    add_post(database, "3", subject=OTHER)
    add_post(database, "4", gone=True)
    assert changed(database)
    assert redraws(database) == [(f"redraw:{first}:1", first), (f"redraw:{second}:1", second)]
    counts = database.read(lambda session: [posts.changes(session, one) for one in (SUBJECT, OTHER)])
    assert counts == [1, 0]
    row = rows(database)[0]
    assert (row.kind, row.subject_type, row.subject_id) == ("channel_failed", *SUBJECT)


def test_each_change_writes_its_own_redraw(database: Database) -> None:
    first = add_post(database, "1")
    for _ in range(2):
        changed(database)
    assert redraws(database) == [(f"redraw:{first}:1", first), (f"redraw:{first}:2", first)]


def test_a_change_of_what_nobody_was_shown_leaves_nothing_to_send(database: Database) -> None:
    assert not changed(database)
    assert database.read(lambda session: session.get_one(SubjectChanges, SUBJECT).changes) == 1


def catch_up(database: Database, post_id: int) -> bool:
    return database.write(lambda session: posts.catch_up(session, session.get_one(Post, post_id), NOW))[1]


def test_a_post_that_was_drawn_before_a_change_is_caught_up(database: Database) -> None:
    changed(database)
    changed(database)
    stale, fresh = add_post(database, "1", drawn=1), add_post(database, "2", drawn=2)
    assert (catch_up(database, stale), catch_up(database, fresh)) == (True, False)
    assert redraws(database) == [(f"redraw:{stale}:2", stale)]


def test_changes_in_one_transaction_after_the_other_are_all_counted(database: Database) -> None:
    """The count is added to by the database, not from what a session read before."""

    def stale(session: Session) -> int:
        posts.changes(session, SUBJECT)
        posts.changed(session, SUBJECT, NOW)
        posts.changed(session, SUBJECT, NOW)
        return posts.changes(session, SUBJECT)

    assert database.write(stale)[0] == 2


def test_looking_at_the_count_writes_nothing(database: Database) -> None:
    statements: list[str] = []

    def heard(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement.split(None, 1)[0])

    event.listen(database.engine, "before_cursor_execute", heard)
    assert database.read(lambda session: posts.changes(session, SUBJECT)) == 0
    event.remove(database.engine, "before_cursor_execute", heard)
    assert set(statements) <= {"SELECT", "BEGIN"}
