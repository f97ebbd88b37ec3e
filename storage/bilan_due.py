"""The bilans that are owed, and the delays that a responsible granted (R37; S30)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Text, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from storage.base import Base, Moment, rows
from storage.bilan import Bilan
from storage.catalog_search import SHOWN
from storage.network import Network, NetworkState
from storage.schedule import HELD, Meeting


class BilanDelay(Base):
    """A responsible's way out of a missing bilan: more time, to the end of `until`, or `paper`: it was
    received on paper. Rows are only ever added; the last one counts.
    """

    __tablename__ = "bilan_delays"
    __table_args__ = (CheckConstraint("paper = (until IS NULL)", name="one_way"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), index=True)
    until: Mapped[date | None] = mapped_column(Date)
    paper: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(Text, default="")
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)


def bilan_delays(session: Session, network_ids: Collection[int]) -> dict[int, BilanDelay]:
    """{network: the last way out}; those without one are left out."""
    query = select(BilanDelay).where(BilanDelay.network_id.in_(list(network_ids))).order_by(BilanDelay.id)
    return {one.network_id: one for one in session.scalars(query)}


@dataclass(frozen=True, slots=True)
class Owed:
    """A bilan that nobody deposited and that did not come on paper. `last_day` is that of the last meeting
    that was not called off; `until` the last day of a delay.
    """

    network_id: int
    title: str
    animator_id: int
    school_year: str
    last_day: date
    until: date | None


# A network that was cancelled owes one for the meetings that were held; before any meeting it owes none.
_OWING = [
    *(one.value for one in SHOWN),
    NetworkState.CANCELLED.value,
    NetworkState.ARCHIVED.value,
]


def owed_bilans(
    session: Session,
    first: date,
    last: date,
    *,
    network_id: int | None = None,
    animator_id: int | None = None,
) -> list[Owed]:
    """Those of the networks whose last meeting was from one day to another, both inclusive, by that day; with
    `network_id` only that network's, with `animator_id` only those of that person's networks.
    """
    ended = func.max(Meeting.day)
    query = (
        select(Network.id, Network.title, Network.animator_id, Network.school_year, ended.label("last_day"))
        .join(Meeting, Meeting.network_id == Network.id)
        .outerjoin(Bilan, Bilan.network_id == Network.id)
        .where(
            Meeting.state.in_(HELD),
            Network.state.in_(_OWING),
            Network.published_at.is_not(None),
            or_(Bilan.id.is_(None), Bilan.version == 0),
        )
        .group_by(Network.id, Network.title, Network.animator_id, Network.school_year)
        .having(ended.between(first, last))
        .order_by(ended, Network.id)
    )
    if network_id is not None:
        query = query.where(Network.id == network_id)
    if animator_id is not None:
        query = query.where(Network.animator_id == animator_id)
    found = rows(session, query)
    ways = bilan_delays(session, [row.id for row in found]) if found else {}
    return [
        Owed(row.id, row.title, row.animator_id, row.school_year, row.last_day, _until(ways.get(row.id)))
        for row in found
        if not _on_paper(ways.get(row.id))
    ]


def _on_paper(way: BilanDelay | None) -> bool:
    return way is not None and way.paper


def _until(way: BilanDelay | None) -> date | None:
    return way.until if way is not None else None
