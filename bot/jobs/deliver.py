"""The outbox to Teams: claim, draw, post, record (design.md §4)."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.services import Card, Fault, NotPosted, Place, Services
from bot.usecases import delivery
from bot.usecases.delivery import Due
from storage import posts
from storage.posts import Post

P = ParamSpec("P")
T = TypeVar("T")

log = structlog.get_logger()

Draw = Callable[[Session, datetime, str, tuple[str, int], int | None, Mapping[str, Any]], Card | None]

# Longer than a post with its time-out (15 s) can take: a row is taken over only from a process that died.
LEASE = timedelta(seconds=60)
BATCH = 40
PARALLEL = 8
# About four minutes: a card that cannot be drawn is our own fault, and holds up what comes after it.
DRAWS = 7
RECORDS = 3


async def deliver(
    services: Services,
    draw: Draw,
    *,
    lease: timedelta = LEASE,
    limit: int = BATCH,
    parallel: int = PARALLEL,
    jitter: Callable[[], float] = random.random,
) -> None:
    """Send everything that is due, each recipient's messages in order; return when nothing is.

    Of `limit` messages taken at once, those of `parallel` recipients are under way together.
    """
    gate = asyncio.Semaphore(parallel)

    async def send(messages: Sequence[Due]) -> None:
        async with gate:
            await _to_one(services, draw, messages, lease, jitter)

    hours = services.settings.sending_hours
    while due := await services.transact(delivery.claim, lease=lease, limit=limit, hours=hours):
        by_recipient: dict[int | Place | None, list[Due]] = {}
        for one in due:
            by_recipient.setdefault(one.recipient, []).append(one)
        await asyncio.gather(*map(send, by_recipient.values()))


async def _to_one(
    services: Services, draw: Draw, messages: Sequence[Due], lease: timedelta, jitter: Callable[[], float]
) -> None:
    """One recipient's messages. Once one has to wait, so do the ones behind it: they arrive in order."""
    waits = False
    for due in messages:
        try:
            if waits:
                await services.transact(delivery.put_back, due.row_id, due.attempt)
            else:
                waits = await _handle(services, draw, due, lease, jitter)
        except SQLAlchemyError as error:
            # The row stays as being sent: it is taken again once its lease is over.
            log.error("not_recorded", row=due.row_id, kind=due.kind, error=type(error).__name__)  # noqa: TRY400
            waits = True


async def _handle(
    services: Services, draw: Draw, taken: Due, lease: timedelta, jitter: Callable[[], float]
) -> bool:
    """Send one message and record what became of it; whether it is to be tried again."""
    due: Due | None = taken
    if services.clock.now() - taken.claimed_at > lease / 4:
        # The ones before took long: make sure that no other process took this one over, nor will.
        due = await services.transact(delivery.keep, taken.row_id, taken.attempt)
    if due is None:
        return True
    try:
        outcome = await _send(services, draw, due)
    except Exception as error:  # noqa: BLE001 - one message that breaks must not stop the others
        # It may have been posted before it broke: left as being sent, it would be posted at each lease.
        log.error("delivery_broke", row=due.row_id, kind=due.kind, error=type(error).__name__)  # noqa: TRY400
        outcome = NotPosted(Fault.UNSURE, type(error).__name__)
    if outcome is None:
        return False
    log.info("not_posted", row=due.row_id, kind=due.kind, fault=outcome.fault.value, code=outcome.code)
    return await services.transact(delivery.not_posted, due.row_id, due.attempt, outcome, jitter())


async def _send(services: Services, draw: Draw, due: Due) -> NotPosted | None:
    """Send one message and record it; what kept it from being sent, or None."""
    try:
        change, card, shown = await services.read(_drawn, draw, due)
    except Exception as error:  # noqa: BLE001 - nothing was posted yet
        log.error("not_drawn", row=due.row_id, kind=due.kind, error=type(error).__name__)  # noqa: TRY400
        ours = not isinstance(error, SQLAlchemyError) and due.attempt >= DRAWS
        return NotPosted(Fault.REFUSED if ours else Fault.LATER, "not_drawn")
    if shown:
        await _record(services, delivery.redrawn, due.row_id, change)
        return None
    if card is None:
        await _record(services, delivery.dropped, due.row_id)
        return None
    place = await _place(services, due)
    if isinstance(place, NotPosted):
        return place
    if due.post_id is not None:
        outcome = await services.sender.update(place, due.activity_id, card)
    else:
        outcome = await services.sender.post(place, card)
    if isinstance(outcome, NotPosted):
        return outcome
    if due.post_id is not None:
        await _record(services, delivery.redrawn, due.row_id, change)
    else:
        await _record(services, delivery.posted, due.row_id, place, outcome.activity_id, change)
    return None


async def _record(
    services: Services,
    usecase: Callable[Concatenate[Session, datetime, P], T],
    *args: P.args,
    **kwargs: P.kwargs,
) -> T:
    """What people see already is worth a second try: unrecorded, it would be posted again."""
    for _ in range(RECORDS - 1):
        try:
            return await services.transact(usecase, *args, **kwargs)
        except SQLAlchemyError as error:
            log.warning("record_again", error=type(error).__name__)
    return await services.transact(usecase, *args, **kwargs)


async def _place(services: Services, due: Due) -> Place | NotPosted:
    """Where to post: the known chat, or one opened for a person who never spoke."""
    if due.gone:
        return NotPosted(Fault.UNREACHABLE, "left")
    if due.place is not None:
        return due.place
    if services.settings.local:
        return NotPosted(Fault.NOBODY, "no_window")
    if not due.object_id:
        return NotPosted(Fault.UNREACHABLE, "never_spoke")
    opened = await services.sender.open_chat(due.object_id)
    if isinstance(opened, NotPosted) and opened.fault in {Fault.GONE, Fault.REFUSED}:
        # Teams knows nobody under this id, yet: the message waits for the person's first word.
        return NotPosted(Fault.UNREACHABLE, opened.code)
    return opened


def _drawn(session: Session, now: datetime, draw: Draw, due: Due) -> tuple[int, Card | None, bool]:
    """(the subject's count, the card or None, whether the message shows this count already)."""
    # The count first: a change that comes while the card is drawn then shows as newer, and is redrawn.
    change = posts.changes(session, due.subject)
    if due.post_id is not None and session.get_one(Post, due.post_id).drawn >= change:
        return change, None, True
    return change, draw(session, now, due.kind, due.subject, due.person_id, due.facts), False
