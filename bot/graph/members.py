"""The members of the CEE's Team, through Graph (TEAMS_FACTS.md §2.4; team-post-members).

Adding and removing are made repeatable by a look first: the answer to a call may be lost.
"""

from http import HTTPStatus
from typing import Any

from yarl import URL

from bot.errors import ChannelCause, ChannelError
from bot.graph.client import Answer, Graph, NoAnswerError
from bot.settings import Settings

MEMBER = "#microsoft.graph.aadUserConversationMember"


class GraphMembers:
    """Fills `bot.services.TeamMembers` for TEAM_ID; takes TeamMember.ReadWriteNonOwnerRole.All."""

    def __init__(self, settings: Settings, graph: Graph) -> None:
        self._graph = graph
        self._address = graph.address("teams", settings.TEAM_ID, "members")

    async def add(self, user: str) -> bool:
        """True when this person was added, False when already in the Team. Raises ChannelError."""
        if await self._find(user):
            return False
        bound = f"{self._graph.address('users')}({_literal(user)})"
        body = {"@odata.type": MEMBER, "roles": [], "user@odata.bind": bound}
        answer = await self._ask("POST", self._address, body)
        if answer.status != HTTPStatus.CREATED:
            raise _fault(answer)
        return True

    async def remove(self, user: str) -> None:
        """Who is not in the Team is removed already; an owner stays. Raises ChannelError."""
        found = await self._find(user)
        if found is None or "owner" in (found.get("roles") or ()):
            return
        answer = await self._ask("DELETE", self._address / str(found["id"]))
        if answer.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND):
            raise _fault(answer)

    async def _find(self, user: str) -> dict[str, Any] | None:
        name = "email" if "@" in user else "userId"
        wanted = f"(microsoft.graph.aadUserConversationMember/{name} eq {_literal(user)})"
        answer = await self._ask("GET", self._address.with_query({"$filter": wanted}))
        listed = answer.document.get("value")
        if answer.status != HTTPStatus.OK or not isinstance(listed, list):
            raise _fault(answer)
        return next((one for one in listed if isinstance(one, dict) and one.get("id")), None)

    async def _ask(self, method: str, url: URL, body: dict[str, Any] | None = None) -> Answer:
        try:
            return await self._graph.ask(method, url, body)
        except NoAnswerError as error:
            raise ChannelError(ChannelCause.UNREACHABLE, passing=True) from error


def _literal(text: str) -> str:
    """A string as OData writes it."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _fault(answer: Answer) -> ChannelError:
    if (
        answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        or answer.status == HTTPStatus.REQUEST_TIMEOUT
        or answer.status < HTTPStatus.MULTIPLE_CHOICES
    ):
        return ChannelError(ChannelCause.UNREACHABLE, passing=True)
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            cause = ChannelCause.NOT_SIGNED_IN
        case HTTPStatus.FORBIDDEN:
            cause = ChannelCause.NOT_ALLOWED
        case _:
            cause = ChannelCause.REFUSED
    return ChannelError(cause, passing=False)
