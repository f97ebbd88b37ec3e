"""A late plan or agenda on the responsible's desk, and its ways out. The role is asked at each press."""

from bot.rules.deadlines import LONGEST_REASON
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import deadlines as usecases
from bot.usecases.deadlines import Kept, Mistaken, Refused
from bot.views import deadlines as views
from bot.views import desk as desk_views
from cards import deadlines as cards
from cards import menu
from cards.phrases import deadlines as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    form = cards.read(turn.data)
    late = await services.read(usecases.late_document, speaker.person_id, form.document, form.meeting_id)
    if isinstance(late, Refused):
        return await _refused(services, speaker, late)
    drawn = await services.read(views.late, form.document, form.meeting_id)
    return drawn or menu.sentence(say_menu.STALE)


async def grant(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long({"reason": form.reason}, LONGEST_REASON)
    if too_long is not None:
        return too_long
    outcome = await services.transact(
        usecases.grant, speaker.person_id, form.document, form.meeting_id, form.until, form.reason
    )
    match outcome:
        case Mistaken(faults):
            errors = [say.FAULTS[one.value] for one in faults]
            drawn = await services.read(views.late, form.document, form.meeting_id, form, errors)
            return drawn or menu.sentence(say_menu.STALE)
        case Kept():
            return await services.read(desk_views.desk, speaker.person_id, notice=say.GRANTED)
        case Refused():
            return await _refused(services, speaker, outcome)


async def on_paper(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    outcome = await services.transact(usecases.on_paper, speaker.person_id, form.document, form.meeting_id)
    if isinstance(outcome, Refused):
        return await _refused(services, speaker, outcome)
    return await services.read(desk_views.desk, speaker.person_id, notice=say.ON_PAPER)


async def _refused(services: Services, speaker: Speaker, why: Refused) -> Reply:
    if why is Refused.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(desk_views.desk, speaker.person_id, notice=say.NOTHING_LATE)
