"""What a responsible posts in Folio, by hand, for a network (guide §8.2, §8.3; R49, R50, R52, R58)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network, NetworkState


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
    """Of every network that is not cancelled, oldest first."""
    query = (
        select(FolioTask)
        .join(Network)
        .where(FolioTask.done_at.is_(None), Network.state != NetworkState.CANCELLED.value)
    )
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


def published_networks(session: Session) -> list[Network]:
    """Those that stand in Folio and are not over, by id."""
    over = (NetworkState.CANCELLED, NetworkState.COMPLETED, NetworkState.ARCHIVED)
    query = select(Network).where(
        Network.published_at.is_not(None), Network.state.not_in([state.value for state in over])
    )
    return list(session.scalars(query.order_by(Network.id)))
