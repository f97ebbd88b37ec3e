"""What could not be put in the channels' Files, as a row of « Mon bureau »."""

from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.phrases import channel_files as say


def task(since: datetime, count: int, cause: str) -> DeskTask:
    """One row, however many documents; `cause` is why the oldest one failed."""
    told = say.CAUSES.get(cause, say.CAUSES["refused"])
    again = TaskButton(say.RETRY, actions.FILES_RETRY)
    return DeskTask("files", 0, since, say.TITLE, say.line(count, told), (again,))
