"""The bilan that is late: its row on the desk, the ways out, the delay as the animator reads it (R37)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    text_input,
)
from cards.phrases import bilan_due as say
from cards.phrases import cee_meeting as say_cee
from cards.phrases import deadlines as say_deadlines
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import minutes_due as say_minutes_due


@dataclass(frozen=True, slots=True)
class LateBilan:
    """`line` says by when it was due, who animates and when the last meeting was."""

    network_id: int
    title: str
    line: str


def task(one: LateBilan, since: datetime) -> DeskTask:
    return DeskTask(
        "bilan_late",
        one.network_id,
        since,
        say.late_bilan_title(plain(one.title)),
        one.line,
        (TaskButton(say.SEE, actions.BILAN_LATE, {"network": one.network_id}),),
    )


@dataclass(frozen=True, slots=True)
class DelayForm:
    """As typed; `until` is an ISO date or whatever was sent."""

    network_id: int
    until: str = ""
    reason: str = ""


def read(data: Mapping[str, Any]) -> DelayForm:
    return DelayForm(
        actions.number(data, "network"), actions.typed(data, "until"), actions.typed(data, "reason")
    )


def late(
    one: LateBilan,
    *,
    reminded: str,
    animator: str,
    mail: tuple[str, str],
    delays: bool,
    typed: DelayForm | None = None,
    errors: Sequence[str] = (),
) -> Card:
    """The responsible's ways out: write, more time with a reason while there is some (`delays`), received on
    paper. `mail` is the animator's address, empty for none, and a text.
    """
    kept = typed or DelayForm(one.network_id)
    here = {"network": one.network_id}
    paper = button(say.PAPER, actions.BILAN_ON_PAPER, here)
    desk = button(say_desk.TITLE, actions.DESK)
    grant = button(say.GRANT, actions.BILAN_GRANT, here, primary=True, inputs=True)
    return card(
        heading(say.LATE_TITLE),
        paragraph(say.late_bilan_title(plain(one.title))),
        paragraph(one.line),
        paragraph(reminded, subtle=True),
        _mail(one, animator, *mail),
        [
            date_input("until", say.UNTIL, kept.until, say.CHOOSE_UNTIL),
            text_input("reason", say.REASON, kept.reason, say.WRITE_REASON, long=True),
        ]
        if delays
        else paragraph(say.NO_MORE_DELAY),
        paragraph(say.GRANT_NEXT, subtle=True),
        buttons(*([grant] if delays else []), paper, button(say_cee.OPEN, actions.CEE_MEETING, here), desk),
        mistakes(errors, say.NOT_GRANTED),
        fallback=f"{say.LATE_TITLE}. {one.title}",
    )


def _mail(one: LateBilan, animator: str, address: str, body: str) -> list[Element]:
    if not address:
        return []
    query = f"subject={quote(say.bilan_mail_subject(one.title), safe='')}&body={quote(body, safe='')}"
    return [paragraph(say_minutes_due.mail_to(plain(animator), address, f"mailto:{address}?{query}"))]


def granted(network_id: int, title: str, until: str, reason: str) -> Card:
    """To the animator."""
    told = say.bilan_granted(plain(title), until)
    return card(
        heading(say.DELAY_TITLE),
        paragraph(told),
        note(plain(reason)),
        buttons(
            button(say_deadlines.OPEN_DRAFT, actions.BILAN, {"network": network_id}, primary=True),
            button(menu.HELP, actions.HELP, {"about": "bilan", "network": network_id}),
        ),
        fallback=f"{say.DELAY_TITLE}. {say.bilan_granted(title, until)}",
    )
