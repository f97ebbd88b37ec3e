"""The Team's members, where a responsible keeps them. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import membership as usecases
from bot.views import desk as desk_views
from bot.views import membership as views
from cards import actions, menu
from cards.phrases import membership as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.form)
    return drawn or await services.read(desk_views.desk, speaker.person_id, notice=say.NOTHING)


async def confirm(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    added, removed = actions.several(turn.data, "added"), actions.several(turn.data, "removed")
    count = await services.transact(usecases.confirm, speaker.person_id, added, removed)
    if count is None:
        return menu.sentence(say_menu.REFUSED)
    notice = say.noted(count) if count else say.NOTHING
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
