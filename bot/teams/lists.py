"""The CEE's lists, edited by a responsible; the role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import lists as usecases
from bot.usecases.lists import Done, Mistaken, NotDone, Outcome
from bot.views import lists as views
from cards import actions, menu
from cards import lists as cards
from cards.lists import LineForm
from cards.phrases import lists as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    listing, page = actions.typed(turn.data, "list"), actions.number(turn.data, "page")
    return await services.read(views.shown, listing, page) or menu.sentence(say_menu.STALE)


async def show_line(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _line(services, turn)


async def add(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed, listing = cards.read(turn.data), actions.typed(turn.data, "list")
    outcome = await services.transact(
        usecases.add, speaker.person_id, listing, code=typed.code, label=typed.label, level=typed.level
    )
    if isinstance(outcome, Mistaken):
        page = actions.number(turn.data, "page")
        drawn = await services.read(views.shown, listing, page, typed, mistakes=outcome.mistakes)
        return drawn or menu.sentence(say_menu.STALE)
    return await _answer(services, turn, outcome)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.rename, speaker.person_id, *_of(turn), label=typed.label, level=typed.level
    )
    if isinstance(outcome, Mistaken):
        return await _line(services, turn, typed, outcome)
    return await _answer(services, turn, outcome)


async def set_active(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    outcome = await services.transact(
        usecases.set_active,
        speaker.person_id,
        *_of(turn),
        active=actions.number(turn.data, "active") == 1,
    )
    if isinstance(outcome, Mistaken):
        return await _line(services, turn, None, outcome)
    return await _answer(services, turn, outcome)


def _of(turn: Turn) -> tuple[str, str, str]:
    """(list, code, mark) that the card carries."""
    listing, code, mark = (actions.typed(turn.data, name) for name in ("list", "line", "mark"))
    return listing, code, mark


async def _line(
    services: Services,
    turn: Turn,
    typed: LineForm | None = None,
    wrong: Mistaken | None = None,
    notice: str = "",
) -> Reply:
    listing, code, _ = _of(turn)
    page = actions.number(turn.data, "page")
    drawn = await services.read(
        views.line, listing, code, page, typed, notice=notice, mistakes=wrong.mistakes if wrong else ()
    )
    return drawn or menu.sentence(say_menu.STALE)


async def _answer(services: Services, turn: Turn, outcome: Outcome) -> Reply:
    match outcome:
        case NotDone.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Done(act, code):
            listing = actions.typed(turn.data, "list")
            drawn = await services.read(views.shown, listing, at=code, notice=say.DONE[act.value])
            return drawn or menu.sentence(say_menu.STALE)
        case _:
            return await _line(services, turn, notice=say.STALE)
