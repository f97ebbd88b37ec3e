"""« Nouvelle année » and the channels to archive. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import channel_archive
from bot.usecases import rollover as usecases
from bot.usecases.rollover import Closing
from bot.views import desk as desk_views
from bot.views import rollover as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import rollover as say
from storage.people import Role


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.checklist)


async def show_lists(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.lists)


async def close(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    year = actions.typed(turn.data, "year")
    match await services.transact(usecases.close, speaker.person_id, year):
        case Closing.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case Closing.CLOSED:
            return await services.read(views.checklist, notice=say.CLOSED)
        case Closing.CLOSED_BEFORE:
            return await services.read(views.checklist, notice=say.CLOSED_BEFORE)


async def show_channels(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.channels)
    return drawn or await services.read(views.checklist, notice=say.ARCHIVE_NOTHING)


async def archived(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    count = await services.transact(
        channel_archive.confirm, speaker.person_id, actions.several(turn.data, "networks")
    )
    if count is None:
        return menu.sentence(say_menu.REFUSED)
    notice = say.archive_noted(count) if count else say.ARCHIVE_NOTHING
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
