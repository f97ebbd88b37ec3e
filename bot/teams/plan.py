"""« Plan du réseau »: written and deposited by the animator, read by others."""

from bot.rules.plan import Mistake, Prefill
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Scope, Turn
from bot.usecases import plan as usecases
from bot.usecases.plan import Conflict, Deposited, Opened, Refused, Saved
from bot.views import plan as views
from cards import actions, menu
from cards import plan as cards
from cards.phrases import menu as say_menu
from cards.phrases import plan as say

PREFILL = Prefill(
    means=say.MEANS,
    first="\n".join(say.FIRST_LINES),
    opening="\n".join(say.OPENING_LINES),
    closing="\n".join(say.CLOSING_LINES),
    last="\n".join(say.LAST_LINES),
)
REVIEW = 99  # past the last step, whose card is the review


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The draft; typed without a network, that of the network that the person animates."""
    network_id = actions.number(turn.data, "network")
    if not network_id:
        network_id = await services.read(views.own_network, speaker.person_id)
    if not network_id:
        return menu.sentence(say.NO_NETWORK)
    outcome = await services.transact(usecases.start, speaker.person_id, network_id, PREFILL)
    match outcome:
        case Opened(_, step):
            return await _form(services, network_id, step)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def save_step(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long(form.values, services.settings.TEXT_LIMIT)
    if too_long is not None:
        return too_long
    outcome = await services.transact(
        usecases.save,
        speaker.person_id,
        services.settings,
        form.network_id,
        revision=form.revision,
        step=form.step,
        next_step=form.to or form.step,
        values=form.values,
    )
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Conflict():
            return await services.read(
                views.form, form.network_id, form.step, typed=form.values, notice=say.CONFLICT
            )
        case Saved(network_id, mistakes) if mistakes and (form.to > form.step or form.lines):
            return await _form(services, network_id, form.step, tuple(mistakes))
        case Saved(network_id) if form.lines:
            return await services.read(views.lines, network_id, form.step)
        case Saved() if form.to == 0:
            return menu.sentence(say.SAVED)
        case Saved(network_id):
            return await _form(services, network_id, form.to)


async def add_lines(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, field = actions.number(turn.data, "network"), actions.typed(turn.data, "block")
    chosen = [
        say.OFFERED[number - 1]
        for number in actions.several(turn.data, "chosen")
        if number <= len(say.OFFERED)
    ]
    outcome = await services.transact(usecases.add_lines, speaker.person_id, network_id, field, chosen)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    opened = await services.transact(usecases.start, speaker.person_id, network_id, PREFILL)
    if isinstance(opened, Refused):
        return menu.sentence(say.REFUSED[opened.value])
    wrong = [] if chosen else [say.CHOOSE_LINES]
    wrong += [] if field else [say.CHOOSE_BLOCK]
    if wrong:
        return await services.read(views.lines, network_id, opened.step, wrong)
    return await _form(services, network_id, opened.step)


async def deposit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        usecases.deposit,
        speaker.person_id,
        services.settings,
        network_id,
        revision=actions.number(turn.data, "revision"),
    )
    match outcome:
        case Deposited():
            return await services.read(views.deposited, speaker.person_id, network_id)
        case Saved(_, mistakes):
            return await _form(services, network_id, REVIEW, tuple(mistakes))
        case Conflict():
            return await services.read(views.form, network_id, REVIEW, notice=say.CHANGED)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The plan that was deposited; what is pressed in a channel answers members alone (B7)."""
    drawn = await services.read(
        views.read,
        speaker.person_id,
        actions.number(turn.data, "network"),
        actions.number(turn.data, "page"),
        members_only=turn.scope is not Scope.PERSONAL,
    )
    return drawn or menu.sentence(say_menu.STALE)


async def _form(services: Services, network_id: int, step: int, mistakes: tuple[Mistake, ...] = ()) -> Card:
    return await services.read(views.form, network_id, step, mistakes=mistakes)
