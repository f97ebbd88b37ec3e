"""Delivers what is due, and stops for ever at one step so that a test can kill it there.

python -m tests.jobs.dying DATABASE_URL TEAMS_URL STEP: prints the step once it stands there.
"""

import asyncio
import sys
import threading
from datetime import datetime
from typing import Any, NoReturn

import structlog
from sqlalchemy import event
from sqlalchemy.orm import Session

from bot.jobs.deliver import deliver
from bot.services import Card, NotPosted, Place, Posted
from bot.teams.sender import ConnectorSender
from storage.database import Database
from storage.posts import Post
from tests.fakes.clock import FakeClock
from tests.fakes.edge import FixedToken, hosted
from tests.jobs.office import draw, make_services, text

STEPS = ("claimed", "drawn", "posted", "recording", "recorded")
VICTIM = "second"
"""The kind of the message at which the process stops."""


class StoppingSender(ConnectorSender):
    def __init__(self, teams_url: str, step: str) -> None:
        super().__init__(hosted(teams_url), FixedToken())
        self._step = step

    async def post(self, place: Place, card: Card) -> Posted | NotPosted:
        outcome = await super().post(place, card)
        if text(card).startswith(VICTIM):
            stop_at("posted", self._step)
        return outcome


def stop_at(here: str, step: str) -> None:
    if here == step:
        stand(here)


def stand(step: str) -> NoReturn:
    sys.stdout.write(f"{step}\n")
    sys.stdout.flush()
    threading.Event().wait()
    raise AssertionError


def listen(step: str) -> None:
    """Stop at the record's commit: before it, with everything written, or after it."""

    def flushing(session: Session, *_: object) -> None:
        if any(isinstance(one, Post) and one.kind == VICTIM for one in session.new):
            session.info["victim"] = True

    def before(session: Session) -> None:
        session.flush()
        if session.info.get("victim"):
            stop_at("recording", step)

    def after(session: Session) -> None:
        if session.info.get("victim"):
            stop_at("recorded", step)

    event.listen(Session, "before_flush", flushing)
    event.listen(Session, "before_commit", before)
    event.listen(Session, "after_commit", after)


async def main(database_url: str, teams_url: str, step: str) -> None:
    database = Database(database_url)
    sender = StoppingSender(teams_url, step)

    def drawing(session: Session, now: datetime, kind: str, *rest: Any) -> Card | None:
        if kind == VICTIM:
            stop_at("claimed", step)
        card = draw(session, now, kind, *rest)
        if kind == VICTIM:
            stop_at("drawn", step)
        return card

    # The log would stand among the steps.
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    listen(step)
    await deliver(make_services(database, FakeClock(), sender, teams_url), drawing)
    await sender.close()
    database.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
