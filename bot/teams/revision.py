"""A responsible answers a request for revision; the role is asked at each press."""

from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import revision as usecases
from bot.usecases.enrollment import Refused
from bot.usecases.revision import Answered, NotAdmitted, NotAnswered
from bot.views import desk as desk_views
from bot.views import revision as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import revision as say
from cards.phrases import texts as say_texts
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.form, actions.number(turn.data, "request"))
    return drawn or await _desk(services, speaker, say.REVISION_GONE)


async def answer(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    request_id, typed = actions.number(turn.data, "request"), actions.typed(turn.data, "answer")
    outcome = await services.transact(
        usecases.answer,
        speaker.person_id,
        request_id,
        typed,
        admit=bool(actions.number(turn.data, "admit")),
    )
    match outcome:
        case Answered():
            return await _desk(services, speaker, say.REVISION_DONE)
        case NotAnswered.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case NotAnswered.GONE:
            return await _desk(services, speaker, say.REVISION_GONE)
        case NotAnswered.NO_ANSWER:
            error = say.REVISION_ANSWER_MISSING
        case TooLong(length, limit):
            error = say_texts.too_long(length, limit)
        case NotAdmitted(Refused(condition)):
            error = say.cannot_admit(condition.value)
        case NotAdmitted():
            error = say.cannot_admit("full")
    drawn = await services.read(views.form, request_id, typed, [error])
    return drawn or await _desk(services, speaker, say.REVISION_GONE)


async def _desk(services: Services, speaker: Speaker, notice: str) -> Reply:
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
