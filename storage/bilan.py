"""The bilan of a network: its working copy, and every version that was deposited (guide §5, §8.5; R37, R63).

A network has one bilan a school year, and a network's row is one school year: so one bilan a network.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text, UniqueConstraint, and_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.attendance import AttendanceMark, Presence
from storage.base import Base, Moment, rows
from storage.people import Person
from storage.schedule import HELD, Meeting


class Bilan(Base):
    """`draft` is what is being written, `version` the one deposited last (0: none yet), `deposited_at` when
    the first one was: that day says whether it was late. `revision` counts the changes of the draft; while
    nobody has `written` in it, it follows the meetings and their minutes.

    `shared_at`: since then the participants, whom the animator asked for comments, may read it (R65).
    `noted` is the version that a responsible has taken note of.
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
    shared_at: Mapped[datetime | None] = mapped_column(Moment)
    noted: Mapped[int] = mapped_column(default=0)


class BilanVersion(Base):
    """What was deposited, as it was. `content` holds Annexe 5's points by name: `dates`, `purpose`,
    `summary`, `achievement`, `questions`, `continuation` ("yes" or "no"), `continuation_reasons`; and of the
    work produced (R36) `work` (an https address), `no_work` (why there is none), `work_shared`.
    """

    __tablename__ = "bilan_versions"

    bilan_id: Mapped[int] = mapped_column(ForeignKey("bilans.id"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    deposited_at: Mapped[datetime] = mapped_column(Moment)


class BilanComment(Base):
    """What a participant says of the draft, for the animator alone; one a person, replaced when said anew."""

    __tablename__ = "bilan_comments"
    __table_args__ = (UniqueConstraint("bilan_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    bilan_id: Mapped[int] = mapped_column(ForeignKey("bilans.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Moment)

    person: Mapped[Person] = relationship(lazy="joined")


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


def unnoted_bilans(session: Session) -> list[tuple[int, datetime]]:
    """(network, since when it waits) of those of which no responsible has taken note as they were deposited
    last; longest first.
    """
    query = (
        select(Bilan.network_id, BilanVersion.deposited_at)
        .join(BilanVersion, and_(BilanVersion.bilan_id == Bilan.id, BilanVersion.version == Bilan.version))
        .where(Bilan.version > Bilan.noted)
        .order_by(BilanVersion.deposited_at, Bilan.id)
    )
    return [(row.network_id, row.deposited_at) for row in rows(session, query)]


def comments_on(session: Session, bilan_id: int) -> list[BilanComment]:
    """In the order in which they came."""
    query = select(BilanComment).where(BilanComment.bilan_id == bilan_id)
    found = session.scalars(query.order_by(BilanComment.at, BilanComment.id))
    return list(found.unique())


def comment_by(session: Session, bilan_id: int, person_id: int) -> BilanComment | None:
    query = select(BilanComment).where(BilanComment.bilan_id == bilan_id, BilanComment.person_id == person_id)
    return session.scalar(query.execution_options(populate_existing=True))


def last_meeting(session: Session, network_id: int) -> Meeting | None:
    """The last one that takes place, or did; None when all were called off."""
    query = select(Meeting).where(Meeting.network_id == network_id, Meeting.state.in_(HELD))
    return session.scalars(query.order_by(Meeting.day.desc()).limit(1)).first()


def attended(session: Session, network_id: int) -> set[int]:
    """Who was there, in part at least, at one meeting at least that was not called off."""
    there = (Presence.PRESENT.value, Presence.PARTLY.value)
    query = (
        select(AttendanceMark.person_id)
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .where(
            Meeting.network_id == network_id,
            Meeting.state.in_(HELD),
            AttendanceMark.presence.in_(there),
        )
        .distinct()
    )
    return {row.person_id for row in rows(session, query)}
