"""« Dates de l’année »."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import year_dates as usecases
from bot.views import year_dates as views
from cards import menu
from cards import year_dates as cards
from cards.phrases import menu as say_menu
from storage.people import Role


async def open_form(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.form)


async def save(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.save,
        speaker.person_id,
        services.settings,
        opens=typed.opens,
        closes=typed.closes,
        committee=typed.committee,
        enrollment=typed.enrollment,
        enrollment_now=typed.enrollment_now,
    )
    match outcome:
        case usecases.Saved():
            return await services.read(views.form, saved=True)
        case usecases.Mistaken(mistakes):
            return await services.read(views.form, typed=typed, errors=views.sentences(mistakes))
        case usecases.NotAllowed():
            return menu.sentence(say_menu.REFUSED)
