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
    """Why a channel was not created; each has a sentence for the responsible."""

    NO_WINDOW = "no_window"
    NOT_CONNECTED = "not_connected"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


class ChannelError(BotError):
    """A channel was not created. A passing fault is tried again; a lasting one is shown at once."""

    def __init__(self, cause: ChannelCause, *, passing: bool) -> None:
        super().__init__(cause.value)
        self.cause = cause
        self.passing = passing
