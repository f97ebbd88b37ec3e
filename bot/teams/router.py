"""What was pressed or typed, to its handler. What goes wrong is said, and nothing is lost."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace

import structlog

from bot.services import Services
from bot.teams import identity
from bot.teams.commands import PHRASES, command, guide_answer
from bot.teams.handler import Handler
from bot.teams.identity import Speaker
from bot.teams.table import TABLE
from bot.teams.turn import Happening, Reply, Say, Scope, Turn
from bot.usecases import people as people_usecases
from bot.usecases.people import Unrecognized
from bot.views import menu as menu_view
from cards import actions
from cards import menu as cards
from cards.phrases import menu as say

log = structlog.get_logger()


UNRECOGNIZED: Mapping[Unrecognized, str] = {
    Unrecognized.GUEST: say.GUEST,
    Unrecognized.ADDRESS_TAKEN: say.ADDRESS_TAKEN,
}


# A card with more in it may be refused by Teams, and the person would see nothing at all.
LARGEST_AGAIN = 60_000


class Router:
    """Hears turns. `extra` are local mode's own commands, by their first word; `new_code` names a fault."""

    def __init__(
        self, services: Services, new_code: Callable[[], str], extra: Mapping[str, Handler] | None = None
    ) -> None:
        self._services = services
        self._new_code = new_code
        self._extra = dict(extra or {})

    async def hear(self, turn: Turn) -> Reply:
        """The answer to one turn; a fault answers « Panne » with a code that stands in the log line too."""
        try:
            return await self._answer(turn)
        except Exception as error:  # noqa: BLE001 - whatever broke, the person is told, and the form stays
            code = self._new_code()
            log.error(  # noqa: TRY400 - a trace could hold what somebody typed
                "turn_failed",
                code=code,
                verb=turn.verb,
                happening=turn.happening.value,
                error=type(error).__name__,
                where=_where(error),
            )
            if turn.happening is Happening.ACTION:
                return _fault_of_press(turn, code)
            return cards.fault(code) if turn.happening is Happening.MESSAGE else None

    async def _answer(self, turn: Turn) -> Reply:
        match turn.happening:
            case Happening.INSTALLED:
                await self._installed(turn)
                return None
            case Happening.UNINSTALLED:
                await self._services.transact(people_usecases.leave, turn.place)
                return None
            case Happening.MESSAGE if turn.scope is not Scope.PERSONAL:
                # Everyone reads the channel: nothing but a button, whoever asks and whatever for.
                if (answer := guide_answer(turn.text)) is not None:
                    return cards.in_channel(actions.GUIDE, answer)
                return cards.in_channel(command(turn.text) or actions.MENU)
            case Happening.MESSAGE | Happening.ACTION:
                return await self._for_speaker(turn)
            case Happening.OTHER:
                return None

    async def _installed(self, turn: Turn) -> None:
        if turn.scope is not Scope.PERSONAL:
            return
        speaker = await identity.identify(self._services, turn)
        if isinstance(speaker, Speaker):
            await self._services.transact(people_usecases.welcome, speaker.person_id, turn.place)

    async def _for_speaker(self, turn: Turn) -> Reply:
        speaker = await identity.identify(self._services, turn)
        if speaker is None:
            return cards.bare(say.REFUSED)
        if isinstance(speaker, Unrecognized):
            return cards.bare(UNRECOGNIZED[speaker])
        if turn.happening is Happening.ACTION:
            handler = TABLE.get(turn.verb)
            if handler is None:
                return await self._services.read(menu_view.menu, speaker.person_id, say.STALE)
            return await handler(self._services, speaker, turn)
        first_word = turn.text.split(maxsplit=1)[0].casefold() if turn.text.strip() else ""
        if first_word in self._extra:
            return await self._extra[first_word](self._services, speaker, turn)
        if (answer := guide_answer(turn.text)) is not None:
            return await TABLE[actions.GUIDE](self._services, speaker, replace(turn, data=answer))
        verb = command(turn.text, PHRASES)
        if verb is None:
            return await self._services.read(menu_view.not_understood, speaker.person_id, turn.text)
        return await TABLE[verb](self._services, speaker, turn)


def _fault_of_press(turn: Turn, code: str) -> Reply:
    """A card whose button sends the same press again, with everything typed in it: nothing is lost.

    (A sentence alone would do in Teams, but the local client empties the form under it.)
    """
    sent = dict(turn.data)
    if turn.verb in TABLE and len(json.dumps(sent)) <= LARGEST_AGAIN:
        return cards.fault(code, (turn.verb, sent))
    return Say(say.fault(code))


def _where(error: Exception) -> str:
    """The innermost place of our own code, for the log: no message, which could hold what somebody typed."""
    place, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.split(".")[0] in {"bot", "cards", "storage"}:
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
