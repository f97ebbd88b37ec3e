"""What a network asks of the person who animates it, in the order in which it is due (guide §5; R31–R37).

Days are days in the settings' time zone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Task(StrEnum):
    DATES = "DATES"
    PLANNING = "PLANNING"
    PLAN = "PLAN"
    AGENDA = "AGENDA"
    ATTENDANCE = "ATTENDANCE"
    MINUTES = "MINUTES"
    BILAN = "BILAN"


class Standing(StrEnum):
    DONE = "done"
    DONE_LATE = "done_late"
    ON_PAPER = "on_paper"
    LATER = "later"  # cannot be done before `opens`
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Duty:
    """`meeting_id` and `number` are 0 for what is not of one meeting. `target` is the day to aim for, `due`
    the last day on which it is on time, `opens` the first on which it can be done; `done` when it was.
    """

    task: Task
    meeting_id: int = 0
    number: int = 0
    target: date | None = None
    due: date | None = None
    opens: date | None = None
    done: date | None = None
    on_paper: bool = False

    def standing(self, today: date) -> Standing:
        if self.done is not None:
            late = self.due is not None and self.done > self.due
            return Standing.DONE_LATE if late else Standing.DONE
        if self.on_paper:
            return Standing.ON_PAPER
        if self.due is not None and today > self.due:
            return Standing.OVERDUE
        if self.opens is not None and today < self.opens:
            return Standing.LATER
        return Standing.DUE


SETTLED = frozenset({Standing.DONE, Standing.DONE_LATE, Standing.ON_PAPER})


def open_duties(duties: Sequence[Duty], today: date) -> list[Duty]:
    """What is still to do: what can be done today first, each by the day to aim for, then the rest.

    A duty without a day comes after those that have one: nobody waits for it.
    """
    still = [one for one in duties if one.standing(today) not in SETTLED]
    return sorted(
        still, key=lambda one: (one.standing(today) is Standing.LATER, one.target or one.due or date.max)
    )


def settled_duties(duties: Sequence[Duty], today: date) -> list[Duty]:
    return [one for one in duties if one.standing(today) in SETTLED]
