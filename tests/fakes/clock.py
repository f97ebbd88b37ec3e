"""A clock that stands still until a test moves it."""

from datetime import datetime
from zoneinfo import ZoneInfo

TORONTO = ZoneInfo("America/Toronto")


class FakeClock:
    def __init__(self, start: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=TORONTO)) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def move(self, to: datetime) -> None:
        self._now = to
