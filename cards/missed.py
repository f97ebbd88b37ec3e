"""What could not be said of a meeting in time: a row of the responsibles' desk."""

from collections.abc import Mapping
from datetime import datetime

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import plain
from cards.phrases import missed as say


def task(meeting_id: int, since: datetime, title: str, day: str, counts: Mapping[str, int]) -> DeskTask:
    """`counts` are of say.KINDS; `day` is a date in words."""
    way = TaskButton(say.NOTED, actions.MISSED_NOTED, {"meeting": meeting_id})
    return DeskTask("missed", meeting_id, since, say.title(plain(title)), say.line(day, counts), (way,))
