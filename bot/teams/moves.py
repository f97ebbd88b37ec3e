"""« Dates et changements »: meetings moved and called off. Rights are asked at each press."""

from collections.abc import Sequence

from bot.rules import schedule as schedule_rules
from bot.rules.moves import LONGEST
from bot.services import Card, Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import moves as usecases
from bot.usecases.moves import Asked, Mistaken, Moved, Ready, Refused, Settled
from bot.usecases.schedule import slot_warnings
from bot.views import desk as desk_views
from bot.views import moves as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import moves as say
from cards.phrases import schedule as say_schedule
from cards.schedule import read_step
from storage.people import Role


async def show_list(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    if not network_id:
        network_id = await services.read(views.changing, speaker.person_id)
    if not network_id:
        return menu.sentence(say.NO_MEETINGS)
    return await services.read(views.meetings, speaker.person_id, network_id)


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """As the meeting stands; from « Corriger », as typed."""
    meeting_id = actions.number(turn.data, "meeting")
    allowed = await services.read(usecases.may_move, speaker.person_id, meeting_id)
    if isinstance(allowed, Refused):
        return menu.sentence(say.REFUSED[allowed.value])
    typed = read_step(turn.data) if "day" in turn.data else None
    return await services.read(views.form, meeting_id, typed)


async def check(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, typed = actions.number(turn.data, "meeting"), read_step(turn.data)
    too_long = far_too_long(typed, LONGEST)
    if too_long is not None:
        return too_long
    outcome = await services.read(usecases.check, speaker.person_id, meeting_id, typed)
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Mistaken():
            return await services.read(views.form, meeting_id, typed, _sentences(outcome))
        case Ready():
            warnings = await _warnings(services, meeting_id, typed)
            return await services.read(views.summary, speaker.person_id, meeting_id, typed, warnings)


async def _warnings(services: Services, meeting_id: int, typed: dict[str, str]) -> list[str]:
    planned = schedule_rules.read(typed, 0)
    found = await services.read(slot_warnings, meeting_id, planned)
    return [say_schedule.numbered_warning(number, warned.value) for number, warned in found]


async def ask(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, typed = actions.number(turn.data, "meeting"), read_step(turn.data)
    reason = actions.typed(turn.data, "reason")
    too_long = far_too_long({**typed, "reason": reason}, LONGEST)
    if too_long is not None:
        return too_long
    outcome = await services.transact(usecases.ask, speaker.person_id, meeting_id, typed, reason)
    match outcome:
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Mistaken(faults) if faults:
            return await services.read(views.form, meeting_id, typed, _sentences(outcome))
        case Mistaken():
            warnings = await _warnings(services, meeting_id, typed)
            return await services.read(
                views.summary,
                speaker.person_id,
                meeting_id,
                typed,
                warnings,
                reason=reason,
                errors=_sentences(outcome),
            )
        case Asked() | Moved():
            notice = say.ASKED_NOW if isinstance(outcome, Asked) else say.SAVED
            return await _list(services, speaker, meeting_id, notice)


async def _list(services: Services, speaker: Speaker, meeting_id: int, notice: str) -> Card:
    network_id = await services.read(views.network_of, meeting_id)
    return await services.read(views.meetings, speaker.person_id, network_id, notice=notice)


def _sentences(wrong: Mistaken) -> list[str]:
    return [say_schedule.FAULTS[one.value] for one in wrong.faults] + [
        say.MISTAKES[one.value] for one in wrong.mistakes
    ]


async def withdraw(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    move_id = actions.number(turn.data, "move")
    outcome = await services.transact(usecases.withdraw, speaker.person_id, move_id)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await _list(services, speaker, await services.read(views.meeting_of, move_id), say.WITHDRAWN)


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _request(services, turn)


async def _request(services: Services, turn: Turn, errors: Sequence[str] = ()) -> Reply:
    move_id = actions.number(turn.data, "move")
    warned = await services.read(usecases.warnings, move_id)
    drawn = await services.read(
        views.request,
        move_id,
        [say_schedule.numbered_warning(number, one.value) for number, one in warned],
        actions.typed(turn.data, "answer"),
        errors,
    )
    return drawn or menu.sentence(say.REFUSED["not_asked"])


async def confirm(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _decided(services, speaker, turn, usecases.confirm)


async def decline(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _decided(services, speaker, turn, usecases.decline)


async def _decided(services: Services, speaker: Speaker, turn: Turn, decide: usecases.Decide) -> Reply:
    answer = actions.typed(turn.data, "answer")
    too_long = far_too_long({"answer": answer}, LONGEST)
    if too_long is not None:
        return too_long
    outcome = await services.transact(decide, speaker.person_id, actions.number(turn.data, "move"), answer)
    match outcome:
        case Refused.NOT_ASKED:
            return await _request(services, turn, [say.REFUSED[outcome.value]])
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])
        case Mistaken():
            return await _request(services, turn, _sentences(outcome))
        case Moved() | Settled():
            notice = say.CONFIRMED if isinstance(outcome, Moved) else say.DECLINED_NOW
            return await services.read(desk_views.desk, speaker.person_id, notice=notice)
