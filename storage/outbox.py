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
    CursorResult,
    ForeignKey,
    Index,
    String,
    and_,
    delete,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from storage.base import Base, Moment


class OutboxState(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    MISSED = "missed"
    UNREACHABLE = "unreachable"
    FAILED = "failed"


class OutboxRow(Base):
    """`ambiguous` counts the tries that ended without an answer: the message may already be shown."""

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
    not_before: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(20), default=OutboxState.WAITING.value)
    attempts: Mapped[int] = mapped_column(default=0)
    ambiguous: Mapped[int] = mapped_column(default=0)
    claimed_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    cause: Mapped[str | None] = mapped_column(String(80))


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
            state=OutboxState.WAITING.value,
            attempts=0,
            ambiguous=0,
        )
        .on_conflict_do_nothing(index_elements=["once"])
    )
    result = cast("CursorResult[Any]", session.execute(statement))
    if result.rowcount:
        session.info["wake"] = True
    return bool(result.rowcount)


def claim(session: Session, now: datetime, *, lease: timedelta, limit: int) -> Sequence[OutboxRow]:
    """Take up to `limit` due rows, oldest first, and mark them as being sent.

    A row that another process has been sending for longer than `lease` is taken over: that process
    died, and whether it sent the message is not known. A person's later messages wait while an earlier
    one is being tried again, so that they arrive in order.
    """
    due = or_(
        and_(OutboxRow.state == OutboxState.WAITING.value, OutboxRow.not_before <= now),
        and_(OutboxRow.state == OutboxState.SENDING.value, OutboxRow.claimed_at <= now - lease),
    )
    earlier = aliased(OutboxRow)
    held_up = (
        select(earlier.id)
        .where(
            earlier.person_id == OutboxRow.person_id,
            earlier.id < OutboxRow.id,
            earlier.attempts > 0,
            earlier.state == OutboxState.WAITING.value,
            earlier.not_before > now,
        )
        .exists()
    )
    query = select(OutboxRow).where(due, ~held_up).order_by(OutboxRow.id).limit(limit)
    # SKIP LOCKED on PostgreSQL; SQLAlchemy leaves FOR UPDATE out on SQLite, where BEGIN IMMEDIATE serialises.
    rows = session.scalars(query.with_for_update(skip_locked=True, of=OutboxRow)).all()
    return [row for row in rows if _taken(session, row, now)]


def _taken(session: Session, row: OutboxRow, now: datetime) -> bool:
    """Compare-and-set on what was read, so that no second claimer can hold the same row."""
    statement = (
        update(OutboxRow)
        .where(OutboxRow.id == row.id, OutboxRow.state == row.state, OutboxRow.attempts == row.attempts)
        .values(state=OutboxState.SENDING.value, claimed_at=now, attempts=row.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    changed = cast("CursorResult[Any]", session.execute(statement)).rowcount
    if changed:
        session.refresh(row)
    return bool(changed)


def wake_for(session: Session, person_id: int, now: datetime) -> int:
    """The person came back: what waited for her or him as unreachable is due again. Returns how many."""
    changed = cast(
        "CursorResult[Any]",
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.person_id == person_id, OutboxRow.state == OutboxState.UNREACHABLE.value)
            .values(state=OutboxState.WAITING.value, not_before=now, claimed_at=None)
        ),
    ).rowcount
    if changed:
        session.info["wake"] = True
    return changed


def forget_done(session: Session, before: datetime) -> int:
    """Delete the rows that ended before this moment. Returns how many."""
    ended = [OutboxState.SENT.value, OutboxState.MISSED.value, OutboxState.FAILED.value]
    statement = delete(OutboxRow).where(OutboxRow.state.in_(ended), OutboxRow.done_at < before)
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
