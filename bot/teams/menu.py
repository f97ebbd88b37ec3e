"""The menu."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import privacy
from bot.views import menu as views


async def open_menu(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    """At the first contact the notice comes with it, and it is remembered that it was shown."""
    drawn, first = await services.read(views.opened, speaker.person_id)
    if first:
        await services.transact(privacy.notice_shown, speaker.person_id)
    return drawn
