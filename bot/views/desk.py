"""« Mon bureau »: every task of the responsibles as things stand, from the views that know them."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, overload

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules.quiet_time import on_or_before
from bot.views import (
    bilan,
    bilan_due,
    cancellation,
    cee_meeting,
    changes_due,
    channel_files,
    continuation,
    deadlines,
    folio,
    membership,
    minimum,
    minutes_due,
    missed,
    moves,
    network,
    people,
    privacy,
    questions,
    replacement,
    revision,
    rollover,
    schedule,
    sitting,
    unreached,
    untaken,
)
from cards import actions
from cards import desk as cards
from cards.desk import DeskTask, Narrowed, Pending, TaskButton, group_of
from cards.elements import Card
from cards.phrases import desk as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.deputy import absent_on
from storage.network import titles_of
from storage.people import Person, Role
from storage.schedule import networks_of_meetings

Waiting = DeskTask | Pending
Source = Callable[[Session, datetime, int], Sequence[Waiting]]
"""The tasks of one kind for one responsible; a task that is done is simply not there any more.

A source asks a bounded number of questions, however many tasks it finds: words that cost a question for each
task are left to `Pending`, and asked for by the page that shows them.
"""

SOURCES: Sequence[Source] = (
    network.tasks,
    sitting.tasks,
    changes_due.tasks,
    people.tasks,
    revision.tasks,
    privacy.tasks,
    minimum.tasks,
    schedule.tasks,
    folio.tasks,
    membership.tasks,
    deadlines.tasks,
    minutes_due.tasks,
    channel_files.tasks,
    moves.tasks,
    cancellation.tasks,
    untaken.tasks,
    missed.tasks,
    bilan.tasks,
    bilan_due.tasks,
    cee_meeting.tasks,
    questions.tasks,
    unreached.tasks,
    continuation.tasks,
    rollover.tasks,
    replacement.tasks,
)

NAMED = 3


def tasks(session: Session, now: datetime, viewer_id: int) -> list[Waiting]:
    """Everything that waits for this responsible, oldest first."""
    found = [task for source in SOURCES for task in source(session, now, viewer_id)]
    return sorted(found, key=lambda task: (task.since, task.kind, task.subject_id))


def _drawn(task: Waiting) -> DeskTask:
    return task.draw() if isinstance(task, Pending) else task


class _Listed(Sequence[tuple[DeskTask, str]]):
    """The tasks with the day since when they wait, of which only those that are looked at are drawn."""

    def __init__(self, found: Sequence[Waiting], now: datetime) -> None:
        self._found = found
        self._now = now

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> tuple[DeskTask, str]: ...
    @overload
    def __getitem__(self, at: slice) -> "_Listed": ...
    def __getitem__(self, at: int | slice) -> "tuple[DeskTask, str] | _Listed":
        if isinstance(at, slice):
            return _Listed(self._found[at], self._now)
        task = self._found[at]
        return _drawn(task), _day(self._now, task.since)


def desk(
    session: Session, now: datetime, viewer_id: int, chosen: Narrowed | None = None, *, notice: str = ""
) -> Card:
    """What is chosen of it: a page, of a kind, of a network."""
    chosen = chosen or Narrowed()
    found = tasks(session, now, viewer_id)
    title = ""
    if chosen.network_id:
        about = _networks(session, found)
        found = [
            task for task, network_id in zip(found, about, strict=True) if network_id == chosen.network_id
        ]
        title = titles_of(session, [chosen.network_id]).get(chosen.network_id, "")
    counts = Counter(group_of(task.kind) for task in found)
    shown = [task for task in found if chosen.group in {"", group_of(task.kind)}]
    return cards.desk(_Listed(shown, now), chosen, notice, counts=counts, network=title)


def networks(session: Session, now: datetime, viewer_id: int, chosen: Narrowed) -> Card:
    """The networks about which something waits, of the group that is chosen, by title."""
    found = [task for task in tasks(session, now, viewer_id) if chosen.group in {"", group_of(task.kind)}]
    counts = Counter(network_id for network_id in _networks(session, found) if network_id)
    titles = sorted(titles_of(session, counts).items(), key=lambda one: (one[1].casefold(), one[0]))
    return cards.networks([(number, title, counts[number]) for number, title in titles], chosen)


def _networks(session: Session, found: Sequence[Waiting]) -> list[int]:
    """The network of each task, 0 for none: what the task says, else what its buttons name."""
    named = [_named(task) for task in found]
    meetings = {data["meeting"] for data in named if "meeting" in data}
    of_meeting = networks_of_meetings(session, meetings) if meetings else {}
    return [
        task.network_id or data.get("network", 0) or of_meeting.get(data.get("meeting", 0), 0)
        for task, data in zip(found, named, strict=True)
    ]


def _named(task: Waiting) -> dict[str, Any]:
    if isinstance(task, Pending):
        return {}
    return {name: one for each in task.buttons for name, one in each.data.items()}


def morning(session: Session, now: datetime, viewer_id: int, ordinal: int) -> Reminder | None:
    """What is new and what is oldest, on the morning of this day; None on another one, or with no task, or
    while somebody stands for the viewer.
    """
    if (
        now.date().toordinal() != ordinal
        or viewer_id in absent_on(session, now.date())
        or Role.CEE_RESPONSIBLE not in session.get_one(Person, viewer_id).roles
    ):
        return None
    waiting = tasks(session, now, viewer_id)
    if not waiting:
        return None
    before = on_or_before(now.date() - timedelta(days=1), closed_around(session, now.date()))
    new = [task for task in waiting if task.since.astimezone(now.tzinfo).date() >= before]
    oldest = _drawn(waiting[0])
    return Reminder(
        title=say.morning_title(len(waiting)),
        text=[
            say.morning_new([_drawn(task).title for task in new[:NAMED]], len(new)),
            say.morning_oldest(oldest.title, _day(now, oldest.since)),
        ],
        buttons=[TaskButton(say.OPEN, actions.DESK)],
    )


def _day(now: datetime, moment: datetime) -> str:
    day: date = moment.astimezone(now.tzinfo).date()
    return short_date(day)
