"""Messages that reached nobody: what they were about, a mail ready, another try."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, Element, button, buttons, card, framed, heading, note, paragraph, plain
from cards.phrases import desk as say_desk
from cards.phrases import unreached as say

BACK = {"group": "delivery"}


def _name(name: str, email: str) -> str:
    return plain(name or email) or say.NAMELESS


def person_task(person_id: int, since: datetime, name: str, email: str, count: int) -> DeskTask:
    return DeskTask(
        "unreached",
        person_id,
        since,
        say.unreached_title(count, _name(name, email)),
        say.TASK_LINE,
        _ways({"person": person_id}),
    )


def channel_task(network_id: int, since: datetime, title: str, count: int) -> DeskTask:
    return DeskTask(
        "unposted",
        network_id,
        since,
        say.unposted_title(count, plain(title)),
        say.CHANNEL_LINE,
        _ways({"network": network_id}),
        network_id,
    )


def _ways(of: dict[str, Any]) -> Sequence[TaskButton]:
    return (
        TaskButton(say.SEE, actions.UNREACHED, of),
        TaskButton(say.RETRY, actions.UNREACHED_RETRY, of),
        TaskButton(say.NOTED, actions.UNREACHED_NOTE, of),
    )


@dataclass(frozen=True, slots=True)
class Lost:
    """`about` are (day, what it was about, how many times), oldest first; `what` names them in a mail.

    One of `person_id` and `network_id` is set: a person in chat, or a network's channel, whose title
    `name` is then.
    """

    person_id: int
    network_id: int
    name: str
    first_name: str
    email: str
    count: int
    about: Sequence[tuple[str, str, int]]
    what: str
    refused: bool
    away: bool


def lost(one: Lost) -> Card:
    of = {"person": one.person_id} if one.person_id else {"network": one.network_id}
    if one.person_id:
        title = say.unreached_title(one.count, _name(one.name, one.email))
    else:
        title = say.unposted_title(one.count, plain(one.name))
    return card(
        heading(say.TITLE),
        paragraph(title),
        [paragraph(say.lost_line(day, say.lost_times(what, count))) for day, what, count in one.about],
        paragraph(say.FAILED_TO) if one.refused else None,
        [paragraph(say.AWAY), paragraph(say.COMES_BACK)] if one.away else None,
        _mail(one) if one.person_id else None,
        buttons(
            button(say.RETRY, actions.UNREACHED_RETRY, of, primary=True),
            button(say.NOTED, actions.UNREACHED_NOTE, of),
            button(say_desk.TITLE, actions.DESK, BACK),
        ),
        fallback=f"{say.TITLE}. {title}",
    )


def _mail(one: Lost) -> list[Element]:
    if not one.email:
        return [note(say.NO_ADDRESS)]
    body = say.lost_mail_body(one.first_name, one.what)
    query = f"subject={quote(say.MAIL_SUBJECT, safe='')}&body={quote(body, safe='')}"
    link = f"mailto:{quote(one.email, safe='@')}?{query}"
    return [
        paragraph(say.WRITE),
        paragraph(say.lost_mail_to(plain(one.name or one.email), plain(one.email), link)),
        framed([paragraph(plain(body))]),
    ]
