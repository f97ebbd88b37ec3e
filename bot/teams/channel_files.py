"""« Réessayer » for what could not be put in the channels' Files. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import channel_files as usecases
from bot.views import desk as desk_views
from cards import menu
from cards.phrases import channel_files as say
from cards.phrases import menu as say_menu


async def retry(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    count = await services.transact(usecases.retry, speaker.person_id)
    if count is None:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(desk_views.desk, speaker.person_id, notice=say.again(count))
