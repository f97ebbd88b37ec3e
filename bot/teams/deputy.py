"""« Je m’absente ». The role is asked at each press; who is named may end what she never asked for."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import deputy as usecases
from bot.usecases.deputy import Ended, Mistaken, Named, NotAllowed
from bot.views import deputy as views
from cards import actions, menu
from cards import deputy as cards
from cards.phrases import deputy as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.shown, speaker.person_id, cards.read(turn.data))


async def name(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.name, speaker.person_id, typed.deputy_id, typed.first, typed.last
    )
    match outcome:
        case Named():
            notice = await services.read(views.named_notice, speaker.person_id)
            return await services.read(views.shown, speaker.person_id, notice=notice)
        case Mistaken(mistakes):
            told = [say.MISTAKES[one.value] for one in mistakes]
            return await services.read(views.shown, speaker.person_id, typed, errors=told)
        case NotAllowed.NAMED_ALREADY:
            return await services.read(views.shown, speaker.person_id, notice=say_menu.STALE)
        case NotAllowed():
            deputizes = Role.CEE_RESPONSIBLE in speaker.roles
            return menu.sentence(say.ONLY_OWN if deputizes else say_menu.REFUSED)


async def end(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    term_id = actions.number(turn.data, "term")
    if not actions.number(turn.data, "sure"):
        asked = await services.read(views.ending, speaker.person_id, term_id)
        return asked or menu.sentence(say.GONE)
    outcome = await services.transact(usecases.end, speaker.person_id, term_id)
    return menu.sentence(say.ENDED if isinstance(outcome, Ended) else say.GONE)
