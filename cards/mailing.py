"""A message to the members of a network or to several: written, shown as it is read, who was reached."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    choice_input,
    framed,
    heading,
    link,
    mistakes,
    note,
    paragraph,
    plain,
    subheading,
    text_input,
)
from cards.enrollment import chat_with
from cards.phrases import mailing as say
from cards.phrases import menu

SHOWN = 10
# Some mail programs take no longer address than this; the text is then copied instead.
LONGEST_LINK = 1900


@dataclass(frozen=True, slots=True)
class MailingForm:
    """As typed; `mailing` is the id of what was saved before, or 0."""

    audience: str = ""
    subject: str = ""
    text: str = ""
    mailing: int = 0


def read(data: Mapping[str, Any]) -> MailingForm:
    audience, subject, text = (actions.typed(data, name) for name in ("audience", "subject", "text"))
    return MailingForm(audience, subject, text, actions.number(data, "mailing"))


def form(
    typed: MailingForm,
    audiences: Sequence[tuple[str, str]],
    sent: Sequence[tuple[int, str]] = (),
    *,
    errors: Sequence[str] = (),
) -> Card:
    """`audiences` are (code, words); `sent` are (mailing, line) of the last messages."""
    data = {"mailing": typed.mailing} if typed.mailing else {}
    before = [
        element
        for number, words in sent
        for element in (
            paragraph(words),
            buttons(button(say.SEE_REACH, actions.MAILING_REACH, {"mailing": number})),
        )
    ]
    return card(
        heading(say.TITLE),
        paragraph(say.HOW),
        choice_input(
            "audience",
            say.AUDIENCE,
            typed.audience,
            say.CHOOSE_AUDIENCE,
            audiences,
            placeholder=say.CHOOSE_AUDIENCE,
            search=True,
        ),
        text_input("subject", say.SUBJECT, typed.subject, say.WRITE_SUBJECT),
        text_input("text", say.TEXT, typed.text, say.WRITE_TEXT, long=True),
        buttons(
            button(say.PREVIEW, actions.MAILING_PREVIEW, data, primary=True, inputs=True),
            button(menu.MENU, actions.MENU),
        ),
        [subheading(say.SENT_BEFORE), *before] if before else None,
        mistakes(errors, say.NOT_YET),
        fallback=f"{say.TITLE}. {say.HOW}",
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """`title` is the network's, empty for a message to several; `answer_to` is the address of who animates,
    and wrote it, or empty.
    """

    subject: str
    text: str
    sender: str
    title: str = ""
    answer_to: str = ""


def words(one: Letter) -> list[Element]:
    """The message without its buttons, as its preview shows it too."""
    return [
        heading(plain(one.subject)),
        paragraph(say.sent_by(plain(one.sender), plain(one.title)), subtle=True),
        paragraph(plain(one.text)),
    ]


def letter(one: Letter) -> Card:
    answer = [link(say.WRITE_BACK, chat_with(one.answer_to))] if one.answer_to else []
    return card(
        words(one),
        buttons(*answer, button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.HELP, actions.HELP)),
        fallback=f"{say.sent_by(one.sender, one.title)}. {one.subject}",
    )


def preview(mailing_id: int, revision: int, one: Letter, people: int, silent: int, notice: str = "") -> Card:
    """`silent` are those, among the `people` who get it, with whom the bot has no chat."""
    here = {"mailing": mailing_id, "revision": revision}
    send = [button(say.SEND, actions.MAILING_SEND, here, primary=True)] if people else []
    return card(
        heading(say.PREVIEW_TITLE),
        note(notice) if notice else None,
        paragraph(say.counts(people, silent)),
        framed(words(one)),
        buttons(*send, button(say.EDIT, actions.MAILING, here)),
        fallback=f"{say.PREVIEW_TITLE}. {say.counts(people, silent)}",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """`waiting` messages are on their way; `missed` are (name, address or "") of those not reached."""

    mailing_id: int
    letter: Letter
    sent: int
    waiting: int
    missed: Sequence[tuple[str, str]]


def reach(one: Reach, page: int = 1, notice: str = "") -> Card:
    pages = max(1, -(-len(one.missed) // SHOWN))
    at = min(max(page, 1), pages)
    counted = say.reached_so_far(one.sent, one.waiting, len(one.missed))
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.MAILING_REACH, _at(one, at + 1)))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.MAILING_REACH, _at(one, at - 1)))
    return card(
        heading(say.REACH_TITLE),
        note(notice) if notice else None,
        paragraph(plain(one.letter.subject)),
        paragraph(counted),
        _missed(one, one.missed[(at - 1) * SHOWN : at * SHOWN]) if one.missed else paragraph(_rest(one)),
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        buttons(
            button(say.REFRESH, actions.MAILING_REACH, _at(one, at)),
            button(say.NEW, actions.MAILING),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.REACH_TITLE}. {one.letter.subject}",
    )


def _at(one: Reach, page: int) -> dict[str, Any]:
    return {"mailing": one.mailing_id, "page": page}


def _rest(one: Reach) -> str:
    return say.ON_THEIR_WAY if one.waiting else say.ALL_REACHED


def _missed(one: Reach, listed: Sequence[tuple[str, str]]) -> list[Element]:
    """Who they are, and one mail to those of this page: their addresses stay hidden from each other."""
    names: list[Element] = [
        paragraph(say.NOT_REACHED),
        *(paragraph(say.not_reached(plain(name), plain(address))) for name, address in listed),
    ]
    addresses = [quote(address, safe="@") for _, address in listed if address]
    if not addresses:
        return names
    to = f"{addresses[0]}?" if len(addresses) == 1 else f"?bcc={','.join(addresses)}&"
    opened = f"mailto:{to}subject={quote(one.letter.subject, safe='')}"
    whole = f"{opened}&body={quote(one.letter.text, safe='')}"
    fits = len(whole) <= LONGEST_LINK
    copied = [] if fits else [paragraph(say.COPY), framed([paragraph(plain(one.letter.text))])]
    return [*names, paragraph(say.write_to(whole if fits else opened)), *copied]
