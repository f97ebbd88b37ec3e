"""The CEE's lists: target groups, disciplines, priorities. Never deleted, only made inactive."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import Row, String, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, rows


class ListName(StrEnum):
    TARGET_GROUP = "TARGET_GROUP"
    DISCIPLINE = "DISCIPLINE"
    PRIORITY = "PRIORITY"


class ListEntry(Base):
    """One choice of one list. `example` marks the plausible lines to be replaced by the CEE's own."""

    __tablename__ = "list_entries"
    __table_args__ = (UniqueConstraint("list_name", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    list_name: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(40))
    label: Mapped[str] = mapped_column(String(300))
    active: Mapped[bool] = mapped_column(default=True)
    example: Mapped[bool] = mapped_column(default=False)


_ENTRIES = (
    select(ListEntry.code, ListEntry.label, ListEntry.example)
    .where(ListEntry.list_name == bindparam("name"), ListEntry.active)
    .order_by(ListEntry.code)
)


def entries(session: Session, list_name: ListName) -> Sequence[Row[str, str, bool]]:
    """The list's active choices: (code, label, example), by code."""
    return rows(session, _ENTRIES, name=list_name.value)


_ENTRY = select(ListEntry).where(
    ListEntry.list_name == bindparam("name"), ListEntry.code == bindparam("code")
)


def entry(session: Session, list_name: ListName, code: str) -> ListEntry | None:
    return session.scalar(_ENTRY, {"name": list_name.value, "code": code})
