"""« Mon bureau »: what waits for a responsible, oldest first, each with its action on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards import actions
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, subheading
from cards.phrases import acting as say_acting
from cards.phrases import desk as say
from cards.phrases import kept_settings as say_settings
from cards.phrases import mailing as say_mailing
from cards.phrases import menu
from cards.phrases import release as say_release


@dataclass(frozen=True, slots=True)
class TaskButton:
    title: str
    verb: str
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskTask:
    """One thing to do, one row, whoever does it. `kind` and `subject_id` name it; `since` is when it began
    to wait. `title` and `line` are shown as they are: what somebody typed in them has passed `plain`.
    The first button is the one that people press most.
    """

    kind: str
    subject_id: int
    since: datetime
    title: str
    line: str
    buttons: Sequence[TaskButton]


SHOWN = 6


def desk(tasks: Sequence[tuple[DeskTask, str]], page: int = 1, notice: str = "") -> Card:
    """The tasks, oldest first, each with the day since when it waits, written out; a page of them."""
    pages = max(1, -(-len(tasks) // SHOWN))
    at = min(max(page, 1), pages)
    lines: list[Element] = []
    for task, since in tasks[(at - 1) * SHOWN : at * SHOWN]:
        lines += [
            subheading(task.title),
            paragraph(f"{task.line} {say.since(since)}"),
            buttons(*(button(one.title, one.verb, one.data) for one in task.buttons)),
        ]
    what = say.waiting(len(tasks), tasks[0][1]) if tasks else say.EMPTY
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.DESK, {"page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.DESK, {"page": at - 1}))
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(what),
        lines,
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        paragraph(say.DONE_NEXT, subtle=True) if tasks else None,
        buttons(
            button(say.SITTING, actions.SITTING),
            button(say.DATES, actions.YEAR_DATES),
            button(say_release.LEDGER, actions.LEDGER),
            button(say.CALENDAR, actions.SCHOOL_CALENDAR),
        ),
        buttons(
            button(say_acting.OPEN, actions.ACTING),
            button(say_acting.ANNOUNCE, actions.ANNOUNCE),
            button(say_mailing.OPEN, actions.MAILING),
            button(say_settings.TITLE, actions.SETTINGS),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLE}. {what}",
    )
