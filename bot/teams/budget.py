"""The release of a year, and the envelope that a responsible sets."""

from bot.rules.budget import MOST_HALF_DAYS, written
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import budget as usecases
from bot.usecases.budget import EnvelopeSet, Mistaken, Refused
from bot.views import budget as views
from cards import actions, menu
from cards import budget as cards
from cards.phrases import budget as say
from cards.phrases import menu as say_menu
from storage.people import Role


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The year as a whole, or a page of its networks or schools."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    year, part, page = (actions.number(turn.data, name) for name in ("year", "part", "page"))
    return await services.read(views.shown, year, part, page)


async def open_envelope(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.envelope, actions.number(turn.data, "year"))


async def save_envelope(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    form = cards.read(turn.data)
    too_long = far_too_long({"days": form.days}, len(written(MOST_HALF_DAYS)))
    if too_long is not None:
        return too_long
    year = f"{form.first_year}-{form.first_year + 1}"
    outcome = await services.transact(
        usecases.set_envelope, speaker.person_id, year, form.days, drawn_from=form.was
    )
    match outcome:
        case EnvelopeSet(_, half_days):
            return await services.read(views.shown, form.first_year, cards.SUMS, notice=say.saved(half_days))
        case Mistaken(fault):
            return await services.read(views.envelope, form.first_year, typed=form.days, fault=fault)
        case Refused.STALE:
            return await services.read(views.envelope, form.first_year, notice=say.STALE)
        case Refused.NO_YEAR:
            return menu.sentence(say_menu.STALE)
        case Refused.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
