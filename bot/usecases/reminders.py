"""What the clock makes due: each planner reads the database and writes what is not written yet.

A planner may run at any moment, in any number of processes: the `once` keys make each notice single.
"""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.settings import Settings
from bot.usecases import (
    absence,
    attendance_due,
    bilan_due,
    changes_due,
    deadlines,
    deputy,
    desk,
    folio,
    invitation,
    membership,
    minimum,
    minutes_due,
    missed,
    rating,
    roles,
    rollover,
    schedule,
    waiting,
    year_dates,
)

Planner = Callable[[Session, datetime, Settings], None]

PLANNERS: Sequence[Planner] = (
    deputy.plan,
    roles.plan_lapses,
    # First: what a past year would still be asked for is not asked any more.
    rollover.plan,
    year_dates.plan_window,
    year_dates.plan_drafts,
    changes_due.plan,
    rating.plan_recall,
    schedule.plan,
    folio.plan,
    waiting.plan,
    invitation.plan,
    minimum.plan,
    membership.plan,
    deadlines.plan,
    absence.plan,
    attendance_due.plan,
    minutes_due.plan,
    missed.plan,
    bilan_due.plan,
    desk.plan_morning,
)


def plan(session: Session, now: datetime, settings: Settings) -> None:
    """Write every notice that is due by now, and none twice."""
    for planner in PLANNERS:
        planner(session, now, settings)
