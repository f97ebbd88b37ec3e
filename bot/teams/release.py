"""« Mes libérations », the animator's planning day, the responsible's ledger."""

from datetime import date

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import release as usecases
from bot.usecases.release import DayFault
from bot.views import release as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import release as say
from cards.phrases.dates import short_date
from storage.people import Role


async def show_mine(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.mine, speaker.person_id)


async def tick(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    await services.transact(usecases.tick, speaker.person_id, actions.number(turn.data, "meeting"))
    return await services.read(views.mine, speaker.person_id)


async def open_planning(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.planning, speaker.person_id, actions.number(turn.data, "network"))


async def save_planning(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, typed = actions.number(turn.data, "network"), actions.typed(turn.data, "day")
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        day = None
    outcome = await services.transact(usecases.choose_planning_day, speaker.person_id, network_id, day)
    if outcome is DayFault.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    if isinstance(outcome, DayFault):
        return await services.read(
            views.planning, speaker.person_id, network_id, typed=typed, errors=[say.FAULTS[outcome.value]]
        )
    notice = say.saved(short_date(outcome))
    return await services.read(views.planning, speaker.person_id, network_id, notice=notice)


async def show_ledger(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    network_id = actions.number(turn.data, "network")
    if network_id:
        return await services.read(views.ledger_of, network_id)
    return await services.read(views.ledger, actions.number(turn.data, "page"))
