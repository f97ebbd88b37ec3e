"""Around the minutes: who writes them, what they left to do, and the responsible's way out."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.minutes import WORDS
from bot.teams.turn import Reply, Turn
from bot.usecases import follow_ups, minutes, minutes_due
from bot.usecases.minutes import Refused
from bot.usecases.minutes_due import OnPaper
from bot.views import desk as desk_views
from bot.views import minutes as minutes_views
from bot.views import minutes_due as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say
from cards.phrases import minutes_due as say_due
from storage.people import Role


async def open_writer(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.writer, speaker.person_id, actions.number(turn.data, "meeting"))


async def name_writer(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    person_id = actions.number(turn.data, "person")
    outcome = await services.transact(minutes.name_writer, speaker.person_id, meeting_id, person_id, WORDS)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await services.read(
        minutes_views.overview, speaker.person_id, meeting_id, notice=say_due.WRITER_KEPT
    )


async def show_follow_ups(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(minutes.writable, speaker.person_id, meeting_id)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await services.read(views.follow_ups, meeting_id)


async def mark_done(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, key = actions.number(turn.data, "meeting"), actions.number(turn.data, "key")
    done = actions.number(turn.data, "done") == 1
    outcome = await services.transact(follow_ups.mark_done, speaker.person_id, meeting_id, key, done=done)
    if isinstance(outcome, Refused):
        return menu.sentence(say.REFUSED[outcome.value])
    return await services.read(views.follow_ups, meeting_id)


async def show_late(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The role is asked at each press."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.late, actions.number(turn.data, "meeting"))
    return drawn or await services.read(desk_views.desk, speaker.person_id, notice=say_due.NOTHING_LATE)


async def on_paper(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    match await services.transact(minutes_due.on_paper, speaker.person_id, meeting_id):
        case OnPaper.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case OnPaper.KEPT:
            return await services.read(desk_views.desk, speaker.person_id, notice=say_due.SETTLED)
        case OnPaper.NOTHING_LATE:
            return await services.read(desk_views.desk, speaker.person_id, notice=say_due.NOTHING_LATE)
