"""A late bilan on the responsible's desk, and its ways out. The role is asked at each press (R37)."""

from bot.rules.deadlines import LONGEST_REASON
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import bilan_due as usecases
from bot.usecases.bilan_due import Kept, Mistaken, Refused
from bot.views import bilan_due as views
from bot.views import desk as desk_views
from cards import actions, menu
from cards import bilan_due as cards
from cards.phrases import bilan_due as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.late, actions.number(turn.data, "network"))
    return drawn or await _refused(services, speaker, Refused.NOTHING_LATE)


async def grant(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long({"reason": form.reason}, LONGEST_REASON)
    if too_long is not None:
        return too_long
    outcome = await services.transact(
        usecases.grant, speaker.person_id, form.network_id, form.until, form.reason
    )
    match outcome:
        case Mistaken(faults):
            errors = [say.FAULTS[one.value] for one in faults]
            drawn = await services.read(views.late, form.network_id, form, errors)
            return drawn or menu.sentence(say_menu.STALE)
        case Kept():
            return await services.read(desk_views.desk, speaker.person_id, notice=say.GRANTED)
        case Refused():
            return await _refused(services, speaker, outcome)


async def on_paper(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.on_paper, speaker.person_id, network_id)
    if isinstance(outcome, Refused):
        return await _refused(services, speaker, outcome)
    return await services.read(desk_views.desk, speaker.person_id, notice=say.ON_PAPER)


async def _refused(services: Services, speaker: Speaker, why: Refused) -> Reply:
    if why is Refused.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(desk_views.desk, speaker.person_id, notice=say.NOTHING_LATE)
