"""A meeting that does not take place: the form, what everybody reads, who was not reached (S24; B11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    button,
    buttons,
    card,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    radio_input,
    text_input,
)
from cards.phrases import menu
from cards.phrases import moves as say
from cards.phrases.proposal import quoted


def form(
    meeting_id: int, title: str, line: str, reason: str = "", words: str = "", errors: Sequence[str] = ()
) -> Card:
    here = {"meeting": meeting_id}
    return card(
        heading(say.CANCEL_TITLE),
        paragraph(quoted(plain(title))),
        paragraph(say.was(plain(line))),
        paragraph(say.CANCEL_HOW),
        radio_input("reason", say.WHY, reason, say.CHOOSE_WHY, list(say.REASONS.items())),
        text_input("words", say.WORDS, words, say.WRITE_WORDS, long=True),
        buttons(
            button(say.CANCEL_SURE, actions.MEETING_CANCEL_SURE, here, destructive=True, inputs=True),
            button(say.KEEP, actions.MY_NETWORK),
        ),
        mistakes(errors, say.NOT_CANCELLED),
        fallback=f"{say.CANCEL_TITLE}. {title}",
    )


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`words` replace the reason where the reason is « other », and follow it elsewhere."""

    network_id: int
    title: str
    line: str
    reason: str
    words: str


def _why(one: Cancelled) -> str:
    return plain(one.words).rstrip(".") if one.reason == "other" else say.REASONS[one.reason]


def told(one: Cancelled, *, member: bool) -> Card:
    words = one.words if one.reason != "other" else ""
    text = say.cancelled(plain(one.line), _why(one))
    return card(
        heading(say.CANCELLED_TITLE),
        paragraph(quoted(plain(one.title))),
        paragraph(text),
        note(plain(words)) if words else None,
        paragraph(say.NO_RELEASE) if member else None,
        buttons(button(menu.MY_NETWORK, actions.MY_NETWORK), button(menu.HELP, actions.HELP)),
        fallback=f"{say.CANCELLED_TITLE}. {one.title}",
    )


def in_channel(one: Cancelled) -> Card:
    """Neither a name nor a reason: everybody in the Team reads it."""
    return card(
        heading(say.CANCELLED_TITLE),
        paragraph(quoted(plain(one.title))),
        paragraph(say.cancelled_in_channel(plain(one.line))),
        fallback=f"{say.CANCELLED_TITLE}. {one.title}",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """`sent` messages arrived; `missed` are (name, address or "") of those whom none reached so far."""

    meeting_id: int
    title: str
    line: str
    everybody: int
    sent: int
    missed: Sequence[tuple[str, str]]
    may_put_off: bool


def reach(one: Reach) -> Card:
    here = {"meeting": one.meeting_id}
    subject = quote(f"{say.MAIL_SUBJECT} : {one.line}")
    put_off = [button(say.PUT_OFF, actions.MEETING_MOVE, here, primary=True)] if one.may_put_off else []
    return card(
        heading(say.REACH_TITLE),
        paragraph(quoted(plain(one.title))),
        paragraph(say.cancelled_in_channel(plain(one.line))),
        paragraph(say.reached(one.sent, one.everybody)),
        [paragraph(say.not_reached(plain(name), address, subject)) for name, address in one.missed],
        paragraph(_rest(one)) if not one.missed else None,
        note(say.REACH_ANIMATOR) if one.may_put_off else None,
        buttons(
            *put_off,
            button(say.REFRESH, actions.MEETING_CANCELLED, here),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.REACH_TITLE}. {one.title}",
    )


def _rest(one: Reach) -> str:
    return say.ALL_REACHED if one.sent == one.everybody else say.ON_THEIR_WAY


def task(meeting_id: int, since: datetime, title: str, missed: int) -> DeskTask:
    see = TaskButton(say.REACH_TITLE, actions.MEETING_CANCELLED, {"meeting": meeting_id})
    name = say.task_title(plain(title))
    return DeskTask("cancelled_unreached", meeting_id, since, name, say.task_line(missed), (see,))
