"""The committee's buttons: rate, read the opinions, see what changed."""

from bot.rules.rating import LAST_STEP, RatingRefusal
from bot.rules.roles import may_read
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Say, Turn
from bot.usecases import rating as usecases
from bot.views import approval, rating
from cards import actions, menu
from cards import rating as cards
from cards.phrases import menu as say_menu
from cards.phrases import rating as say

# Characters; three bytes each at worst, a card with them stays under what Teams takes (TEAMS_FACTS §1.1).
FITS_A_CARD = 12_000


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    request_id = actions.number(turn.data, "request")
    drawn = await services.read(rating.form, speaker.person_id, request_id, actions.number(turn.data, "step"))
    return drawn or await _request(services, speaker, request_id)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.rate,
        speaker.person_id,
        services.settings,
        typed.request_id,
        step=typed.step,
        typed=typed.marks,
        comment=typed.comment,
    )
    match outcome:
        case usecases.Rated(request_id) if typed.step < LAST_STEP:
            drawn = await services.read(rating.form, speaker.person_id, request_id, typed.step + 1)
            return drawn or await _request(services, speaker, request_id)
        case usecases.Rated(request_id):
            return await _request(services, speaker, request_id, say.SAVED)
        case usecases.CommentTooLong(count, limit) if count > FITS_A_CARD:
            # No card could give it back: the form stays as it is, with everything typed in it.
            return Say(say.too_long(count, limit))
        case usecases.CommentTooLong(count, limit):
            drawn = await services.read(
                rating.form,
                speaker.person_id,
                typed.request_id,
                typed.step,
                typed=typed,
                errors=[say.too_long(count, limit)],
            )
            return drawn or menu.sentence(say_menu.STALE)
        case usecases.NotRated(RatingRefusal.NOT_COMMITTEE):
            # Not a word about the request: it may not even exist (S26).
            return menu.sentence(say_menu.REFUSED)
        case usecases.NotRated(reason):
            request_id = typed.request_id
            if reason is RatingRefusal.REPLACED:
                request_id = await services.read(approval.current_request_id, request_id)
            return await _request(services, speaker, request_id, say.REFUSALS[reason.value])


async def show_opinions(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    request_id = actions.number(turn.data, "request")
    drawn = await services.read(
        rating.opinions, speaker.person_id, request_id, actions.number(turn.data, "page")
    )
    return drawn or await _request(services, speaker, request_id)


async def show_changes(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    request_id = actions.number(turn.data, "request")
    drawn = await services.read(
        rating.changes, speaker.person_id, request_id, actions.number(turn.data, "page")
    )
    if drawn is None:
        return await _request(services, speaker, request_id)
    card, last = drawn
    if last:
        await services.transact(usecases.read_to_the_end, speaker.person_id, request_id)
    return card


async def _request(services: Services, speaker: Speaker, request_id: int, notice: str = "") -> Reply:
    drawn = await services.read(approval.request, speaker.person_id, request_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)
