"""The register of privacy incidents; only responsibles, asked at each press."""

from bot.links import Link
from bot.rules.incidents import FIELDS
from bot.services import Services
from bot.teams.documents import document_card
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import incidents as usecases
from bot.usecases.incidents import NotSaved, Saved
from bot.views import incidents as views
from cards import actions, menu
from cards.phrases import incidents as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.register, actions.number(turn.data, "page"))


async def show_one(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.incident, actions.number(turn.data, "incident"))


async def show_history(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    number, page = actions.number(turn.data, "incident"), actions.number(turn.data, "page")
    return await services.read(views.history, number, page)


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    number, step = actions.number(turn.data, "incident"), actions.number(turn.data, "step")
    return await services.read(views.form, number, step or 1)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The first step leads to the second; after that the incident is shown."""
    number, version = actions.number(turn.data, "incident"), actions.number(turn.data, "version")
    step = actions.number(turn.data, "step")
    typed = {name: actions.typed(turn.data, name) for name in FIELDS}
    outcome = await services.transact(usecases.save, speaker.person_id, number, version, step, typed)
    match outcome:
        case NotSaved.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case NotSaved.GONE:
            return await services.read(views.register)
        case NotSaved.STALE:
            return await services.read(views.form, number, step, typed=typed, stale=True)
        case Saved(incident_id, _) if not number:
            return await services.read(views.form, incident_id, 2)
        case Saved(incident_id, _):
            return await services.read(views.incident, incident_id, say.SAVED)
    return await services.read(views.form, number, step, typed=typed, version=version, wrong=outcome)


async def download(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    asked = Link(speaker.person_id, views.INCIDENTS, 0, 0)
    return await document_card(services, speaker, asked, (actions.INCIDENTS, {}))
