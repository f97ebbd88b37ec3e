"""« Mon bureau »: what waits for a responsible, oldest first, each with its action on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


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
