"""Automatic refusals that somebody asked a person to look at again (Loi sur l’accès, s. 65.2)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network
from storage.people import Person


class RevisionRequest(Base):
    """`refusal` names the condition that refused; one request stands open for a person and a network."""

    __tablename__ = "revision_requests"
    __table_args__ = (
        Index(
            "uq_revision_requests_one_open",
            "network_id",
            "person_id",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    refusal: Mapped[str] = mapped_column(String(40))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    answer: Mapped[str] = mapped_column(Text, default="")
    admitted: Mapped[bool] = mapped_column(default=False)

    network: Mapped[Network] = relationship(lazy="joined")
    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])


def open_revisions(session: Session) -> list[RevisionRequest]:
    """Those that no person has answered, oldest first."""
    query = select(RevisionRequest).where(RevisionRequest.answered_at.is_(None))
    return list(session.scalars(query.order_by(RevisionRequest.asked_at, RevisionRequest.id)))


def open_revision(session: Session, network_id: int, person_id: int) -> RevisionRequest | None:
    return session.scalar(
        select(RevisionRequest).where(
            RevisionRequest.network_id == network_id,
            RevisionRequest.person_id == person_id,
            RevisionRequest.answered_at.is_(None),
        )
    )
