"""What is no longer kept: what is deleted, and the people whose rows name nobody any more (s. 73; B3)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session

from storage.audit import AuditRow
from storage.conversations import Conversation
from storage.enrollment import Enrollment
from storage.membership import Membership
from storage.network import OVER, Network
from storage.outbox import OutboxRow, ended_before
from storage.people import Person, RoleGrant, SchoolChange
from storage.posts import Post
from storage.privacy import PrivacyNotice, PrivacyRequest
from storage.proposal import Proposal, ProposalVersion
from storage.rating import Reading
from storage.revision import RevisionRequest

NAMELESS = "—"
# Of a proposal's text: what says who the proposer is, and not what the network was about.
PERSONAL = ("email", "school_id", "school_other", "job_title", "experience", "bio", "comments")


def old_posts(before: datetime) -> ColumnElement[bool]:
    """Where cards stand that were posted before this moment, and that no message is about to redraw."""
    return (Post.posted_at < before) & ~exists().where(OutboxRow.post_id == Post.id, ~ended_before(before))


def count_posts(session: Session, before: datetime) -> int:
    return session.execute(select(func.count(Post.id)).where(old_posts(before))).scalar_one()


def forget_posts(session: Session, before: datetime) -> int:
    return _deleted(session, delete(Post).where(old_posts(before)))


def count_revisions(session: Session, before: datetime) -> int:
    query = select(func.count(RevisionRequest.id)).where(RevisionRequest.answered_at < before)
    return session.execute(query).scalar_one()


def forget_revisions(session: Session, before: datetime) -> int:
    """Those answered before this moment; what waits is never forgotten."""
    return _deleted(session, delete(RevisionRequest).where(RevisionRequest.answered_at < before))


def count_privacy_requests(session: Session, before: datetime) -> int:
    query = select(func.count(PrivacyRequest.id)).where(PrivacyRequest.answered_at < before)
    return session.execute(query).scalar_one()


def forget_privacy_requests(session: Session, before: datetime) -> int:
    return _deleted(session, delete(PrivacyRequest).where(PrivacyRequest.answered_at < before))


def _deleted(session: Session, statement: Delete) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


@dataclass(frozen=True, slots=True)
class Cuts:
    """What keeps a name: a school year from `first_year` on, an act or a word since `since`; neither a draft
    older than `drafts` nor a line of the `technical` actions, which the same purge forgets.
    """

    first_year: str
    since: datetime
    drafts: datetime
    technical: Collection[str]


def people_over(session: Session, cuts: Cuts) -> list[int]:
    """The people of whom nothing keeps the name any more.

    Somebody of the CEE's list who never took part in anything stays: the list says who teaches today.
    """
    took_part = or_(
        exists().where(Enrollment.person_id == Person.id),
        exists().where(Network.animator_id == Person.id),
        exists().where(Proposal.proposer_id == Person.id),
        Person.code.is_(None),
    )
    query = (
        select(Person.id)
        .where(
            Person.anonymised_at.is_(None),
            Person.created_at < cuts.since,
            took_part,
            *(~living for living in _living(cuts)),
        )
        .order_by(Person.id)
    )
    return list(session.scalars(query))


def _living(cuts: Cuts) -> list[ColumnElement[bool]]:
    """What keeps a person's name: a role, a year that is not over long enough, a word or an act since."""
    first_year, since = cuts.first_year, cuts.since
    sent = (Proposal.version > 0) & or_(Proposal.school_year >= first_year, Proposal.updated_at >= since)
    of_network = Network.id == Enrollment.network_id
    goes_on = Network.state.not_in(sorted(OVER))
    return [
        exists().where(RoleGrant.person_id == Person.id),
        exists().where(Enrollment.person_id == Person.id, Enrollment.school_year >= first_year),
        exists().where(Enrollment.person_id == Person.id, of_network, goes_on),
        exists().where(Network.animator_id == Person.id, or_(Network.school_year >= first_year, goes_on)),
        exists().where(Proposal.proposer_id == Person.id, or_(sent, Proposal.updated_at >= cuts.drafts)),
        exists().where(Conversation.person_id == Person.id, Conversation.heard_at >= since),
        exists().where(
            AuditRow.person_id == Person.id,
            AuditRow.at >= since,
            AuditRow.action.not_in(sorted(cuts.technical)),
        ),
        exists().where(RevisionRequest.person_id == Person.id, RevisionRequest.answered_at.is_(None)),
        exists().where(PrivacyRequest.person_id == Person.id, PrivacyRequest.answered_at.is_(None)),
    ]


def make_nameless(session: Session, person_ids: Sequence[int], now: datetime) -> None:
    """The rows of these people name nobody any more. What counts them stays: seats, attendance, releases."""
    for person_id in person_ids:
        _forget_traces(session, person_id)
        session.execute(update(Enrollment).where(Enrollment.person_id == person_id).values(reason=""))
        session.execute(
            update(AuditRow)
            .where(AuditRow.subject_type == "person", AuditRow.subject_id == person_id)
            .values(why="")
        )
        _blank_proposals(session, person_id)
        session.execute(
            update(Person)
            .where(Person.id == person_id)
            .values(
                name=NAMELESS,
                email=None,
                object_id=None,
                code=None,
                school_id=None,
                job_title="",
                feed_key=None,
                anonymised_at=now,
            )
        )
    session.flush()
    session.expire_all()


def _forget_traces(session: Session, person_id: int) -> None:
    """Chats, cards and messages that stood in them, and what only the person could use."""
    posts = select(Post.id).where(Post.person_id == person_id)
    session.execute(
        delete(OutboxRow).where(or_(OutboxRow.person_id == person_id, OutboxRow.post_id.in_(posts)))
    )
    for table in (Post, Conversation, SchoolChange, Reading, PrivacyNotice, Membership):
        session.execute(delete(table).where(table.person_id == person_id))


def _blank_proposals(session: Session, person_id: int) -> None:
    query = (
        select(ProposalVersion)
        .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
        .where(Proposal.proposer_id == person_id)
    )
    for version in session.scalars(query):
        version.content = {name: "" if name in PERSONAL else value for name, value in version.content.items()}
    session.flush()
