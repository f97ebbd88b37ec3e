"""« Choisir mes dates », and the responsible's confirmation of the room."""

from bot.rules.schedule import Fault
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import schedule as usecases
from bot.usecases.schedule import Kept, Mistaken, Outcome, Refused
from bot.views import desk as desk_views
from bot.views import network as network_views
from bot.views import schedule as views
from cards import actions, menu
from cards import schedule as cards
from cards.phrases import menu as say_menu
from cards.phrases import schedule as say
from cards.phrases import texts as say_texts
from storage.people import Role


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The modality first; typed without a network, that of the network whose dates are wanted."""
    network_id = actions.number(turn.data, "network")
    if not network_id:
        network_id = await services.read(network_views.choosing, speaker.person_id)
    return await services.read(views.modality, speaker.person_id, network_id)


async def choose_modality(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        usecases.choose_modality, speaker.person_id, network_id, actions.typed(turn.data, "modality")
    )
    if outcome is Refused.NO_MODALITY:
        return await services.read(views.modality, speaker.person_id, network_id, [say.CHOOSE_MODALITY])
    if not isinstance(outcome, Kept):
        return menu.sentence(say.GONE)
    return await services.read(views.step, speaker.person_id, network_id, 1)


async def show_step(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(
        views.step,
        speaker.person_id,
        actions.number(turn.data, "network"),
        actions.number(turn.data, "number"),
    )


async def keep_meeting(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, number = actions.number(turn.data, "network"), actions.number(turn.data, "number")
    typed = cards.read_step(turn.data)
    outcome = await services.transact(usecases.keep_meeting, speaker.person_id, network_id, number, typed)
    match outcome:
        case Mistaken(faults):
            errors = [say.FAULTS[fault.value] for _, fault in faults]
            return await services.read(views.step, speaker.person_id, network_id, number, typed, errors)
        case Refused():
            return menu.sentence(say.GONE)
        case Kept():
            return await _next(services, speaker, network_id)


async def _next(services: Services, speaker: Speaker, network_id: int) -> Reply:
    warnings = await services.read(usecases.warnings, network_id)
    told = [say.numbered_warning(number, warned.value) for number, warned in warnings]
    return await services.read(views.next_step, speaker.person_id, network_id, told)


async def send(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.send, speaker.person_id, network_id)
    match outcome:
        case Mistaken(faults):
            errors = _sentences(faults)
            return await services.read(views.summary, speaker.person_id, network_id, errors=errors)
        case Refused.NO_MODALITY:
            return await services.read(views.modality, speaker.person_id, network_id, [say.CHOOSE_MODALITY])
        case Refused():
            return menu.sentence(say.GONE)
        case Kept():
            return await services.read(views.summary, speaker.person_id, network_id)


def _sentences(faults: tuple[tuple[int, Fault], ...]) -> list[str]:
    """What is missing in one sentence (S18), the rest one by one."""
    absent = [number for number, fault in faults if fault is Fault.NO_DAY]
    told = [say.missing(absent)] if absent else []
    # Of a meeting without a date nothing else needs saying.
    return told + [
        say.numbered_fault(number, fault.value) for number, fault in faults if number not in absent
    ]


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _confirm_card(services, speaker, actions.number(turn.data, "network"))


async def confirm_room(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(usecases.confirm_room, speaker.person_id, network_id)
    return await _confirmed(services, speaker, network_id, outcome, say.CONFIRMED)


async def ask_change(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, message = actions.number(turn.data, "network"), actions.typed(turn.data, "message")
    outcome = await services.transact(usecases.ask_change, speaker.person_id, network_id, message)
    if outcome is Refused.NO_MESSAGE or isinstance(outcome, TooLong):
        error = (
            say_texts.too_long(outcome.length, outcome.limit)
            if isinstance(outcome, TooLong)
            else say.WRITE_MESSAGE
        )
        drawn = await services.read(views.confirm, network_id, typed=message, errors=[error])
        return drawn or menu.sentence(say.GONE)
    return await _confirmed(services, speaker, network_id, outcome, say.SENT_BACK)


async def _confirmed(
    services: Services, speaker: Speaker, network_id: int, outcome: Outcome, done: str
) -> Reply:
    if outcome is Refused.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    notice = done if isinstance(outcome, Kept) else say.GONE
    return await _confirm_card(services, speaker, network_id, notice)


async def _confirm_card(services: Services, speaker: Speaker, network_id: int, notice: str = "") -> Reply:
    warnings = await services.read(usecases.warnings, network_id)
    told = [say.numbered_warning(number, warned.value) for number, warned in warnings]
    drawn = await services.read(views.confirm, network_id, told, notice=notice)
    return drawn or await services.read(desk_views.desk, speaker.person_id, notice=notice)


async def remind(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    outcome = await services.transact(
        usecases.remind_now, speaker.person_id, actions.number(turn.data, "network"), services.settings
    )
    if outcome is Refused.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    notice = say.REMINDED if isinstance(outcome, Kept) else say.GONE
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
