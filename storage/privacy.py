"""What the Loi sur l’accès asks to remember: who was shown the notice, and the requests about one's own data.

(s. 65, 83, 89, 98; DOMAIN.md §3.5)
"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, Text, exists, select, text
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.people import Person


class RequestKind(StrEnum):
    ACCESS = "ACCESS"
    CORRECTION = "CORRECTION"
    DELETION = "DELETION"


class PrivacyNotice(Base):
    """The notice at collection, first shown to somebody at this moment."""

    __tablename__ = "privacy_notices"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    shown_at: Mapped[datetime] = mapped_column(Moment)


class PrivacyRequest(Base):
    """Somebody wants to see, correct or delete what is kept of her or him; a responsible answers by `due_on`,
    once extended at `extended_at`. `accepted` is None until then.
    """

    __tablename__ = "privacy_requests"
    __table_args__ = (
        CheckConstraint("kind IN ('ACCESS','CORRECTION','DELETION')", name="kind"),
        CheckConstraint(
            "(answered_at IS NULL) = (accepted IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)",
            name="answered",
        ),
        CheckConstraint("answered_by_id <> person_id", name="not_ones_own"),
        Index(
            "uq_privacy_requests_one_open",
            "person_id",
            "kind",
            unique=True,
            sqlite_where=text("answered_at IS NULL"),
            postgresql_where=text("answered_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    due_on: Mapped[date] = mapped_column(Date)
    extended_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    accepted: Mapped[bool | None]
    answer: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])


def was_shown(session: Session, person_id: int) -> bool:
    """Whether this person was ever shown the notice."""
    query = select(exists().where(PrivacyNotice.person_id == person_id))
    return bool(session.scalar(query))


def mark_shown(session: Session, person_id: int, now: datetime) -> None:
    """Keep the first moment; later ones change nothing."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = insert(PrivacyNotice).values(person_id=person_id, shown_at=now)
    session.execute(statement.on_conflict_do_nothing(index_elements=["person_id"]))


def open_requests(session: Session) -> list[PrivacyRequest]:
    """Those that nobody has answered, by due date."""
    query = select(PrivacyRequest).where(PrivacyRequest.answered_at.is_(None))
    return list(session.scalars(query.order_by(PrivacyRequest.due_on, PrivacyRequest.id)))


def open_request_of(session: Session, person_id: int, kind: RequestKind) -> PrivacyRequest | None:
    return session.scalar(
        select(PrivacyRequest).where(
            PrivacyRequest.person_id == person_id,
            PrivacyRequest.kind == kind.value,
            PrivacyRequest.answered_at.is_(None),
        )
    )


def all_requests(session: Session) -> list[PrivacyRequest]:
    """The register, the latest first."""
    return list(session.scalars(select(PrivacyRequest).order_by(PrivacyRequest.id.desc())))


def requests_of(session: Session, person_id: int) -> list[PrivacyRequest]:
    """One person's own, the latest first."""
    query = select(PrivacyRequest).where(PrivacyRequest.person_id == person_id)
    return list(session.scalars(query.order_by(PrivacyRequest.id.desc())))
