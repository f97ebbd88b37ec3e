"""« Mon réseau », and the responsible's « Réessayer » for a channel that failed."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import channel as usecases
from bot.views import network as views
from cards import actions, menu
from cards.phrases import menu as say_menu


async def show_mine(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.mine, speaker.person_id)


async def retry_channel(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.retry, speaker.person_id, network_id)
    if outcome is usecases.Retry.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.channel_task, network_id)
    return drawn or menu.sentence(say_menu.STALE)
