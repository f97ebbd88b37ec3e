"""« Vie privée », requests about one's own data: the form, the task, the answer, the register."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    facts,
    framed,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.phrases import menu
from cards.phrases import privacy as say

SHOWN = 6


def privacy(address: str, officer: str = "", *, registers: bool) -> Card:
    """The notice whole (s. 65). `officer` says who answers for personal data, and how to reach that person
    (s. 8); while nobody said, one writes to `address`. `registers` for a responsible, who keeps them.
    """
    kept = [
        button(say.REGISTER, actions.PRIVACY_REGISTER),
        button(say.INCIDENTS, actions.INCIDENTS),
        button(say.JOURNAL, actions.JOURNAL),
    ]
    return card(
        heading(say.TITLE),
        facts(list(say.NOTICE.items())),
        paragraph(menu.PRIVACY_RIGHTS),
        paragraph(officer or say.officer(address)),
        buttons(button(say.MY_DATA, actions.MY_DATA, primary=True), button(menu.MENU, actions.MENU)),
        buttons(*kept) if registers else None,
        fallback=f"{say.TITLE}. {say.NOTICE[say.WHO]}",
    )


def ask(kind: str, words: str = "", errors: Sequence[str] = ()) -> Card:
    return card(
        heading(say.ASK[kind]),
        paragraph(say.ASK_HOW[kind]),
        text_input("words", say.WORDS, words, say.WRITE_WORDS, long=True),
        buttons(
            button(say.SEND, actions.PRIVACY_SEND, {"kind": kind}, primary=True, inputs=True),
            button(say.MY_DATA, actions.MY_DATA),
        ),
        mistakes(errors, say.NOT_SENT),
        fallback=f"{say.ASK[kind]}. {say.ASK_HOW[kind]}",
    )


def asked(until: str, *, known: bool) -> Card:
    told = say.asked_before(until) if known else say.asked_until(until)
    return card(
        heading(say.ASKED_TITLE),
        paragraph(told),
        buttons(button(say.MY_DATA, actions.MY_DATA), button(menu.MENU, actions.MENU)),
        fallback=f"{say.ASKED_TITLE}. {told}",
    )


@dataclass(frozen=True, slots=True)
class Request:
    """A request as a responsible sees it; `day` and `until` written out. `accepted` is None until `answered`,
    the day of the answer, is known.
    """

    request_id: int
    kind: str
    person: str
    words: str
    day: str
    until: str
    late: bool = False
    extended: bool = False
    may_extend: bool = False
    answered: str = ""
    accepted: bool | None = None


def task(one: Request, since: datetime) -> DeskTask:
    return DeskTask(
        "privacy_request",
        one.request_id,
        since,
        say.request_task(one.kind, plain(one.person)),
        say.request_due(one.until, late=one.late),
        (TaskButton(say.OPEN, actions.PRIVACY_OPEN, {"request": one.request_id}),),
    )


def form(one: Request, typed: str = "", errors: Sequence[str] = ()) -> Card:
    here = {"request": one.request_id}
    title = say.request_task(one.kind, one.person)
    more = [button(say.EXTEND, actions.PRIVACY_EXTEND, here)] if one.may_extend else []
    return card(
        heading(say.FORM_TITLE),
        paragraph(say.request_task(one.kind, plain(one.person))),
        framed([paragraph(plain(one.words))]),
        paragraph(say.request_due(one.until, late=one.late)),
        text_input("answer", say.ANSWER, typed, say.ANSWER_MISSING, long=True),
        paragraph(say.FORM_HOW, subtle=True),
        buttons(
            button(say.ACCEPT, actions.PRIVACY_ANSWER, {**here, "accept": 1}, primary=True, inputs=True),
            button(say.REFUSE, actions.PRIVACY_ANSWER, here, inputs=True),
            *more,
            button(menu.MENU, actions.MENU),
        ),
        mistakes(errors, say.NOT_ANSWERED),
        fallback=f"{say.FORM_TITLE}. {title}",
    )


def answered(kind: str, answer: str, *, accepted: bool) -> Card:
    """To the person; a refusal says where to turn (s. 135)."""
    told = say.request_accepted(kind) if accepted else say.request_refused(kind)
    return card(
        heading(say.ANSWERED_TITLE),
        paragraph(told),
        note(plain(answer)),
        None if accepted else paragraph(say.RECOURSE),
        buttons(button(say.MY_DATA, actions.MY_DATA)),
        fallback=f"{say.ANSWERED_TITLE}. {told}",
    )


def extended(kind: str, until: str) -> Card:
    told = say.request_extended(kind, until)
    return card(
        heading(say.EXTENDED_TITLE),
        paragraph(told),
        buttons(button(say.MY_DATA, actions.MY_DATA)),
        fallback=f"{say.EXTENDED_TITLE}. {told}",
    )


def register(listed: Sequence[Request], page: int = 1) -> Card:
    """Every request ever made, the latest first."""
    pages = max(1, -(-len(listed) // SHOWN))
    at = min(max(page, 1), pages)
    turns = []
    if at > 1:
        turns.append(button(say.NEWER, actions.PRIVACY_REGISTER, {"page": at - 1}))
    if at < pages:
        turns.append(button(say.OLDER, actions.PRIVACY_REGISTER, {"page": at + 1}))
    lines = [part for one in listed[(at - 1) * SHOWN : at * SHOWN] for part in _line(one)]
    return card(
        heading(say.REGISTER),
        lines or paragraph(say.REGISTER_NONE),
        buttons(*turns, button(say.TITLE, actions.PRIVACY), button(menu.MENU, actions.MENU)),
        fallback=say.REGISTER,
    )


def _line(one: Request) -> list[Element]:
    standing = (
        say.REGISTER_OPEN
        if one.accepted is None
        else say.register_answered(one.answered, accepted=one.accepted)
    )
    told = [standing, *([say.REGISTER_EXTENDED] if one.extended else [])]
    opens = {"request": one.request_id}
    return [
        subheading(say.register_line(one.kind, plain(one.person), one.day, one.until)),
        paragraph(" ".join(told)),
        *([buttons(button(say.OPEN, actions.PRIVACY_OPEN, opens))] if one.accepted is None else []),
    ]
