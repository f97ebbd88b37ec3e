"""Who gets a free seat: in order, passed over but kept; given far away, offered near (S13–S15, B17)."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.waiting import (
    Given,
    Offered,
    Room,
    Skip,
    Skipped,
    near,
    offer_until,
    plan,
    working_days_between,
)
from tests.factories import NOW, TORONTO

FIRST = date(2027, 1, 13)
COMING = datetime(2027, 1, 13, 8, 45, tzinfo=TORONTO)
FAR = Room(free=1, taken={}, first=FIRST, coming=COMING)
NEAR_DAY = datetime(2026, 12, 1, 8, 45, tzinfo=TORONTO)
NEAR = Room(free=1, taken={}, first=NEAR_DAY.date(), coming=NEAR_DAY)
NONE: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Waits:
    enrollment_id: int
    school_id: str | None = None
    not_teaching: bool = False
    elsewhere: bool = False
    elsewhere_from: date | None = None
    year_used: bool = False
    clash: bool = False


def test_far_from_the_first_meeting_the_first_is_given_the_seat() -> None:
    assert plan(FAR, [Waits(1), Waits(2)], NOW, NONE) == [Given(1)]
    assert plan(replace(FAR, free=2), [Waits(1), Waits(2)], NOW, NONE) == [Given(1), Given(2)]
    assert plan(replace(FAR, free=0), [Waits(1)], NOW, NONE) == []


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (Waits(1, not_teaching=True), Skip.NOT_TEACHING),
        (Waits(1, year_used=True), Skip.YEAR_USED),
        (Waits(1, elsewhere=True, elsewhere_from=NOW.date()), Skip.YEAR_USED),
        (Waits(1, clash=True), Skip.CLASH),
        (Waits(1, school_id="X"), Skip.SAME_SCHOOL),
    ],
)
def test_who_cannot_be_seated_now_is_passed_with_a_reason(one: Waits, reason: Skip) -> None:
    room = replace(FAR, taken={"X": 2})
    assert plan(room, [one, Waits(2)], NOW, NONE) == [Skipped(1, reason), Given(2)]


def test_the_seats_given_count_for_the_school() -> None:
    """R23: the third of one school is passed even when two of the three seats go to colleagues now."""
    room = replace(FAR, free=3)
    waiting = [Waits(number, school_id="X") for number in (1, 2, 3)] + [Waits(4)]
    assert plan(room, waiting, NOW, NONE) == [Given(1), Given(2), Skipped(3, Skip.SAME_SCHOOL), Given(4)]


def test_near_the_first_meeting_and_for_an_exchange_it_is_an_offer() -> None:
    until = datetime(2026, 11, 25, 10, 0, tzinfo=TORONTO)
    assert plan(NEAR, [Waits(1)], NOW, NONE) == [Offered(1, until)]
    moving = Waits(1, elsewhere=True, elsewhere_from=FIRST)
    assert plan(FAR, [moving], NOW, NONE) == [Offered(1, until)]


def test_who_presses_now_needs_no_offer() -> None:
    assert plan(NEAR, [Waits(1)], NOW, NONE, asking=1) == [Given(1)]
    assert plan(replace(NEAR, free=2), [Waits(1), Waits(2)], NOW, NONE, asking=2)[1] == Given(2)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-23 10:00", "2026-11-25 10:00"),
        ("2026-11-27 09:00", "2026-11-30 12:00"),  # two working days are too many
        ("2026-11-28 09:00", "2026-11-30 12:00"),  # a Saturday
        ("2026-11-30 08:44", "2026-11-30 12:00"),
        ("2026-11-30 08:45", None),  # the last 24 hours
        ("2026-12-01 08:00", None),
    ],
)
def test_until_when_an_offer_holds(now: str, until: str | None) -> None:
    """B17: never past noon of the working day before, none in the last 24 hours (a meeting on 1 December)."""
    found = offer_until(NEAR_DAY, datetime.fromisoformat(now).replace(tzinfo=TORONTO), NONE)
    assert found == (datetime.fromisoformat(until).replace(tzinfo=TORONTO) if until else None)


def test_a_closed_day_is_no_working_day() -> None:
    closed = frozenset({date(2026, 11, 24)})
    assert offer_until(NEAR_DAY, NOW, closed) == datetime(2026, 11, 26, 10, 0, tzinfo=TORONTO)
    monday = frozenset({date(2026, 11, 30)})
    friday = datetime(2026, 11, 27, 9, 0, tzinfo=TORONTO)
    assert offer_until(NEAR_DAY, friday, monday) == friday.replace(hour=12)


def test_after_the_last_meeting_nobody_is_seated() -> None:
    over = replace(FAR, first=date(2026, 10, 14), coming=None)
    assert plan(over, [Waits(1)], NOW, NONE) == [Skipped(1, Skip.TOO_LATE)]


@pytest.mark.parametrize(
    ("first", "is_near"), [(date(2026, 12, 7), True), (date(2026, 12, 8), False), (date(2026, 10, 1), True)]
)
def test_near_is_ten_working_days(first: date, is_near: bool) -> None:
    """Monday 23 November: Monday 7 December is the tenth working day after it."""
    assert near(replace(FAR, first=first), NOW.date(), NONE) is is_near
    assert working_days_between(NOW.date(), date(2026, 12, 7), NONE) == 10


PEOPLE = st.lists(
    st.builds(
        Waits,
        enrollment_id=st.just(0),
        school_id=st.sampled_from([None, "X", "Y"]),
        not_teaching=st.booleans(),
        clash=st.booleans(),
    ),
    max_size=12,
).map(lambda people: [replace(one, enrollment_id=at) for at, one in enumerate(people)])


@given(PEOPLE, st.integers(0, 6), st.integers(0, 2), st.integers(0, 2))
def test_nobody_passes_an_earlier_person_who_could_be_seated(
    people: list[Waits], free: int, taken_x: int, taken_y: int
) -> None:
    """Fairness, and no seat is left while somebody could have it; each skip has its reason."""
    room = replace(FAR, free=free, taken={"X": taken_x, "Y": taken_y})
    steps = plan(room, people, NOW, NONE)
    assert [step.enrollment_id for step in steps] == list(range(len(steps)))
    given_seats = [step.enrollment_id for step in steps if isinstance(step, Given)]
    assert len(given_seats) <= free
    if len(given_seats) < free:
        assert len(steps) == len(people)
    for school, before in (("X", taken_x), ("Y", taken_y)):
        seated = sum(people[one].school_id == school for one in given_seats)
        assert before + seated <= 2
    unfit = {one.enrollment_id for one in people if one.not_teaching or one.clash}
    assert not unfit & set(given_seats)


@given(st.integers(0, 400), st.integers(0, 23))
def test_an_offer_always_ends_before_the_meeting(days: int, hours: int) -> None:
    now = COMING - timedelta(days=days, hours=hours)
    until = offer_until(COMING, now, NONE)
    assert until is None or now < until < COMING
