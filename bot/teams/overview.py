"""« L’année en un coup d’œil »."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import overview as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A year, or a part of it; the current one where none is named."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    year, part, page = (actions.number(turn.data, name) for name in ("year", "part", "page"))
    return await services.read(views.shown, year, part, page)
