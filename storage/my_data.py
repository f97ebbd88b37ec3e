"""Everything that is kept about one person, table by table (Loi sur l’accès, s. 63.5, 83; DOMAIN.md §3.5).

`OWNED` says which rows of which table are somebody's; `NOT_OWNED` names every other column that points at a
person, and why it is left out. A test walks the tables: a new one must stand in one of the two.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select
from sqlalchemy.orm import Session

from storage.base import Base, rows
from storage.minutes import Minutes, MinutesVersion
from storage.network import Network
from storage.places import networks_of_person
from storage.schedule import Meeting

Condition = Callable[[Table], ColumnElement[bool]]


@dataclass(frozen=True, slots=True)
class Owned:
    """`table`'s rows whose `column` is the person; `through` a parent (own column, parent table) when it is
    the parent that has it. `fields` are what is handed out, in this order; `where` keeps some rows only.
    """

    table: str
    column: str
    fields: Sequence[str]
    through: tuple[str, str] | None = None
    where: Condition | None = None


OWNED: Sequence[Owned] = (
    Owned(
        "people",
        "id",
        (
            "name",
            "email",
            "code",
            "object_id",
            "school_id",
            "job_title",
            "confirmed_teacher",
            "not_teaching",
            "created_at",
        ),
    ),
    Owned("role_grants", "person_id", ("role", "source", "until")),
    Owned("school_changes", "person_id", ("changed_on", "from_school_id", "to_school_id")),
    Owned(
        "proposals", "proposer_id", ("id", "school_year", "state", "version", "created_at", "submitted_at")
    ),
    Owned(
        "proposal_versions",
        "proposer_id",
        ("proposal_id", "version", "saved_at", "submitted_at", "content"),
        through=("proposal_id", "proposals"),
    ),
    # A decision whose letter is held is nobody's to know yet (R24, S04).
    Owned(
        "approval_requests",
        "proposer_id",
        ("proposal_id", "version", "opened_at", "decision", "decided_at", "message", "answer_by"),
        where=lambda table: table.c.decision.is_(None) | table.c.released_at.is_not(None),
    ),
    Owned("ratings", "person_id", ("request_id", "marks", "comment", "complete", "saved_at")),
    Owned("readings", "person_id", ("proposal_id", "version", "read_at")),
    Owned("networks", "animator_id", ("title", "school_year", "state", "accepted_at", "modality")),
    Owned(
        "enrollments",
        "person_id",
        (
            "network_id",
            "school_year",
            "state",
            "position",
            "school_at_enrollment_id",
            "source",
            "reason",
            "created_at",
            "ended_at",
            "offered_until",
            "to_confirm",
            "skipped",
        ),
    ),
    Owned(
        "seats",
        "person_id",
        ("network_id", "number", "school_id", "school_number"),
        through=("enrollment_id", "enrollments"),
    ),
    Owned("releases", "person_id", ("network_id", "meeting_id", "kind", "day", "half_days", "used", "state")),
    Owned("attendance_marks", "person_id", ("meeting_id", "half", "presence")),
    Owned("attendance_changes", "person_id", ("meeting_id", "half", "before", "after", "at")),
    Owned("attendance_sheets", "keeper_id", ("meeting_id",)),
    Owned("minutes", "writer_id", ("meeting_id",)),
    Owned("shared_documents", "added_by_id", ("network_id", "title", "address", "added_at", "removed_at")),
    Owned(
        "meeting_moves", "asked_by", ("meeting_id", "old_day", "day", "reason", "state", "answer", "asked_at")
    ),
    Owned("meeting_cancellations", "person_id", ("meeting_id", "day", "words", "at")),
    Owned("delays", "person_id", ("meeting_id", "document", "until", "reason", "at")),
    Owned("memberships", "person_id", ("state", "since")),
    Owned(
        "revision_requests",
        "person_id",
        ("network_id", "refusal", "asked_at", "answered_at", "admitted", "answer"),
    ),
    Owned("privacy_notices", "person_id", ("shown_at",)),
    Owned(
        "privacy_requests",
        "person_id",
        ("kind", "words", "asked_at", "due_on", "extended_at", "answered_at", "accepted", "answer"),
    ),
    Owned("bilan_comments", "person_id", ("bilan_id", "text", "at")),
    Owned("continuation_wishes", "person_id", ("network_id", "answer", "answered_at")),
    Owned("cee_moments", "person_id", ("network_id", "day", "starts", "place", "state", "at")),
    Owned("questions", "person_id", ("network_id", "about", "asked_at", "closed_at")),
    # The other's words are hers or his; what one was answered stands in the chat.
    Owned("question_messages", "author_id", ("question_id", "text", "at")),
    Owned("deputy_terms", "deputy_id", ("starts_on", "ends_on", "named_at", "ended_at")),
    Owned("derogations", "person_id", ("network_id", "rule", "at")),
    Owned("mailings", "sender_id", ("network_id", "subject", "text", "saved_at", "sent_at")),
    Owned("conversations", "person_id", ("id", "service_url", "reachable", "heard_at")),
    Owned("posts", "person_id", ("kind", "activity_id", "posted_at")),
    Owned("outbox", "person_id", ("kind", "state", "not_before", "done_at")),
)

_OFFICE = "an act of office on somebody else's matter: the journal's line of it is handed out"
NOT_OWNED: Mapping[tuple[str, str], str] = {
    ("approval_requests", "decided_by_id"): _OFFICE,
    ("attendance_changes", "by_id"): _OFFICE,
    ("attendance_sheets", "recorded_by"): _OFFICE,
    ("folio_tasks", "done_by_id"): _OFFICE,
    ("meeting_moves", "decided_by"): _OFFICE,
    ("privacy_incident_versions", "by_id"): _OFFICE,
    ("privacy_requests", "answered_by_id"): _OFFICE,
    ("revision_requests", "answered_by_id"): _OFFICE,
    ("shared_documents", "removed_by_id"): _OFFICE,
    ("bilan_delays", "person_id"): _OFFICE,
    ("cee_moments", "answered_by"): "the other side's own row is handed out to who proposed",
    ("channel_archives", "done_by_id"): _OFFICE,
    (
        "continuations",
        "asker_id",
    ): "asked by a bilan, whose network is handed out",
    ("continuations", "decided_by_id"): _OFFICE,
    ("deputy_terms", "absent_id"): _OFFICE,
    ("deputy_terms", "ended_by_id"): _OFFICE,
    ("derogations", "actor_id"): _OFFICE,
    ("kept_settings", "changed_by_id"): _OFFICE,
    ("questions", "closed_by_id"): _OFFICE,
    ("replacements", "actor_id"): _OFFICE,
    ("replacements", "new_id"): "the network that one animates is handed out",
    (
        "replacements",
        "old_id",
    ): "an act of office: the journal has its line",
    ("year_rollovers", "done_by_id"): _OFFICE,
    ("audit", "person_id"): "read by `journal_about`, with the lines of which the person is the subject",
}


def rows_of(session: Session, person_id: int, owned: Owned) -> list[dict[str, Any]]:
    """Somebody's rows of a table by field, oldest first."""
    table = Base.metadata.tables[owned.table]
    query = select(*(table.c[name] for name in owned.fields))
    holder = table
    if owned.through is not None:
        key, parent = owned.through
        holder = Base.metadata.tables[parent]
        query = query.join(holder, holder.c.id == table.c[key])
    query = query.where(holder.c[owned.column] == person_id)
    if owned.where is not None:
        query = query.where(owned.where(table))
    found = rows(session, query.order_by(*table.primary_key.columns))
    return [dict(zip(owned.fields, one, strict=True)) for one in found]


