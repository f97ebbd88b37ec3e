"""What a responsible posts in Folio, by hand, for a network (guide §8.2, §8.3; R49, R50, R52, R58)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, and_, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.enrollment import Enrollment, EnrollmentState
from storage.network import Network, NetworkState
from storage.plan import Plan
from storage.schedule import Meeting, MeetingState
from storage.shared_documents import SharedDocument


class FolioTask(Base):
    """One open task a network groups all that is new; `sheet` is what stood on it when it was done."""

    __tablename__ = "folio_tasks"
    __table_args__ = (
        Index(
            "uq_folio_tasks_one_open",
            "network_id",
            unique=True,
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    sheet: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    network: Mapped[Network] = relationship(lazy="joined")


def open_folio_task(session: Session, network_id: int) -> FolioTask | None:
    query = select(FolioTask).where(FolioTask.network_id == network_id, FolioTask.done_at.is_(None))
    return session.scalar(query)


def open_folio_tasks(session: Session) -> list[FolioTask]:
    """Of every network that is neither cancelled nor archived, oldest first."""
    gone = [NetworkState.CANCELLED.value, NetworkState.ARCHIVED.value]
    query = select(FolioTask).join(Network).where(FolioTask.done_at.is_(None), Network.state.not_in(gone))
    return list(session.scalars(query.order_by(FolioTask.opened_at, FolioTask.id)))


def last_folio_task(session: Session, network_id: int) -> FolioTask | None:
    """The one done last, whose sheet stands in Folio now."""
    query = select(FolioTask).where(FolioTask.network_id == network_id, FolioTask.done_at.is_not(None))
    return session.scalars(query.order_by(FolioTask.done_at.desc(), FolioTask.id.desc())).first()


def unopened_networks(session: Session, school_year: str, today: date) -> list[Network]:
    """Those published that wait for the common first day of their year, by id."""
    query = select(Network).where(
        Network.school_year == school_year,
        Network.state == NetworkState.OPEN.value,
        Network.opens_on > today,
    )
    return list(session.scalars(query.order_by(Network.id)))


_OVER = tuple(
    state.value for state in (NetworkState.CANCELLED, NetworkState.COMPLETED, NetworkState.ARCHIVED)
)
_PUBLISHED = and_(Network.published_at.is_not(None), Network.state.not_in(_OVER))


def current_sheets(session: Session, network_id: int | None = None) -> dict[int, dict[str, Any]]:
    """{network: what stands in Folio once it is posted} of those published and not over, or of one network.

    Five statements, whatever the number of networks: the clock asks every minute.
    """
    which = _PUBLISHED if network_id is None else Network.id == network_id
    titles = select(Network.id, Network.title).where(which).order_by(Network.id)
    meetings = (
        select(Meeting.network_id, Meeting.day, Meeting.starts, Meeting.ends, Meeting.venue, Meeting.room)
        .join(Network, Network.id == Meeting.network_id)
        .where(which, Meeting.state != MeetingState.CANCELLED.value)
        .order_by(Meeting.network_id, Meeting.number)
    )
    members = (
        select(Enrollment.network_id, Enrollment.person_id)
        .join(Network, Network.id == Enrollment.network_id)
        .where(which, Enrollment.state == EnrollmentState.ACTIVE.value)
        .order_by(Enrollment.person_id)
    )
    plans = (
        select(Plan.network_id, Plan.version)
        .join(Network, Network.id == Plan.network_id)
        .where(which, Plan.version > 0)
    )
    documents = (
        select(SharedDocument.network_id, SharedDocument.id)
        .join(Network, Network.id == SharedDocument.network_id)
        .where(which, SharedDocument.removed_at.is_(None))
        .order_by(SharedDocument.id)
    )
    sheets: dict[int, dict[str, Any]] = {
        row.id: {"title": row.title, "dates": [], "members": []} for row in rows(session, titles)
    }
    for one in rows(session, meetings):
        line = [str(one.day), str(one.starts or ""), str(one.ends or ""), one.venue or "", one.room]
        sheets[one.network_id]["dates"].append(line)
    for member in rows(session, members):
        sheets[member.network_id]["members"].append(member.person_id)
    # No key where there is none: what was posted before plans were the bot's has not changed.
    for plan in rows(session, plans):
        sheets[plan.network_id]["plan"] = plan.version
    for document in rows(session, documents):
        sheets[document.network_id].setdefault("documents", []).append(document.id)
    return sheets


def posted_sheets(session: Session) -> dict[int, dict[str, Any]]:
    """{network: the sheet that stands in Folio now} of every network that was ever posted."""
    last = (
        select(FolioTask.network_id, func.max(FolioTask.done_at).label("done_at"))
        .group_by(FolioTask.network_id)
        .subquery()
    )
    query = (
        select(FolioTask.network_id, FolioTask.sheet)
        .join(last, and_(last.c.network_id == FolioTask.network_id, last.c.done_at == FolioTask.done_at))
        .order_by(FolioTask.id)
    )
    return {row.network_id: row.sheet for row in rows(session, query)}
