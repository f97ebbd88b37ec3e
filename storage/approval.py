"""Approval requests: one for each submitted version, decided once."""

from datetime import UTC, date, datetime
from enum import StrEnum
from hashlib import sha256

from sqlalchemy import CheckConstraint, Date, ForeignKey, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.people import Person
from storage.proposal import Proposal, ProposalState


class Decision(StrEnum):
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"


class ApprovalRequest(Base):
    """`message` is the reason of a no, or the changes asked for, which `answer_by` dates.

    A decision whose letter is held has no `released_at`: nothing of it took effect yet, and the proposer
    knows nothing of it.
    """

    __tablename__ = "approval_requests"
    __table_args__ = (
        UniqueConstraint("proposal_id", "version"),
        CheckConstraint("decision IN ('ACCEPTED','DECLINED','CHANGES_REQUESTED')", name="decision"),
        CheckConstraint(
            "(decision IS NULL) = (decided_by_id IS NULL) AND (decision IS NULL) = (decided_at IS NULL)",
            name="decided",
        ),
        CheckConstraint("decided_by_id <> proposer_id", name="not_ones_own"),
        CheckConstraint("released_at IS NULL OR decision IS NOT NULL", name="released"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20), default="PROPOSAL")
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    version: Mapped[int]
    proposer_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    opened_at: Mapped[datetime] = mapped_column(Moment)
    decision: Mapped[str | None] = mapped_column(String(20))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    message: Mapped[str] = mapped_column(Text, default="")
    answer_by: Mapped[date | None] = mapped_column(Date)
    released_at: Mapped[datetime | None] = mapped_column(Moment)

    proposal: Mapped[Proposal] = relationship(lazy="joined")
    decided_by: Mapped[Person | None] = relationship(lazy="joined", foreign_keys=[decided_by_id])

    @property
    def held(self) -> bool:
        """A decision is recorded, and nothing of it took effect."""
        return self.decision is not None and self.released_at is None

    @property
    def mark(self) -> str:
        """Names the recorded decision, "" without one: a button drawn from one leaves another alone (S06)."""
        if self.decided_at is None:
            return ""
        at = self.decided_at.astimezone(UTC)
        said = (self.decided_by_id, at.isoformat(), self.decision, self.message, str(self.answer_by))
        return sha256(repr(said).encode()).hexdigest()[:12]


IN_REVIEW = (ProposalState.SUBMITTED.value, ProposalState.UNDER_REVIEW.value)


def request_for(session: Session, proposal_id: int, version: int) -> ApprovalRequest | None:
    return session.scalar(
        select(ApprovalRequest).where(
            ApprovalRequest.proposal_id == proposal_id, ApprovalRequest.version == version
        )
    )


def open_requests(session: Session) -> list[ApprovalRequest]:
    """Those that wait for a decision on the current version, oldest first."""
    return list(
        session.scalars(
            select(ApprovalRequest)
            .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
            .where(
                ApprovalRequest.decision.is_(None),
                ApprovalRequest.version == Proposal.version,
                Proposal.state.in_(IN_REVIEW),
            )
            .order_by(ApprovalRequest.opened_at, ApprovalRequest.id)
        )
    )


def held_requests(session: Session) -> list[ApprovalRequest]:
    """Those decided whose letters are held, oldest first; a letter that can never leave is among them."""
    return list(
        session.scalars(
            select(ApprovalRequest)
            .where(ApprovalRequest.decision.is_not(None), ApprovalRequest.released_at.is_(None))
            .order_by(ApprovalRequest.opened_at, ApprovalRequest.id)
        )
    )


def in_review(request: ApprovalRequest) -> bool:
    """Whether this is still the version that the committee has before it."""
    return request.version == request.proposal.version and request.proposal.state in IN_REVIEW


def accepted_elsewhere(session: Session, request: ApprovalRequest) -> bool:
    """Whether a held decision accepts another proposal of the same person for the same year (S08)."""
    query = (
        select(ApprovalRequest.id)
        .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
        .where(
            ApprovalRequest.id != request.id,
            ApprovalRequest.decision == Decision.ACCEPTED.value,
            ApprovalRequest.released_at.is_(None),
            ApprovalRequest.version == Proposal.version,
            Proposal.id != request.proposal_id,
            Proposal.proposer_id == request.proposer_id,
            Proposal.school_year == request.proposal.school_year,
            Proposal.state.in_(IN_REVIEW),
        )
    )
    return session.scalar(query.limit(1)) is not None


def changes_awaited(session: Session) -> list[ApprovalRequest]:
    """Those whose proposer was asked for changes and has not sent them, the oldest date first."""
    return list(
        session.scalars(
            select(ApprovalRequest)
            .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
            .where(
                ApprovalRequest.decision == Decision.CHANGES_REQUESTED.value,
                ApprovalRequest.released_at.is_not(None),
                ApprovalRequest.answer_by.is_not(None),
                ApprovalRequest.version == Proposal.version,
                Proposal.state == ProposalState.CHANGES_REQUESTED.value,
            )
            .order_by(ApprovalRequest.answer_by, ApprovalRequest.id)
        )
    )


def requests_opened(session: Session, since: datetime, until: datetime) -> list[ApprovalRequest]:
    """Those that came from `since` on and before `until`, oldest first."""
    return list(
        session.scalars(
            select(ApprovalRequest)
            .where(ApprovalRequest.opened_at >= since, ApprovalRequest.opened_at < until)
            .order_by(ApprovalRequest.opened_at, ApprovalRequest.id)
        )
    )


def requests_about(session: Session, proposal_id: int) -> list[ApprovalRequest]:
    return list(
        session.scalars(
            select(ApprovalRequest)
            .where(ApprovalRequest.proposal_id == proposal_id)
            .order_by(ApprovalRequest.version)
        )
    )


def earlier_requests(session: Session, request: ApprovalRequest) -> list[int]:
    """The ids of the requests on earlier versions of the same proposal, the latest first."""
    query = (
        select(ApprovalRequest.id)
        .where(ApprovalRequest.proposal_id == request.proposal_id, ApprovalRequest.version < request.version)
        .order_by(ApprovalRequest.version.desc())
    )
    return list(session.scalars(query))
