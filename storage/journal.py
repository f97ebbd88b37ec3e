"""Reading the journal: its lines by network, person and action, a page at a time, the latest first."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from storage.audit import AuditRow
from storage.base import rows
from storage.enrollment import Enrollment
from storage.minutes import Minutes
from storage.network import Network
from storage.people import Person
from storage.release import Release
from storage.revision import RevisionRequest
from storage.schedule import Meeting

# An export leaves a line of this action, which keeps what was asked for.
EXPORTED = "journal_exported"


@dataclass(frozen=True, slots=True)
class Wanted:
    """None stands for any. `until` is the id of the last line that counts."""

    network_id: int | None = None
    person_id: int | None = None
    actions: Collection[str] | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class JournalLine:
    """`name` is "" for what the clock or an operator did."""

    id: int
    at: datetime
    name: str
    action: str
    subject_type: str
    subject_id: int | None
    before: str
    after: str
    why: str


def count_lines(session: Session, wanted: Wanted) -> int:
    query = select(func.count(AuditRow.id)).where(*_conditions(session, wanted))
    return session.execute(query).scalar_one()


def lines(session: Session, wanted: Wanted, *, skip: int = 0, limit: int | None = None) -> list[JournalLine]:
    """The latest first."""
    query = (
        select(
            AuditRow.id,
            AuditRow.at,
            Person.name,
            AuditRow.action,
            AuditRow.subject_type,
            AuditRow.subject_id,
            AuditRow.before,
            AuditRow.after,
            AuditRow.why,
        )
        .outerjoin(Person, Person.id == AuditRow.person_id)
        .where(*_conditions(session, wanted))
        .order_by(AuditRow.id.desc())
        .offset(skip)
    )
    found = rows(session, query if limit is None else query.limit(limit))
    return [
        JournalLine(
            one.id,
            one.at,
            one.name or "",
            one.action,
            one.subject_type,
            one.subject_id,
            one.before or "",
            one.after or "",
            one.why,
        )
        for one in found
    ]


def _conditions(session: Session, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.until is not None:
        found.append(AuditRow.id <= wanted.until)
    if wanted.actions is not None:
        found.append(AuditRow.action.in_(sorted(wanted.actions)))
    if wanted.person_id is not None:
        of_person = and_(AuditRow.subject_type == "person", AuditRow.subject_id == wanted.person_id)
        found.append(or_(AuditRow.person_id == wanted.person_id, of_person))
    if wanted.network_id is not None:
        found.append(_of_network(session, wanted.network_id))
    return found


def _of_network(session: Session, network_id: int) -> ColumnElement[bool]:
    """Lines about the network itself, and about what belongs to it."""
    network = session.get(Network, network_id)
    meetings = select(Meeting.id).where(Meeting.network_id == network_id)
    parts: dict[str, Select[int] | Sequence[int]] = {
        "network": [network_id],
        "proposal": [network.proposal_id] if network is not None and network.proposal_id else [],
        "meeting": meetings,
        "attendance": meetings,
        "minutes": select(Minutes.id).where(Minutes.meeting_id.in_(meetings)),
        "release": select(Release.id).where(Release.network_id == network_id),
        "enrollment": select(Enrollment.id).where(Enrollment.network_id == network_id),
        "revision": select(RevisionRequest.id).where(RevisionRequest.network_id == network_id),
    }
    return or_(
        *(and_(AuditRow.subject_type == kind, AuditRow.subject_id.in_(ids)) for kind, ids in parts.items())
    )


def networks_named(session: Session, found: Iterable[JournalLine]) -> dict[tuple[str, int], str]:
    """{(kind, id): title of its network} of the lines that belong to one."""
    wanted: dict[str, set[int]] = {}
    for one in found:
        if one.subject_id is not None:
            wanted.setdefault(one.subject_type, set()).add(one.subject_id)
    by_kind: dict[str, Select[int, str]] = {
        "network": select(Network.id, Network.title),
        "proposal": select(Network.proposal_id, Network.title),
        "meeting": select(Meeting.id, Network.title).join(Network, Network.id == Meeting.network_id),
        "release": select(Release.id, Network.title).join(Network, Network.id == Release.network_id),
        "minutes": select(Minutes.id, Network.title)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .join(Network, Network.id == Meeting.network_id),
        "revision": select(RevisionRequest.id, Network.title).join(
            Network, Network.id == RevisionRequest.network_id
        ),
    }
    named: dict[tuple[str, int], str] = {}
    for kind, query in by_kind.items():
        ids = wanted.get(kind)
        if ids:
            key = query.selected_columns[0]
            named |= {(kind, one[0]): one[1] for one in rows(session, query.where(key.in_(sorted(ids))))}
    return named


def line_of(session: Session, line_id: int) -> AuditRow | None:
    return session.get(AuditRow, line_id)


def last_line_of(session: Session, person_id: int, action: str) -> AuditRow | None:
    """Somebody's latest line of an action."""
    query = select(AuditRow).where(AuditRow.person_id == person_id, AuditRow.action == action)
    return session.scalars(query.order_by(AuditRow.id.desc()).limit(1)).first()


def old_lines(session: Session, actions: Collection[str], before: datetime) -> list[int]:
    """The lines of these actions from before this moment, those of networks apart: the calendars' sequence
    numbers count them.
    """
    query = select(AuditRow.id).where(
        AuditRow.action.in_(sorted(actions)), AuditRow.at < before, AuditRow.subject_type != "network"
    )
    return [one.id for one in rows(session, query.order_by(AuditRow.id))]


def forget_lines(session: Session, line_ids: Sequence[int]) -> None:
    session.execute(delete(AuditRow).where(AuditRow.id.in_(line_ids)))
