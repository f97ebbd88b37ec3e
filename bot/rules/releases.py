"""Release in half-days, always whole numbers (guide §6; DOMAIN.md §1.5, R38–R42, S19)."""

from collections.abc import Mapping

# The meetings of each modality in half-days: always two days in all for each participant (guide §8.2).
HALF_DAYS: Mapping[str, tuple[int, ...]] = {
    "FULL_2": (2, 2),
    "FULL_1_HALF_2": (2, 1, 1),
    "HALF_4": (1, 1, 1, 1),
}
PER_PARTICIPANT = 4
MOST_PARTICIPANTS = 10
PLANNING = 2
BILAN = 1


def committed(participants: int = MOST_PARTICIPANTS) -> int:
    """What a network commits for so many participants, with its animator's planning and bilan."""
    return participants * PER_PARTICIPANT + PLANNING + BILAN
