"""Requests to go on for a second year: asked in a bilan, decided once (guide §3; R17, S30)."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    String,
    Text,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.approval import ApprovalRequest, Decision
from storage.base import Base, Moment, rows
from storage.bilan import Bilan, BilanVersion
from storage.network import Network, NetworkState
from storage.people import Person
from storage.proposal import Proposal
from storage.release import Release, ReleaseState
from storage.schedule import HELD, Meeting


class Continuation(Base):
    """One request a network, on the version of its bilan that asks for it: the foreign key is why there is no
    request without a deposited bilan. `asker_id` is who animated when it was asked, `message` the reason of a
    no or the precisions asked for. `invited_until` is the last day of the invitations, both inclusive.
    """

    __tablename__ = "continuations"
    __table_args__ = (
        ForeignKeyConstraint(
            ["bilan_id", "bilan_version"],
            ["bilan_versions.bilan_id", "bilan_versions.version"],
            name="fk_continuations_bilan",
        ),
        CheckConstraint("decision IN ('ACCEPTED','DECLINED','CHANGES_REQUESTED')", name="decision"),
        CheckConstraint(
            "(decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)",
            name="decided",
        ),
        CheckConstraint("decided_by_id <> asker_id", name="not_ones_own"),
        CheckConstraint(
            "(invited_until IS NOT NULL) = (decision IS NOT NULL AND decision = 'ACCEPTED')", name="invited"
        ),
        CheckConstraint(
            "withdrawn_at IS NULL OR decision IS NULL OR decision = 'CHANGES_REQUESTED'", name="withdrawn"
        ),
    )

    network_id: Mapped[int] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    bilan_id: Mapped[int]
    bilan_version: Mapped[int]
    asker_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)
    decision: Mapped[str | None] = mapped_column(String(20))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(Text, default="")
    invited_until: Mapped[date | None] = mapped_column(Date)

    network: Mapped[Network] = relationship(lazy="joined")
    decided_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decided_by_id])

    @property
    def waits(self) -> bool:
        """Whether the committee has it before it."""
        return self.decision is None and self.withdrawn_at is None


class ContinuationWish(Base):
    """What a member said of going on; nobody but she or he reads it, the request shows counts."""

    __tablename__ = "continuation_wishes"
    __table_args__ = (CheckConstraint("answer IN ('YES','NO','MAYBE')", name="answer"),)

    network_id: Mapped[int] = mapped_column(ForeignKey("continuations.network_id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    answer: Mapped[str] = mapped_column(String(10))
    answered_at: Mapped[datetime] = mapped_column(Moment)


def continuation_of(session: Session, network_id: int) -> Continuation | None:
    query = select(Continuation).where(Continuation.network_id == network_id)
    return session.scalar(query.execution_options(populate_existing=True))


def open_continuations(session: Session) -> list[Continuation]:
    """Those that wait for a decision, oldest first."""
    query = select(Continuation).where(Continuation.decision.is_(None), Continuation.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(Continuation.asked_at, Continuation.network_id)))


def second_year_of(session: Session, network_id: int) -> Network | None:
    """The network that goes on from this one."""
    return session.scalar(select(Network).where(Network.continued_from_id == network_id))


def version_text(session: Session, found: Continuation) -> BilanVersion | None:
    """The bilan as it was when it asked."""
    return session.get(BilanVersion, (found.bilan_id, found.bilan_version))


def acceptance_held(session: Session, person_id: int, school_year: str) -> bool:
    """Whether a decision whose letter is held accepts a proposal of this person for this year (S08)."""
    query = (
        select(ApprovalRequest.id)
        .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
        .where(
            ApprovalRequest.decision == Decision.ACCEPTED.value,
            ApprovalRequest.released_at.is_(None),
            ApprovalRequest.version == Proposal.version,
            Proposal.proposer_id == person_id,
            Proposal.school_year == school_year,
        )
    )
    return session.scalar(query.limit(1)) is not None


def wishes(session: Session, network_id: int) -> Mapping[str, int]:
    """{answer: how many members gave it}"""
    query = (
        select(ContinuationWish.answer, func.count().label("people"))
        .where(ContinuationWish.network_id == network_id)
        .group_by(ContinuationWish.answer)
    )
    return {row.answer: row.people for row in rows(session, query)}


def wish_of(session: Session, network_id: int, person_id: int) -> str | None:
    found = session.get(ContinuationWish, (network_id, person_id), populate_existing=True)
    return found.answer if found else None


def half_days_used(session: Session, network_id: int) -> int:
    """By members and animator together; what was decided used although somebody was not there counts."""
    used = case((Release.state == ReleaseState.USED.value, Release.half_days), else_=Release.used)
    query = select(func.coalesce(func.sum(used), 0)).where(Release.network_id == network_id)
    return int(session.execute(query).scalar_one())


def without_bilan(session: Session, school_year: str) -> list[tuple[int, str]]:
    """(network, title) of the networks of a year that met and whose bilan is not in."""
    met = (
        select(Meeting.id)
        .where(Meeting.network_id == Network.id, Meeting.state.in_(HELD))
        .correlate(Network)
        .exists()
    )
    query = (
        select(Network.id, Network.title)
        .outerjoin(Bilan, Bilan.network_id == Network.id)
        .where(
            Network.school_year == school_year,
            Network.state != NetworkState.CANCELLED.value,
            # What came in with a list of past networks has its bilan on paper.
            Network.code.is_(None),
            met,
            or_(Bilan.id.is_(None), Bilan.version == 0),
        )
        .order_by(Network.id)
    )
    return [(row.id, row.title) for row in rows(session, query)]
