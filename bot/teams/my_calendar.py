"""« Mon calendrier »: the feed's address, a new one, and one network's file."""

import secrets

from bot.services import Services
from bot.teams.documents import document_card
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import my_calendar as usecases
from bot.views import my_calendar as views
from cards import actions

# 128 bits: an address that nobody guesses, beside its signature.
KEY_BYTES = 16


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    await services.transact(usecases.ensure, speaker.person_id, secrets.token_hex(KEY_BYTES))
    return await _card(services, speaker, renewed=False)


async def renew(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    await services.transact(usecases.renew, speaker.person_id, secrets.token_hex(KEY_BYTES))
    return await _card(services, speaker, renewed=True)


async def download(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A fresh link to one network's meetings."""
    network_id = actions.number(turn.data, "network")
    asked = await services.read(views.network_link, speaker.person_id, network_id)
    return await document_card(services, speaker, asked, (actions.MY_CALENDAR, {}))


async def _card(services: Services, speaker: Speaker, *, renewed: bool) -> Reply:
    settings = services.settings
    return await services.read(
        views.card,
        speaker.person_id,
        settings.LINK_SECRET.get_secret_value(),
        settings.PUBLIC_URL,
        renewed=renewed,
    )
