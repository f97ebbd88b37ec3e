"""A question to the responsibles, and the conversation that follows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import desk as say_desk
from cards.phrases import guide as say_guide
from cards.phrases import menu
from cards.phrases import questions as say


@dataclass(frozen=True, slots=True)
class Ask:
    """`about` is a key of phrases.questions.ABOUT, or empty; `title` that of the network, or empty.

    `yours` are the questions that the person asked before: (id, the day, whether it is closed).
    """

    address: str
    about: str = ""
    network_id: int = 0
    title: str = ""
    typed: str = ""
    yours: Sequence[tuple[int, str, bool]] = ()


def ask(one: Ask, *, notice: str = "", errors: Sequence[str] = ()) -> Card:
    context = say.question_about(one.about, plain(one.title))
    here: dict[str, Any] = {"about": one.about, "network": one.network_id}
    opens = [
        button(say.question_of(day, closed=closed), actions.QUESTION_OPEN, {"question": number})
        for number, day, closed in one.yours
    ]
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.TEXT),
        paragraph(context) if context else None,
        text_input("asked", say.QUESTION, one.typed, say.WRITE_QUESTION, long=True),
        paragraph(say.NEXT, subtle=True),
        buttons(
            button(say.SEND, actions.QUESTION_ASK, here, primary=True, inputs=True),
            button(say_guide.TITLE, actions.GUIDE),
            button(menu.MENU, actions.MENU),
        ),
        [subheading(say.YOURS), buttons(*opens)] if opens else None,
        paragraph(say.question_address(one.address)),
        mistakes(errors, say.NOT_SENT),
        fallback=f"{say.TITLE}. {say.TEXT}",
    )


@dataclass(frozen=True, slots=True)
class Message:
    """`name` is empty for one's own; `moment` is written out."""

    name: str
    moment: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """As one reader sees it: `own` for who asked, `asker` is the name for the others.

    `messages` are those of the page, of which the first is number `first` of `count`.
    """

    question_id: int
    asker: str
    own: bool
    about: str
    title: str
    messages: Sequence[Message]
    first: int
    count: int
    page: int
    pages: int
    waits: bool
    closed: bool

    @property
    def here(self) -> dict[str, Any]:
        return {"question": self.question_id, "revision": self.count}


def conversation(
    one: Conversation, *, title: str = "", typed: str = "", notice: str = "", errors: Sequence[str] = ()
) -> Card:
    """`title` stands above it when the card comes by itself: a new question, an answer."""
    name = title or (say.YOUR_QUESTION if one.own else say.of_person(plain(one.asker)))
    context = say.question_about(one.about, plain(one.title))
    label, error = (say.MORE, say.WRITE_MORE) if one.own else (say.ANSWER, say.WRITE_ANSWER)
    return card(
        heading(name),
        note(notice) if notice else None,
        paragraph(say.of_person(plain(one.asker))) if title and not one.own else None,
        paragraph(context) if context else None,
        [_message(message) for message in one.messages],
        _turns(one),
        _state(one),
        text_input("text", label, typed, error, long=True),
        None if one.own else paragraph(say.ANSWER_NEXT, subtle=True),
        _ways(one),
        mistakes(errors, say.NOT_WRITTEN),
        fallback=f"{name}. {context}" if context else name,
    )


def _message(one: Message) -> Element:
    who = one.name or say.YOU
    return framed(
        [paragraph(say.written_by(plain(who), one.moment), subtle=True), paragraph(plain(one.text))]
    )


def _turns(one: Conversation) -> list[Element]:
    if one.pages == 1:
        return []
    last = one.first + len(one.messages) - 1
    turns = []
    for there, page, title in (
        (one.page > 1, one.page - 1, say.OLDER),
        (one.page < one.pages, one.page + 1, say.NEWER),
    ):
        if there:
            turns.append(button(title, actions.QUESTION_OPEN, {"question": one.question_id, "page": page}))
    return [paragraph(say.messages_shown(one.first, last, one.count), subtle=True), buttons(*turns)]


def _state(one: Conversation) -> Element | None:
    if one.closed:
        return paragraph(say.CLOSED)
    return paragraph(say.WAITS) if one.own and one.waits else None


def _ways(one: Conversation) -> Element:
    send = say.SEND_MORE if one.own else say.SEND_ANSWER
    settled = [] if one.closed else [button(say.SETTLED, actions.QUESTION_CLOSE, one.here)]
    back = (
        button(menu.MENU, actions.MENU)
        if one.own
        else button(say_desk.TITLE, actions.DESK, {"group": "questions"})
    )
    return buttons(button(send, actions.QUESTION_WRITE, one.here, primary=True, inputs=True), *settled, back)


def task(
    question_id: int, since: datetime, asker: str, about: str, title: str, count: int, network_id: int
) -> DeskTask:
    return DeskTask(
        kind="question",
        subject_id=question_id,
        since=since,
        title=say.of_person(plain(asker)),
        line=say.question_line(say.question_about(about, plain(title)), count),
        buttons=[TaskButton(say.REPLY, actions.QUESTION_OPEN, {"question": question_id})],
        network_id=network_id,
    )
