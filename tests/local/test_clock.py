"""Local mode's clock (design.md §5, CLOCK_START) and the real one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.clock import SystemClock
from bot.local.clock import LocalClock

ZONE = ZoneInfo("America/Toronto")
START = datetime(2026, 11, 23, 10, 0, tzinfo=ZONE)


class Seconds:
    """A monotonic source that a test moves by hand."""

    def __init__(self) -> None:
        self.value = 5000.0

    def __call__(self) -> float:
        return self.value


def test_starts_where_it_is_told_then_runs_on() -> None:
    seconds = Seconds()
    clock = LocalClock(START, ZONE, seconds)
    assert clock.now() == START
    seconds.value += 90
    assert clock.now() == datetime(2026, 11, 23, 10, 1, 30, tzinfo=ZONE)
    assert clock.now().tzinfo is ZONE


def test_moves_forward_and_runs_on_from_there() -> None:
    seconds = Seconds()
    clock = LocalClock(START, ZONE, seconds)
    seconds.value += 600
    assert clock.move(datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)) is True
    seconds.value += 60
    assert clock.now() == datetime(2026, 12, 1, 9, 1, tzinfo=ZONE)


def test_never_goes_back_and_keeps_its_time_when_asked_to() -> None:
    seconds = Seconds()
    clock = LocalClock(START, ZONE, seconds)
    seconds.value += 600
    # Later than the start, but earlier than the present of this clock.
    assert clock.move(START + timedelta(minutes=9)) is False
    assert clock.now() == datetime(2026, 11, 23, 10, 10, tzinfo=ZONE)
    assert clock.move(START + timedelta(minutes=10)) is True  # the present itself is no step back


def test_runs_through_the_change_of_hour() -> None:
    """DOMAIN.md §1.8: on 2027-03-14 two o'clock does not exist; ten minutes later it is 3 h 05."""
    seconds = Seconds()
    clock = LocalClock(datetime(2027, 3, 14, 1, 55, tzinfo=ZONE), ZONE, seconds)
    seconds.value += 600
    assert clock.now().isoformat() == "2027-03-14T03:05:00-04:00"


def test_without_a_start_it_tells_the_real_time() -> None:
    before = datetime.now(UTC)
    local, system = LocalClock(None, ZONE, Seconds()).now(), SystemClock(ZONE).now()
    after = datetime.now(UTC)
    assert before <= local <= after
    assert before <= system <= after
    assert (local.tzinfo, system.tzinfo) == (ZONE, ZONE)
