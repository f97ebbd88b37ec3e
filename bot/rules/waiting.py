"""Who gets a seat that is free: one function for every reason for which a seat may be free.

First come, first served; who cannot be seated now is passed over and keeps the rank (DOMAIN.md §1.8, 13;
S13–S15, B17). Far from the first meeting a seat is given; near it, and for who must leave another
network, it is offered.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Protocol

from bot.rules.enrollment import SCHOOL_PLACES
from bot.rules.quiet_time import is_working_day, on_or_before

OFFER_FROM = 10  # working days before the first meeting
OFFER_WORKING_DAYS = 2
NOON = time(12)
LAST_HOURS = timedelta(hours=24)
ONE_DAY = timedelta(days=1)


class Skip(StrEnum):
    """Why a free seat passed somebody who keeps the rank."""

    NOT_TEACHING = "not_teaching"
    SAME_SCHOOL = "same_school"
    YEAR_USED = "year_used"
    CLASH = "clash"
    TOO_LATE = "too_late"


class Waits(Protocol):
    """What storage.standing.WaitingFact tells."""

    @property
    def enrollment_id(self) -> int: ...
    @property
    def school_id(self) -> str | None: ...
    @property
    def not_teaching(self) -> bool: ...
    @property
    def elsewhere(self) -> bool: ...
    @property
    def elsewhere_from(self) -> date | None: ...
    @property
    def year_used(self) -> bool: ...
    @property
    def clash(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Room:
    """What is free in a network. `first` is the day of its first meeting; `coming` when its next meeting that
    has not begun begins, in the settings' zone; None when none is left.
    """

    free: int
    taken: Mapping[str, int]
    first: date | None
    coming: datetime | None


@dataclass(frozen=True, slots=True)
class Given:
    enrollment_id: int


@dataclass(frozen=True, slots=True)
class Offered:
    enrollment_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Skipped:
    enrollment_id: int
    reason: Skip


Step = Given | Offered | Skipped


def plan(
    room: Room, waiting: Sequence[Waits], now: datetime, closed: Collection[date], asking: int | None = None
) -> list[Step]:
    """What becomes of those who wait, by rank, until no seat is free.

    `asking` is the enrollment of who presses the button now, and needs no offer. `now` is in the
    settings' zone; `closed` are the days on which nobody works.
    """
    free, taken = room.free, dict(room.taken)
    steps: list[Step] = []
    for one in waiting:
        if free <= 0:
            break
        reason = _reason(one, taken, now.date())
        if reason is not None:
            steps.append(Skipped(one.enrollment_id, reason))
            continue
        step: Step | None = None
        if one.enrollment_id == asking or not (one.elsewhere or near(room, now.date(), closed)):
            step = Given(one.enrollment_id) if room.coming is not None or room.first is None else None
        else:
            until = offer_until(room.coming, now, closed)
            step = Offered(one.enrollment_id, until) if until is not None else None
        if step is None:
            steps.append(Skipped(one.enrollment_id, Skip.TOO_LATE))
            continue
        steps.append(step)
        free -= 1
        if one.school_id is not None:
            taken[one.school_id] = taken.get(one.school_id, 0) + 1
    return steps


def _reason(one: Waits, taken: Mapping[str, int], today: date) -> Skip | None:
    if one.not_teaching:
        return Skip.NOT_TEACHING
    # A network that has met is not left for another: its release is used (R11).
    began = one.elsewhere and one.elsewhere_from is not None and one.elsewhere_from <= today
    if one.year_used or began:
        return Skip.YEAR_USED
    if one.clash:
        return Skip.CLASH
    if one.school_id is not None and taken.get(one.school_id, 0) >= SCHOOL_PLACES:
        return Skip.SAME_SCHOOL
    return None


def near(room: Room, today: date, closed: Collection[date]) -> bool:
    """Ten working days or fewer before the first meeting, or after it: a release must still be arranged."""
    return room.first is not None and working_days_between(today, room.first, closed) <= OFFER_FROM


def working_days_between(day: date, later: date, closed: Collection[date]) -> int:
    """How many working days lie after `day` up to and with `later`; 0 when it is not later.

    Counted up to just over OFFER_FROM, which is all that anybody asks.
    """
    count = 0
    while day < later and count <= OFFER_FROM:
        day += ONE_DAY
        count += is_working_day(day, closed)
    return count


def offer_until(coming: datetime | None, now: datetime, closed: Collection[date]) -> datetime | None:
    """When an offer made now ends: after two working days, and never after noon of the working day before
    the next meeting. None when no meeting is left or its last 24 hours have begun (B17).
    """
    if coming is None or coming - now <= LAST_HOURS:
        return None
    day = now.date()
    for _ in range(OFFER_WORKING_DAYS):
        day += ONE_DAY
        while not is_working_day(day, closed):
            day += ONE_DAY
    until = datetime.combine(day, now.time(), tzinfo=now.tzinfo)
    eve = on_or_before(coming.date() - ONE_DAY, closed)
    until = min(until, datetime.combine(eve, NOON, tzinfo=now.tzinfo))
    return until if until > now else None
