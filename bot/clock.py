"""The real time, as everything but local mode tells it."""

from datetime import datetime
from zoneinfo import ZoneInfo


class SystemClock:
    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone

    def now(self) -> datetime:
        """The present moment, aware, in the settings' time zone."""
        return datetime.now(self._zone)
