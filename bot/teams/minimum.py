"""Extend, keep or cancel a network that lacks members. The role is asked at each press."""

from datetime import date

from bot.rules.minimum import Mistake
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import minimum as usecases
from bot.usecases.minimum import Decided, Outcome, Refused
from bot.views import desk as desk_views
from bot.views import minimum as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import minimum as say
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.form, actions.number(turn.data, "network"))
    return drawn or await _desk(services, speaker, say.GONE)


async def extend(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    try:
        day = date.fromisoformat(actions.typed(turn.data, "until"))
    except ValueError:
        day = None
    outcome = await services.transact(usecases.extend, speaker.person_id, network_id, day)
    return await _answer(services, speaker, turn, outcome, say.EXTENDED)


async def keep(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, reason = actions.number(turn.data, "network"), actions.typed(turn.data, "reason")
    outcome = await services.transact(usecases.keep, speaker.person_id, network_id, reason)
    return await _answer(services, speaker, turn, outcome, say.KEPT)


async def cancel(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, reason = actions.number(turn.data, "network"), actions.typed(turn.data, "reason")
    outcome = await services.transact(
        usecases.cancel, speaker.person_id, network_id, reason, only_below_six=True
    )
    return await _answer(services, speaker, turn, outcome, say.CANCELLED)


async def _answer(services: Services, speaker: Speaker, turn: Turn, outcome: Outcome, done: str) -> Reply:
    match outcome:
        case Decided():
            return await _desk(services, speaker, done)
        case Refused.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Refused.NOT_DUE:
            return await _desk(services, speaker, say.GONE)
        case Mistake() | TooLong():
            drawn = await services.read(
                views.form,
                actions.number(turn.data, "network"),
                until=actions.typed(turn.data, "until"),
                reason=actions.typed(turn.data, "reason"),
                wrong=outcome,
            )
            return drawn or await _desk(services, speaker, say.GONE)


async def _desk(services: Services, speaker: Speaker, notice: str) -> Reply:
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
