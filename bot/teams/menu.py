"""The menu, privacy."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import kept_settings as settings_views
from bot.views import menu as views


async def open_menu(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.menu, speaker.person_id)


async def show_privacy(services: Services, _speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(settings_views.privacy, services.settings.CEE_EMAIL)
