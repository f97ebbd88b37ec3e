"""« Mes échéances », for the person who animates."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import duties as views


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.mine, speaker.person_id)
