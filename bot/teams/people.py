"""One's own profile; for a responsible, who teaches."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import people as usecases
from bot.usecases import schools, teachers
from bot.views import desk
from bot.views import people as views
from cards import actions, menu
from cards import people as cards
from cards.phrases import menu as say_menu
from cards.phrases import people as say
from storage.people import Role


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


async def ask_access(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    """The profile again, with what comes next; nothing for somebody who was not said not to teach."""
    asked = await services.transact(teachers.ask_access, speaker.person_id)
    notice = "" if asked else say.ACCESS_NOT_NEEDED
    return await services.read(views.profile, speaker.person_id, notice=notice)


async def show_unknown(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.unknown, actions.number(turn.data, "page"))


async def confirm(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _judge(services, speaker, turn, teach=True)


async def refuse(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _judge(services, speaker, turn, teach=False)


async def _judge(services: Services, speaker: Speaker, turn: Turn, *, teach: bool) -> Reply:
    chosen, page = actions.several(turn.data, "people"), actions.number(turn.data, "page")
    outcome = await services.transact(teachers.judge, speaker.person_id, chosen, teach=teach)
    if isinstance(outcome, teachers.NotResponsible):
        return menu.sentence(say_menu.REFUSED)
    if not chosen:
        notice = say.NOBODY_CHOSEN
    elif outcome.count:
        notice = say.confirmed(outcome.count) if teach else say.refused(outcome.count)
    else:
        notice = say.NOT_JUDGED
    return await services.read(views.unknown, page, notice=notice)


async def note_school(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """« C’est noté »; the desk is shown again, without the row."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    await services.transact(
        schools.note_over,
        speaker.person_id,
        actions.number(turn.data, "network"),
        actions.number(turn.data, "seat"),
    )
    return await services.read(desk.desk, speaker.person_id)
