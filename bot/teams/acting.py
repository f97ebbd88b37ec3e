"""« Agir pour une personne », « Annoncer les inscriptions ». The role is asked at each press."""

from bot.rules.enrollment import Condition
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import acting as usecases
from bot.usecases.acting import Done, Mistake, NotResponsible, Wanted
from bot.views import acting as views
from cards import acting as cards
from cards import actions, menu
from cards.phrases import acting as say
from cards.phrases import menu as say_menu
from cards.phrases import revision as say_revision
from cards.phrases import texts as say_texts
from storage.people import Role


async def open_form(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.form)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    wanted = Wanted(
        typed.email, typed.action, actions.number(turn.data, "network"), typed.school, typed.reason
    )
    outcome = await services.transact(usecases.act, speaker.person_id, wanted)
    match outcome:
        case NotResponsible():
            return menu.sentence(say_menu.REFUSED)
        case Done():
            return await services.read(views.form, notice=say.DONE[outcome.value])
        case Mistake():
            return await services.read(views.form, typed, errors=[say.MISTAKES[outcome.value]])
        case TooLong(length, limit):
            return await services.read(views.form, typed, errors=[say_texts.too_long(length, limit)])
        case Condition():
            told = say.refused(say_revision.REASONS[outcome.value])
            return await services.read(views.form, typed, errors=[told])


async def open_announce(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.announce)


async def send(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    outcome = await services.transact(usecases.announce, speaker.person_id, services.settings)
    if isinstance(outcome, NotResponsible):
        return menu.sentence(say_menu.REFUSED)
    notice = say.announced(outcome) if outcome else say.ALREADY_ANNOUNCED
    return await services.read(views.announce, notice=notice)
