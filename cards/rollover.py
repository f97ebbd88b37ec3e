"""« Nouvelle année »: the list of what to renew, with where each line stands; the channels to archive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import Card, Element, button, buttons, card, heading, note, paragraph, plain, subheading
from cards.phrases import desk as say_desk
from cards.phrases import rollover as say

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the list. `text` are whole sentences, shown as they are; `way` is its button."""

    title: str
    text: Sequence[str]
    done: bool
    way: TaskButton


def task(year: str, since: datetime, left: int) -> DeskTask:
    opens = TaskButton(say.OPEN, actions.ROLLOVER)
    line = say.desk_line(left, year)
    return DeskTask("rollover", int(year[:4]), since, say.DESK_TITLE, line, (opens,))


def checklist(year: str, archived: str, steps: Sequence[Step], *, closed: str = "", notice: str = "") -> Card:
    """`archived` says what became of the year before; `closed` who closed the list, empty while open."""
    title = say.new_year_title(year)
    lines: list[Element] = []
    for one in steps:
        lines += [
            subheading(say.step_line(one.title, done=one.done)),
            *(paragraph(each) for each in one.text),
            buttons(button(one.way.title, one.way.verb, one.way.data)),
        ]
    close = button(say.CLOSE, actions.ROLLOVER_DONE, {"year": year}, primary=True)
    return card(
        heading(title),
        note(notice) if notice else None,
        paragraph(closed) if closed else None,
        paragraph(archived),
        lines,
        None if closed else paragraph(say.CLOSE_NEXT, subtle=True),
        buttons(*([] if closed else [close]), button(say_desk.TITLE, actions.DESK)),
        fallback=f"{title}. {archived}",
    )


def lists(lines: Sequence[str]) -> Card:
    """How lists are renewed: a command a list."""
    written = "\n".join(f"- {plain(one)}" for one in lines)
    return card(
        heading(say.LISTS_TITLE),
        paragraph(say.LISTS_TEXT),
        paragraph(written),
        paragraph(say.LISTS_PEOPLE),
        buttons(button(say.BACK, actions.ROLLOVER, primary=True)),
        fallback=f"{say.LISTS_TITLE}. {say.LISTS_TEXT}",
    )


@dataclass(frozen=True, slots=True)
class OldChannel:
    """`cause` is a code of why the bot does not archive it, empty where a person always does."""

    network_id: int
    key: str
    title: str
    cause: str


def channels_task(since: datetime, count: int) -> DeskTask:
    opens = TaskButton(say.ARCHIVE_OPEN, actions.CHANNELS_ARCHIVE)
    line = say.archive_line(count)
    return DeskTask("channels_archive", 0, since, say.ARCHIVE_TITLE, line, (opens,))


def channels(listed: Sequence[OldChannel]) -> Card:
    """The first of them; at least one."""
    shown = listed[:SHOWN]
    lines = "\n".join(f"- {_channel(one)}" for one in shown)
    ids = ",".join(str(one.network_id) for one in shown)
    rest = len(listed) - len(shown)
    return card(
        heading(say.ARCHIVE_TITLE),
        paragraph(say.ARCHIVE_HOW),
        paragraph(lines),
        paragraph(say.archive_more(rest), subtle=True) if rest else None,
        buttons(
            button(say.ARCHIVE_DONE, actions.CHANNELS_ARCHIVED, {"networks": ids}, primary=True),
            button(say_desk.TITLE, actions.DESK),
        ),
        fallback=f"{say.ARCHIVE_TITLE}. {say.archive_line(len(listed))}",
    )


def _channel(one: OldChannel) -> str:
    line = say.archive_channel(plain(one.key), plain(one.title))
    return say.archive_refused(line, say.CAUSES[one.cause]) if one.cause in say.CAUSES else line
