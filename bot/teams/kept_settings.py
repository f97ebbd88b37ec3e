"""« Réglages », for a responsible; the role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import kept_settings as usecases
from bot.usecases.kept_settings import Mistaken, NotSaved, Saved
from bot.views import kept_settings as views
from cards import actions, menu
from cards import kept_settings as cards
from cards.phrases import kept_settings as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.settings, services.settings)


async def edit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    group = actions.typed(turn.data, "group")
    drawn = await services.read(views.form, services.settings, group)
    return drawn or menu.sentence(say_menu.STALE)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    group, typed = actions.typed(turn.data, "group"), cards.read(turn.data)
    mark = actions.typed(turn.data, "mark")
    outcome = await services.transact(usecases.save, speaker.person_id, services.settings, group, typed, mark)
    match outcome:
        case NotSaved.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Saved(changed):
            notice = say.SAVED if changed else say.UNCHANGED
            return await services.read(views.settings, services.settings, notice=notice)
        case NotSaved():
            drawn = await services.read(views.form, services.settings, group, notice=say.STALE)
        case Mistaken(mistakes):
            drawn = await services.read(views.form, services.settings, group, typed, mistakes=mistakes)
    return drawn or menu.sentence(say_menu.STALE)
