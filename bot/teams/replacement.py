"""« Remplacer la personne qui anime », for a responsible; the role is asked at each press (B13)."""

from bot.rules.replacement import Mistake, Refusal
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import replacement as usecases
from bot.usecases.replacement import Mistaken, Replaced
from bot.views import replacement as views
from bot.views import roster as roster_views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import replacement as say
from cards.phrases import roster as say_roster
from cards.phrases import texts as say_texts
from storage.people import Role


async def open_search(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _search(services, turn)


async def search(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await _search(services, turn, searched=True)


async def choose(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    network_id, person_id = actions.number(turn.data, "network"), actions.number(turn.data, "person")
    drawn = await services.read(views.confirm, network_id, person_id)
    return drawn or await _search(services, turn, errors=[say.CHOOSE_HINT])


async def replace(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, person_id = actions.number(turn.data, "network"), actions.number(turn.data, "person")
    reason, despite = actions.typed(turn.data, "reason"), actions.typed(turn.data, "despite") == "true"
    outcome = await services.transact(
        usecases.replace,
        speaker.person_id,
        network_id,
        expected_id=actions.number(turn.data, "from"),
        person_id=person_id,
        reason=reason,
        despite_days=despite,
    )
    match outcome:
        case Refusal.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case Refusal.OVER:
            return menu.sentence(say_roster.OVER)
        case Refusal.CHANGED:
            return await _roster(services, speaker, network_id, say.REFUSALS[outcome.value])
        case Refusal():
            return await _search(services, turn, errors=[say.REFUSALS[outcome.value]])
        case Replaced():
            name = await services.read(views.name_of, person_id)
            return await _roster(services, speaker, network_id, say.taken_over(name))
        case Mistaken(TooLong(length, limit), _):
            errors = [say_texts.too_long(length, limit)]
        case Mistaken(Mistake() as mistake, _):
            errors = [say.MISTAKES[mistake.value]]
    drawn = await services.read(
        views.confirm, network_id, person_id, reason=reason, despite=despite, errors=errors
    )
    return drawn or menu.sentence(say_menu.STALE)


async def _search(
    services: Services, turn: Turn, *, searched: bool = False, errors: list[str] | None = None
) -> Reply:
    typed = actions.typed(turn.data, "name")
    drawn = await services.read(
        views.search, actions.number(turn.data, "network"), typed, searched=searched, errors=errors or []
    )
    return drawn or menu.sentence(say_roster.OVER)


async def _roster(services: Services, speaker: Speaker, network_id: int, notice: str) -> Reply:
    drawn = await services.read(roster_views.roster, speaker.person_id, network_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)
