"""A former member without a place takes a rank. An invitation is answered as an offer (enrollment.py)."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import invitation as usecases
from bot.usecases.invitation import Wait
from bot.views import enrollment as views
from cards import actions, menu
from cards.phrases import menu as say_menu


async def wait(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.wait, speaker.person_id, network_id)
    if outcome is Wait.NOT_FORMER:
        return menu.sentence(say_menu.STALE)
    already = outcome is Wait.KNOWN
    return await services.read(views.place, speaker.person_id, network_id, already=already)
