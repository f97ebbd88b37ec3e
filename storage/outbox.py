"""Messages to send, written in the transaction that causes them; `jobs.deliver` sends them.

A row goes to one recipient: a person (in chat), a place (a channel's thread), or a post already
made (an update of that message). `once` is unique: the same cause never writes two rows.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    CursorResult,
    ForeignKey,
    Index,
    String,
    and_,
    delete,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.base import Base, Moment

# The number of the lock under which PostgreSQL's claimers take turns: any number that nothing else uses.
CLAIMERS = 7_001
# Databases bound how many values a statement may carry.
KEYS_AT_ONCE = 5_000


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    MISSED = "missed"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


class OutboxRow(Base):
    """`ambiguous` counts the tries that ended without an answer: the message may already be shown.

    `by_clock`: the clock causes it (a reminder, a follow-up). Such rows keep the quiet time, and those of
    one person leave as one message a day: `together_with_id` is the row whose message carries this one.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting','sending','sent','missed','unreachable','failed')", name="state"
        ),
        CheckConstraint(
            "(CASE WHEN person_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN place_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN post_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_recipient",
        ),
        Index("ix_outbox_due", "state", "not_before"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    once: Mapped[str] = mapped_column(String(200), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"), index=True)
    place_id: Mapped[int | None] = mapped_column(ForeignKey("channel_places.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    kind: Mapped[str] = mapped_column(String(40))
    subject_type: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    by_clock: Mapped[bool] = mapped_column(default=False)
    together_with_id: Mapped[int | None]
    not_before: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(20), default=OutboxState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    cause: Mapped[str | None] = mapped_column(String(80))
    # When a responsible said that she knows of a message that reached nobody (`storage.unreached`).
    noted_at: Mapped[datetime | None] = mapped_column(Moment)


def add(
    session: Session,
    *,
    once: str,
    kind: str,
    subject: tuple[str, int],
    not_before: datetime,
    person_id: int | None = None,
    place_id: int | None = None,
    post_id: int | None = None,
    facts: dict[str, Any] | None = None,
    by_clock: bool = False,
) -> bool:
    """Write one message; False when the same `once` was written before. The caller's commit sends it."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = (
        insert(OutboxRow)
        .values(
            once=once,
            kind=kind,
            subject_type=subject[0],
            subject_id=subject[1],
            not_before=not_before,
            person_id=person_id,
            place_id=place_id,
            post_id=post_id,
            facts=facts or {},
            by_clock=by_clock,
            state=OutboxState.WAITING.value,
            attempts=0,
            ambiguous=0,
        )
        .on_conflict_do_nothing(index_elements=["once"])
        # Not the row count: SQLAlchemy tells none (-1) of an INSERT on PostgreSQL.
        .returning(OutboxRow.id)
    )
    written = session.scalar(statement) is not None
    if written:
        session.info["wake"] = True
    return written


def claim(
    session: Session, now: datetime, *, lease: timedelta, limit: int, quiet: bool, day_began: datetime
) -> Sequence[OutboxRow]:
    """Take up to `limit` due rows, oldest first, and mark them as being sent.

    While it is `quiet`, nothing that the clock causes is taken; nor, at any time, for somebody who got such
    a message since `day_began`. What is taken of it comes with all else of it that is due to that person.

    A row that another process has been sending for longer than `lease` is taken over: that process
    died, and whether it sent the message is not known. What goes to one recipient leaves in order, one
    at a time: a row waits while an earlier one is being sent elsewhere, or waits to be tried again.
    """
    if session.get_bind().dialect.name == "postgresql":
        # Claimers take turns, as on SQLite: two at once could each take one message of the same person.
        session.execute(select(func.pg_advisory_xact_lock(CLAIMERS)))
    due = or_(
        and_(OutboxRow.state == OutboxState.WAITING.value, OutboxRow.not_before <= now),
        and_(OutboxRow.state == OutboxState.SENDING.value, OutboxRow.claimed_at <= now - lease),
    )
    by_clock = OutboxRow.by_clock.is_(True)
    may_leave = ~by_clock if quiet else or_(~by_clock, ~_spoken_to(day_began))
    query = select(OutboxRow.id).where(due, may_leave, ~_held_up(now, lease)).order_by(OutboxRow.id)
    # SKIP LOCKED on PostgreSQL; SQLAlchemy leaves FOR UPDATE out on SQLite, where BEGIN IMMEDIATE serialises.
    chosen = session.scalars(query.limit(limit).with_for_update(skip_locked=True, of=OutboxRow)).all()
    taken = _take(session, now, and_(OutboxRow.id.in_(chosen), due))
    reminded = {row.person_id for row in taken if row.by_clock}
    if reminded:
        # Beyond the limit too: what is left behind would wait for another day.
        taken += _take(session, now, and_(OutboxRow.person_id.in_(reminded), by_clock, due))
    return sorted(taken, key=lambda row: row.id)


def written_already(session: Session, keys: Sequence[str]) -> set[str]:
    """Those of these `once` keys that stand here, whatever became of their rows."""
    found: set[str] = set()
    for at in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[at : at + KEYS_AT_ONCE]
        found.update(session.scalars(select(OutboxRow.once).where(OutboxRow.once.in_(some))))
    return found


def _take(session: Session, now: datetime, which: ColumnElement[bool]) -> list[OutboxRow]:
    return list(
        session.scalars(
            update(OutboxRow)
            .where(which)
            .values(
                state=OutboxState.SENDING.value,
                claimed_at=now,
                attempts=OutboxRow.attempts + 1,
                together_with_id=None,
            )
            .returning(OutboxRow)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
    )


def _spoken_to(day_began: datetime) -> ColumnElement[bool]:
    """Whether the person got a message of the clock's since then."""
    said = aliased(OutboxRow)
    return (
        select(said.id)
        .where(
            said.person_id == OutboxRow.person_id,
            said.by_clock.is_(True),
            said.state == OutboxState.SENT.value,
            said.done_at >= day_began,
        )
        .exists()
    )


def carried_by(session: Session, row: OutboxRow) -> list[OutboxRow]:
    """The rows whose words stand in this row's message, and that share its fate."""
    query = select(OutboxRow).where(
        OutboxRow.together_with_id == row.id, OutboxRow.state == OutboxState.SENDING.value
    )
    return list(session.scalars(query.order_by(OutboxRow.id)))


def _held_up(now: datetime, lease: timedelta) -> ColumnElement[bool]:
    """An earlier row to the same recipient is under way elsewhere, or was tried and is to be tried again."""
    earlier = aliased(OutboxRow)
    return (
        select(earlier.id)
        .where(
            or_(
                earlier.person_id == OutboxRow.person_id,
                earlier.place_id == OutboxRow.place_id,
                earlier.post_id == OutboxRow.post_id,
            ),
            earlier.id < OutboxRow.id,
            or_(
                and_(earlier.state == OutboxState.SENDING.value, earlier.claimed_at > now - lease),
                and_(
                    earlier.state == OutboxState.WAITING.value,
                    earlier.attempts > 0,
                    earlier.not_before > now,
                ),
            ),
        )
        .exists()
    )


def wake_for(session: Session, person_id: int, now: datetime) -> int:
    """The person came back: what waited for her or him as unreachable is due again. Returns how many."""
    posts = Base.metadata.tables["posts"]
    theirs = select(posts.c.id).where(posts.c.person_id == person_id)
    whose = or_(OutboxRow.person_id == person_id, OutboxRow.post_id.in_(theirs))
    return _due_again(session, whose, now)


def wake_place(session: Session, place_id: int, now: datetime) -> int:
    """The channel can be written in again: what waited for it is due, with all its tries ahead."""
    return _due_again(session, OutboxRow.place_id == place_id, now, attempts=0)


def _due_again(session: Session, whose: ColumnElement[bool], now: datetime, **more: Any) -> int:
    changed = cast(
        "CursorResult[Any]",
        session.execute(
            update(OutboxRow)
            .where(whose, OutboxRow.state == OutboxState.UNREACHABLE.value)
            .values(state=OutboxState.WAITING.value, not_before=now, claimed_at=None, done_at=None, **more)
        ),
    ).rowcount
    if changed:
        session.info["wake"] = True
    return changed


def ended_before(before: datetime) -> ColumnElement[bool]:
    ended = [OutboxState.SENT.value, OutboxState.MISSED.value, OutboxState.FAILED.value]
    return OutboxRow.state.in_(ended) & (OutboxRow.done_at < before)


def count_done(session: Session, before: datetime) -> int:
    """How many `forget_done` would delete."""
    return session.execute(select(func.count(OutboxRow.id)).where(ended_before(before))).scalar_one()


def forget_done(session: Session, before: datetime) -> int:
    """Delete the rows that ended before this moment. Returns how many."""
    statement = delete(OutboxRow).where(ended_before(before))
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


def rows_about(session: Session, subject: tuple[str, int]) -> list[OutboxRow]:
    """Every message about a subject, whatever became of it."""
    kind, subject_id = subject
    query = select(OutboxRow).where(OutboxRow.subject_type == kind, OutboxRow.subject_id == subject_id)
    return list(session.scalars(query.order_by(OutboxRow.id)))


def rows_about_any(session: Session, kind: str, subject_ids: Sequence[int]) -> list[OutboxRow]:
    """`rows_about` of many subjects of one type, in one statement."""
    query = select(OutboxRow).where(OutboxRow.subject_type == kind, OutboxRow.subject_id.in_(subject_ids))
    return list(session.scalars(query.order_by(OutboxRow.id)))
