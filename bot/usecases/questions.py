"""« Demander de l’aide »: a question, its answers, and the end of the conversation (R06, R65).

Only the person who asked and the responsibles read or write it. Whoever writes says which message she or he
read last: of two who answer at once, the second reads the first's answer before hers leaves.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.rules import questions as rules
from bot.rules.questions import About, Missing
from bot.rules.texts import TooLong
from bot.usecases import deputy
from storage import audit, outbox
from storage.people import Person, Role, people_with_role
from storage.questions import (
    Question,
    QuestionMessage,
    held_question,
    last_message,
    nameable,
    questions_of,
    writers_of,
)
from storage.standing import hold

ASKED, ANSWERED, CLOSED = "question_asked", "question_answered", "question_closed"


@dataclass(frozen=True, slots=True)
class Written:
    """The message stands; `question_id` is its conversation."""

    question_id: int


class NotWritten(StrEnum):
    NOTHING = "nothing"  # no such question, or it is neither one's own nor is one a responsible
    BEHIND = "behind"  # somebody wrote since the card was drawn: read first


def ask(
    session: Session, now: datetime, person_id: int, text: str, about: About, network_id: int
) -> Written | Missing | TooLong:
    """Put a question to the responsibles; the same words pressed twice are one question.

    `network_id` names what it is about; a network whose title the person may not read is left out.
    """
    written = rules.judged(text)
    if not isinstance(written, str):
        return written
    hold(session, person_id, [])
    for one in questions_of(session, person_id, 1):
        last = last_message(session, one.id)
        if one.closed_at is None and one.revision == 1 and last is not None and last.text == written:
            return Written(one.id)
    responsible = Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles
    network = nameable(session, person_id, network_id, responsible=responsible)
    question = Question(
        person_id=person_id,
        network_id=network.id if network else None,
        about=about.value,
        asked_at=now,
        revision=0,
    )
    session.add(question)
    session.flush()
    _add(session, now, question, person_id, written)
    return Written(question.id)


def _reader(session: Session, actor_id: int, question: Question | None) -> Question | None:
    """The question, for who asked it and for the responsibles; None for anybody else."""
    if question is None:
        return None
    own = question.person_id == actor_id
    return question if own or Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles else None


def write(
    session: Session, now: datetime, actor_id: int, question_id: int, revision: int, text: str
) -> Written | NotWritten | Missing | TooLong:
    """One more message, which opens a closed conversation again; `revision` is the last one that was read."""
    question = _reader(session, actor_id, held_question(session, question_id))
    if question is None:
        return NotWritten.NOTHING
    written = rules.judged(text)
    if not isinstance(written, str):
        return written
    if question.revision != revision:
        last = last_message(session, question_id)
        again = last is not None and (last.author_id, last.text) == (actor_id, written)
        return Written(question_id) if again else NotWritten.BEHIND
    _add(session, now, question, actor_id, written)
    return Written(question_id)


def _add(session: Session, now: datetime, question: Question, author_id: int, text: str) -> None:
    asks = author_id == question.person_id
    action = ASKED if asks else ANSWERED
    if question.closed_at is not None:
        action = "question_reopened"
    question.revision += 1
    question.closed_at = question.closed_by_id = None
    question.waits_since = (question.waits_since or now) if asks else None
    message = QuestionMessage(
        question_id=question.id, number=question.revision, author_id=author_id, at=now, text=text
    )
    session.add(message)
    session.flush()
    audit.record(session, now, action=action, subject=("question", question.id), person_id=author_id)
    told = _who_answers(session, now, question) if asks else [question.person_id]
    for person_id in told:
        outbox.add(
            session,
            once=f"{ASKED if asks else ANSWERED}:{message.id}:{person_id}",
            kind=ASKED if asks else ANSWERED,
            subject=("question_message", message.id),
            person_id=person_id,
            not_before=now,
        )


def _who_answers(session: Session, now: datetime, question: Question) -> list[int]:
    """Those who wrote in it already and are there; else every responsible but the one who asks."""
    everyone = [one.id for one in people_with_role(session, Role.CEE_RESPONSIBLE)]
    others = [one for one in everyone if one != question.person_id]
    present = writers_of(session, question.id) - deputy.away(session, now)
    return [one for one in others if one in present] or others


def close(
    session: Session, now: datetime, actor_id: int, question_id: int, revision: int
) -> Written | NotWritten:
    """« C’est réglé », by either side; who asked is told when a responsible says so. Twice is once."""
    question = _reader(session, actor_id, held_question(session, question_id))
    if question is None:
        return NotWritten.NOTHING
    if question.closed_at is not None:
        return Written(question_id)
    if question.revision != revision:
        return NotWritten.BEHIND
    question.closed_at, question.closed_by_id, question.waits_since = now, actor_id, None
    session.flush()
    audit.record(session, now, action=CLOSED, subject=("question", question.id), person_id=actor_id)
    if actor_id != question.person_id:
        outbox.add(
            session,
            once=f"{CLOSED}:{question.id}:{question.revision}",
            kind=CLOSED,
            subject=("question", question.id),
            person_id=question.person_id,
            not_before=now,
        )
    return Written(question_id)
