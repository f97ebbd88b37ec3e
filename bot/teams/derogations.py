"""« Dérogations », and the late selection; for a responsible, asked at each press."""

from bot.rules.approval import Refusal
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import late_selection as usecases
from bot.usecases.late_selection import Mistake, Selected
from bot.views import approval as approval_views
from bot.views import derogations as views
from cards import actions, menu
from cards.phrases import approval as say_approval
from cards.phrases import derogations as say
from cards.phrases import menu as say_menu
from cards.phrases import texts as say_texts
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.listed, actions.number(turn.data, "page"))


async def open_late(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.late, actions.number(turn.data, "request"))
    return drawn or menu.sentence(say.NOT_NEXT)


async def select_late(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    request_id, reason = actions.number(turn.data, "request"), actions.typed(turn.data, "reason")
    outcome = await services.transact(
        usecases.select, speaker.person_id, services.settings, request_id, reason
    )
    match outcome:
        case Refusal.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Selected(_, year):
            return await _request(services, speaker, request_id, say.selected(year))
        case Refusal():
            return await _request(services, speaker, request_id, say_approval.REFUSALS[outcome.value])
        case Mistake.NOT_NEXT:
            return await _request(services, speaker, request_id, say.NOT_NEXT)
        case Mistake.NO_REASON:
            errors = [say.NO_REASON]
        case TooLong(length, limit):
            errors = [say_texts.too_long(length, limit)]
    drawn = await services.read(views.late, request_id, reason, errors)
    return drawn or menu.sentence(say_menu.STALE)


async def _request(services: Services, speaker: Speaker, request_id: int, notice: str) -> Reply:
    drawn = await services.read(approval_views.request, speaker.person_id, request_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)
