"""Adds people to the Team, and removes them, where the settings let the bot (TEAM_MEMBERS)."""

import structlog

from bot.errors import ChannelCause, ChannelError
from bot.services import Services, TeamMembers
from bot.usecases import membership
from bot.usecases.membership import Wanted

log = structlog.get_logger()


async def follow(services: Services, members: TeamMembers) -> None:
    """What is due this minute, one after the other; where Graph wants to be left alone, the rest waits."""
    for one in await services.transact(membership.claim):
        try:
            before = await _do(members, one)
        except ChannelError as error:
            log.warning("team_not_changed", cause=error.cause.value)
            await services.transact(membership.not_done, one, error.cause.value, passing=error.passing)
            if error.cause is ChannelCause.BUSY:
                return
            continue
        await services.transact(membership.done, one, before=before)


async def _do(members: TeamMembers, one: Wanted) -> bool:
    """Whether this person was in the Team before the bot ever tried: then it is not the bot's to undo."""
    if not one.add:
        await members.remove(one.user)
        return False
    added = await members.add(one.user)
    return not added and one.first_try
