"""Free texts: never cut, refused with their count when they are too long (DOMAIN.md §2)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TooLong:
    """How many characters were typed, and how many may be."""

    length: int
    limit: int


def too_long(text: str, limit: int) -> TooLong | None:
    return TooLong(len(text), limit) if len(text) > limit else None
