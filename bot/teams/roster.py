"""« Participants et places », and the end of a network. Rights are asked at each press."""

from bot.rules.minimum import Mistake
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import minimum as usecases
from bot.usecases.minimum import CapacityRefused, Decided, Refused
from bot.views import desk as desk_views
from bot.views import roster as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import minimum as say_minimum
from cards.phrases import roster as say
from cards.phrases import texts as say_texts
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    drawn = await services.read(views.roster, speaker.person_id, actions.number(turn.data, "network"))
    return drawn or menu.sentence(say_menu.REFUSED)


async def set_capacity(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        usecases.set_capacity, speaker.person_id, network_id, actions.number(turn.data, "capacity")
    )
    match outcome:
        case CapacityRefused.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case CapacityRefused():
            errors = [say.CAPACITY_MISTAKES[outcome.value]]
            drawn = await services.read(views.roster, speaker.person_id, network_id, errors=errors)
        case int():
            notice = say.capacity_set(outcome)
            drawn = await services.read(views.roster, speaker.person_id, network_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)


async def open_cancel(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.cancel, actions.number(turn.data, "network"))
    return drawn or menu.sentence(say.OVER)


async def cancel(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, reason = actions.number(turn.data, "network"), actions.typed(turn.data, "reason")
    outcome = await services.transact(usecases.cancel, speaker.person_id, network_id, reason)
    match outcome:
        case Decided():
            return await services.read(desk_views.desk, speaker.person_id, notice=say_minimum.CANCELLED)
        case Refused.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Refused():
            return menu.sentence(say.OVER)
        case Mistake() | TooLong():
            wrong = (
                say_texts.too_long(outcome.length, outcome.limit)
                if isinstance(outcome, TooLong)
                else say.NO_REASON
            )
            drawn = await services.read(views.cancel, network_id, reason, [wrong])
            return drawn or menu.sentence(say.OVER)
