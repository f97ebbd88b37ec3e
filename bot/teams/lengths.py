"""A text so long that no card could hold it: the card stays as it is, with everything typed in it (R43)."""

from collections.abc import Mapping

from bot.teams.turn import Say
from cards.phrases import texts as say

# What a form holds within its limits is far below this, and a card with as much is still one that Teams
# takes (100 KB as UTF-16, TEAMS_FACTS.md §1.1).
MOST = 10_000


def far_too_long(values: Mapping[str, str], limit: int) -> Say | None:
    """Nothing is kept then; the longest text is told with its count and `limit`."""
    if sum(map(len, values.values())) <= MOST:
        return None
    return Say(say.too_long(max(map(len, values.values())), limit))
