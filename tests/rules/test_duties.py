"""What is due to the person who animates, and in which order (guide §5; R31–R37)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.duties import SETTLED, Duty, Standing, Task, open_duties, settled_duties

TODAY = date(2026, 11, 24)
BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("duty", "standing"),
    [
        (Duty(Task.PLAN, due=TODAY), Standing.DUE),  # to the end of the day (S21)
        (Duty(Task.PLAN, due=BEFORE), Standing.OVERDUE),
        (Duty(Task.PLAN), Standing.DUE),
        (Duty(Task.MINUTES, due=AFTER, opens=AFTER), Standing.LATER),
        (Duty(Task.MINUTES, due=AFTER, opens=TODAY), Standing.DUE),
        (Duty(Task.PLAN, due=TODAY, done=TODAY), Standing.DONE),
        (Duty(Task.PLAN, due=BEFORE, done=TODAY), Standing.DONE_LATE),
        (Duty(Task.PLAN, done=TODAY), Standing.DONE),
        (Duty(Task.PLAN, due=BEFORE, on_paper=True), Standing.ON_PAPER),
        (Duty(Task.PLAN, due=TODAY, done=TODAY, on_paper=True), Standing.DONE),
    ],
)
def test_how_a_duty_stands(duty: Duty, standing: Standing) -> None:
    assert duty.standing(TODAY) is standing


def test_what_is_late_comes_first_then_by_the_day_to_aim_for_then_what_cannot_be_done_yet() -> None:
    late = Duty(Task.PLAN, target=BEFORE, due=BEFORE)
    soon = Duty(Task.AGENDA, 3, 1, target=TODAY, due=AFTER)
    later = Duty(Task.AGENDA, 4, 2, target=AFTER, due=AFTER)
    whenever = Duty(Task.PLANNING)
    closed = Duty(Task.MINUTES, 3, 1, due=AFTER, opens=AFTER)
    done = Duty(Task.DATES, done=BEFORE)
    found = [closed, whenever, later, done, soon, late]
    assert open_duties(found, TODAY) == [late, soon, later, whenever, closed]
    assert settled_duties(found, TODAY) == [done]


DAYS = st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 20))
DUTIES = st.builds(
    Duty, st.sampled_from(list(Task)), target=DAYS, due=DAYS, opens=DAYS, done=DAYS, on_paper=st.booleans()
)


@given(st.lists(DUTIES, max_size=12))
def test_every_duty_is_either_open_or_settled(found: list[Duty]) -> None:
    still, settled = open_duties(found, TODAY), settled_duties(found, TODAY)
    assert len(still) + len(settled) == len(found)
    assert all(one.standing(TODAY) in SETTLED for one in settled)
    assert not any(one.standing(TODAY) in SETTLED for one in still)
