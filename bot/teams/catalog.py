"""« Voir les réseaux »: the list, its filters, the sheet of one network."""

from dataclasses import replace

from bot.rules import catalog as rules
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Happening, Reply, Turn
from bot.views import catalog as views
from cards import actions
from cards import catalog as cards


async def show(services: Services, _speaker: Speaker, turn: Turn) -> Reply:
    search = cards.read_search(turn.data)
    if turn.happening is Happening.MESSAGE:
        search = replace(search, text=rules.looked_for(turn.text)[: cards.WORDS_LIMIT])
    return await services.read(views.listing, search)


async def show_filters(services: Services, _speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.filters, cards.read_search(turn.data))


async def show_sheet(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    return await services.read(views.sheet, speaker.person_id, network_id, cards.read_search(turn.data))
