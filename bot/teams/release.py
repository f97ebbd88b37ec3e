"""« Mes libérations », the animator's planning day and half-day of the bilan, the responsible's ledger."""

from bot.rules.deadlines import read_day
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import absence
from bot.usecases import release as usecases
from bot.usecases.absence import Said
from bot.usecases.release import DayFault, Ticked
from bot.views import agenda as agenda_views
from bot.views import release as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import release as say
from cards.phrases.dates import long_date, short_date
from storage.people import Role


async def show_mine(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.mine, speaker.person_id)


async def tick(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if actions.number(turn.data, "every") == 1:
        outcome = await services.transact(usecases.tick_every, speaker.person_id)
    else:
        done = actions.number(turn.data, "undo") != 1
        meeting_id = actions.number(turn.data, "meeting")
        outcome = await services.transact(usecases.tick, speaker.person_id, meeting_id, done=done)
    return await _answer(services, speaker, turn, TICKED[outcome])


TICKED = {
    Ticked.REQUESTED: say.TICKED_SAID,
    Ticked.PLANNED: say.UNTICKED_SAID,
    Ticked.NOTHING: say.NOTHING_CHANGED,
}
SAID = {
    Said.ABSENT: say.ABSENT_SAID,
    Said.COMING: say.COMING_SAID,
    Said.NOTHING: say.NOTHING_CHANGED,
}


async def _answer(services: Services, speaker: Speaker, turn: Turn, notice: str) -> Reply:
    """From the agenda's card, the agenda again; else all of one's half-days."""
    if actions.number(turn.data, "agenda") == 1:
        meeting_id = actions.number(turn.data, "meeting")
        return await services.read(agenda_views.read, speaker.person_id, meeting_id)
    return await services.read(views.mine, speaker.person_id, notice)


async def say_absent(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(absence.say_absent, speaker.person_id, meeting_id)
    return await _answer(services, speaker, turn, SAID[outcome])


async def say_coming(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(absence.say_coming, speaker.person_id, meeting_id)
    return await _answer(services, speaker, turn, SAID[outcome])


async def open_planning(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.planning, speaker.person_id, actions.number(turn.data, "network"))


async def save_planning(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, typed = actions.number(turn.data, "network"), actions.typed(turn.data, "day")
    outcome = await services.transact(
        usecases.choose_planning_day, speaker.person_id, network_id, read_day(typed)
    )
    if outcome is DayFault.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    if isinstance(outcome, DayFault):
        return await services.read(
            views.planning, speaker.person_id, network_id, typed=typed, errors=[say.FAULTS[outcome.value]]
        )
    notice = say.saved(short_date(outcome))
    return await services.read(views.planning, speaker.person_id, network_id, notice=notice)


async def open_bilan_day(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.bilan_day, speaker.person_id, actions.number(turn.data, "network"))


async def save_bilan_day(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, typed = actions.number(turn.data, "network"), actions.typed(turn.data, "day")
    outcome = await services.transact(
        usecases.choose_bilan_day, speaker.person_id, network_id, read_day(typed)
    )
    if outcome is DayFault.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    if isinstance(outcome, DayFault):
        return await services.read(
            views.bilan_day, speaker.person_id, network_id, typed=typed, errors=[say.FAULTS[outcome.value]]
        )
    notice = say.bilan_day_saved(long_date(outcome))
    return await services.read(views.bilan_day, speaker.person_id, network_id, notice=notice)


async def show_ledger(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    network_id = actions.number(turn.data, "network")
    if network_id:
        return await services.read(views.ledger_of, network_id)
    return await services.read(views.ledger, actions.number(turn.data, "page"))
