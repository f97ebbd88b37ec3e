"""The school calendar, edited by a responsible; every change is audited (issue 4, point 3; R19)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.closed_days import holiday_names
from bot.rules import school_calendar as rules
from bot.rules.school_calendar import CalendarMistake, Span
from bot.settings import Settings
from storage import audit
from storage.people import Person, Role
from storage.school_calendar import DayKind, calendar_days, forget_day, put_day

EDITED = "responsible"


class NotAllowed(StrEnum):
    NOT_RESPONSIBLE = "not_responsible"


@dataclass(frozen=True, slots=True)
class Changed:
    """`days` is how many working days are other than before; 0 for what was so already."""

    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Mistaken:
    mistakes: tuple[CalendarMistake, ...]


def add(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    *,
    first: str,
    last: str,
    kind: str,
    label: str,
) -> Changed | Mistaken | NotAllowed:
    """Say what the days from `first` to `last` (ISO, both inclusive) are; weekends among them stay apart."""
    if not _may(session, actor_id):
        return NotAllowed.NOT_RESPONSIBLE
    read = rules.read(first, last, kind, label, now.astimezone(settings.zone).date())
    if not isinstance(read, Span):
        return Mistaken(read)
    put = [
        put_day(session, day, DayKind(read.kind), read.label, EDITED)
        for day in rules.weekdays(read.first, read.last)
    ]
    return _record(session, now, actor_id, read, sum(one is not None for one in put))


def take_away(
    session: Session,
    now: datetime,
    actor_id: int,
    settings: Settings,
    *,
    first: str,
    last: str,
    work: bool,
) -> Changed | Mistaken | NotAllowed:
    """With `work`, these days become working days, which an import does not close anew; without, the public
    holidays among them on which people were to work are holidays again. Said twice, it changes nothing.
    """
    if not _may(session, actor_id):
        return NotAllowed.NOT_RESPONSIBLE
    kind = DayKind.OPEN if work else DayKind.CLOSED
    read = rules.read(first, last, kind.value, "-", now.astimezone(settings.zone).date())
    if not isinstance(read, Span):
        return Mistaken(read)
    known = {one.day: one for one in calendar_days(session, read.first, read.last)}
    days = 0
    for day in rules.weekdays(read.first, read.last):
        said, holiday = known.get(day), holiday_names(day.year).get(day)
        is_open = said is not None and said.kind == DayKind.OPEN.value
        if work and not is_open and (said is not None or holiday is not None):
            put_day(session, day, DayKind.OPEN, said.label if said else holiday or "", EDITED)
            days += 1
        if not work and is_open and holiday is not None:
            forget_day(session, day)
            days += 1
    return _record(session, now, actor_id, read, days, action="calendar_days_removed")


def _may(session: Session, actor_id: int) -> bool:
    return Role.CEE_RESPONSIBLE in session.get_one(Person, actor_id).roles


def _record(
    session: Session,
    now: datetime,
    actor_id: int,
    read: Span,
    days: int,
    *,
    action: str = "calendar_days_said",
) -> Changed:
    if days:
        audit.record(
            session,
            now,
            action=action,
            subject=("calendar", read.first.toordinal()),
            person_id=actor_id,
            after=f"{read.kind} {read.first} {read.last}",
            why=read.label,
        )
    session.flush()
    return Changed(read.first, read.last, days)
