"""« Journal »: read, filtered and exported by responsibles alone, asked at each press."""

from bot.links import Link
from bot.services import Services
from bot.teams.documents import document_card
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import journal as usecases
from bot.usecases.journal import NotExported
from bot.views import journal as views
from cards import actions, menu
from cards.journal import Filter
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.journal, _asked(turn), actions.number(turn.data, "page"))


async def export(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    asked = _asked(turn)
    network_id = await services.read(views.titled, asked.network)
    person_id = await services.read(views.named, asked.person)
    line = await services.transact(usecases.export, speaker.person_id, network_id, person_id, asked.group)
    if isinstance(line, NotExported):
        return menu.sentence(say_menu.REFUSED)
    link = Link(speaker.person_id, views.JOURNAL, line, 0)
    return await document_card(services, speaker, link, (actions.JOURNAL, {}))


def _asked(turn: Turn) -> Filter:
    """The inputs of « Filtrer », or what the other buttons carry of the filter they were drawn with."""
    data = turn.data
    return Filter(
        network=actions.typed(data, "network") or actions.typed(data, "of_network"),
        person=actions.typed(data, "person") or actions.typed(data, "of_person"),
        group=actions.typed(data, "group") or actions.typed(data, "of_group"),
    )
