"""People who are over: their rows name nobody any more, and count what they counted (s. 73; B3)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from storage.audit import AuditRow
from storage.bilan import BilanComment
from storage.bilan_due import BilanDelay
from storage.cee_meeting import CeeMoment
from storage.conversations import Conversation
from storage.deadlines import Delay
from storage.derogations import Derogation
from storage.enrollment import Enrollment
from storage.membership import Membership
from storage.moves import Cancellation, MeetingMove
from storage.network import Network
from storage.outbox import OutboxRow
from storage.people import Person, SchoolChange
from storage.posts import Post
from storage.privacy import PrivacyNotice
from storage.proposal import Proposal, ProposalVersion
from storage.questions import QuestionMessage
from storage.rating import Rating, Reading
from storage.replacement import Replacement

NAMELESS = "—"
# Of a proposal's text: what says who the proposer is, and not what the network was about.
PERSONAL = ("email", "school_id", "school_other", "job_title", "experience", "bio", "comments")
WORDS: Sequence[tuple[InstrumentedAttribute[Any], InstrumentedAttribute[str], str]] = (
    (Enrollment.person_id, Enrollment.reason, ""),
    (Rating.person_id, Rating.comment, ""),
    (MeetingMove.asked_by, MeetingMove.reason, ""),
    (MeetingMove.decided_by, MeetingMove.answer, ""),
    (Cancellation.person_id, Cancellation.words, ""),
    (Delay.person_id, Delay.reason, ""),
    (BilanDelay.person_id, BilanDelay.reason, ""),
    (CeeMoment.person_id, CeeMoment.place, NAMELESS),
    # In a question of somebody else that is still open.
    (QuestionMessage.author_id, QuestionMessage.text, NAMELESS),
    (Replacement.old_id, Replacement.reason, NAMELESS),
    (Replacement.new_id, Replacement.reason, NAMELESS),
    (Replacement.actor_id, Replacement.reason, NAMELESS),
)
"""(whose row, the words in it, what stands there once she or he is nameless); rows and answers are kept."""


def make_nameless(session: Session, person_ids: Sequence[int], now: datetime) -> None:
    """The rows of these people name nobody any more. What counts them stays: seats, attendance, releases."""
    for person_id in person_ids:
        _forget_traces(session, person_id)
        _blank_journal(session, person_id)
        _blank_words(session, person_id)
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
    for table in (Post, Conversation, SchoolChange, Reading, PrivacyNotice, Membership, BilanComment):
        session.execute(delete(table).where(table.person_id == person_id))


def _blank_journal(session: Session, person_id: int) -> None:
    """The lines stay, without the words: of what she or he did, and of what was done to her or him."""
    # Who animated is what a replacement's line says was changed.
    replaced = (AuditRow.action == "animator_replaced") & or_(
        AuditRow.before == str(person_id), AuditRow.after == str(person_id)
    )
    about = (AuditRow.subject_type == "person") & (AuditRow.subject_id == person_id)
    session.execute(
        update(AuditRow).where(or_(about, replaced, AuditRow.person_id == person_id)).values(why="")
    )


def _blank_words(session: Session, person_id: int) -> None:
    """What she or he wrote, or what was written of her or him, outside of documents; the rows count on."""
    for column, words, blank in WORDS:
        session.execute(update(column.class_).where(column == person_id).values({words.key: blank}))
    hers = or_(
        Derogation.person_id == person_id,
        Derogation.actor_id == person_id,
        Derogation.proposal_id.in_(select(Proposal.id).where(Proposal.proposer_id == person_id)),
        Derogation.network_id.in_(select(Network.id).where(Network.animator_id == person_id)),
    )
    session.execute(update(Derogation).where(hers).values(reason=NAMELESS))


def _blank_proposals(session: Session, person_id: int) -> None:
    query = (
        select(ProposalVersion)
        .join(Proposal, Proposal.id == ProposalVersion.proposal_id)
        .where(Proposal.proposer_id == person_id)
    )
    for version in session.scalars(query):
        version.content = {name: "" if name in PERSONAL else value for name, value in version.content.items()}
    session.flush()
