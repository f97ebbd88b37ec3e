"""The CEE's lists and its schools as lines that a responsible edits; never deleted, only made inactive."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from storage.audit import AuditRow
from storage.base import rows
from storage.catalog import ListEntry
from storage.people import Person, School

SCHOOL = "SCHOOL"
# The number of the lock under which PostgreSQL's editors of lists take turns: any that nothing else uses.
EDITORS = 7_002


class Line(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def active(self) -> bool: ...
    @property
    def example(self) -> bool: ...
    @property
    def level(self) -> str: ...


T = TypeVar("T", bound=Line)


def hold(session: Session, _listing: str) -> None:
    """One editor at a time, until the transaction ends: two at once could add the same words."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(EDITORS)))


def entries_of(session: Session, listing: str, make: Callable[..., T]) -> list[T]:
    """Every line, inactive ones too: schools by name, the others by code. `make` is called with the names of
    Line’s attributes.
    """
    session.flush()
    if listing == SCHOOL:
        schools = select(School.id, School.name, School.active, School.level).order_by(School.name, School.id)
        return [
            make(code=row.id, label=row.name, active=row.active, example=False, level=row.level)
            for row in rows(session, schools)
        ]
    query = (
        select(ListEntry.code, ListEntry.label, ListEntry.active, ListEntry.example)
        .where(ListEntry.list_name == listing)
        .order_by(ListEntry.code)
    )
    return [
        make(code=row.code, label=row.label, active=row.active, example=row.example, level="")
        for row in rows(session, query)
    ]


def put(session: Session, listing: str, line: Line) -> None:
    """Write a line, new or known by its code."""
    if listing == SCHOOL:
        school = session.get(School, line.code)
        if school is None:
            school = School(id=line.code)
            session.add(school)
        school.name, school.level, school.active = line.label, line.level, line.active
    else:
        query = select(ListEntry).where(ListEntry.list_name == listing, ListEntry.code == line.code)
        entry = session.scalar(query)
        if entry is None:
            entry = ListEntry(list_name=listing, code=line.code)
            session.add(entry)
        entry.label, entry.active, entry.example = line.label, line.active, line.example
    session.flush()


def last_change(
    session: Session, actions: Sequence[str], before: str | None = None, *, imported: str = ""
) -> AuditRow | None:
    """The newest row of the journal with one of these actions, and with this `before` where it is given, or
    of an import of what is named `imported`.
    """
    acted: ColumnElement[bool] = AuditRow.action.in_(actions)
    if before is not None:
        acted = and_(acted, AuditRow.before == before)
    brought = and_(AuditRow.action == "imported", AuditRow.subject_type == imported)
    query = select(AuditRow).where(or_(acted, brought) if imported else acted)
    return session.scalars(query.order_by(AuditRow.id.desc()).limit(1)).first()


def name_of(session: Session, person_id: int | None) -> str:
    """Empty for nobody: the clock, or an operator at the server."""
    found = session.get(Person, person_id) if person_id is not None else None
    return found.name if found else ""
