"""The approval request's buttons. Who may see or decide is asked anew at each press."""

from bot.rules.approval import Refusal, Verdict
from bot.rules.roles import may_read
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import approval as usecases
from bot.usecases import rating
from bot.views import approval as views
from bot.views import sitting
from cards import actions, menu
from cards import approval as cards
from cards.phrases import approval as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show_list(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.requests, speaker.person_id)


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    return await _request(services, speaker, actions.number(turn.data, "request"))


async def show_sheet(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    request_id = actions.number(turn.data, "request")
    page = actions.number(turn.data, "page")
    drawn = await services.read(views.sheet, request_id, page)
    if drawn is None:
        return menu.sentence(say_menu.STALE)
    await services.transact(usecases.begin_review, speaker.person_id, request_id)
    if await services.read(views.is_last_page, request_id, page):
        await services.transact(rating.read_to_the_end, speaker.person_id, request_id)
    return drawn


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(
        views.decision_form,
        speaker.person_id,
        actions.number(turn.data, "request"),
        sitting=actions.number(turn.data, "sitting"),
    )
    return drawn or menu.sentence(say_menu.STALE)


async def decide(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    outcome = await services.transact(
        usecases.decide,
        speaker.person_id,
        services.settings,
        form.request_id,
        Verdict(form.decision, form.message, form.answer_by),
        hold=form.letter == cards.HELD,
        correcting=form.held,
    )
    match outcome:
        case usecases.Decided(request_id) if form.sitting:
            return await services.read(sitting.sitting, speaker.person_id, form.sitting, recorded=request_id)
        case usecases.Decided(request_id):
            return await _request(services, speaker, request_id)
        case usecases.Incomplete(mistakes):
            return await _again(
                services, speaker, form, views.mistake_sentences(mistakes, services.settings.TEXT_LIMIT)
            )
        case usecases.Refused(reason):
            return await _refused(services, speaker, form, reason)


async def _refused(services: Services, speaker: Speaker, form: cards.DecisionForm, reason: Refusal) -> Card:
    if reason is Refusal.NOT_RESPONSIBLE:
        # Not a word about the request: it may not even exist (S26).
        return menu.sentence(say_menu.REFUSED)
    sentence = say.REFUSALS[reason.value]
    if reason in {Refusal.SECOND_ANIMATION, Refusal.HELD_ANIMATION, Refusal.LATE_YEAR, Refusal.NOT_TEACHING}:
        return await _again(services, speaker, form, [sentence])
    if form.sitting:
        return await services.read(sitting.sitting, speaker.person_id, form.sitting, notice=sentence)
    request_id = form.request_id
    if reason is Refusal.REPLACED:
        request_id = await services.read(views.current_request_id, request_id)
    return await _request(services, speaker, request_id, notice=sentence)


async def _again(services: Services, speaker: Speaker, form: cards.DecisionForm, errors: list[str]) -> Card:
    drawn = await services.read(
        views.decision_form, speaker.person_id, form.request_id, typed=form, errors=errors
    )
    return drawn or menu.sentence(say_menu.STALE)


async def _request(services: Services, speaker: Speaker, request_id: int, notice: str = "") -> Card:
    drawn = await services.read(views.request, speaker.person_id, request_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)
