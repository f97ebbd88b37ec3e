"""The seven-day post, the late document and its ways out, the delay as the animator reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
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
from cards.phrases import deadlines as say
from cards.phrases import desk as say_desk
from cards.phrases import menu
from cards.phrases import moves as say_moves
from cards.phrases.proposal import quoted

OPENS = {"PLAN": actions.PLAN, "AGENDA": actions.AGENDA}


@dataclass(frozen=True, slots=True)
class Week:
    """What everybody in the Team may read of a meeting to come. `first` is its whole sentence."""

    network_id: int
    meeting_id: int
    title: str
    first: str
    material: str
    agenda: bool
    plan: bool


def week_before(shown: Week) -> Card:
    """In the channel: no name, no document, only buttons that answer members (B7)."""
    here = {"network": shown.network_id}
    ways = []
    if shown.agenda:
        ways.append(button(say.READ_AGENDA, actions.AGENDA_READ, {"meeting": shown.meeting_id}, primary=True))
    if shown.plan:
        ways.append(button(say.READ_PLAN, actions.PLAN_READ, here))
    return card(
        heading(say.POST_TITLE),
        paragraph(quoted(plain(shown.title))),
        paragraph(plain(shown.first)),
        paragraph(say.bring(plain(shown.material))) if shown.material else None,
        paragraph(say.AGENDA_HERE if shown.agenda else say.AGENDA_LATER),
        paragraph(say.RELEASE),
        buttons(*ways, button(say.CALENDAR, actions.DOCUMENT_ICS, here)),
        paragraph(say.ANSWERS, subtle=True),
        fallback=f"{say.POST_TITLE}. {shown.first}",
    )


@dataclass(frozen=True, slots=True)
class Late:
    """A document that is late; `line` is a whole sentence about it, `reminded` another."""

    document: str
    meeting_id: int
    title: str
    line: str


def task(one: Late, since: datetime) -> DeskTask:
    return DeskTask(
        f"{one.document.lower()}_late",
        one.meeting_id,
        since,
        say.task_title(say.DOCUMENTS[one.document], plain(one.title)),
        one.line,
        (TaskButton(say.SEE, actions.LATE_DOCUMENT, _of(one)),),
    )


def _of(one: Late) -> dict[str, Any]:
    return {"meeting": one.meeting_id, "document": one.document}


@dataclass(frozen=True, slots=True)
class DelayForm:
    """As typed; `until` is an ISO date or whatever was sent."""

    document: str
    meeting_id: int
    until: str = ""
    reason: str = ""


def read(data: Mapping[str, Any]) -> DelayForm:
    return DelayForm(
        actions.typed(data, "document"),
        actions.number(data, "meeting"),
        actions.typed(data, "until"),
        actions.typed(data, "reason"),
    )


def late(
    one: Late,
    *,
    reminded: str,
    animator: str,
    address: str,
    typed: DelayForm | None = None,
    errors: Sequence[str] = (),
) -> Card:
    """The responsible's ways out: write, more time with a reason, received on paper."""
    kept = typed or DelayForm(one.document, one.meeting_id)
    title = say.task_title(say.DOCUMENTS[one.document], plain(one.title))
    return card(
        heading(say.LATE_TITLE),
        paragraph(title),
        paragraph(one.line),
        paragraph(reminded, subtle=True),
        paragraph(say.write_to(plain(animator), address)) if address else None,
        date_input("until", say.UNTIL, kept.until, say.CHOOSE_UNTIL),
        text_input("reason", say.REASON, kept.reason, say.WRITE_REASON, long=True),
        paragraph(say.GRANT_NEXT, subtle=True),
        buttons(
            button(say.GRANT, actions.DELAY_GRANT, _of(one), primary=True, inputs=True),
            button(say.PAPER, actions.LATE_ON_PAPER, _of(one)),
            button(say_moves.MOVE_NOW, actions.MEETING_MOVE, {"meeting": one.meeting_id}),
            button(say_desk.TITLE, actions.DESK),
        ),
        mistakes(errors, say.NOT_GRANTED),
        fallback=f"{say.LATE_TITLE}. {one.title}",
    )


def granted(document: str, subject: Mapping[str, int], title: str, until: str, reason: str) -> Card:
    """To the animator; `subject` is the data of the button that opens the draft."""
    name = say.granted_title(say.DOCUMENTS[document])
    return card(
        heading(name),
        paragraph(say.granted(plain(title), until)),
        note(plain(reason)),
        buttons(
            button(say.OPEN_DRAFT, OPENS[document], dict(subject), primary=True),
            button(menu.HELP, actions.HELP, {"about": document.lower(), **subject}),
        ),
        fallback=f"{name}. {say.granted(title, until)}",
    )
