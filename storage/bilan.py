"""The bilan of a network: its working copy, and every version that was deposited (guide §5, §8.5; R37, R63).

A network has one bilan a school year, and a network's row is one school year: so one bilan a network.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment


class Bilan(Base):
    """`draft` is what is being written, `version` the one deposited last (0: none yet), `deposited_at` when
    the first one was: that day says whether it was late. `revision` counts the changes of the draft; while
    nobody has `written` in it, it follows the meetings and their minutes.
    """

    __tablename__ = "bilans"
    __table_args__ = (CheckConstraint("(version > 0) = (deposited_at IS NOT NULL)", name="deposited"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), unique=True)
    draft: Mapped[dict[str, Any]] = mapped_column(JSON)
    revision: Mapped[int] = mapped_column(default=0)
    written: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    deposited_at: Mapped[datetime | None] = mapped_column(Moment)


class BilanVersion(Base):
    """What was deposited, as it was. `content` holds Annexe 5's points by name: `dates`, `purpose`,
    `summary`, `achievement`, `questions`, `continuation` ("yes" or "no"), `continuation_reasons`.
    """

    __tablename__ = "bilan_versions"

    bilan_id: Mapped[int] = mapped_column(ForeignKey("bilans.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    deposited_at: Mapped[datetime] = mapped_column(Moment)


def bilan_of(session: Session, network_id: int) -> Bilan | None:
    query = select(Bilan).where(Bilan.network_id == network_id)
    return session.scalar(query.execution_options(populate_existing=True))


def deposited_bilan(session: Session, network_id: int) -> BilanVersion | None:
    """The version deposited last; None when there is none."""
    query = (
        select(BilanVersion)
        .join(Bilan, Bilan.id == BilanVersion.bilan_id)
        .where(Bilan.network_id == network_id)
        .order_by(BilanVersion.version.desc())
    )
    return session.scalars(query.limit(1)).first()
