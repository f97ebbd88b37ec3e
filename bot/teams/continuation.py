"""The request for a second year: who may see or decide is asked anew at each press."""

from bot.rules.continuation import Refusal, Verdict
from bot.rules.roles import may_read
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import continuation as usecases
from bot.usecases import second_year
from bot.views import continuation as views
from cards import actions, menu
from cards import continuation as cards
from cards.continuation import ContinuationForm
from cards.phrases import continuation as say
from cards.phrases import menu as say_menu
from storage.people import Role

# What may still be mended on the form.
AGAIN = frozenset(
    {
        Refusal.LATE_YEAR,
        Refusal.NOT_TEACHING,
        Refusal.SECOND_ANIMATION,
        Refusal.HELD_ANIMATION,
        Refusal.THIRD_YEAR,
        Refusal.YEAR_OVER,
    }
)


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    return await _request(services, speaker, actions.number(turn.data, "network"))


async def show_bilan(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    network_id, page = actions.number(turn.data, "network"), actions.number(turn.data, "page")
    return await services.read(views.bilan, network_id, page) or menu.sentence(say_menu.STALE)


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _form(services, speaker, actions.number(turn.data, "network"))


async def _form(
    services: Services,
    speaker: Speaker,
    network_id: int,
    typed: ContinuationForm | None = None,
    errors: list[str] | None = None,
) -> Card:
    drawn = await services.read(
        views.decision_form,
        services.settings,
        speaker.person_id,
        network_id,
        typed=typed,
        errors=errors or (),
    )
    return drawn or menu.sentence(say_menu.STALE)


async def decide(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    outcome = await services.transact(
        second_year.decide,
        speaker.person_id,
        services.settings,
        form.network_id,
        Verdict(form.decision, form.message, form.until),
        version=form.version,
    )
    match outcome:
        case second_year.Decided(network_id):
            return await _request(services, speaker, network_id)
        case second_year.Incomplete(mistakes):
            errors = views.mistake_sentences(mistakes, services.settings.TEXT_LIMIT)
            return await _form(services, speaker, form.network_id, form, errors)
        case second_year.Refused(Refusal.NOT_RESPONSIBLE):
            # Not a word about the request: it may not even exist (S26).
            return menu.sentence(say_menu.REFUSED)
        case second_year.Refused(reason) if reason in AGAIN:
            return await _form(services, speaker, form.network_id, form, [say.REFUSALS[reason.value]])
        case second_year.Refused(reason):
            return await _request(services, speaker, form.network_id, say.REFUSALS[reason.value])


async def _request(services: Services, speaker: Speaker, network_id: int, notice: str = "") -> Card:
    drawn = await services.read(views.request, speaker.person_id, network_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)


async def wish(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A member's own answer; nobody else's can be given."""
    network_id, answer = actions.number(turn.data, "network"), actions.typed(turn.data, "answer")
    await services.transact(usecases.wish, speaker.person_id, network_id, answer)
    drawn = await services.read(views.wish, speaker.person_id, network_id)
    return drawn or menu.sentence(say.WISH_OVER)
