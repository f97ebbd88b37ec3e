"""« C’est noté », of what could not be said of a meeting in time. The role is asked at each press."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import missed as usecases
from bot.usecases.missed import Noted
from bot.views import desk as desk_views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import missed as say


async def note(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(usecases.note, speaker.person_id, meeting_id)
    if outcome is Noted.NOT_ALLOWED:
        return menu.sentence(say_menu.REFUSED)
    notice = say.NOTED_SAID if outcome is Noted.NOTED else say.NOTHING
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
