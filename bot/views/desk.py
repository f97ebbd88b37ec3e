"""« Mon bureau »: every task of the responsibles as things stand, from the views that know them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from cards.desk import DeskTask

Source = Callable[[Session, datetime, int], Sequence[DeskTask]]
"""The tasks of one kind for one responsible; a task that is done is simply not there any more."""

SOURCES: Sequence[Source] = ()


def tasks(session: Session, now: datetime, viewer_id: int) -> list[DeskTask]:
    """Everything that waits for this responsible, oldest first."""
    found = [task for source in SOURCES for task in source(session, now, viewer_id)]
    return sorted(found, key=lambda task: (task.since, task.kind, task.subject_id))
