"""« Calendrier scolaire », for a responsible; the role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import school_calendar as usecases
from bot.usecases.school_calendar import Changed, Mistaken, NotAllowed
from bot.views import school_calendar as views
from cards import actions, menu
from cards import school_calendar as cards
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.calendar, actions.number(turn.data, "page"))


async def add(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.add,
        speaker.person_id,
        services.settings,
        first=typed.first,
        last=typed.last,
        kind=typed.kind,
        label=typed.label,
    )
    if isinstance(outcome, Mistaken):
        page = actions.number(turn.data, "page")
        return await services.read(views.calendar, page, typed=typed, mistakes=outcome.mistakes)
    return await _answer(services, turn, outcome)


async def take_away(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    outcome = await services.transact(
        usecases.take_away,
        speaker.person_id,
        services.settings,
        first=actions.typed(turn.data, "from"),
        last=actions.typed(turn.data, "to"),
        work=actions.number(turn.data, "work") == 1,
    )
    if isinstance(outcome, Mistaken):
        return await services.read(
            views.calendar, actions.number(turn.data, "page"), mistakes=outcome.mistakes
        )
    return await _answer(services, turn, outcome)


async def _answer(services: Services, turn: Turn, outcome: Changed | NotAllowed) -> Reply:
    if isinstance(outcome, NotAllowed):
        return menu.sentence(say_menu.REFUSED)
    notice = views.changed(outcome.first, outcome.last, outcome.days)
    page = actions.number(turn.data, "page")
    return await services.read(views.calendar, page, day=outcome.first, notice=notice)
