"""« Mon bureau »: the list and its filters. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import desk as views
from cards import menu
from cards.desk import read_narrowed
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.desk, speaker.person_id, read_narrowed(turn.data))


async def show_networks(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.networks, speaker.person_id, read_narrowed(turn.data))
