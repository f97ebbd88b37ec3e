"""The card of the morning: one a working day for each responsible (design.md §4, « Quiet time »)."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.closed_days import closed_around
from bot.rules.quiet_time import is_working_day
from bot.settings import Settings
from bot.usecases.quiet_time import remind
from storage.deputy import absent_on
from storage.people import Role, people_with_role

MORNING = "desk_morning"


def plan_morning(session: Session, now: datetime, settings: Settings) -> None:
    """Write today's, once; it says what waits when it leaves, and nothing when nothing does.

    Who is absent gets none while a deputy stands for her or him: the deputy, responsible on these days, does.
    """
    today = now.astimezone(settings.zone).date()
    if not is_working_day(today, closed_around(session, today)):
        return
    silent = absent_on(session, today)
    for person in people_with_role(session, Role.CEE_RESPONSIBLE):
        if person.id in silent:
            continue
        remind(
            session,
            now,
            settings,
            once=f"{MORNING}:{today}:{person.id}",
            kind=MORNING,
            subject=("desk", today.toordinal()),
            person_id=person.id,
            day=today,
        )
