"""The plan of a network: its working copy, and every version that was deposited (guide §8.3; R32, R52)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network


class Plan(Base):
    """`draft` is what is being written, `version` the one deposited last (0: none yet), `deposited_at` when
    the first one was: later versions leave it as it is (R32). `revision` counts the saves that changed it.
    """

    __tablename__ = "plans"
    __table_args__ = (CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name="deposited"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), unique=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    step: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    deposited_at: Mapped[datetime | None] = mapped_column(Moment)

    network: Mapped[Network] = relationship(lazy="joined")


class PlanVersion(Base):
    """What was deposited, as it was; of it only the numbers of the meetings change, with the meetings."""

    __tablename__ = "plan_versions"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plans.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    deposited_at: Mapped[datetime] = mapped_column(Moment)


def plan_of(session: Session, network_id: int) -> Plan | None:
    query = select(Plan).where(Plan.network_id == network_id)
    return session.scalar(query.execution_options(populate_existing=True))


def deposited_plan(session: Session, network_id: int, version: int = 0) -> PlanVersion | None:
    """The version of this number, or the last one; None when there is none."""
    query = select(PlanVersion).join(Plan, Plan.id == PlanVersion.plan_id)
    query = query.where(Plan.network_id == network_id)
    if version:
        query = query.where(PlanVersion.version == version)
    return session.scalars(query.order_by(PlanVersion.version.desc()).limit(1)).first()


def versions_of(session: Session, plan_id: int) -> list[PlanVersion]:
    """Every version that was deposited, oldest first."""
    query = select(PlanVersion).where(PlanVersion.plan_id == plan_id).order_by(PlanVersion.version)
    return list(session.scalars(query.execution_options(populate_existing=True)))
