"""Release in half-days, always whole numbers (guide §6; DOMAIN.md §1.5, R38–R42, S19)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from bot.rules.quiet_time import on_or_before

# The meetings of each modality in half-days: always two days in all for each participant (guide §8.2).
HALF_DAYS: Mapping[str, tuple[int, ...]] = {
    "FULL_2": (2, 2),
    "FULL_1_HALF_2": (2, 1, 1),
    "HALF_4": (1, 1, 1, 1),
}
# How many days before a meeting a member who said nothing of the procedure is asked (R61); seven days
# before, the agenda's card does.
ASKED_BEFORE = (14, 3)
# The longest closure of a school year before the first of them.
HORIZON = timedelta(days=45)
PER_PARTICIPANT = 4
MOST_PARTICIPANTS = 10
PLANNING = 2
BILAN = 1


def committed(participants: int = MOST_PARTICIPANTS) -> int:
    """What a network commits for so many participants, with its animator's planning and bilan."""
    return participants * PER_PARTICIPANT + PLANNING + BILAN


def ask_due(meeting: date, enrolled: datetime, today: date, closed: Collection[date]) -> date | None:
    """The latest day on or before today on which a member is asked whether the procedure was followed.

    None before the first, and when the member came after it: the enrollment said it already. `enrolled` is a
    moment in the settings' time zone; days on which nobody works are asked on before.
    """
    days = (on_or_before(meeting - timedelta(days=many), closed) for many in ASKED_BEFORE)
    return max((day for day in days if enrolled.date() < day <= today), default=None)
