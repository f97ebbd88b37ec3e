"""What the workbook of a year lists person by person: members, attendance, decisions. Reads only."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from storage.approval import ApprovalRequest
from storage.attendance import AttendanceMark
from storage.base import rows
from storage.enrollment import Enrollment
from storage.network import Network
from storage.people import Person, School
from storage.proposal import Proposal, ProposalVersion
from storage.schedule import Meeting


@dataclass(frozen=True, slots=True)
class YearMember:
    """Somebody who is, was, or waits to be enrolled; `school_then` is that of the day of enrollment (S17)."""

    network_id: int
    name: str
    email: str
    job_title: str
    school_then: str
    school_now: str
    state: str
    position: int | None
    created_at: datetime
    ended_at: datetime | None


def members_of_year(session: Session, school_year: str) -> list[YearMember]:
    """By network, then by name."""
    then, now = aliased(School), aliased(School)
    query = (
        select(
            Enrollment.network_id,
            Person.name,
            Person.email,
            Person.job_title,
            then.name.label("school_then"),
            now.name.label("school_now"),
            Enrollment.state,
            Enrollment.position,
            Enrollment.created_at,
            Enrollment.ended_at,
        )
        .join(Network, Network.id == Enrollment.network_id)
        .join(Person, Person.id == Enrollment.person_id)
        .outerjoin(then, then.id == Enrollment.school_at_enrollment_id)
        .outerjoin(now, now.id == Person.school_id)
        .where(Network.school_year == school_year)
        .order_by(Enrollment.network_id, Person.name, Enrollment.id)
    )
    return [
        YearMember(
            network_id=row.network_id,
            name=row.name,
            email=row.email or "",
            job_title=row.job_title,
            school_then=row.school_then or "",
            school_now=row.school_now or "",
            state=row.state,
            position=row.position,
            created_at=row.created_at,
            ended_at=row.ended_at,
        )
        for row in rows(session, query)
    ]


@dataclass(frozen=True, slots=True)
class YearMark:
    """What was said last of one person for one half-day of a meeting."""

    network_id: int
    number: int
    day: date
    half_days: int
    half: int
    name: str
    animates: bool
    presence: str


def marks_of_year(session: Session, school_year: str) -> list[YearMark]:
    """By network, meeting, name and half-day."""
    query = (
        select(
            Meeting.network_id,
            Meeting.number,
            Meeting.day,
            Meeting.half_days,
            AttendanceMark.half,
            Person.name,
            AttendanceMark.person_id,
            Network.animator_id,
            AttendanceMark.presence,
        )
        .join(Meeting, Meeting.id == AttendanceMark.meeting_id)
        .join(Network, Network.id == Meeting.network_id)
        .join(Person, Person.id == AttendanceMark.person_id)
        .where(Network.school_year == school_year)
        .order_by(Meeting.network_id, Meeting.day, Person.name, AttendanceMark.person_id, AttendanceMark.half)
    )
    return [
        YearMark(
            network_id=row.network_id,
            number=row.number,
            day=row.day,
            half_days=row.half_days,
            half=row.half,
            name=row.name,
            animates=row.person_id == row.animator_id,
            presence=row.presence,
        )
        for row in rows(session, query)
    ]


@dataclass(frozen=True, slots=True)
class YearDecision:
    """One version of a proposal for the year, and what was decided of it; `released_at` is None while its
    letter is held.
    """

    proposal_id: int
    proposer_id: int
    version: int
    title: str
    proposer: str
    state: str
    opened_at: datetime
    decision: str
    decider: str
    decided_at: datetime | None
    released_at: datetime | None
    message: str


def decisions_of_year(session: Session, school_year: str) -> list[YearDecision]:
    """Of every proposal for a year, by number, then by version."""
    proposer, decider = aliased(Person), aliased(Person)
    query = (
        select(
            Proposal.id,
            Proposal.proposer_id,
            ApprovalRequest.version,
            ProposalVersion.content,
            proposer.name.label("proposer"),
            Proposal.state,
            ApprovalRequest.opened_at,
            ApprovalRequest.decision,
            decider.name.label("decider"),
            ApprovalRequest.decided_at,
            ApprovalRequest.released_at,
            ApprovalRequest.message,
        )
        .join(Proposal, Proposal.id == ApprovalRequest.proposal_id)
        .join(
            ProposalVersion,
            and_(
                ProposalVersion.proposal_id == Proposal.id,
                ProposalVersion.version == ApprovalRequest.version,
            ),
        )
        .join(proposer, proposer.id == Proposal.proposer_id)
        .outerjoin(decider, decider.id == ApprovalRequest.decided_by_id)
        .where(Proposal.school_year == school_year)
        .order_by(Proposal.id, ApprovalRequest.version)
    )
    return [
        YearDecision(
            proposal_id=row.id,
            proposer_id=row.proposer_id,
            version=row.version,
            title=str(row.content.get("title", "")),
            proposer=row.proposer,
            state=row.state,
            opened_at=row.opened_at,
            decision=row.decision or "",
            decider=row.decider or "",
            decided_at=row.decided_at,
            released_at=row.released_at,
            message=row.message,
        )
        for row in rows(session, query)
    ]
