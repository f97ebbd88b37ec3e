"""« Mon bureau »: every task of the responsibles as things stand, from the views that know them."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules.quiet_time import on_or_before
from bot.views import (
    cancellation,
    changes_due,
    channel_files,
    deadlines,
    folio,
    membership,
    minimum,
    minutes_due,
    moves,
    network,
    people,
    privacy,
    revision,
    schedule,
    sitting,
    untaken,
)
from cards import actions
from cards import desk as cards
from cards.desk import DeskTask, TaskButton
from cards.elements import Card
from cards.phrases import desk as say
from cards.phrases.dates import short_date
from cards.reminders import Reminder
from storage.people import Person, Role

Source = Callable[[Session, datetime, int], Sequence[DeskTask]]
"""The tasks of one kind for one responsible; a task that is done is simply not there any more."""

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
)

NAMED = 3


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """Everything that waits for this responsible, oldest first."""
    found = [task for source in SOURCES for task in source(session, now, viewer_id)]
    return sorted(found, key=lambda task: (task.since, task.kind, task.subject_id))


def desk(session: Session, now: datetime, viewer_id: int, page: int = 1, *, notice: str = "") -> Card:
    listed = [(task, _day(now, task.since)) for task in tasks(session, now, viewer_id)]
    return cards.desk(listed, page, notice)


def morning(session: Session, now: datetime, viewer_id: int, ordinal: int) -> Reminder | None:
    """What is new and what is oldest, on the morning of this day; None on another one, or with no task."""
    if (
        now.date().toordinal() != ordinal
        or Role.CEE_RESPONSIBLE not in session.get_one(Person, viewer_id).roles
    ):
        return None
    waiting = tasks(session, now, viewer_id)
    if not waiting:
        return None
    before = on_or_before(now.date() - timedelta(days=1), closed_around(session, now.date()))
    new = [task for task in waiting if task.since.astimezone(now.tzinfo).date() >= before]
    oldest = waiting[0]
    return Reminder(
        title=say.morning_title(len(waiting)),
        text=[
            say.morning_new([task.title for task in new[:NAMED]], len(new)),
            say.morning_oldest(oldest.title, _day(now, oldest.since)),
        ],
        buttons=[TaskButton(say.OPEN, actions.DESK)],
    )


def _day(now: datetime, moment: datetime) -> str:
    day: date = moment.astimezone(now.tzinfo).date()
    return short_date(day)
