"""The sheet for Folio, and « C’est publié dans Folio ». The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import folio as usecases
from bot.usecases.folio import DatesMissing, NotPublished, Published
from bot.views import desk as desk_views
from bot.views import folio as views
from cards import actions, menu
from cards.phrases import folio as say
from cards.phrases import menu as say_menu
from cards.phrases import schedule as say_schedule
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.sheet, actions.number(turn.data, "network"))
    return drawn or menu.sentence(say_menu.STALE)


async def publish(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.publish, services.settings, speaker.person_id, network_id)
    match outcome:
        case NotPublished.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case NotPublished.NOTHING_OPEN:
            return await services.read(desk_views.desk, speaker.person_id, notice=say.NOTHING)
        case NotPublished.ROOM:
            drawn = await services.read(views.sheet, network_id, errors=(say.CONFIRM_ROOM_FIRST,))
            return drawn or menu.sentence(say_menu.STALE)
        case DatesMissing(numbers):
            drawn = await services.read(views.sheet, network_id, errors=(say_schedule.missing(numbers),))
            return drawn or menu.sentence(say_menu.STALE)
        case Published(_, first_time):
            said = await services.read(views.opening, network_id) if first_time else say.DONE_AGAIN
            return await services.read(desk_views.desk, speaker.person_id, notice=said)
