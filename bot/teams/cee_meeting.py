"""« Rencontre avec le CEE »: proposed by either side, accepted by the other (R64)."""

from bot.links import Link
from bot.rules.cee_meeting import LONGEST_PLACE
from bot.services import Services
from bot.teams.documents import document_card
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import cee_meeting as usecases
from bot.usecases.cee_meeting import Kept, Mistaken, Refused
from bot.views import cee_meeting as views
from cards import actions, menu
from cards import cee_meeting as cards
from cards.phrases import cee_meeting as say


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Typed without a network: the one that the person animates; a responsible chooses."""
    network_id = actions.number(turn.data, "network")
    if not network_id:
        return await services.read(views.typed, speaker.person_id, actions.number(turn.data, "page"))
    return await services.read(views.standing, speaker.person_id, network_id)


async def propose(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long({"place": form.place}, LONGEST_PLACE)
    if too_long is not None:
        return too_long
    outcome = await services.transact(
        usecases.propose, speaker.person_id, form.network_id, form.day, form.starts, form.place
    )
    match outcome:
        case Mistaken(faults):
            errors = [say.FAULTS[one.value] for one in faults]
            return await services.read(
                views.standing, speaker.person_id, form.network_id, form, errors=errors
            )
        case Kept():
            return await services.read(
                views.standing, speaker.person_id, form.network_id, notice=say.PROPOSED_SAID
            )
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def accept(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, moment_id = actions.number(turn.data, "network"), actions.number(turn.data, "moment")
    outcome = await services.transact(usecases.accept, speaker.person_id, network_id, moment_id)
    if outcome is Refused.NOT_ALLOWED:
        return menu.sentence(say.REFUSED[outcome.value])
    notice = say.AGREED_SAID if isinstance(outcome, Kept) else say.REFUSED[outcome.value]
    return await services.read(views.standing, speaker.person_id, network_id, notice=notice)


async def download(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A fresh link to the file of the moment that was agreed on."""
    network_id = actions.number(turn.data, "network")
    asked = Link(speaker.person_id, views.CEE_ICS, network_id, 0)
    return await document_card(services, speaker, asked, (actions.CEE_MEETING, {"network": network_id}))
