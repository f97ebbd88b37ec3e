"""When a message that waits for somebody who is away becomes a task of the responsibles (B5)."""

from datetime import datetime, timedelta

# A restart of Teams, a phone without a network: most come back by themselves within the hour.
SHORT_WHILE = timedelta(hours=1)


def away_before(now: datetime) -> datetime:
    """Who could not be reached by then, and not since, is a task now."""
    return now - SHORT_WHILE
