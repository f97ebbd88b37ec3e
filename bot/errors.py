"""The few ways things break. An expected no is a value; these are raised."""

from enum import StrEnum


class BotError(Exception):
    """Something broke that a person or an operator must hear of."""


class NotReadyError(BotError):
    """The bot may not start. `gaps` names everything that is missing, one sentence each."""

    def __init__(self, *gaps: str) -> None:
        super().__init__("\n".join(["The bot cannot start:", *(f"  - {gap}" for gap in gaps)]))
        self.gaps = gaps


class TeamsUnavailableError(BotError):
    """Teams did not answer a question that the turn depends on."""


class ChannelCause(StrEnum):
    """Why a channel was not created, or cannot be written in; each has a sentence for the responsible."""

    NO_WINDOW = "no_window"
    UNREACHABLE = "unreachable"
    BUSY = "busy"
    NOT_SIGNED_IN = "not_signed_in"
    NOT_ALLOWED = "not_allowed"
    TEAM_UNKNOWN = "team_unknown"
    TEAM_ARCHIVED = "team_archived"
    TEAM_FULL = "team_full"
    NAME_TAKEN = "name_taken"
    NOT_IN_TEAM = "not_in_team"
    CHANNEL_GONE = "channel_gone"
    REFUSED = "refused"


class ChannelError(BotError):
    """A channel was not created. A passing fault is tried again; a lasting one is shown at once.

    `retry_after`, in seconds, is what Teams asked for: no try before it.
    """

    def __init__(self, cause: ChannelCause, *, passing: bool, retry_after: float = 0.0) -> None:
        super().__init__(cause.value)
        self.cause = cause
        self.passing = passing
        self.retry_after = retry_after
