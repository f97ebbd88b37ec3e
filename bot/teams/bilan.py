"""« Bilan »: written and deposited by the animator, read by who may (R36, R63; §8.5)."""

from collections.abc import Mapping
from datetime import date

from bot.rules.bilan import STEPS, Mistake
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import bilan as usecases
from bot.usecases.bilan import Conflict, Deposited, Refused, Saved
from bot.usecases.bilan_prefill import Words
from bot.views import bilan as views
from cards import actions, menu
from cards import bilan as cards
from cards import plan as plan_cards
from cards.phrases import bilan as say
from cards.phrases import menu as say_menu
from cards.phrases.dates import long_date, short_date
from storage.people import Role

GOALS = 1


def _held(number: int, day: date, counts: tuple[int, int] | None) -> str:
    return say.bilan_held(number, long_date(day), say.bilan_counts(*counts) if counts else say.NOT_TAKEN)


def _called_off(number: int, day: date) -> str:
    return say.bilan_called_off(number, long_date(day))


def _goals(plan: Mapping[str, str]) -> str:
    """The plan's P2 in words."""
    return plan_cards.points(plan)[GOALS][1]


def _heading(number: int, day: date) -> str:
    return say.bilan_heading(number, short_date(day))


WORDS = Words(_held, _called_off, _goals, _heading, say.SUMMARY_TOO_LONG, say.WORK_TITLE)


async def open_draft(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The draft, or a step of it. Typed without a network: the one that is owed, else the last to read."""
    network_id = actions.number(turn.data, "network")
    if not network_id:
        network_id = await services.read(views.own, speaker.person_id)
    if not network_id:
        readable = await services.read(views.readable, speaker.person_id)
        if readable:
            return await services.read(views.read, speaker.person_id, readable)
        return menu.sentence(say.NO_BILAN)
    outcome = await services.transact(usecases.start, speaker.person_id, services.settings, network_id, WORDS)
    if outcome is Refused.ARCHIVED:
        return await services.read(views.read, speaker.person_id, network_id)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await _form(services, speaker, network_id, actions.number(turn.data, "step"))


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
        WORDS,
        revision=form.revision,
        step=form.step,
        values=form.values,
    )
    here = {name: form.values[name] for name in STEPS.get(form.step, ())}
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Conflict():
            return await services.read(
                views.form, speaker.person_id, form.network_id, form.step, typed=here, conflict=True
            )
        case Saved(_, mistakes) if mistakes and _goes_on(form):
            return await _form(
                services, speaker, form.network_id, form.step, mistakes=tuple(mistakes), typed=here
            )
        case Saved():
            return await _form(services, speaker, form.network_id, form.to)


def _goes_on(form: cards.StepForm) -> bool:
    """From a step to the next; the first card's two texts may wait while the other points are written."""
    at = cards.OTHERS.index(form.step) if form.step in cards.OTHERS else -1
    return at >= 0 and form.to in (0, *cards.OTHERS[at + 1 :])


async def deposit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long(form.values, services.settings.TEXT_LIMIT)
    if too_long is not None:
        return too_long
    here = {name: form.values[name] for name in STEPS[2]}
    outcome = await services.transact(
        usecases.deposit,
        speaker.person_id,
        services.settings,
        form.network_id,
        WORDS,
        revision=form.revision,
        values=here,
    )
    match outcome:
        case Deposited():
            return await services.read(views.deposited, speaker.person_id, form.network_id)
        case Saved(_, mistakes):
            return await _form(services, speaker, form.network_id, 0, mistakes=tuple(mistakes), typed=here)
        case Conflict():
            return await services.read(
                views.form, speaker.person_id, form.network_id, typed=here, conflict=True
            )
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.read, speaker.person_id, actions.number(turn.data, "network"))


async def note(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """« C’est noté »: the role is asked again."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    network_id = actions.number(turn.data, "network")
    await services.transact(
        usecases.note, speaker.person_id, network_id, actions.number(turn.data, "version")
    )
    return await services.read(views.read, speaker.person_id, network_id)


async def _form(
    services: Services,
    speaker: Speaker,
    network_id: int,
    step: int,
    *,
    mistakes: tuple[Mistake, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> Card:
    return await services.read(
        views.form, speaker.person_id, network_id, step, mistakes=mistakes, typed=typed
    )
