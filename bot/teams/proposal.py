"""The proposal's buttons: read the card, call the use case, show the view."""

import json
from collections.abc import Mapping

from bot.rules import proposal as rules
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Say, Turn
from bot.usecases import proposal as usecases
from bot.views import proposal as views
from bot.views import year_dates
from cards import actions, menu
from cards import proposal as cards
from cards.phrases import menu as say_menu
from cards.phrases import people as say_people
from cards.phrases import proposal as say

# Cards stay under 28 KB with every allowed text; one that refuses too long a text may hold more, up to what
# Teams still takes (100 KB as UTF-16, TEAMS_FACTS.md §1.1), so that what was typed is given back.
LARGEST_CARD = 45_000
# Below this many characters typed in one step, its card is far from that size: not worth drawing twice.
SURELY_FITS = 2_000


async def start(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    opened = await services.transact(usecases.start, speaker.person_id)
    return await _form(services, opened.proposal_id, opened.step)


async def edit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    outcome = await services.transact(usecases.resume, speaker.person_id, actions.number(turn.data, "id"))
    return await _opened(services, outcome)


async def take_up_again(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    outcome = await services.transact(
        usecases.take_up_again, speaker.person_id, services.settings, actions.number(turn.data, "id")
    )
    return await _opened(services, outcome)


async def show_list(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.proposals, speaker.person_id)


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    proposal_id = actions.number(turn.data, "id")
    if not await services.read(views.own, speaker.person_id, proposal_id):
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.state, proposal_id)


async def withdraw(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Ask once, then take the proposal back."""
    proposal_id = actions.number(turn.data, "id")
    if not await services.read(views.own, speaker.person_id, proposal_id):
        return menu.sentence(say_menu.REFUSED)
    if turn.data.get("sure") != "yes":
        return await services.read(views.withdraw_question, proposal_id)
    await services.transact(usecases.withdraw, speaker.person_id, proposal_id)
    return await services.read(views.state, proposal_id)


async def save_step(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_big = await _too_big(services, speaker, form)
    if too_big is not None:
        return too_big
    outcome = await services.transact(
        usecases.save,
        speaker.person_id,
        services.settings,
        form.proposal_id,
        revision=form.revision,
        step=form.step,
        next_step=form.to or form.step,
        values=form.values,
    )
    match outcome:
        case usecases.Saved(proposal_id, mistakes):
            if form.to == 0:
                return await services.read(views.state, proposal_id, notice=say.SAVED_NEXT)
            if mistakes and form.to > form.step:
                return await _form(services, proposal_id, form.step, mistakes)
            return await _form(services, proposal_id, form.to)
        case usecases.Conflict():
            return await _conflict(services, form)
        case usecases.Settled(proposal_id):
            return await services.read(views.state, proposal_id, notice=say_menu.STALE)
        case usecases.NotTheirs():
            return menu.sentence(say_menu.REFUSED)


async def submit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read({**turn.data, "step": rules.LAST_STEP})
    too_big = await _too_big(services, speaker, form)
    if too_big is not None:
        return too_big
    outcome = await services.transact(
        usecases.submit,
        speaker.person_id,
        services.settings,
        form.proposal_id,
        revision=form.revision,
        values=form.values,
    )
    match outcome:
        case usecases.Submitted(proposal_id):
            return await services.read(views.sent, proposal_id)
        case usecases.Saved(proposal_id, mistakes):
            return await _form(services, proposal_id, rules.LAST_STEP, mistakes)
        case usecases.YearMoved(proposal_id, school_year):
            return await services.read(
                views.form, proposal_id, rules.LAST_STEP, notice=say.year_moved(school_year)
            )
        case usecases.NotTeaching(proposal_id):
            return await services.read(
                views.form, proposal_id, rules.LAST_STEP, notice=say_people.NOT_TEACHING
            )
        case usecases.OutsideWindow(proposal_id):
            return await services.read(
                views.form, proposal_id, rules.LAST_STEP, notice=await services.read(year_dates.outside)
            )
        case usecases.Conflict():
            return await _conflict(services, form)
        case usecases.Settled(proposal_id):
            # The press was delivered twice, or the proposal was decided or withdrawn meanwhile.
            return await services.read(views.sent, proposal_id)
        case usecases.NotTheirs():
            return menu.sentence(say_menu.REFUSED)


async def _opened(
    services: Services, outcome: usecases.Opened | usecases.Settled | usecases.NotTheirs
) -> Card:
    match outcome:
        case usecases.Opened(proposal_id, step):
            return await _form(services, proposal_id, step)
        case usecases.Settled(proposal_id):
            return await services.read(views.state, proposal_id, notice=say_menu.STALE)
        case usecases.NotTheirs():
            return menu.sentence(say_menu.REFUSED)


async def _form(
    services: Services, proposal_id: int, step: int, mistakes: tuple[rules.Mistake, ...] = ()
) -> Card:
    return await services.read(
        views.form, proposal_id, step, mistakes=mistakes, domains=services.settings.EMAIL_DOMAINS
    )


async def _conflict(services: Services, form: cards.StepForm) -> Card:
    return await services.read(
        views.form, form.proposal_id, form.step, typed=form.values, notice=say.CONFLICT
    )


async def _too_big(services: Services, speaker: Speaker, form: cards.StepForm) -> Say | None:
    """A text so long that no card could hold it: the card stays as it is, with everything typed in it."""
    if sum(map(len, form.values.values())) <= SURELY_FITS:
        return None
    if not await services.read(views.own, speaker.person_id, form.proposal_id):
        return None
    drawn = await services.read(
        views.form,
        form.proposal_id,
        form.step,
        typed=form.values,
        mistakes=[rules.Mistake(name, rules.Fault.TOO_LONG) for name in form.values],
    )
    if len(json.dumps(drawn, ensure_ascii=False).encode()) <= LARGEST_CARD:
        return None
    return Say(say.far_too_long(*_longest(form.values, services.settings.TEXT_LIMIT)))


def _longest(values: Mapping[str, str], text_limit: int) -> tuple[int, int]:
    name = max(values, key=lambda one: len(values[one]))
    return len(values[name]), rules.FIELDS[name].limit or text_limit
