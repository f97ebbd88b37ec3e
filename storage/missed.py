"""Notices about a meeting that could not leave any more: the meeting was over first (issue 5; design.md §4).

Each is a row of the outbox that nobody sends: `missed`, because it came too late.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, tuple_, update
from sqlalchemy.orm import Session

from storage import outbox
from storage.base import rows
from storage.outbox import OutboxRow, OutboxState

TOO_LATE, NOTED = "too_late", "too_late_noted"


@dataclass(frozen=True, slots=True)
class Said:
    """A notice about a meeting that was sent, or is missed already; its `once` names meeting and date."""

    kind: str
    meeting_id: int
    person_id: int | None
    place_id: int | None
    once: str


@dataclass(frozen=True, slots=True)
class Missed:
    """How many notices of a kind about a meeting never left, and since when that is known."""

    kind: str
    meeting_id: int
    count: int
    since: datetime


def said(session: Session, kinds: Sequence[tuple[str, str]], meeting_ids: Collection[int]) -> list[Said]:
    """Those of these (kind, subject type) about these meetings that left, or stand as missed too late."""
    query = select(
        OutboxRow.kind, OutboxRow.subject_id, OutboxRow.person_id, OutboxRow.place_id, OutboxRow.once
    ).where(
        tuple_(OutboxRow.kind, OutboxRow.subject_type).in_(list(kinds)),
        OutboxRow.subject_id.in_(list(meeting_ids)),
        (OutboxRow.state == OutboxState.SENT.value) | OutboxRow.cause.in_([TOO_LATE, NOTED]),
    )
    return [
        Said(row.kind, row.subject_id, row.person_id, row.place_id, row.once) for row in rows(session, query)
    ]


def miss(
    session: Session,
    now: datetime,
    *,
    once: str,
    kind: str,
    subject: tuple[str, int],
    person_id: int | None = None,
    place_id: int | None = None,
) -> None:
    """Write down, once, that a notice could not leave any more; it never will."""
    added = outbox.add(
        session,
        once=once,
        kind=kind,
        subject=subject,
        person_id=person_id,
        place_id=place_id,
        not_before=now,
    )
    if added:
        session.execute(
            update(OutboxRow)
            .where(OutboxRow.once == once)
            .values(state=OutboxState.MISSED.value, done_at=now, cause=TOO_LATE)
        )


def missed(session: Session, meeting_id: int | None = None) -> list[Missed]:
    """What nobody noted yet, or of one meeting, by meeting and kind."""
    query = select(
        OutboxRow.kind,
        OutboxRow.subject_id,
        func.count(OutboxRow.id).label("many"),
        func.min(OutboxRow.done_at).label("since"),
    ).where(OutboxRow.state == OutboxState.MISSED.value, OutboxRow.cause == TOO_LATE)
    if meeting_id is not None:
        query = query.where(OutboxRow.subject_id == meeting_id)
    grouped = query.group_by(OutboxRow.kind, OutboxRow.subject_id)
    found = rows(session, grouped.order_by(OutboxRow.subject_id, OutboxRow.kind))
    return [Missed(row.kind, row.subject_id, row.many, row.since) for row in found]


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
