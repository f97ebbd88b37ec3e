"""Questions to the responsibles: the form, the conversation as its reader sees it, the row of the desk."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.rules.questions import about
from bot.views.kept_settings import address_of
from cards import actions
from cards import questions as cards
from cards.desk import DeskTask
from cards.elements import Card
from cards.phrases import questions as say
from cards.phrases.dates import hour, short_date
from storage.people import Person, Role
from storage.questions import (
    Question,
    QuestionMessage,
    messages_of,
    nameable,
    questions_of,
    waiting_questions,
    written_after,
)
from storage.schedule import networks_of_meetings

# Of the longest texts, so that a page with one more being typed stays under 28 KB.
ON_A_PAGE = 2
YOURS = 3


def tasks(session: Session, _now: datetime, viewer_id: int) -> list[DeskTask]:
    """A row for each conversation whose last word nobody answered; none of one's own."""
    return [
        cards.task(
            one.id,
            one.waits_since or one.asked_at,
            one.person.name,
            one.about,
            one.network.title if one.network else "",
            one.revision,
            one.network_id or 0,
        )
        for one in waiting_questions(session)
        if one.person_id != viewer_id
    ]


def form(
    session: Session,
    now: datetime,
    person_id: int,
    address: str,
    data: Mapping[str, Any],
    *,
    typed: str = "",
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card:
    """`data` is a button's: the card and the network or meeting from which it was pressed, a first draft."""
    network_id, meeting_id = actions.number(data, "network"), actions.number(data, "meeting")
    if meeting_id and not network_id:
        network_id = networks_of_meetings(session, [meeting_id]).get(meeting_id, 0)
    network = nameable(session, person_id, network_id, responsible=_responsible(session, person_id))
    asked = [
        (one.id, _day(now, one.asked_at), one.closed_at is not None)
        for one in questions_of(session, person_id, YOURS)
    ]
    facts = cards.Ask(
        address=address_of(session, address),
        about=about(actions.typed(data, "about")).value,
        network_id=network.id if network else 0,
        title=network.title if network else "",
        typed=typed or actions.typed(data, "draft"),
        yours=asked,
    )
    return cards.ask(facts, notice=notice, errors=errors)


def _responsible(session: Session, person_id: int) -> bool:
    return Role.CEE_RESPONSIBLE in session.get_one(Person, person_id).roles


def _day(now: datetime, moment: datetime) -> str:
    return short_date(moment.astimezone(now.tzinfo).date())


def conversation(
    session: Session,
    now: datetime,
    viewer_id: int,
    question_id: int,
    page: int = 0,
    *,
    title: str = "",
    typed: str = "",
    notice: str = "",
    errors: Sequence[str] = (),
) -> Card | None:
    """A page of it, 0 for the last; None when there is none, or when it is not the viewer's to read."""
    question = session.get(Question, question_id)
    if question is None or not (question.person_id == viewer_id or _responsible(session, viewer_id)):
        return None
    facts = _facts(session, now, viewer_id, question, page)
    return cards.conversation(facts, title=title, typed=typed, notice=notice, errors=errors)


def _facts(
    session: Session, now: datetime, viewer_id: int, question: Question, page: int
) -> cards.Conversation:
    """The last page is full, so that the last message stands beside the one that it answers."""
    pages = max(1, -(-question.revision // ON_A_PAGE))
    at = page if 1 <= page <= pages else pages
    last = question.revision - ON_A_PAGE * (pages - at)
    first = max(1, last - ON_A_PAGE + 1)
    return cards.Conversation(
        question_id=question.id,
        asker=question.person.name,
        own=question.person_id == viewer_id,
        about=question.about,
        title=question.network.title if question.network else "",
        messages=[_message(one, viewer_id, now) for one in messages_of(session, question.id, first, last)],
        first=first,
        count=question.revision,
        page=at,
        pages=pages,
        waits=question.waits_since is not None,
        closed=question.closed_at is not None,
    )


def _message(one: QuestionMessage, viewer_id: int, now: datetime) -> cards.Message:
    local = one.at.astimezone(now.tzinfo)
    said = say.written_at(short_date(local.date()), hour(local))
    return cards.Message("" if one.author_id == viewer_id else one.author.name, said, one.text)


def asked(session: Session, now: datetime, person_id: int, message_id: int) -> Card | None:
    """To a responsible: the new message, unless it was answered or closed meanwhile."""
    message = session.get(QuestionMessage, message_id)
    question = session.get(Question, message.question_id) if message else None
    if message is None or question is None or question.waits_since is None:
        return None
    if written_after(session, question.id, message.number, by_asker=True):
        return None
    return conversation(session, now, person_id, question.id)


def answered(session: Session, now: datetime, person_id: int, message_id: int) -> Card | None:
    """To who asked; of two answers that wait to leave, the last one shows both."""
    message = session.get(QuestionMessage, message_id)
    if message is None or written_after(session, message.question_id, message.number, by_asker=False):
        return None
    return conversation(session, now, person_id, message.question_id, title=say.ANSWERED_TITLE)


def closed(session: Session, now: datetime, person_id: int, question_id: int) -> Card | None:
    """To who asked, when a responsible calls it settled; None once it is open again."""
    question = session.get(Question, question_id)
    if question is None or question.closed_at is None:
        return None
    return conversation(
        session, now, person_id, question_id, title=say.CLOSED_TITLE, notice=say.CLOSED_BY_CEE
    )


def is_own(session: Session, _now: datetime, viewer_id: int, question_id: int) -> bool:
    question = session.get(Question, question_id)
    return question is not None and question.person_id == viewer_id
