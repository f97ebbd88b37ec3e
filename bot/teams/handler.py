"""What a press or a command leads to: a function of who speaks and what was said, whose reply is shown."""

from collections.abc import Awaitable, Callable

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn

Handler = Callable[[Services, Speaker, Turn], Awaitable[Reply]]
