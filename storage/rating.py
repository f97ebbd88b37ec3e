"""What the committee's members think of a proposal's version, and which version each person read."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.approval import ApprovalRequest, open_requests
from storage.base import Base, Moment
from storage.people import Person


class Rating(Base):
    """One member's marks on one request: criterion (R24 to R30) to mark, and a comment.

    `complete` once every criterion has its mark; only then does it count.
    """

    __tablename__ = "ratings"
    __table_args__ = (UniqueConstraint("request_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("approval_requests.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    marks: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    comment: Mapped[str] = mapped_column(Text, default="")
    complete: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined")


class Reading(Base):
    """The last version of a proposal that somebody read whole, or rated."""

    __tablename__ = "readings"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    version: Mapped[int]
    read_at: Mapped[datetime] = mapped_column(Moment)


def rating_by(session: Session, request_id: int, person_id: int) -> Rating | None:
    return session.scalar(
        select(Rating).where(Rating.request_id == request_id, Rating.person_id == person_id)
    )


def ratings_of(session: Session, request_ids: Sequence[int]) -> list[Rating]:
    """Every member's, in the order of the requests, then of the first saving."""
    return list(
        session.scalars(
            select(Rating).where(Rating.request_id.in_(request_ids)).order_by(Rating.request_id, Rating.id)
        )
    )


def to_rate(session: Session, person_id: int) -> list[ApprovalRequest]:
    """The requests that wait for this member's marks, oldest first; never one's own."""
    waiting = [one for one in open_requests(session) if one.proposer_id != person_id]
    done = {
        one.request_id
        for one in ratings_of(session, [request.id for request in waiting])
        if one.person_id == person_id and one.complete
    }
    return [one for one in waiting if one.id not in done]


def version_read(session: Session, proposal_id: int, person_id: int) -> int:
    """The last version that this person read, or 0."""
    reading = session.get(Reading, (proposal_id, person_id))
    return reading.version if reading else 0


def mark_read(session: Session, proposal_id: int, person_id: int, version: int, now: datetime) -> None:
    """Remember the newest version read; an older one read later changes nothing."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    statement = insert(Reading).values(
        proposal_id=proposal_id, person_id=person_id, version=version, read_at=now
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["proposal_id", "person_id"],
            set_={"version": version, "read_at": now},
            where=Reading.version < version,
        )
    )
