"""« Mon bureau »: what waits for a responsible, oldest first, each with its action on the spot."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cards import actions
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    heading,
    note,
    paragraph,
    plain,
    radio_input,
    subheading,
)
from cards.phrases import acting as say_acting
from cards.phrases import deputy as say_deputy
from cards.phrases import desk as say
from cards.phrases import kept_settings as say_settings
from cards.phrases import mailing as say_mailing
from cards.phrases import menu
from cards.phrases import overview as say_overview
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
    The first button is the one that people press most. `network_id` is the network that it is about, 0 for
    none; where it is not given, the network or the meeting that a button names tells it.
    """

    kind: str
    subject_id: int
    since: datetime
    title: str
    line: str
    buttons: Sequence[TaskButton]
    network_id: int = 0


@dataclass(frozen=True, slots=True)
class Pending:
    """A task of which only this is known until it is shown: `draw` asks for its words, which costs more."""

    kind: str
    subject_id: int
    since: datetime
    draw: Callable[[], DeskTask]
    network_id: int = 0


# Which group of the desk each kind of task stands in.
GROUPS: Mapping[str, Sequence[str]] = {
    "decisions": ("decide", "continuation", "letters", "changes_overdue", "revision", "minimum"),
    "networks": ("schedule", "dates_late", "channel", "channels_archive", "rollover", "no_animation"),
    "documents": ("plan_late", "agenda_late", "minutes_late", "bilan_late", "bilan_news", "files"),
    "meetings": (
        "move",
        "cancelled_unreached",
        "attendance_untaken",
        "releases_undecided",
        "missed",
        "cee_meeting",
    ),
    "people": ("unknown_people", "school_over", "membership", "privacy_request"),
    "delivery": ("folio", "unreached", "unposted"),
    "questions": ("question",),
}
_GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}
OTHER = "other"


