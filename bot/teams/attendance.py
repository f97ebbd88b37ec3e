"""Attendance in the channel and in chat. Rights are asked at each press; a refusal changes nothing (R60)."""

from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Say, Scope, Turn
from bot.usecases import attendance as usecases
from bot.usecases.attendance import Refused
from bot.views import attendance as views
from bot.views import untaken as untaken_views
from cards import actions, menu
from cards.phrases import attendance as say
from cards.phrases import menu as say_menu
from storage.people import Role


def _refused(turn: Turn, why: Refused) -> Reply:
    """In a channel the card stays, and the presser alone reads the sentence."""
    told = say.REFUSED[why.value]
    return Say(told) if turn.scope is Scope.CHANNEL else menu.sentence(told)


async def open_list(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    if not meeting_id:
        meeting_id = await services.read(untaken_views.next_to_take, speaker.person_id)
    if not meeting_id:
        return menu.sentence(say.NOTHING_TO_TAKE)
    allowed = await services.read(usecases.may_take, speaker.person_id, meeting_id)
    if allowed is Refused.NOT_YET and turn.scope is not Scope.CHANNEL:
        return await services.read(views.not_yet, speaker.person_id, meeting_id)
    if isinstance(allowed, Refused):
        return _refused(turn, allowed)
    return await _list(services, speaker, turn, meeting_id)


async def show_releases(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    shown = await services.read(views.releases, speaker.person_id, meeting_id)
    return shown or menu.sentence(say_menu.REFUSED)


async def _list(services: Services, speaker: Speaker, turn: Turn, meeting_id: int, notice: str = "") -> Reply:
    releases = actions.number(turn.data, "releases") == 1
    return await services.read(views.sheet, speaker.person_id, meeting_id, releases=releases, notice=notice)


async def mark(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, person_id = actions.number(turn.data, "meeting"), actions.number(turn.data, "person")
    outcome = await services.transact(
        usecases.mark,
        speaker.person_id,
        meeting_id,
        person_id,
        actions.typed(turn.data, "choice"),
        activity_id=turn.activity_id,
    )
    if isinstance(outcome, Refused):
        return _refused(turn, outcome)
    return await _list(services, speaker, turn, meeting_id)


async def show_person(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, person_id = actions.number(turn.data, "meeting"), actions.number(turn.data, "person")
    allowed = await services.read(usecases.may_take, speaker.person_id, meeting_id)
    if isinstance(allowed, Refused):
        return _refused(turn, allowed)
    releases = actions.number(turn.data, "releases") == 1
    drawn = await services.read(views.person, meeting_id, person_id, releases=releases)
    return drawn or _refused(turn, Refused.NOT_A_MEMBER)


async def mark_everybody(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(
        usecases.everybody, speaker.person_id, meeting_id, activity_id=turn.activity_id
    )
    if isinstance(outcome, Refused):
        return _refused(turn, outcome)
    return await _list(services, speaker, turn, meeting_id)


async def complete(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    outcome = await services.transact(
        usecases.complete, speaker.person_id, meeting_id, activity_id=turn.activity_id
    )
    if isinstance(outcome, Refused):
        return _refused(turn, outcome)
    return await _list(services, speaker, turn, meeting_id)


async def show_history(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    allowed = await services.read(usecases.may_take, speaker.person_id, meeting_id)
    if isinstance(allowed, Refused):
        return _refused(turn, allowed)
    return await services.read(views.history, meeting_id)


async def open_keeper(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id = actions.number(turn.data, "meeting")
    allowed = await services.read(usecases.may_name, speaker.person_id, meeting_id)
    if isinstance(allowed, Refused):
        return _refused(turn, allowed)
    return await services.read(views.keeper, meeting_id)


async def name_keeper(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, person_id = actions.number(turn.data, "meeting"), actions.number(turn.data, "person")
    outcome = await services.transact(usecases.name_keeper, speaker.person_id, meeting_id, person_id)
    if isinstance(outcome, Refused):
        return _refused(turn, outcome)
    return await services.read(views.keeper, meeting_id, notice=say.KEEPER_KEPT)


async def show_undecided(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await _undecided(services, speaker, turn)


async def _undecided(services: Services, speaker: Speaker, turn: Turn, notice: str = "") -> Reply:
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    meeting_id = actions.number(turn.data, "meeting")
    drawn = await services.read(untaken_views.undecided, meeting_id, notice=notice)
    return drawn or menu.sentence(say_menu.STALE)


async def decide(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    meeting_id, person_id = actions.number(turn.data, "meeting"), actions.number(turn.data, "person")
    outcome = await services.transact(
        usecases.decide_release,
        speaker.person_id,
        meeting_id,
        None if actions.number(turn.data, "everybody") == 1 else person_id,
        used=actions.number(turn.data, "used") == 1,
    )
    if isinstance(outcome, Refused):
        return menu.sentence(say_menu.REFUSED)
    return await _undecided(services, speaker, turn, say.DECIDED)
