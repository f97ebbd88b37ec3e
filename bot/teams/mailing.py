"""« Écrire aux réseaux » and « Écrire aux membres ». Who may write to whom is asked at each press."""

from bot.rules.mailing import Wrong
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import mailing as usecases
from bot.usecases.mailing import NotDone, Saved, Sent
from bot.views import mailing as views
from cards import actions, menu
from cards import mailing as cards
from cards.phrases import mailing as say
from cards.phrases import menu as say_menu


async def open_form(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    mailing_id, network_id = actions.number(turn.data, "mailing"), actions.number(turn.data, "network")
    if mailing_id:
        return await services.read(views.saved, speaker.person_id, mailing_id)
    return await services.read(views.form, speaker.person_id, network_id=network_id)


async def preview(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    typed = cards.read(turn.data)
    outcome = await services.transact(
        usecases.save,
        speaker.person_id,
        mailing_id=typed.mailing,
        audience=typed.audience,
        subject=typed.subject,
        text=typed.text,
    )
    match outcome:
        case NotDone():
            return menu.sentence(say_menu.REFUSED)
        case Wrong():
            return await services.read(views.form, speaker.person_id, typed, wrong=outcome)
        case Saved(mailing_id):
            return await _preview(services, speaker, mailing_id)


async def send(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    mailing_id, revision = actions.number(turn.data, "mailing"), actions.number(turn.data, "revision")
    outcome = await services.transact(usecases.send, speaker.person_id, mailing_id, revision)
    match outcome:
        case NotDone.NOT_ALLOWED:
            return menu.sentence(say_menu.REFUSED)
        case NotDone():
            return await _preview(services, speaker, mailing_id, say.STALE)
        case Sent(_, already):
            notice = say.ALREADY if already else say.SENT
            return await services.read(views.reach, speaker.person_id, mailing_id, notice=notice)


async def show_reach(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    mailing_id, page = actions.number(turn.data, "mailing"), actions.number(turn.data, "page")
    return await services.read(views.reach, speaker.person_id, mailing_id, page)


async def _preview(services: Services, speaker: Speaker, mailing_id: int, notice: str = "") -> Reply:
    people = await services.read(usecases.recipients_of, speaker.person_id, mailing_id)
    return await services.read(views.preview, mailing_id, people, notice)
