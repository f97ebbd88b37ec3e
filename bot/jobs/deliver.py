"""The outbox to Teams: claim, draw, post, record (design.md §4)."""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.services import Card, Fault, NotPosted, Place, Posted, Services
from bot.usecases import delivery
from bot.usecases.delivery import Due
from storage import posts

log = structlog.get_logger()

Draw = Callable[[Session, datetime, str, tuple[str, int], int | None, Mapping[str, Any]], Card | None]

# Longer than a post with its time-out (15 s) can take: a row is taken over only from a process that died.
LEASE = timedelta(seconds=60)
BATCH = 40
PARALLEL = 8


async def deliver(
    services: Services, draw: Draw, *, lease: timedelta = LEASE, jitter: Callable[[], float] = random.random
) -> None:
    """Send everything that is due, each recipient's messages in order; return when nothing is."""
    gate = asyncio.Semaphore(PARALLEL)

    async def send(messages: Sequence[Due]) -> None:
        async with gate:
            held_up: NotPosted | None = None
            for due in messages:
                # Once one has to wait, so do the ones behind it: they arrive in order.
                outcome = held_up or await _send(services, draw, due)
                if isinstance(outcome, NotPosted):
                    log.info(
                        "not_posted",
                        row=due.row_id,
                        kind=due.kind,
                        fault=outcome.fault.value,
                        code=outcome.code,
                    )
                    await services.transact(delivery.not_posted, due.row_id, outcome, jitter())
                    held_up = outcome if outcome.fault is Fault.LATER else None

    while due := await services.transact(delivery.claim, lease=lease, limit=BATCH):
        ordered = sorted(due, key=_recipient)
        await asyncio.gather(*(send(list(messages)) for _, messages in groupby(ordered, key=_recipient)))


def _recipient(due: Due) -> str:
    return f"{due.person_id}" if due.person_id is not None else f"{due.place}"


async def _send(services: Services, draw: Draw, due: Due) -> NotPosted | None:
    """Send one message and record it; what kept it from being sent, or None."""
    try:
        change, card = await services.read(_drawn, draw, due)
    except Exception as error:  # noqa: BLE001 - one card that cannot be drawn must not hold up the others
        log.error("not_drawn", row=due.row_id, kind=due.kind, error=type(error).__name__)  # noqa: TRY400
        return NotPosted(Fault.LATER, "not_drawn")
    if card is None:
        await services.transact(delivery.dropped, due.row_id)
        return None
    if due.activity_id and due.place is not None:
        outcome = await services.sender.update(due.place, due.activity_id, card)
        if isinstance(outcome, Posted):
            await services.transact(delivery.redrawn, due.row_id, change)
            return None
        return outcome
    place = await _place(services, due)
    if isinstance(place, NotPosted):
        return place
    outcome = await services.sender.post(place, card)
    if isinstance(outcome, NotPosted):
        return outcome
    await services.transact(delivery.posted, due.row_id, place, outcome.activity_id, change)
    return None


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


def _drawn(session: Session, now: datetime, draw: Draw, due: Due) -> tuple[int, Card | None]:
    # The count first: a change that comes while the card is drawn then shows as newer, and is redrawn.
    change = posts.changes(session, due.subject)
    return change, draw(session, now, due.kind, due.subject, due.person_id, {})
