"""« Compte rendu »: written and deposited by the animator or who was asked to, read by the members."""

from collections.abc import Mapping
from datetime import date, time

from bot.rules.minutes import Mistake
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import minutes as usecases
from bot.usecases.minutes import Conflict, Deposited, Refused, Saved, Words
from bot.views import minutes as views
from cards import actions, menu
from cards import minutes as cards
from cards.phrases import minutes as say
from cards.phrases.dates import short_date


def _opening(at: time | None) -> str:
    return say.opening(views.hour_of(at))


def _reading(day: date | None) -> str:
    return say.reading(short_date(day) if day else "")


def _closing(at: time | None, day: date | None) -> str:
    return say.ending(views.hour_of(at), short_date(day) if day else "")


WORDS = Words(_opening, _reading, _closing)


async def open_draft(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The draft, or a step of it. Typed without a meeting: the last to write about, else the last to read."""
    meeting_id = actions.number(turn.data, "meeting")
    if not meeting_id:
        meeting_id = await services.read(views.next_to_write, speaker.person_id)
    if not meeting_id:
        readable = await services.read(views.next_to_read, speaker.person_id)
        if readable:
            return await services.read(views.read, speaker.person_id, readable)
        return menu.sentence(say.NO_MINUTES)
    outcome = await services.transact(usecases.start, speaker.person_id, meeting_id, WORDS)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await _form(services, speaker, meeting_id, actions.number(turn.data, "step"))


async def save_step(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long(form.values, services.settings.TEXT_LIMIT)
    if too_long is not None:
        return too_long
    outcome = await services.transact(
        usecases.save,
        speaker.person_id,
        services.settings,
        form.meeting_id,
        revision=form.revision,
        step=form.step,
        values=form.values,
        remove=form.remove,
    )
    here = {name: form.values[name] for name in cards.FIELDS.get(form.step, ())}
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Conflict():
            return await services.read(
                views.form, speaker.person_id, form.meeting_id, form.step, typed=here, conflict=True
            )
        case Saved(_, mistakes) if mistakes and form.to >= form.step:
            return await _form(
                services, speaker, form.meeting_id, form.step, mistakes=tuple(mistakes), typed=here
            )
        case Saved():
            return await _form(services, speaker, form.meeting_id, form.to)


async def deposit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    revision = actions.number(turn.data, "revision")
    outcome = await services.transact(
        usecases.deposit, speaker.person_id, services.settings, meeting_id, revision=revision
    )
    match outcome:
        case Deposited():
            return await services.read(views.deposited, speaker.person_id, meeting_id)
        case Saved(_, mistakes):
            return await _form(services, speaker, meeting_id, 0, mistakes=tuple(mistakes))
        case Conflict():
            return await services.read(views.overview, speaker.person_id, meeting_id, notice=say.CHANGED)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Whoever presses it in a channel: members alone are shown the minutes (B7)."""
    return await services.read(views.read, speaker.person_id, actions.number(turn.data, "meeting"))


async def _form(
    services: Services,
    speaker: Speaker,
    meeting_id: int,
    step: int,
    *,
    mistakes: tuple[Mistake, ...] = (),
    typed: Mapping[str, str] | None = None,
) -> Card:
    return await services.read(
        views.form, speaker.person_id, meeting_id, step, mistakes=mistakes, typed=typed
    )
