"""« Mes heures », and the attestation: one's own, or for a responsible somebody's who asks for it."""

from bot.links import Link
from bot.services import Services
from bot.teams.documents import document_card
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import attestation as usecases
from bot.views import hours as views
from cards import actions, menu
from cards.phrases import hours as say
from cards.phrases import menu as say_menu


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.mine, speaker.person_id, actions.number(turn.data, "page"))


async def show_attestation(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """One's own; with `other`, that of whom the e-mail names: the journal says who asked for whose."""
    person_id = speaker.person_id
    if actions.number(turn.data, "other"):
        typed = actions.typed(turn.data, "who")
        found = await services.transact(usecases.prepare_for, speaker.person_id, typed)
        if found is usecases.NotPrepared.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        if isinstance(found, usecases.NotPrepared):
            error = say.NOBODY if typed.strip() else say.WRITE_WHO
            return await services.read(views.mine, speaker.person_id, typed=typed, errors=[error])
        person_id = found
    asked = Link(speaker.person_id, views.HOURS, person_id, 0)
    return await document_card(services, speaker, asked, (actions.HOURS, {}))
