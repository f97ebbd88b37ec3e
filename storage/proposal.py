"""Proposals and their versions. The working copy is the version that was not submitted yet."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.people import Person


class ProposalState(StrEnum):
    DRAFT = "DRAFT"
    SUBMITTED = "SUBMITTED"
    UNDER_REVIEW = "UNDER_REVIEW"
    CHANGES_REQUESTED = "CHANGES_REQUESTED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class Proposal(Base):
    """One proposal for one school year; its number, as people see it, is its id.

    `version` is the last one submitted (0: none). `revision` counts the saves of the working copy,
    so that a form drawn from an older save is recognised.
    """

    __tablename__ = "proposals"
    __table_args__ = (
        CheckConstraint(
            "state IN ('DRAFT','SUBMITTED','UNDER_REVIEW','CHANGES_REQUESTED',"
            "'ACCEPTED','DECLINED','WITHDRAWN')",
            name="state",
        ),
        CheckConstraint("(version = 0) = (submitted_at IS NULL)", name="submitted"),
        # « Proposer un réseau » pressed twice, or delivered twice, opens the same draft.
        Index(
            "uq_proposals_one_new_draft",
            "proposer_id",
            unique=True,
            sqlite_where=text("state = 'DRAFT' AND taken_from_id IS NULL"),
            postgresql_where=text("state = 'DRAFT' AND taken_from_id IS NULL"),
        ),
        Index(
            "uq_proposals_one_draft_taken_from",
            "taken_from_id",
            unique=True,
            sqlite_where=text("state = 'DRAFT'"),
            postgresql_where=text("state = 'DRAFT'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    proposer_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    school_year: Mapped[str] = mapped_column(String(9))
    state: Mapped[str] = mapped_column(String(20), default=ProposalState.DRAFT.value)
    version: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    step: Mapped[int] = mapped_column(default=1)
    taken_from_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)

    proposer: Mapped[Person] = relationship()


class ProposalVersion(Base):
    __tablename__ = "proposal_versions"
    __table_args__ = (UniqueConstraint("proposal_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)


def locked(session: Session, proposal_id: int) -> Proposal | None:
    """The proposal, its row locked until the transaction ends (PostgreSQL; SQLite has one writer)."""
    return session.scalar(
        select(Proposal)
        .where(Proposal.id == proposal_id)
        .with_for_update(of=Proposal)
        .execution_options(populate_existing=True)
    )


def version_of(session: Session, proposal_id: int, version: int) -> ProposalVersion | None:
    return session.scalar(
        select(ProposalVersion).where(
            ProposalVersion.proposal_id == proposal_id, ProposalVersion.version == version
        )
    )


def new_draft_of(session: Session, person_id: int) -> Proposal | None:
    return session.scalar(
        select(Proposal).where(
            Proposal.proposer_id == person_id,
            Proposal.state == ProposalState.DRAFT.value,
            Proposal.taken_from_id.is_(None),
        )
    )


def draft_taken_from(session: Session, proposal_id: int) -> Proposal | None:
    return session.scalar(
        select(Proposal).where(
            Proposal.taken_from_id == proposal_id, Proposal.state == ProposalState.DRAFT.value
        )
    )


def proposals_of(session: Session, person_id: int) -> list[Proposal]:
    """Hers or his, newest first."""
    return list(
        session.scalars(
            select(Proposal).where(Proposal.proposer_id == person_id).order_by(Proposal.id.desc())
        )
    )


def last_submitted_content(session: Session, person_id: int) -> dict[str, Any] | None:
    return session.scalar(
        select(ProposalVersion.content)
        .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
        .where(Proposal.proposer_id == person_id, ProposalVersion.submitted_at.is_not(None))
        .order_by(ProposalVersion.submitted_at.desc(), ProposalVersion.id.desc())
        .limit(1)
    )


def submitted_titles(session: Session, years: list[str]) -> list[tuple[int, str, str]]:
    """(proposal id, title, school year) of the current version of each proposal sent for these years."""
    rows = session.execute(
        select(Proposal.id, ProposalVersion.content, Proposal.school_year)
        .join(
            ProposalVersion,
            (ProposalVersion.proposal_id == Proposal.id) & (ProposalVersion.version == Proposal.version),
        )
        .where(Proposal.school_year.in_(years), Proposal.version > 0)
        .order_by(Proposal.id)
    )
    return [(number, str(content.get("title", "")), year) for number, content, year in rows]


def open_drafts(session: Session) -> list[tuple[int, int, datetime]]:
    """(proposal id, proposer id, last save) of every draft that was never sent."""
    rows = session.execute(
        select(Proposal.id, Proposal.proposer_id, Proposal.updated_at)
        .where(Proposal.state == ProposalState.DRAFT.value)
        .order_by(Proposal.id)
    )
    return [(row.id, row.proposer_id, row.updated_at) for row in rows]


def proposers(session: Session, school_year: str) -> set[int]:
    """Who has a draft of any year, or a proposal for this one that was not withdrawn."""
    return set(
        session.scalars(
            select(Proposal.proposer_id).where(
                (Proposal.state == ProposalState.DRAFT.value)
                | ((Proposal.school_year == school_year) & (Proposal.state != ProposalState.WITHDRAWN.value))
            )
        )
    )


def _untouched(before: datetime) -> ColumnElement[bool]:
    return (Proposal.version == 0) & (Proposal.updated_at < before)


def count_old_drafts(session: Session, before: datetime) -> int:
    """How many `forget_drafts` would delete."""
    return session.execute(select(func.count(Proposal.id)).where(_untouched(before))).scalar_one()


def forget_drafts(session: Session, before: datetime) -> int:
    """Delete the drafts, withdrawn ones too, that were never sent nor touched since. Returns how many."""
    old = list(session.scalars(select(Proposal.id).where(_untouched(before))))
    session.execute(delete(ProposalVersion).where(ProposalVersion.proposal_id.in_(old)))
    session.execute(update(Proposal).where(Proposal.taken_from_id.in_(old)).values(taken_from_id=None))
    session.execute(delete(Proposal).where(Proposal.id.in_(old)))
    return len(old)


def submitted_in(session: Session, school_year: str) -> list[Proposal]:
    """The proposals for a year that the committee has received and that stand; oldest first."""
    return list(
        session.scalars(
            select(Proposal)
            .where(
                Proposal.school_year == school_year,
                Proposal.version > 0,
                Proposal.state != ProposalState.WITHDRAWN.value,
            )
            .order_by(Proposal.id)
        )
    )
