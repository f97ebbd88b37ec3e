"""The year's workbook and a network's documents in one zip: a fresh link, for who may open it."""

from bot.links import Link
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import exports as views
from bot.views.exports import Refused
from bot.views.overview import year_of
from cards import actions, menu
from cards.phrases import exports as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show_workbook(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Of the year that the button names, or typed, of the current one."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    year = await services.read(year_of, actions.number(turn.data, "year"))
    asked = Link(speaker.person_id, views.WORKBOOK, year.first, 0)
    return await _answer(services, asked, (actions.YEAR, {"year": year.first}))


async def show_archive(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Of one network, for a responsible and for who animates it."""
    network_id = actions.number(turn.data, "network")
    asked = Link(speaker.person_id, views.ARCHIVE, network_id, 0)
    return await _answer(services, asked, (actions.DOCUMENTS, {"network": network_id}))


async def _answer(services: Services, asked: Link, back: tuple[str, dict[str, int]]) -> Reply:
    settings = services.settings
    drawn = await services.read(
        views.card,
        asked.person_id,
        settings.LINK_SECRET.get_secret_value(),
        settings.PUBLIC_URL,
        asked,
        back,
    )
    match drawn:
        case Refused.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case Refused.NOTHING:
            return menu.sentence(say.NO_DOCUMENT)
        case _:
            return drawn
