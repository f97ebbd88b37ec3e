"""« Séance du comité » and its letters. Who may do what is asked anew at each press."""

from bot.rules.approval import Refusal
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import approval as approval_usecases
from bot.usecases import sitting as usecases
from bot.views import approval as approval_views
from bot.views import sitting as views
from cards import actions, menu
from cards import sitting as cards
from cards.elements import plain
from cards.phrases import approval as say_approval
from cards.phrases import menu as say_menu
from cards.phrases import sitting as say
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.sitting, speaker.person_id, actions.number(turn.data, "page"))


async def show_letters(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.letters, speaker.person_id, actions.number(turn.data, "page"))


async def send(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Each letter that was read leaves in a transaction of its own (usecases.sitting says why)."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        # Nothing leaves; the try writes the security line (S26).
        await services.transact(usecases.release, speaker.person_id, services.settings, 0, "")
        return menu.sentence(say_menu.REFUSED)
    read = cards.read_letters(turn.data)
    held = [one for one in await services.read(usecases.releasable, speaker.person_id) if one in read]
    if not held:
        return await services.read(views.letters, speaker.person_id, notice=say.ALREADY_SENT)
    outcomes = [
        await services.transact(usecases.release, speaker.person_id, services.settings, one, read[one])
        for one in held
    ]
    sent = sum(isinstance(outcome, usecases.Released) for outcome in outcomes)
    notice = say.SOME_CHANGED if usecases.Unchanged.CHANGED_MEANWHILE in outcomes else ""
    return await services.read(views.letters, speaker.person_id, sent=sent, notice=notice)


async def put_back(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    request_id = actions.number(turn.data, "request")
    outcome = await services.transact(
        usecases.put_back, speaker.person_id, request_id, actions.typed(turn.data, "held")
    )
    if outcome == approval_usecases.Refused(Refusal.NOT_RESPONSIBLE):
        return menu.sentence(say_menu.REFUSED)
    notice = await _said(services, outcome)
    if page := actions.number(turn.data, "letters"):
        return await services.read(views.letters, speaker.person_id, page, notice=notice)
    if page := actions.number(turn.data, "sitting"):
        return await services.read(views.sitting, speaker.person_id, page, notice=notice)
    drawn = await services.read(approval_views.request, speaker.person_id, request_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)


async def _said(
    services: Services, outcome: usecases.PutBack | approval_usecases.Refused | usecases.Unchanged
) -> str:
    match outcome:
        case usecases.PutBack(request_id, over):
            title = plain(await services.read(views.title, request_id))
            return say.taken_off(title) if over else say.put_back(title)
        case approval_usecases.Refused(reason):
            return say_approval.REFUSALS[reason.value]
        case usecases.Unchanged.GONE:
            return say.GONE
        case usecases.Unchanged.CHANGED_MEANWHILE:
            return say.CHANGED_MEANWHILE
