"""« Vie privée », « Mes données », requests about one's own data; the role is asked at each press."""

from bot.rules.texts import TooLong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import privacy as usecases
from bot.usecases.privacy import Answered, Asked, NotAnswered, NotAsked
from bot.views import desk as desk_views
from bot.views import kept_settings as settings_views
from bot.views import my_data as data_views
from bot.views import privacy as views
from cards import actions, menu
from cards import privacy as cards
from cards.phrases import menu as say_menu
from cards.phrases import privacy as say
from cards.phrases import texts as say_texts
from cards.phrases.dates import short_date
from storage.people import Role


async def show(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    """The notice whole: from now on it was shown."""
    await services.transact(usecases.notice_shown, speaker.person_id)
    address = services.settings.PRIVACY_EMAIL or services.settings.CEE_EMAIL
    registers = Role.CEE_RESPONSIBLE in speaker.roles
    return await services.read(settings_views.privacy, address, registers=registers)


async def show_my_data(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    settings = services.settings
    secret = settings.LINK_SECRET.get_secret_value()
    return await services.read(data_views.card, speaker.person_id, secret, settings.PUBLIC_URL)


async def open_request(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    kind = actions.typed(turn.data, "kind")
    if kind not in say.ASK:
        return await show_my_data(services, speaker, turn)
    return cards.ask(kind)


async def send_request(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    kind, words = actions.typed(turn.data, "kind"), actions.typed(turn.data, "words")
    outcome = await services.transact(usecases.ask, speaker.person_id, kind, words)
    match outcome:
        case Asked(due, known):
            return cards.asked(short_date(due), known=known)
        case TooLong(length, limit):
            return cards.ask(kind, words, [say_texts.too_long(length, limit)])
        case NotAsked.NO_WORDS:
            return cards.ask(kind, words, [say.WRITE_WORDS])
        case NotAsked.NO_KIND:
            return await show_my_data(services, speaker, turn)


async def show_request(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    drawn = await services.read(views.form, actions.number(turn.data, "request"))
    return drawn or await _desk(services, speaker, say.GONE)


async def answer(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    request_id, typed = actions.number(turn.data, "request"), actions.typed(turn.data, "answer")
    accept = bool(actions.number(turn.data, "accept"))
    outcome = await services.transact(usecases.answer, speaker.person_id, request_id, typed, accept=accept)
    return await _after(services, speaker, request_id, outcome, say.DONE, typed)


async def extend(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    request_id = actions.number(turn.data, "request")
    outcome = await services.transact(usecases.extend, speaker.person_id, request_id)
    return await _after(services, speaker, request_id, outcome, say.EXTENDED_DONE)


async def _after(
    services: Services,
    speaker: Speaker,
    request_id: int,
    outcome: Answered | NotAnswered | TooLong,
    done: str,
    typed: str = "",
) -> Reply:
    match outcome:
        case Answered():
            return await _desk(services, speaker, done)
        case NotAnswered.NOT_RESPONSIBLE:
            return menu.sentence(say_menu.REFUSED)
        case NotAnswered.OWN:
            return await _desk(services, speaker, say.OWN)
        case NotAnswered.GONE:
            return await _desk(services, speaker, say.GONE)
        case NotAnswered.NO_ANSWER:
            error = say.ANSWER_MISSING
        case NotAnswered.NO_EXTENSION:
            error = say.NO_EXTENSION
        case TooLong(length, limit):
            error = say_texts.too_long(length, limit)
    drawn = await services.read(views.form, request_id, typed, [error])
    return drawn or await _desk(services, speaker, say.GONE)


async def show_register(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    return await services.read(views.register, actions.number(turn.data, "page"))


async def _desk(services: Services, speaker: Speaker, notice: str) -> Reply:
    return await services.read(desk_views.desk, speaker.person_id, notice=notice)
