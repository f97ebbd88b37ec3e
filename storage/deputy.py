"""Who does the work of an absent responsible, from which day to which day."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment, rows
from storage.people import Person


class DeputyTerm(Base):
    """Both days count. `ended_at` is when it was ended, early by one of the two or by the clock afterwards:
    one living term stands for an absent person.
    """

    __tablename__ = "deputy_terms"
    __table_args__ = (
        CheckConstraint("absent_id <> deputy_id", name="somebody_else"),
        CheckConstraint("ends_on >= starts_on", name="in_order"),
        Index(
            "uq_deputy_terms_one_living",
            "absent_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    absent_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    deputy_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    starts_on: Mapped[date] = mapped_column(Date)
    ends_on: Mapped[date] = mapped_column(Date)
    named_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    absent: Mapped[Person] = relationship(lazy="joined", foreign_keys=[absent_id])
    deputy: Mapped[Person] = relationship(lazy="joined", foreign_keys=[deputy_id])


def living_term(session: Session, absent_id: int) -> DeputyTerm | None:
    """The term that was named for this responsible and is not over, begun or not."""
    query = select(DeputyTerm).where(DeputyTerm.absent_id == absent_id, DeputyTerm.ended_at.is_(None))
    return session.scalar(query)


def held_term(session: Session, term_id: int) -> DeputyTerm | None:
    """The term, locked."""
    return session.get(
        DeputyTerm, term_id, with_for_update={"of": DeputyTerm, "key_share": True}, populate_existing=True
    )


def terms_as_deputy(session: Session, deputy_id: int) -> list[DeputyTerm]:
    """The living terms in which this person stands for somebody, by their first day."""
    query = select(DeputyTerm).where(DeputyTerm.deputy_id == deputy_id, DeputyTerm.ended_at.is_(None))
    return list(session.scalars(query.order_by(DeputyTerm.starts_on, DeputyTerm.id)))


def living_terms(session: Session) -> list[DeputyTerm]:
    query = select(DeputyTerm).where(DeputyTerm.ended_at.is_(None))
    return list(session.scalars(query.order_by(DeputyTerm.id)))


def absent_on(session: Session, day: date) -> set[int]:
    """The responsibles for whom somebody else stands on this day."""
    query = select(DeputyTerm.absent_id).where(
        DeputyTerm.ended_at.is_(None), DeputyTerm.starts_on <= day, DeputyTerm.ends_on >= day
    )
    return {row.absent_id for row in rows(session, query)}


_NAMES = select(Person.id, Person.name, Person.email).where(Person.name != "").order_by(Person.id)


def everybody(session: Session) -> list[tuple[int, str, str]]:
    """(id, name, address or "") of everybody who has a name: a search reads them all."""
    return [(row.id, row.name, row.email or "") for row in rows(session, _NAMES)]
