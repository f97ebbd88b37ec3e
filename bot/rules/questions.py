"""What may be asked of the responsibles, and in how many characters (R06)."""

from enum import StrEnum

from bot.rules.texts import TooLong, too_long

# Two of these on a card, and one more being typed, stay below what Teams takes.
LIMIT = 1500


class About(StrEnum):
    """The card from which somebody asks; NOTHING for the menu and for what was typed."""

    NOTHING = ""
    ACCESS = "access"
    AGENDA = "agenda"
    ANIMATION = "animation"
    ATTENDANCE = "attendance"
    BILAN = "bilan"
    CONTINUATION = "continuation"
    INVITATION = "invitation"
    LETTER = "letter"
    MEETING = "meeting"
    MINUTES = "minutes"
    NETWORK = "network"
    PLAN = "plan"
    PROPOSAL = "proposal"
    SCHEDULE = "schedule"
    SEAT = "seat"


def about(said: str) -> About:
    """What a button says, which may be anything: NOTHING for what is none of these."""
    return About(said) if said in set(About) else About.NOTHING


class Missing:
    """Nothing was written."""


def judged(text: str) -> str | Missing | TooLong:
    """The text to keep, or what is wrong with it."""
    written = text.strip()
    if not written:
        return Missing()
    return too_long(written, LIMIT) or written
