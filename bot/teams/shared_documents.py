"""« Documents du réseau »: read by the network, added to and taken from by its animator."""

from bot.rules.agenda import LONGEST_LINK
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import shared_documents as usecases
from bot.usecases.shared_documents import Added, Refused, Removed, Wrong
from bot.views import shared_documents as views
from cards import actions, menu
from cards.phrases import shared_documents as say


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Typed without a network's number: one's own, or which one."""
    network_id = actions.number(turn.data, "network")
    filed = services.settings.CHANNEL_FILES
    if not network_id:
        return await services.read(views.typed, speaker.person_id, filed=filed)
    page = actions.number(turn.data, "page")
    return await services.read(views.listed, speaker.person_id, network_id, page, filed=filed)


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    refused = await services.transact(usecases.may_add, speaker.person_id, network_id)
    if refused is not None:
        return menu.sentence(say.REFUSED[refused.value])
    return await services.read(views.form, network_id)


async def add(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    title, address = actions.typed(turn.data, "title"), actions.typed(turn.data, "address")
    too_long = far_too_long({"title": title, "address": address}, LONGEST_LINK)
    if too_long is not None:
        return too_long
    outcome = await services.transact(usecases.add, speaker.person_id, network_id, title, address)
    match outcome:
        case Added():
            return await _listed(services, speaker, network_id, say.ADDED)
        case Wrong(mistakes):
            return await services.read(views.form, network_id, title, address, mistakes)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def remove(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    document_id = actions.number(turn.data, "document")
    outcome = await services.transact(usecases.remove, speaker.person_id, document_id)
    match outcome:
        case Removed(network_id):
            return await _listed(services, speaker, network_id, say.REMOVED)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def _listed(services: Services, speaker: Speaker, network_id: int, notice: str) -> Card:
    filed = services.settings.CHANNEL_FILES
    return await services.read(views.listed, speaker.person_id, network_id, notice=notice, filed=filed)
