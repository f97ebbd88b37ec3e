"""A meeting that does not take place: the form, what everybody reads, who was not reached (S24; B11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

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
    radio_input,
    text_input,
)
from cards.phrases import menu
from cards.phrases import moves as say
from cards.phrases.proposal import quoted


def form(
    meeting_id: int,
    title: str,
    line: str,
    reason: str = "",
    words: str = "",
    errors: Sequence[str] = (),
    *,
    past: bool = False,
) -> Card:
    """`past`: the hour at which it was to begin is over."""
    here = {"meeting": meeting_id}
    name = say.NOT_HELD_TITLE if past else say.CANCEL_TITLE
    sure = button(
        say.NOT_HELD_SURE if past else say.CANCEL_SURE,
        actions.MEETING_CANCEL_SURE,
        here,
        destructive=True,
        inputs=True,
    )
    why = say.WHY_NOT_HELD if past else say.WHY
    return card(
        heading(name),
        paragraph(quoted(plain(title))),
        paragraph(say.was(plain(line))),
        paragraph(say.NOT_HELD_HOW if past else say.CANCEL_HOW),
        radio_input("reason", why, reason, say.CHOOSE_WHY, list(say.REASONS.items())),
        text_input("words", say.WORDS, words, say.WRITE_WORDS, long=True),
        buttons(sure, button(say.KEEP, actions.MY_NETWORK)),
        mistakes(errors, say.NOT_CANCELLED),
        fallback=f"{name}. {title}",
    )


@dataclass(frozen=True, slots=True)
class Cancelled:
    """`words` stand for the reason where the reason is « other »; `past`: it was said after its hour."""

    network_id: int
    title: str
    line: str
    reason: str
    words: str
    past: bool = False


def _said(one: Cancelled, line: str) -> str:
    why = say.REASONS[one.reason] if one.reason != "other" else ""
    return say.cancelled(line, why, past=one.past)


def _name(one: Cancelled) -> str:
    return say.NOT_HELD_TITLE if one.past else say.CANCELLED_TITLE


def told(one: Cancelled, *, member: bool) -> Card:
    release = say.NO_RELEASE_PAST if one.past else say.NO_RELEASE
    return card(
        heading(_name(one)),
        paragraph(quoted(plain(one.title))),
        paragraph(_said(one, plain(one.line))),
        note(plain(one.words)) if one.words else None,
        paragraph(release) if member else None,
        buttons(
            button(menu.MY_NETWORK, actions.MY_NETWORK),
            button(menu.HELP, actions.HELP, {"about": "meeting", "network": one.network_id}),
        ),
        fallback=f"{_name(one)}. {one.title}",
    )


def in_channel(one: Cancelled) -> Card:
    """Neither a name nor a reason: everybody in the Team reads it."""
    return card(
        heading(_name(one)),
        paragraph(quoted(plain(one.title))),
        paragraph(say.cancelled(plain(one.line), "", past=one.past)),
        paragraph(say.IN_CHANNEL_NEXT, subtle=True),
        fallback=f"{_name(one)}. {one.title}",
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """`sent` messages arrived; `missed` are (name, address or "") of those whom none reached so far."""

    meeting_id: int
    what: Cancelled
    everybody: int
    sent: int
    missed: Sequence[tuple[str, str]]
    may_put_off: bool


def reach(one: Reach) -> Card:
    here = {"meeting": one.meeting_id}
    put_off = [button(say.PUT_OFF, actions.MEETING_MOVE, here, primary=True)] if one.may_put_off else []
    return card(
        heading(say.REACH_TITLE),
        paragraph(quoted(plain(one.what.title))),
        paragraph(_said(one.what, plain(one.what.line))),
        paragraph(say.reached(one.sent, one.everybody)),
        _missed(one) if one.missed else paragraph(_rest(one)),
        note(say.REACH_ANIMATOR) if one.may_put_off else None,
        buttons(
            *put_off,
            button(say.REFRESH, actions.MEETING_CANCELLED, here),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.REACH_TITLE}. {one.what.title}",
    )


def _missed(one: Reach) -> list[Element]:
    """Who they are, and one mail to them all: their addresses stay hidden from each other."""
    names = [paragraph(say.not_reached(plain(name), plain(address))) for name, address in one.missed]
    addresses = [quote(address, safe="@") for _, address in one.missed if address]
    if not addresses:
        return [paragraph(say.NOT_REACHED), *names]
    subject = say.unreached_subject(one.what.title, past=one.what.past)
    body = say.unreached_body(one.what.title, _said(one.what, one.what.line), past=one.what.past)
    to = f"{addresses[0]}?" if len(addresses) == 1 else f"?bcc={','.join(addresses)}&"
    link = f"mailto:{to}subject={quote(subject, safe='')}&body={quote(body, safe='')}"
    return [
        paragraph(say.NOT_REACHED),
        *names,
        paragraph(say.write_to(link)),
        framed([paragraph(plain(body))]),
    ]


def _rest(one: Reach) -> str:
    return say.ALL_REACHED if one.sent == one.everybody else say.ON_THEIR_WAY


def task(meeting_id: int, since: datetime, title: str, missed: int) -> DeskTask:
    see = TaskButton(say.REACH_TITLE, actions.MEETING_CANCELLED, {"meeting": meeting_id})
    name = say.task_title(plain(title))
    return DeskTask("cancelled_unreached", meeting_id, since, name, say.task_line(missed), (see,))
