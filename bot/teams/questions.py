"""« Demander de l’aide »: asked and answered in chat. In a channel the presser alone sees the answer."""

from bot.rules.questions import LIMIT, Missing, about
from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.lengths import far_too_long
from bot.teams.turn import Reply, Turn
from bot.usecases import questions as usecases
from bot.usecases.questions import NotWritten, Written
from bot.views import desk as desk_views
from bot.views import questions as views
from cards import actions, menu
from cards.desk import Narrowed
from cards.phrases import questions as say
from cards.phrases import texts as say_texts
from storage.people import Role

QUESTIONS = Narrowed(group="questions")


async def show_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.form, speaker.person_id, services.settings.CEE_EMAIL, turn.data)


async def ask(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = actions.typed(turn.data, "asked")
    if (said := far_too_long({"asked": typed}, LIMIT)) is not None:
        return said
    outcome = await services.transact(
        usecases.ask,
        speaker.person_id,
        typed,
        about(actions.typed(turn.data, "about")),
        actions.number(turn.data, "network"),
    )
    match outcome:
        case Written(question_id):
            return await services.read(views.conversation, speaker.person_id, question_id, notice=say.SENT)
        case Missing():
            error = say.WRITE_QUESTION
        case TooLong(length, limit):
            error = say_texts.too_long(length, limit)
    address = services.settings.CEE_EMAIL
    return await services.read(views.form, speaker.person_id, address, turn.data, typed=typed, errors=[error])


async def show(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    question_id, page = actions.number(turn.data, "question"), actions.number(turn.data, "page")
    return await _conversation(services, speaker, question_id, page)


async def _conversation(
    services: Services,
    speaker: Speaker,
    question_id: int,
    page: int = 0,
    *,
    typed: str = "",
    notice: str = "",
    error: str = "",
) -> Reply:
    drawn = await services.read(
        views.conversation,
        speaker.person_id,
        question_id,
        page,
        typed=typed,
        notice=notice,
        errors=[error] if error else [],
    )
    return drawn or menu.sentence(say.GONE)


async def write(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    question_id, typed = actions.number(turn.data, "question"), actions.typed(turn.data, "text")
    if (said := far_too_long({"text": typed}, LIMIT)) is not None:
        return said
    revision = actions.number(turn.data, "revision")
    outcome = await services.transact(usecases.write, speaker.person_id, question_id, revision, typed)
    match outcome:
        case Written():
            return await _written(services, speaker, question_id)
        case NotWritten.NOTHING:
            return menu.sentence(say.GONE)
        case NotWritten.BEHIND:
            return await _conversation(services, speaker, question_id, typed=typed, notice=say.BEHIND)
        case Missing():
            error = say.WRITE_ANSWER if Role.CEE_RESPONSIBLE in speaker.roles else say.WRITE_MORE
        case TooLong(length, limit):
            error = say_texts.too_long(length, limit)
    return await _conversation(services, speaker, question_id, typed=typed, error=error)


async def _written(services: Services, speaker: Speaker, question_id: int) -> Reply:
    own = await services.read(views.is_own, speaker.person_id, question_id)
    return await _conversation(services, speaker, question_id, notice=say.WRITTEN if own else say.ANSWERED)


async def close(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    question_id, revision = actions.number(turn.data, "question"), actions.number(turn.data, "revision")
    outcome = await services.transact(usecases.close, speaker.person_id, question_id, revision)
    if outcome is NotWritten.NOTHING:
        return menu.sentence(say.GONE)
    if outcome is NotWritten.BEHIND:
        return await _conversation(services, speaker, question_id, notice=say.BEHIND_CLOSE)
    if await services.read(views.is_own, speaker.person_id, question_id):
        return await _conversation(services, speaker, question_id, notice=say.NOW_CLOSED)
    return await services.read(desk_views.desk, speaker.person_id, QUESTIONS, notice=say.NOW_CLOSED)
