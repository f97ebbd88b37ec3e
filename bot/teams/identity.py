"""Who speaks: the Entra object id of the authenticated activity, never anything that a card says (S27)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.services import Member, Place, Services
from bot.teams.turn import Scope, Turn
from bot.usecases import people
from bot.usecases.people import Unrecognized
from storage.conversations import known
from storage.people import Role

# A chat heard within this time, at the same service, is not written again at each word.
FRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Speaker:
    person_id: int
    roles: frozenset[Role]


async def identify(services: Services, turn: Turn) -> Speaker | Unrecognized | None:
    """The person behind a turn; None when Teams names nobody.

    The first time, the address comes from the Teams roster. Raises TeamsUnavailableError when the
    roster is needed and does not answer.
    """
    if turn.caller is None or not turn.caller.object_id:
        return None
    found = await services.read(_known, turn.caller.object_id, turn.place)
    if found is None:
        member = await services.roster.member(turn.place, turn.caller.teams_id)
        # The roster gives the address and the name; the id stays the authenticated one.
        outcome = await services.transact(
            people.recognize, Member(turn.caller.object_id, member.name, member.email, member.guest)
        )
        if isinstance(outcome, Unrecognized):
            return outcome
        found = await services.read(_known, turn.caller.object_id, turn.place)
        assert found is not None
    speaker, heard_lately = found
    if turn.scope is Scope.PERSONAL and not heard_lately:
        await services.transact(people.hear_from, speaker.person_id, turn.place)
    return speaker


def _known(session: Session, now: datetime, object_id: str, place: Place) -> tuple[Speaker, bool] | None:
    """The speaker, and whether this chat with her or him was heard lately."""
    found = known(session, object_id, place.service_url, place.conversation_id)
    if found is None or not found.name:
        # Nobody yet, or somebody whom the settings named by object id alone: the roster knows more.
        return None
    fresh = found.heard_at is not None and now - FRESH < found.heard_at <= now
    return Speaker(found.person_id, found.roles), fresh
