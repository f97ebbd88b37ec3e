"""Messages that reached nobody: read, tried again, noted. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import unreached as usecases
from bot.usecases.unreached import Outcome
from bot.views import desk as desk_views
from bot.views import unreached as views
from cards import actions, menu
from cards.desk import Narrowed
from cards.phrases import menu as say_menu
from cards.phrases import unreached as say
from storage.people import Role

DELIVERY = Narrowed(group="delivery")


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    person_id, network_id = _whose(turn)
    drawn = await services.read(views.lost, person_id, network_id)
    return drawn or await _desk(services, speaker, say.NOTHING)


async def retry(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    person_id, network_id = _whose(turn)
    outcome = await services.transact(
        usecases.try_again, speaker.person_id, person_id=person_id, network_id=network_id
    )
    return await _said(services, speaker, outcome, say.RETRIED)


async def note(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    person_id, network_id = _whose(turn)
    outcome = await services.transact(
        usecases.note, speaker.person_id, person_id=person_id, network_id=network_id
    )
    return await _said(services, speaker, outcome, say.IS_NOTED)


def _whose(turn: Turn) -> tuple[int, int]:
    return actions.number(turn.data, "person"), actions.number(turn.data, "network")


async def _said(services: Services, speaker: Speaker, outcome: Outcome, done: str) -> Reply:
    if outcome is Outcome.NOT_RESPONSIBLE:
        return menu.sentence(say_menu.REFUSED)
    return await _desk(services, speaker, done if outcome is Outcome.DONE else say.NOTHING)


async def _desk(services: Services, speaker: Speaker, notice: str) -> Reply:
    return await services.read(desk_views.desk, speaker.person_id, DELIVERY, notice=notice)