def group_of(kind: str) -> str:
    return _GROUP_OF.get(kind, OTHER)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What of the desk is shown: a page, of a group ("" for all) and of a network (0 for all)."""

    page: int = 1
    group: str = ""
    network_id: int = 0

    @property
    def data(self) -> dict[str, Any]:
        """As a button carries it."""
        chosen = {"page": self.page, "group": self.group, "only": self.network_id}
        return {name: value for name, value in chosen.items() if value}


def read_narrowed(data: Mapping[str, Any]) -> Narrowed:
    group = actions.typed(data, "group")
    return Narrowed(
        max(1, actions.number(data, "page")),
        group if group in {*GROUPS, OTHER} else "",
        actions.number(data, "only"),
    )


SHOWN = 6
IN_A_ROW = 4


def desk(
    tasks: Sequence[tuple[DeskTask, str]],
    chosen: Narrowed | None = None,
    notice: str = "",
    *,
    counts: Mapping[str, int] | None = None,
    network: str = "",
) -> Card:
    """A page of the tasks of the choice, oldest first, each with the day since when it waits, written out.

    `counts` say how many there are in each group, in the network of the choice, whose title is `network`:
    without them `tasks` are all. The filters stand above the list when there is more than one group.
    """
    chosen = chosen or Narrowed()
    counts = Counter(group_of(task.kind) for task, _ in tasks) if counts is None else counts
    pages = max(1, -(-len(tasks) // SHOWN))
    at = min(max(chosen.page, 1), pages)
    what = _what(tasks, chosen)
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(what),
        paragraph(say.only_chosen(_group(chosen), plain(network))) if network or chosen.group else None,
        _filters(counts, chosen),
        [line for one in tasks[(at - 1) * SHOWN : at * SHOWN] for line in _row(*one)],
        paragraph(say.page(at, pages), subtle=True) if pages > 1 else None,
        _turns(at, pages, actions.DESK, chosen),
        paragraph(say.DONE_NEXT, subtle=True) if tasks else None,
        buttons(
            button(say.SITTING, actions.SITTING),
            button(say.DATES, actions.YEAR_DATES),
            button(say_release.LEDGER, actions.LEDGER),
            button(say.CALENDAR, actions.SCHOOL_CALENDAR),
        ),
        buttons(
            button(say_overview.OPEN, actions.YEAR),
            button(say_acting.OPEN, actions.ACTING),
            button(say_acting.ANNOUNCE, actions.ANNOUNCE),
            button(say_deputy.OPEN, actions.DEPUTY),
        ),
        buttons(
            button(say_mailing.OPEN, actions.MAILING),
            button(say_settings.TITLE, actions.SETTINGS),
            button(menu.MENU, actions.MENU),
        ),
        fallback=f"{say.TITLE}. {what}",
    )


def _what(tasks: Sequence[tuple[DeskTask, str]], chosen: Narrowed) -> str:
    if tasks:
        return say.waiting(len(tasks), tasks[0][1])
    return say.NOTHING_HERE if chosen.group or chosen.network_id else say.EMPTY


def _group(chosen: Narrowed) -> str:
    return say.GROUPS[chosen.group] if chosen.group else ""


def _row(task: DeskTask, since: str) -> list[Element]:
    return [
        subheading(task.title),
        paragraph(f"{task.line} {say.since(since)}"),
        buttons(*(button(one.title, one.verb, one.data) for one in task.buttons)),
    ]


def _filters(counts: Mapping[str, int], chosen: Narrowed) -> list[Element]:
    """Everything, then each group in which something waits, then the networks; the rows have four buttons."""
    there = {group: counts.get(group, 0) for group in (*GROUPS, OTHER)}
    groups = [group for group, count in there.items() if count or group == chosen.group]
    if len(groups) < 2 and not chosen.group and not chosen.network_id:  # noqa: PLR2004
        return []
    offered = [
        button(
            say.group_button(say.GROUPS[group], sum(there.values()) if not group else there[group]),
            actions.DESK,
            Narrowed(0, group, chosen.network_id).data,
        )
        for group in ("", *groups)
    ]
    offered.append(button(say.BY_NETWORK, actions.DESK_NETWORKS, Narrowed(0, chosen.group).data))
    if chosen.network_id:
        offered.append(button(say.ALL_NETWORKS, actions.DESK, Narrowed(0, chosen.group).data))
    return [buttons(*offered[at : at + IN_A_ROW]) for at in range(0, len(offered), IN_A_ROW)]


def _turns(at: int, pages: int, verb: str, chosen: Narrowed) -> Element | None:
    turns = []
    for there, page, title in ((at < pages, at + 1, say.NEXT_PAGE), (at > 1, at - 1, say.PREVIOUS_PAGE)):
        if there:
            turns.append(button(title, verb, Narrowed(page, chosen.group, chosen.network_id).data))
    return buttons(*turns) if turns else None


NETWORKS_SHOWN = 12


def networks(listed: Sequence[tuple[int, str, int]], chosen: Narrowed | None = None) -> Card:
    """A page of (network, title, how many things wait there); the group of the desk is kept."""
    chosen = chosen or Narrowed()
    pages = max(1, -(-len(listed) // NETWORKS_SHOWN))
    at = min(max(chosen.page, 1), pages)
    shown = listed[(at - 1) * NETWORKS_SHOWN : at * NETWORKS_SHOWN]
    choices = [(str(number), say.network_choice(title, count)) for number, title, count in shown]
    here = Narrowed(0, chosen.group)
    show = button(say.SHOW_NETWORK, actions.DESK, here.data, primary=True, inputs=True)
    what = say.NETWORKS_HOW if shown else say.NETWORKS_NONE
    return card(
        heading(say.NETWORKS_TITLE),
        paragraph(what),
        radio_input("only", say.NETWORK, "", say.CHOOSE_NETWORK, choices) if shown else None,
        _turns(at, pages, actions.DESK_NETWORKS, here),
        buttons(*([show] if shown else []), button(say.TITLE, actions.DESK, here.data)),
        fallback=f"{say.NETWORKS_TITLE}. {what}",
    )
