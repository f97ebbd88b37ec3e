"""« Inviter des collègues à commenter »: the animator asks, the members answer (R65)."""

from bot.services import Services
from bot.teams.bilan import WORDS
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import bilan as bilan_usecases
from bot.usecases import bilan_comments as usecases
from bot.usecases.bilan import Refused as NotWritable
from bot.usecases.bilan_comments import Invited, Kept, Refused, Wrong
from bot.views import bilan as bilan_views
from bot.views import bilan_comments as views
from cards import actions, menu
from cards.phrases import bilan as say_bilan
from cards.phrases import bilan_comments as say


async def open_invite(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Who will get it, and what; the draft is begun where it was not."""
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        bilan_usecases.start, speaker.person_id, services.settings, network_id, WORDS
    )
    if isinstance(outcome, NotWritable):
        return menu.sentence(say_bilan.REFUSED[outcome.value])
    return await services.read(views.invite, speaker.person_id, network_id)


async def invite(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        usecases.invite, speaker.person_id, services.settings, network_id, WORDS
    )
    match outcome:
        case Invited(_, count):
            return await services.read(
                bilan_views.form, speaker.person_id, network_id, notice=say.invited(count)
            )
        case NotWritable():
            return menu.sentence(say_bilan.REFUSED[outcome.value])
        case Refused():
            return menu.sentence(say.REFUSED[outcome.value])


async def comment(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, typed = actions.number(turn.data, "network"), actions.typed(turn.data, "comment")
    too_long = far_too_long({"comment": typed}, usecases.LONGEST)
    if too_long is not None:
        return too_long
    outcome = await services.transact(usecases.comment, speaker.person_id, network_id, typed)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    notice = say.KEPT if isinstance(outcome, Kept) else ""
    errors = [say.WRONG[outcome.value]] if isinstance(outcome, Wrong) else []
    drawn = await services.read(
        views.asked, speaker.person_id, network_id, typed=typed, notice=notice, errors=errors
    )
    return drawn or menu.sentence(say.REFUSED["not_allowed"])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id, page = actions.number(turn.data, "network"), actions.number(turn.data, "page")
    return await services.read(views.listed, speaker.person_id, network_id, page)
