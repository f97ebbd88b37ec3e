"""What a responsible did in spite of a rule, each with its written reason (DOMAIN.md §1, « Override »)."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network
from storage.people import Person
from storage.proposal import Proposal


class Derogation(Base):
    """`rule` is one of bot.rules.derogations.Rule; what it is about is a network, a person or a proposal.

    Without a reason none can be stored. Rows are only added.
    """

    __tablename__ = "derogations"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="reason"),
        CheckConstraint(
            "network_id IS NOT NULL OR person_id IS NOT NULL OR proposal_id IS NOT NULL", name="subject"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(Text)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    actor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)

    network: Mapped[Network | None] = relationship(lazy="joined")
    person: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[person_id])
    proposal: Mapped[Proposal | None] = relationship(lazy="joined")
    actor: Mapped[Person] = relationship(lazy="joined", foreign_keys=[actor_id])


def count_derogations(session: Session) -> int:
    return session.scalar(select(func.count(Derogation.id))) or 0


def derogations(session: Session, skip: int, limit: int) -> list[Derogation]:
    """The newest first."""
    query = select(Derogation).order_by(Derogation.at.desc(), Derogation.id.desc())
    return list(session.scalars(query.offset(skip).limit(limit)))


def is_derogated(session: Session, rule: str, proposal_id: int) -> bool:
    """Whether this rule was set aside for this proposal."""
    query = select(Derogation.id).where(Derogation.rule == rule, Derogation.proposal_id == proposal_id)
    return session.scalar(query.limit(1)) is not None
