"""Late changes on the desk: « Accorder un délai », « Ne pas retenir »."""

from collections.abc import Callable, Sequence

from bot.rules.approval import DecisionMistake
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import changes_due as usecases
from bot.usecases.approval import Refused
from bot.views import approval as approval_views
from bot.views import changes_due as views
from bot.views import desk
from cards import actions, menu
from cards import changes_due as cards
from cards.changes_due import LateChanges
from cards.phrases import approval as say_approval
from cards.phrases import changes_due as say
from cards.phrases import menu as say_menu
from storage.people import Role

Form = Callable[[LateChanges, str, Sequence[str]], Card]


async def open_extend(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _form(services, speaker, actions.number(turn.data, "request"), cards.extend_form)


async def open_decline(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _form(services, speaker, actions.number(turn.data, "request"), cards.decline_form)


async def extend(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    outcome = await services.transact(
        usecases.extend, speaker.person_id, services.settings, form.request_id, form.until
    )
    match outcome:
        case usecases.Settled(request_id):
            return await _desk(services, speaker, await services.read(views.granted, request_id))
        case usecases.Mistaken(mistakes):
            return await _form(services, speaker, form.request_id, cards.extend_form, form.until, mistakes)
        case Refused() | usecases.NotLate():
            return await _not(services, speaker, outcome)


async def decline(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    outcome = await services.transact(
        usecases.decline, speaker.person_id, services.settings, form.request_id, form.reason
    )
    match outcome:
        case usecases.Settled(request_id):
            return await _desk(services, speaker, await services.read(views.declined, request_id))
        case usecases.Mistaken(mistakes):
            return await _form(services, speaker, form.request_id, cards.decline_form, form.reason, mistakes)
        case Refused() | usecases.NotLate():
            return await _not(services, speaker, outcome)


async def _form(
    services: Services,
    speaker: Speaker,
    request_id: int,
    form: Form,
    typed: str = "",
    mistakes: Sequence[DecisionMistake] = (),
) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    late = await services.read(views.late, speaker.person_id, request_id)
    if late is None:
        return await _desk(services, speaker, say.NOT_LATE)
    return form(late, typed, approval_views.mistake_sentences(mistakes, services.settings.TEXT_LIMIT))


async def _not(services: Services, speaker: Speaker, outcome: Refused | usecases.NotLate) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    if isinstance(outcome, Refused):
        return await _desk(services, speaker, say_approval.REFUSALS.get(outcome.reason.value, say.NOT_LATE))
    return await _desk(services, speaker, say.NOT_LATE)


async def _desk(services: Services, speaker: Speaker, notice: str) -> Card:
    return await services.read(desk.desk, speaker.person_id, notice=notice)
