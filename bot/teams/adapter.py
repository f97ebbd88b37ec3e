"""From an HTTP body to a turn, from a reply to an HTTP answer; every status code of the edge is decided here.

botbuilder-core carries the turn (TurnContext, its pipeline, send_activity). Its own CloudAdapter is not
used: each invoke with a body ends there in 500, and each turn builds new HTTP clients (PLAYGROUND.md §6).
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import TracebackType
from typing import Any

import structlog
from botbuilder.core import BotAdapter, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount, ResourceResponse

from bot.services import Fault, NotPosted, Place, Posted
from bot.settings import Settings
from bot.teams import reading
from bot.teams.authentication import Authenticator, bearer
from bot.teams.sender import ConnectorSender, card_message, text_message
from bot.teams.turn import Happening, Reply, Say, Turn

log = structlog.get_logger()

CARD_ANSWER = "application/vnd.microsoft.card.adaptive"
MESSAGE_ANSWER = "application/vnd.microsoft.activity.message"


# Teams waits 10 to 15 s for the turn to end (TEAMS_FACTS.md §1.4).
REPLY_TRIES, SHORT_WAIT, LONG_WAIT = 3, 0.5, 3.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the HTTP request gets back; `body` is sent as JSON."""

    status: int
    body: dict[str, Any] | None = None


class TeamsAdapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Hears activities. Only in local mode may `authenticator` be None (else ValueError).

    `on_turn` is called for every activity that is heard, also for those with nothing to do. `neutral` is
    the sentence that answers a press when `on_turn` has none: an empty answer is sent to us again and
    shows a banner (TEAMS_FACTS.md §1.4).
    """

    def __init__(
        self,
        settings: Settings,
        sender: ConnectorSender,
        authenticator: Authenticator | None,
        on_turn: Callable[[Turn], Awaitable[Reply]],
        neutral: str,
    ) -> None:
        super().__init__()
        if authenticator is None and not settings.local:
            raise ValueError("without an authenticator anybody could speak for anybody")
        self._authenticator = authenticator
        self._sender = sender
        self._on_turn = on_turn
        self._neutral = neutral

    async def process(self, authorization: str | None, body: bytes) -> Answer:
        """200 heard, 400 not an activity, 401 or 403 not Teams or not for us, 503 no keys, 500 our fault.

        Raises nothing but cancellation.
        """
        if self._authenticator is not None and bearer(authorization) is None:
            return Answer(HTTPStatus.UNAUTHORIZED)
        try:
            return await self._process(authorization, body)
        except Exception as error:  # noqa: BLE001 - no fault of ours may leave as a stack trace
            # Neither message nor trace: they could hold what somebody typed.
            where = _where(error.__traceback__)
            log.error("activity_failed", error=type(error).__name__, where=where)  # noqa: TRY400
            return Answer(HTTPStatus.INTERNAL_SERVER_ERROR)

    async def _process(self, authorization: str | None, body: bytes) -> Answer:
        try:
            activity = reading.parse(body)
        except reading.UnreadableError as error:
            log.warning("activity_unreadable", reason=str(error))
            return Answer(HTTPStatus.BAD_REQUEST)
        if self._authenticator is not None:
            refusal = await self._authenticator.check(authorization, activity)
            if refusal is not None:
                log.warning("activity_refused", status=refusal.status, reason=refusal.reason)
                return Answer(refusal.status)
        return await self._hear(activity)

    async def _hear(self, activity: Mapping[str, Any]) -> Answer:
        turn = reading.turn(activity)
        is_invoke = activity["type"] == "invoke"
        replies: list[Reply] = []

        async def run(context: TurnContext) -> None:
            reply = await self._on_turn(turn)
            if is_invoke:
                replies.append(reply)
            elif reply is not None and turn.happening in (Happening.MESSAGE, Happening.ACTION):
                await context.send_activity(_message(reply))

        await self.run_pipeline(TurnContext(self, _skeleton(activity)), run)
        if not is_invoke:
            return Answer(HTTPStatus.OK)
        reply = replies[0] if turn.happening is Happening.ACTION else None
        return Answer(HTTPStatus.OK, self._invoke_body(reply))

    def _invoke_body(self, reply: Reply) -> dict[str, Any]:
        if isinstance(reply, dict):
            return {"statusCode": HTTPStatus.OK, "type": CARD_ANSWER, "value": reply}
        text = reply.text if reply is not None else ""
        return {"statusCode": HTTPStatus.OK, "type": MESSAGE_ANSWER, "value": text or self._neutral}

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[Any]:
        """Send replies to where the turn came from; one that Teams does not take is logged, not raised."""
        place = Place(context.activity.service_url, context.activity.conversation.id)
        responses = []
        for activity in activities:
            outcome = await self._patiently(place, activity)
            if isinstance(outcome, NotPosted):
                log.warning("reply_not_posted", fault=outcome.fault.value, code=outcome.code)
                responses.append(ResourceResponse())
            else:
                responses.append(ResourceResponse(id=outcome.activity_id))
        return responses

    async def _patiently(self, place: Place, activity: Activity) -> Posted | NotPosted:
        """A reply that Teams certainly did not take (429, 412) is tried again while the person waits; one
        that it may have taken (5xx, a connection lost) once: an answer twice is better than none.
        """
        outcome = await self._sender.send(place, activity)
        doubts = 0
        for _ in range(REPLY_TRIES - 1):
            if isinstance(outcome, Posted) or outcome.fault not in (Fault.LATER, Fault.UNSURE):
                break
            doubts += outcome.fault is Fault.UNSURE
            if doubts > 1:
                break
            asked = SHORT_WAIT if outcome.retry_after is None else outcome.retry_after
            await asyncio.sleep(min(asked, LONG_WAIT))
            outcome = await self._sender.send(place, activity)
        return outcome

    async def update_activity(self, context: TurnContext, activity: Activity) -> None:
        """Not part of a turn: cards are redrawn through the outbox, by the id kept when they were sent."""
        raise NotImplementedError

    async def delete_activity(self, context: TurnContext, reference: Any) -> None:
        """Nothing that was said is deleted."""
        raise NotImplementedError


def _message(reply: dict[str, Any] | Say) -> Activity:
    return card_message(reply) if isinstance(reply, dict) else text_message(reply.text)


def _skeleton(activity: Mapping[str, Any]) -> Activity:
    """What TurnContext needs to address a reply. The rest never meets the SDK's deserializer, which fails
    on shapes that Teams may add; what happened is read by `reading`.
    """
    conversation = activity["conversation"]["id"]
    return Activity(
        type=activity["type"],
        id=_str(activity.get("id")),
        service_url=activity["serviceUrl"],
        channel_id=_str(activity.get("channelId")),
        from_property=_account(activity.get("from")),
        recipient=_account(activity.get("recipient")),
        conversation=ConversationAccount(id=conversation),
        locale=_str(activity.get("locale")),
    )


def _account(value: Any) -> ChannelAccount:
    fields = value if isinstance(value, dict) else {}
    return ChannelAccount(id=_str(fields.get("id")), name=_str(fields.get("name")))


def _str(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _where(trace: TracebackType | None) -> str:
    """The innermost place of the fault: module and line."""
    place = ""
    while trace is not None:
        place = f"{trace.tb_frame.f_globals.get('__name__', '')}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
