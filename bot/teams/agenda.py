"""« Ordre du jour »: prepared and deposited by the animator, read by the members."""

from bot.rules.agenda import LONGEST_LINK, Mistake
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.plan import PREFILL
from bot.teams.turn import Reply, Turn
from bot.usecases import agenda as usecases
from bot.usecases.agenda import Conflict, Deposited, Refused, Saved, Words
from bot.views import agenda as views
from cards import actions, menu
from cards import agenda as cards
from cards.phrases import agenda as say

WORDS = Words(PREFILL, say.SAID)


async def open_draft(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The draft, or a step of it. Typed without a meeting: the next to prepare, else the next to read."""
    meeting_id = actions.number(turn.data, "meeting")
    if not meeting_id:
        meeting_id = await services.read(views.next_to_prepare, speaker.person_id)
    if not meeting_id:
        readable = await services.read(views.next_to_read, speaker.person_id)
        if readable:
            return await services.read(views.read, speaker.person_id, readable)
        return menu.sentence(say.NO_MEETING)
    outcome = await services.transact(usecases.start, speaker.person_id, meeting_id, WORDS)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await services.read(views.form, meeting_id, actions.number(turn.data, "step"))


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
    )
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Conflict():
            return await services.read(
                views.form, form.meeting_id, form.step, typed=form.values, notice=say.CONFLICT
            )
        case Saved(_, mistakes) if mistakes and form.to > form.step:
            return await _form(services, form.meeting_id, form.step, tuple(mistakes))
        case Saved():
            return await _form(services, form.meeting_id, form.to)


async def deposit(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(
        usecases.deposit,
        speaker.person_id,
        services.settings,
        meeting_id,
        revision=actions.number(turn.data, "revision"),
    )
    match outcome:
        case Deposited():
            return await services.read(views.deposited, meeting_id)
        case Saved(_, mistakes):
            return await _form(services, meeting_id, 0, tuple(mistakes))
        case Conflict():
            return await services.read(views.overview, meeting_id, notice=say.CHANGED)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def open_link(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(usecases.start, speaker.person_id, meeting_id, WORDS)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await services.read(views.own_document, meeting_id)


async def deposit_link(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    address = actions.typed(turn.data, "address").strip()
    too_long = far_too_long({"address": address}, LONGEST_LINK)
    if too_long is not None:
        return too_long
    outcome = await services.transact(usecases.deposit_link, speaker.person_id, meeting_id, address)
    match outcome:
        case Deposited():
            return await services.read(views.deposited, meeting_id)
        case Saved(_, mistakes):
            return await services.read(views.own_document, meeting_id, address, mistakes)
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Whoever presses it in a channel: members alone are shown the agenda (B7)."""
    return await services.read(views.read, speaker.person_id, actions.number(turn.data, "meeting"))


async def _form(services: Services, meeting_id: int, step: int, mistakes: tuple[Mistake, ...] = ()) -> Card:
    return await services.read(views.form, meeting_id, step, mistakes=mistakes)
