"""A meeting called off, and who was told."""

from bot.rules.moves import LONGEST
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import cancellation as usecases
from bot.usecases.cancellation import CalledOff, Mistaken, Refused
from bot.views import cancellation as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import moves as say


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    found = await services.read(usecases.may_call_off, speaker.person_id, meeting_id)
    match found:
        case Refused():
            return menu.sentence(say.REFUSED[found.value])
        case CalledOff():
            return await services.read(views.reach, meeting_id) or menu.sentence(say_menu.STALE)
    return await services.read(views.form, meeting_id)


async def call_off(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    reason, words = actions.typed(turn.data, "reason"), actions.typed(turn.data, "words")
    too_long = far_too_long({"words": words}, LONGEST)
    if too_long is not None:
        return too_long
    outcome = await services.transact(usecases.call_off, speaker.person_id, meeting_id, reason, words)
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Mistaken(mistakes):
            errors = [say.MISTAKES[one.value] for one in mistakes]
            return await services.read(views.form, meeting_id, reason, words, errors)
        case CalledOff():
            return await services.read(views.reach, meeting_id) or menu.sentence(say_menu.STALE)


async def show_reach(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    found = await services.read(usecases.may_call_off, speaker.person_id, meeting_id)
    if isinstance(found, Refused):
        return menu.sentence(say.REFUSED[found.value])
    return await services.read(views.reach, meeting_id) or menu.sentence(say_menu.STALE)
