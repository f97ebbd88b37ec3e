"""What people asked of the responsibles, and every message of each conversation (R06, R65)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from storage.base import Base, Moment
from storage.network import Network
from storage.people import Person


class Question(Base):
    """One conversation; only who asked and the responsibles read it.

    `about` names the card from which it was asked, "" for none. `revision` is the number of its last message.
    `waits_since` is when the oldest message came that nobody answered; None once answered, or closed.
    """

    __tablename__ = "questions"
    __table_args__ = (CheckConstraint("closed_at IS NULL OR waits_since IS NULL", name="closed_waits_not"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    network_id: Mapped[int | None] = mapped_column(ForeignKey("networks.id"))
    about: Mapped[str] = mapped_column(String(20), default="")
    asked_at: Mapped[datetime] = mapped_column(Moment)
    revision: Mapped[int] = mapped_column(default=0)
    waits_since: Mapped[datetime | None] = mapped_column(Moment, index=True)
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))

    person: Mapped[Person] = relationship(lazy="joined", foreign_keys=[person_id])
    network: Mapped[Network | None] = relationship(lazy="joined")


class QuestionMessage(Base):
    """`number` counts the messages of a question from 1; two writers at once cannot have the same."""

    __tablename__ = "question_messages"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("questions.id"))
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str] = mapped_column(Text)

    author: Mapped[Person] = relationship(lazy="joined")


def held_question(session: Session, question_id: int) -> Question | None:
    """The question, locked: who writes next reads what was written before."""
    return session.get(
        Question, question_id, with_for_update={"of": Question, "key_share": True}, populate_existing=True
    )


def waiting_questions(session: Session) -> list[Question]:
    """Those with a message that nobody answered, the one that waits longest first."""
    query = select(Question).where(Question.waits_since.is_not(None))
    return list(session.scalars(query.order_by(Question.waits_since, Question.id)))


def messages_of(session: Session, question_id: int, first: int, last: int) -> Sequence[QuestionMessage]:
    """Those of these numbers, in order."""
    query = select(QuestionMessage).where(
        QuestionMessage.question_id == question_id, QuestionMessage.number.between(first, last)
    )
    return session.scalars(query.order_by(QuestionMessage.number)).all()


def last_message(session: Session, question_id: int) -> QuestionMessage | None:
    query = select(QuestionMessage).where(QuestionMessage.question_id == question_id)
    return session.scalar(query.order_by(QuestionMessage.number.desc()).limit(1))


def writers_of(session: Session, question_id: int) -> set[int]:
    """Everybody who wrote in it."""
    query = select(QuestionMessage.author_id).where(QuestionMessage.question_id == question_id).distinct()
    return set(session.scalars(query))


def written_after(session: Session, question_id: int, number: int, *, by_asker: bool) -> bool:
    """Whether the same side, the one who asked or the responsibles, wrote again after this message."""
    same = QuestionMessage.author_id == Question.person_id
    query = (
        select(func.count(QuestionMessage.id))
        .join(Question, Question.id == QuestionMessage.question_id)
        .where(
            QuestionMessage.question_id == question_id,
            QuestionMessage.number > number,
            same if by_asker else ~same,
        )
    )
    return session.execute(query).scalar_one() > 0


def questions_of(session: Session, person_id: int, limit: int) -> list[Question]:
    """The last ones that this person asked: those that are open first, then the newest."""
    query = (
        select(Question)
        .where(Question.person_id == person_id)
        .order_by(Question.closed_at.is_not(None), Question.id.desc())
        .limit(limit)
    )
    return list(session.scalars(query))


def nameable(session: Session, person_id: int, network_id: int, *, responsible: bool) -> Network | None:
    """The network, when this person may read its title: everybody may once it was published, its animator
    and the responsibles before.
    """
    network = session.get(Network, network_id) if network_id else None
    if network is None or responsible or network.published_at is not None:
        return network
    return network if network.animator_id == person_id else None
