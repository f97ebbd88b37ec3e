"""Notices about a meeting that could not leave any more: the meeting was over first (issue 5; design.md §4).

Each is a row of the outbox that nobody sends: `missed`, because it came too late.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session

from storage.base import rows
from storage.outbox import OutboxRow, OutboxState
from storage.schedule import Meeting

TOO_LATE, NOTED = "too_late", "too_late_noted"


@dataclass(frozen=True, slots=True)
class Said:
    """A notice that was sent, or is missed already; its `once` names kind, meeting and date."""

    kind: str
    subject_id: int
    person_id: int | None
    place_id: int | None
    once: str


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A notice about a meeting that nobody sent: to a person or to a place."""

    once: str
    kind: str
    subject: tuple[str, int]
    person_id: int | None
    place_id: int | None


@dataclass(frozen=True, slots=True)
class Missed:
    """How many notices of a kind about a meeting never left, and since when that is known."""

    kind: str
    meeting_id: int
    network_id: int
    count: int
    since: datetime


def said(session: Session, kinds: Sequence[tuple[str, str]], subject_ids: Collection[int]) -> list[Said]:
    """Those of these (kind, subject type) about these subjects that left, or stand as missed too late."""
    query = select(
        OutboxRow.kind, OutboxRow.subject_id, OutboxRow.person_id, OutboxRow.place_id, OutboxRow.once
    ).where(
        tuple_(OutboxRow.kind, OutboxRow.subject_type).in_(list(kinds)),
        OutboxRow.subject_id.in_(list(subject_ids)),
        (OutboxRow.state == OutboxState.SENT.value) | OutboxRow.cause.in_([TOO_LATE, NOTED]),
    )
    return [
        Said(row.kind, row.subject_id, row.person_id, row.place_id, row.once) for row in rows(session, query)
    ]


def miss(session: Session, now: datetime, unsaid: Sequence[Unsaid]) -> None:
    """Write down, once each, that these could not leave any more; they never will."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    if unsaid:
        session.execute(
            insert(OutboxRow).on_conflict_do_nothing(index_elements=["once"]),
            [_row(one, now) for one in unsaid],
        )


def _row(one: Unsaid, now: datetime) -> dict[str, Any]:
    return {
        "once": one.once,
        "kind": one.kind,
        "subject_type": one.subject[0],
        "subject_id": one.subject[1],
        "person_id": one.person_id,
        "place_id": one.place_id,
        "facts": {},
        "by_clock": False,
        "not_before": now,
        "state": OutboxState.MISSED.value,
        "attempts": 0,
        "ambiguous": 0,
        "done_at": now,
        "cause": TOO_LATE,
    }


def missed(session: Session, meeting_id: int | None = None) -> list[Missed]:
    """What nobody noted yet, or of one meeting, by meeting and kind."""
    query = select(
        OutboxRow.kind,
        OutboxRow.subject_id,
        Meeting.network_id,
        func.count(OutboxRow.id).label("many"),
        func.min(OutboxRow.done_at).label("since"),
    )
    query = query.join(Meeting, Meeting.id == OutboxRow.subject_id)
    query = query.where(OutboxRow.state == OutboxState.MISSED.value, OutboxRow.cause == TOO_LATE)
    if meeting_id is not None:
        query = query.where(OutboxRow.subject_id == meeting_id)
    grouped = query.group_by(OutboxRow.kind, OutboxRow.subject_id, Meeting.network_id)
    found = rows(session, grouped.order_by(OutboxRow.subject_id, OutboxRow.kind))
    return [Missed(row.kind, row.subject_id, row.network_id, row.many, row.since) for row in found]


def note(session: Session, meeting_id: int) -> int:
    """A responsible read it. Returns how many notices that were about."""
    statement = (
        update(OutboxRow)
        .where(
            OutboxRow.state == OutboxState.MISSED.value,
            OutboxRow.cause == TOO_LATE,
            OutboxRow.subject_id == meeting_id,
        )
        .values(cause=NOTED)
        .returning(OutboxRow.id)
    )
    return len(session.scalars(statement).all())
