"""A clock that starts where one likes, then runs on; moved forward by the typed command « horloge »."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class LocalClock:
    """Local mode's time. `monotonic` gives seconds that never go back; a test gives its own."""

    def __init__(
        self, start: datetime | None, zone: ZoneInfo, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """Start at `start`, which must be aware, or at the real time when it is None."""
        self._zone = zone
        self._monotonic = monotonic
        # Kept in UTC: adding seconds to a local time would be an hour wrong after a change of DST.
        self._start = datetime.now(UTC) if start is None else start.astimezone(UTC)
        self._started = monotonic()

    def now(self) -> datetime:
        """The present moment of this clock, aware, in its zone."""
        return self._utc().astimezone(self._zone)

    def move(self, to: datetime) -> bool:
        """Go on from `to` (aware). False, and nothing changed, when that would go back in time."""
        if to < self._utc():
            return False
        self._start, self._started = to.astimezone(UTC), self._monotonic()
        return True

    def _utc(self) -> datetime:
        return self._start + timedelta(seconds=self._monotonic() - self._started)