def journal_about(session: Session, person_id: int) -> list[dict[str, Any]]:
    """The journal's lines of what this person did, and of what was done to her or him, oldest first."""
    table = Base.metadata.tables["audit"]
    fields = ("at", "action", "subject_type", "before", "after", "why")
    about = and_(table.c.subject_type == "person", table.c.subject_id == person_id)
    query = select(*(table.c[name] for name in fields)).where(or_(table.c.person_id == person_id, about))
    found = rows(session, query.order_by(table.c.id))
    return [dict(zip(fields, one, strict=True)) for one in found]


@dataclass(frozen=True, slots=True)
class Deposited:
    """Minutes as deposited last, of a meeting of a network in which the person is or was."""

    meeting_id: int
    content: Mapping[str, Any]


def minutes_around(session: Session, person_id: int) -> list[Deposited]:
    """Where a follow-up may name this person, by meeting."""
    query = (
        select(Minutes.meeting_id, MinutesVersion.content)
        .join(
            MinutesVersion,
            and_(MinutesVersion.minutes_id == Minutes.id, MinutesVersion.version == Minutes.version),
        )
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Meeting.network_id.in_(networks_of_person(session, person_id)))
        .order_by(Minutes.meeting_id)
    )
    return [Deposited(one.meeting_id, one.content) for one in rows(session, query)]


def meeting_names(session: Session, meeting_ids: Sequence[int]) -> dict[int, tuple[str, Any]]:
    """{meeting: (its network's title, its day)}"""
    query = (
        select(Meeting.id, Network.title, Meeting.day)
        .join(Network, Network.id == Meeting.network_id)
        .where(Meeting.id.in_(sorted(set(meeting_ids))))
    )
    return {one.id: (one.title, one.day) for one in rows(session, query)}
