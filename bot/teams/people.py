"""One's own profile."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import people as usecases
from bot.views import people as views
from cards import people as cards
from cards.phrases import people as say


async def open_profile(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    return await services.read(views.profile, speaker.person_id)


async def save_profile(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    school_id, job_title = cards.read_profile(turn.data)
    wrong = await services.transact(
        usecases.save_profile, speaker.person_id, school_id=school_id, job_title=job_title
    )
    if wrong is None:
        return await services.read(views.profile, speaker.person_id, saved=True)
    errors = [say.CHOOSE_SCHOOL] if wrong.unknown_school else []
    if wrong.job_title_length:
        errors.append(say.job_title_too_long(wrong.job_title_length, usecases.JOB_TITLE_LIMIT))
    return await services.read(views.profile, speaker.person_id, typed=(school_id, job_title), errors=errors)
