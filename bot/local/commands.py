"""« horloge 2026-12-01 9:00 »: the demo's clock, moved forward (design.md §5)."""

import re
from datetime import datetime

from bot.local.clock import LocalClock
from bot.services import Services
from bot.teams.handler import Handler
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from cards import menu
from cards.phrases import menu as say
from cards.phrases.dates import hour, long_date

MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})\s+(\d{1,2})(?::|\s?h\s?)(\d{2})")


def clock_command(clock: LocalClock) -> Handler:
    """The handler that moves this clock; it answers with the time that it is then."""

    async def move(services: Services, _speaker: Speaker, turn: Turn) -> Reply:
        wanted = read_moment(turn.text)
        moved = wanted is not None and clock.move(wanted.replace(tzinfo=services.settings.zone))
        if moved:
            services.wake()
        now = clock.now()
        told = say.clock_now(long_date(now.date()), hour(now))
        return menu.sentence(f"{say.CLOCK_MOVED if moved else say.CLOCK_HELP} {told}")

    return move


def read_moment(text: str) -> datetime | None:
    """The date and hour written somewhere in a text, without a zone; None when there is none."""
    found = MOMENT.search(text)
    if found is None:
        return None
    try:
        return datetime(*map(int, found.groups()))  # type: ignore[arg-type]  # noqa: DTZ001 - the caller's zone
    except ValueError:
        return None
