"""What is no longer kept: what is deleted, and who is over (s. 73; B3)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, Delete, delete, exists, func, or_, select
from sqlalchemy.orm import Session

from storage.audit import AuditRow
from storage.bilan import Bilan, BilanComment
from storage.continuation import Continuation
from storage.conversations import Conversation
from storage.deputy import DeputyTerm
from storage.derogations import Derogation
from storage.enrollment import Enrollment
from storage.mailing import Mailing
from storage.moves import MeetingMove, MoveState
from storage.network import OVER, Network
from storage.outbox import OutboxRow, ended_before
from storage.people import Person, RoleGrant
from storage.posts import Post
from storage.privacy import PrivacyRequest
from storage.proposal import Proposal
from storage.questions import Question, QuestionMessage
from storage.replacement import Replacement
from storage.revision import RevisionRequest


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


def count_questions(session: Session, before: datetime) -> int:
    query = select(func.count(Question.id)).where(Question.closed_at < before)
    return session.execute(query).scalar_one()


def forget_questions(session: Session, before: datetime) -> int:
    """Those closed before this moment, with every message; an open one stays. How many questions."""
    closed = select(Question.id).where(Question.closed_at < before)
    session.execute(delete(QuestionMessage).where(QuestionMessage.question_id.in_(closed)))
    return _deleted(session, delete(Question).where(Question.closed_at < before))


def _unsent(before: datetime) -> ColumnElement[bool]:
    return Mailing.sent_at.is_(None) & (Mailing.saved_at < before)


def count_unsent_mailings(session: Session, before: datetime) -> int:
    return session.execute(select(func.count(Mailing.id)).where(_unsent(before))).scalar_one()


def forget_unsent_mailings(session: Session, before: datetime) -> int:
    return _deleted(session, delete(Mailing).where(_unsent(before)))


def _sent(first_year: str) -> ColumnElement[bool]:
    return Mailing.sent_at.is_not(None) & (Mailing.school_year < first_year)


def count_sent_mailings(session: Session, first_year: str) -> int:
    return session.execute(select(func.count(Mailing.id)).where(_sent(first_year))).scalar_one()


def forget_sent_mailings(session: Session, first_year: str) -> int:
    """Those to networks of a school year before this one; the journal keeps that they were sent."""
    return _deleted(session, delete(Mailing).where(_sent(first_year)))


def _comments(first_year: str) -> ColumnElement[bool]:
    old = (
        select(Bilan.id)
        .join(Network, Network.id == Bilan.network_id)
        .where(Network.school_year < first_year, Network.state.in_(sorted(OVER)))
    )
    return BilanComment.bilan_id.in_(old)


def count_bilan_comments(session: Session, first_year: str) -> int:
    return session.execute(select(func.count(BilanComment.id)).where(_comments(first_year))).scalar_one()


def forget_bilan_comments(session: Session, first_year: str) -> int:
    """Those on the bilans of networks that are over, of a school year before this one."""
    return _deleted(session, delete(BilanComment).where(_comments(first_year)))


def _deleted(session: Session, statement: Delete) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount


@dataclass(frozen=True, slots=True)
class Cuts:
    """What keeps a name: a school year from `first_year` on, an act or a word since `since`; neither a draft
    older than `drafts`, a question closed before `questions`, a letter not sent since `unsent`, nor a line of
    the `technical` actions, all of which the same purge forgets.
    """

    first_year: str
    since: datetime
    drafts: datetime
    questions: datetime
    unsent: datetime
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
        *_asked_or_told(cuts),
        *_stood_for(cuts),
    ]


def _asked_or_told(cuts: Cuts) -> list[ColumnElement[bool]]:
    """Conversations, letters, and requests that nobody answered."""
    still_open = or_(Question.closed_at.is_(None), Question.closed_at >= cuts.questions)
    still_kept = or_(
        Mailing.sent_at.is_not(None) & (Mailing.school_year >= cuts.first_year),
        Mailing.sent_at.is_(None) & (Mailing.saved_at >= cuts.unsent),
    )
    undecided = Continuation.decision.is_(None) & Continuation.withdrawn_at.is_(None)
    return [
        exists().where(Question.person_id == Person.id, still_open),
        exists().where(QuestionMessage.author_id == Person.id, QuestionMessage.at >= cuts.since),
        exists().where(Mailing.sender_id == Person.id, still_kept),
        exists().where(Continuation.asker_id == Person.id, undecided),
        exists().where(MeetingMove.asked_by == Person.id, MeetingMove.state == MoveState.ASKED.value),
    ]


def _stood_for(cuts: Cuts) -> list[ColumnElement[bool]]:
    """Who stands, or stood since, for somebody; who took over, or for whom a rule was set aside, since."""
    either = or_(DeputyTerm.absent_id == Person.id, DeputyTerm.deputy_id == Person.id)
    runs = or_(DeputyTerm.ended_at.is_(None), DeputyTerm.ended_at >= cuts.since)
    named = or_(Replacement.old_id == Person.id, Replacement.new_id == Person.id)
    return [
        exists().where(either, runs),
        exists().where(named, Replacement.at >= cuts.since),
        exists().where(Derogation.person_id == Person.id, Derogation.at >= cuts.since),
    ]
